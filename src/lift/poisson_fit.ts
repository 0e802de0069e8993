import { cholesky, solve } from './cholesky.js';
import type { Panel } from './panel.js';
import type { CohortSums, Regressor } from './untreated_fit.js';

/** Expected results of every cell without the tactic: time x exp(unit + period + regressors), fitted on the untreated cells. */
export interface PoissonFit {
  readonly sums: CohortSums;
  readonly regressors: readonly Regressor[];
  /** one a period (the first with results is 0), then one a regressor */
  readonly coefficients: Float64Array;
  /** Cholesky factor of the information about the coefficients, units' own levels taken out */
  readonly factor: Float64Array;
  /** periods in which untreated units had results */
  readonly active: Uint8Array;
}

/** Time at risk in a cell. */
export function timeOf(panel: Panel, unit: number, cell: number): number {
  return panel.time === undefined ? panel.weight[unit]! : panel.time[cell]!;
}

const iterationsAtMost = 50;
const converged = 1e-12;

/**
 * Poisson regression with unit and period effects by Newton's method on the likelihood without the units' levels (given
 * the periods, a unit's level is its results over what the periods expect). Null where the regressors cannot be told apart.
 */
export function fitPoisson(sums: CohortSums, regressors: readonly Regressor[]): PoissonFit | null {
  const { periods } = sums.cohorts;
  const { active, start } = startingAt(sums);
  const size = periods + regressors.length;
  let coefficients = new Float64Array(size);
  coefficients.set(start);
  let step = stepOf(sums, regressors, active, coefficients);
  for (let round = 0; round < iterationsAtMost; round += 1) {
    const factor = cholesky(step.information, size);
    if (factor === null) return null;
    const move = solve(factor, step.gradient);
    const gain = move.reduce((sum, value, at) => sum + value * step.gradient[at]!, 0);
    // the last step is taken, too: Newton's method squares the error that is left
    if (gain < converged * Math.max(1, step.results)) {
      const last = coefficients.map((value, at) => value + move[at]!);
      return { sums, regressors, coefficients: last, factor, active };
    }
    let share = 1;
    let next = step;
    let moved = coefficients;
    for (let halvings = 0; halvings < 30; halvings += 1, share /= 2) {
      moved = coefficients.map((value, at) => value + share * move[at]!);
      next = stepOf(sums, regressors, active, moved);
      if (next.likelihood >= step.likelihood - 1e-9 * Math.abs(step.likelihood)) break;
    }
    coefficients = moved;
    step = next;
  }
  return null;
}

/** Periods with results of untreated units, and the logarithms of their rates against the first. */
function startingAt({ panel, cohorts }: CohortSums): { active: Uint8Array; start: Float64Array } {
  const { periods } = cohorts;
  const [landed, time] = [new Float64Array(periods), new Float64Array(periods)];
  cohorts.of_unit.forEach((cohort, unit) => {
    const date = cohorts.adopted[cohort]!;
    for (let t = 0, cell = unit * periods; t < date; t += 1, cell += 1) {
      const own = timeOf(panel, unit, cell);
      time[t] = time[t]! + own;
      landed[t] = landed[t]! + own * panel.outcome[cell]!;
    }
  });
  const active = Uint8Array.from(landed, (count) => (count > 0 ? 1 : 0));
  const first = active.indexOf(1);
  const rate = (t: number) => Math.log(landed[t]! / time[t]!);
  return { active, start: Float64Array.from(active, (is, t) => (is === 1 ? rate(t) - rate(first) : 0)) };
}

/** One step of Newton's method. */
interface Step {
  readonly information: Float64Array;
  readonly gradient: Float64Array;
  readonly likelihood: number;
  readonly results: number;
}

function stepOf(
  sums: CohortSums,
  regressors: readonly Regressor[],
  active: Uint8Array,
  coefficients: Float64Array,
): Step {
  const { panel, cohorts } = sums;
  const { periods } = cohorts;
  const size = coefficients.length;
  const information = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  const factors = factorsOf({ sums, regressors, coefficients, active });
  const column = new Float64Array(size);
  let [likelihood, results] = [0, 0];
  for (let unit = 0; unit < panel.unit_ids.length; unit += 1) {
    const date = cohorts.adopted[cohorts.of_unit[unit]!]!;
    const factor = factors(unit);
    let [own, expected] = [0, 0];
    for (let t = 0, cell = unit * periods; t < date; t += 1, cell += 1) {
      const time = timeOf(panel, unit, cell);
      own += time * panel.outcome[cell]!;
      expected += time * factor[t]!;
    }
    if (!(own > 0) || !(expected > 0)) continue;
    results += own;
    column.fill(0);
    for (let t = 0, cell = unit * periods; t < date; t += 1, cell += 1) {
      const time = timeOf(panel, unit, cell);
      const mean = (own * time * factor[t]!) / expected;
      if (mean === 0) continue;
      const landed = time * panel.outcome[cell]!;
      likelihood += landed * Math.log(mean);
      gradient[t] = gradient[t]! + landed - mean;
      column[t] = mean;
      information[t * size + t] = information[t * size + t]! + mean;
    }
    addRegressors({ sums, regressors, unit, date, column, information, gradient });
    for (let a = 0; a < size; a += 1) {
      const value = column[a]! / own;
      if (value === 0) continue;
      for (let b = 0; b <= a; b += 1)
        information[a * size + b] = information[a * size + b]! - value * column[b]!;
    }
  }
  for (let a = 0; a < size; a += 1)
    for (let b = 0; b < a; b += 1) information[b * size + a] = information[a * size + b]!;
  const first = active.indexOf(1);
  for (let t = 0; t < periods; t += 1)
    if (active[t] === 0 || t === first) {
      for (let b = 0; b < size; b += 1) information[t * size + b] = information[b * size + t] = 0;
      information[t * size + t] = 1;
      gradient[t] = 0;
    }
  return { information, gradient, likelihood, results };
}

interface UnitColumns {
  readonly sums: CohortSums;
  readonly regressors: readonly Regressor[];
  readonly unit: number;
  readonly date: number;
  /** expected results by period; the regressors' sums are put after them */
  readonly column: Float64Array;
  readonly information: Float64Array;
  readonly gradient: Float64Array;
}

function addRegressors({ sums, regressors, unit, date, column, information, gradient }: UnitColumns): void {
  const { panel, cohorts, activity } = sums;
  const { periods } = cohorts;
  const size = column.length;
  const cohort = cohorts.of_unit[unit]!;
  const scaleOf = ({ of }: Regressor) => (of === 'activity' ? (activity?.[unit] ?? 0) : 1);
  regressors.forEach((one, k) => {
    const shape = one.shape[cohort] as Float64Array;
    const row = (periods + k) * size;
    const scale = scaleOf(one);
    if (scale === 0) return;
    for (let t = 0, cell = unit * periods; t < date; t += 1, cell += 1) {
      const x = scale * shape[t]!;
      const mean = column[t]!;
      if (x === 0 || mean === 0) continue;
      gradient[periods + k] =
        gradient[periods + k]! + x * (timeOf(panel, unit, cell) * panel.outcome[cell]! - mean);
      column[periods + k] = column[periods + k]! + x * mean;
      information[row + t] = information[row + t]! + x * mean;
      for (let l = 0; l <= k; l += 1) {
        const other = regressors[l] as Regressor;
        const y = scaleOf(other) * (other.shape[cohort] as Float64Array)[t]!;
        information[row + periods + l] = information[row + periods + l]! + x * y * mean;
      }
    }
  });
}

/** exp(period + regressors) of one unit over all periods; the same array is filled again for the next unit. */
export function factorsOf({
  sums,
  regressors,
  coefficients,
  active,
}: Pick<PoissonFit, 'sums' | 'regressors' | 'coefficients' | 'active'>): (unit: number) => Float64Array {
  const { cohorts, activity } = sums;
  const { periods } = cohorts;
  const plainOf = cohorts.adopted.map((_, cohort) =>
    Float64Array.from({ length: periods }, (_, t) =>
      regressors.reduce(
        (sum, { of, shape }, k) =>
          of === 'activity' ? sum : sum + coefficients[periods + k]! * shape[cohort]![t]!,
        coefficients[t]!,
      ),
    ),
  );
  const crossedOf = cohorts.adopted.map((_, cohort) =>
    Float64Array.from({ length: periods }, (_, t) =>
      regressors.reduce(
        (sum, { of, shape }, k) =>
          of === 'activity' ? sum + coefficients[periods + k]! * shape[cohort]![t]! : sum,
        0,
      ),
    ),
  );
  const expPlain = plainOf.map((path) => path.map((value, t) => (active[t] === 1 ? Math.exp(value) : 0)));
  const isCrossed = regressors.some(({ of }) => of === 'activity') && activity !== null;
  const factor = new Float64Array(periods);
  return (unit) => {
    const cohort = cohorts.of_unit[unit]!;
    const plain = expPlain[cohort] as Float64Array;
    if (!isCrossed) return plain;
    const crossed = crossedOf[cohort] as Float64Array;
    const x = activity[unit]!;
    for (let t = 0; t < periods; t += 1) factor[t] = plain[t]! * Math.exp(x * crossed[t]!);
    return factor;
  };
}
