import { tQuantile } from '../../statistics/student.js';
import type { Loading } from './callaway_santanna.js';
import type { Moments } from './moments.js';

/** The variance of an estimate from the variation within its cohorts, corrected for their small numbers. */
export interface SmallSampleError {
  readonly variance: number;
  /** of Student's t, from the variance expected under the design (Bell and McCaffrey 2002) */
  readonly df: number;
}

/** The variation of every unit of a panel, all cohorts pooled: the scatters of those with two units or more. */
export interface CommonNoise {
  readonly scatter: Float64Array;
  /** sum of squared weights less what the means use up */
  readonly squares: number;
  readonly df: number;
}

/** The noise that cohorts have in common; null if none has two units. */
export function commonNoise(moments: Moments): CommonNoise | null {
  let [squares, df] = [0, 0];
  const sum = new Float64Array(moments.scatter[0]?.length ?? 0);
  moments.scatter.forEach((scatter, cohort) => {
    const count = effectiveUnits(moments, cohort);
    if (count < aloneBelow) return;
    squares += scatter.at(-1)! * (1 - 1 / count);
    df += count - 1;
    for (let cell = 0; cell < sum.length; cell += 1) sum[cell] = sum[cell]! + scatter[cell]!;
  });
  return df > 0 ? { scatter: sum, squares, df } : null;
}

/** A cohort with fewer effective units is treated as a single unit, whose noise cannot be seen in it. */
const aloneBelow = 1.5;

/** A part of the variance, independent of the others. */
interface Part {
  readonly variance: number;
  /** what it would be if all units had the common noise */
  readonly expected: number;
  readonly df: number;
}

/**
 * The error of a sum over cohorts of L_c (w Y, w 1): each cohort's own scatter times n / (n - 1), where n is the effective
 * number of its units. A cohort of one unit is taken to have the common noise. The degrees of freedom follow from the
 * expected parts, not the observed ones, which can be small by chance when they rest on few units.
 */
export function smallSampleError(
  loading: Loading,
  moments: Moments,
  noise: CommonNoise,
): SmallSampleError | null {
  const parts: Part[] = [];
  const lent = { variance: 0, expected: 0, df: noise.df };
  moments.scatter.forEach((scatter, cohort) => {
    const row = loading[cohort] as Float64Array;
    if (row.every((value) => value === 0) || moments.cohorts.units[cohort] === 0) return;
    const count = effectiveUnits(moments, cohort);
    const [paths, constant] = split(row);
    const squares = scatter.at(-1)!;
    const common = quadratic(paths, noise.scatter) / noise.squares;
    const expected = squares * (common + constant ** 2);
    if (count < aloneBelow) {
      lent.variance += expected;
      lent.expected += expected;
    } else {
      const variance = quadratic(row, scatter) + quadratic(paths, scatter) / (count - 1);
      parts.push({ variance, expected, df: count - 1 });
    }
  });
  const all = lent.expected > 0 ? [...parts, lent] : parts;
  const total = all.reduce((sum, part) => sum + part.expected, 0);
  const fourth = all.reduce((sum, part) => sum + part.expected ** 2 / part.df, 0);
  const variance = all.reduce((sum, part) => sum + part.variance, 0);
  return all.length === 0 ? null : { variance, df: fourth > 0 ? total ** 2 / fourth : noise.df };
}

/** (sum w)^2 / sum w^2: how many units of equal weight a cohort is worth. */
function effectiveUnits({ cohorts, scatter }: Moments, cohort: number): number {
  const squares = (scatter[cohort] as Float64Array).at(-1)!;
  return squares > 0 ? cohorts.weight[cohort]! ** 2 / squares : 0;
}

/** A loading without its constant, and the constant: the part due to estimated weights. */
function split(row: Float64Array): [Float64Array, number] {
  const paths = row.slice();
  paths[row.length - 1] = 0;
  return [paths, row.at(-1)!];
}

/** row matrix row' */
function quadratic(row: Float64Array, matrix: Float64Array): number {
  const size = row.length;
  let sum = 0;
  for (let a = 0; a < size; a += 1) {
    const value = row[a]!;
    if (value === 0) continue;
    let product = 0;
    for (let b = 0; b < size; b += 1) product += matrix[a * size + b]! * row[b]!;
    sum += value * product;
  }
  return sum;
}

/** Half the width of an interval with the two-sided error rate `alpha`. */
export function halfWidth({ variance, df }: SmallSampleError, alpha: number): number {
  return tQuantile(1 - alpha / 2, df) * Math.sqrt(Math.max(0, variance));
}
