import type { Panel } from '../panel/panel.js';
import { cholesky, solve } from './cholesky.js';
import { outerProducts } from './outer_products.js';
import type { CohortSums, Regressor } from './untreated_fit.js';

/** Expected results of every cell without the tactic: time x exp(unit + period + regressors), fitted on the untreated cells. */
export interface PoissonFit {
  readonly sums: CohortSums;
  readonly regressors: readonly Regressor[];
  /** one per period (the first with results is 0), then one per regressor */
  readonly coefficients: Float64Array;
  /** Cholesky factor of the information about the coefficients, with the units' own levels profiled out */
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
 * Poisson regression with unit and period effects by Newton's method on the likelihood with the units' levels profiled out (given
 * the periods, a unit's level is its results over what the periods expect). Null if the regressors are collinear.
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
    // the last step is taken as well: Newton's method squares the remaining error
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
  /** the log-likelihood, up to an additive constant */
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
  const products = outerProducts(size);
  const expectations = expectationsOf({ sums, regressors, coefficients, active });
  const column = new Float64Array(size);
  let [likelihood, results] = [0, 0];
  for (let unit = 0; unit < panel.unit_ids.length; unit += 1) {
    const date = cohorts.adopted[cohorts.of_unit[unit]!]!;
    const { factor, logarithm } = expectations(unit);
    let [own, expected] = [0, 0];
    for (let t = 0, cell = unit * periods; t < date; t += 1, cell += 1) {
      const time = timeOf(panel, unit, cell);
      own += time * panel.outcome[cell]!;
      expected += time * factor[t]!;
    }
    if (!(own > 0) || !(expected > 0)) continue;
    results += own;
    likelihood -= own * Math.log(expected);
    column.fill(0);
    for (let t = 0, cell = unit * periods; t < date; t += 1, cell += 1) {
      const time = timeOf(panel, unit, cell);
      const mean = (own * time * factor[t]!) / expected;
      if (mean === 0) continue;
      const landed = time * panel.outcome[cell]!;
      likelihood += landed * logarithm[t]!;
      gradient[t] = gradient[t]! + landed - mean;
      column[t] = mean;
      information[t * size + t] = information[t * size + t]! + mean;
    }
    addRegressors({ sums, regressors, unit, date, column, information, gradient });
    products.add(column, 1 / own);
  }
  const between = products.sum();
  for (let a = 0; a < size; a += 1)
    for (let b = 0; b <= a; b += 1)
      information[b * size + a] = information[a * size + b] =
        information[a * size + b]! - between[a * size + b]!;
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
  /** expected results by period; the sums for the regressors follow */
  readonly column: Float64Array;
  readonly information: Float64Array;
  readonly gradient: Float64Array;
}

function addRegressors({ sums, regressors, unit, date, column, information, gradient }: UnitColumns): void {
  const { panel, cohorts, activity } = sums;
  const { periods } = cohorts;
  const size = column.length;
  const cohort = cohorts.of_unit[unit]!;
  const shapes = regressors.map(({ shape }) => shape[cohort]!);
  const scales = regressors.map(({ of }) => (of === 'activity' ? (activity?.[unit] ?? 0) : 1));
  for (let k = 0; k < shapes.length; k += 1) {
    const [shape, scale] = [shapes[k]!, scales[k]!];
    const row = (periods + k) * size;
    if (scale === 0) continue;
    for (let t = 0, cell = unit * periods; t < date; t += 1, cell += 1) {
      const x = scale * shape[t]!;
      const mean = column[t]!;
      if (x === 0 || mean === 0) continue;
      gradient[periods + k] =
        gradient[periods + k]! + x * (timeOf(panel, unit, cell) * panel.outcome[cell]! - mean);
      column[periods + k] = column[periods + k]! + x * mean;
      information[row + t] = information[row + t]! + x * mean;
      for (let l = 0; l <= k; l += 1)
        information[row + periods + l] =
          information[row + periods + l]! + x * (scales[l]! * shapes[l]![t]!) * mean;
    }
  }
}

/** What one unit is expected to have relative to its own level: exp(period + regressors), and its logarithm, over all periods. */
export interface Expectations {
  /** 0 in periods without results */
  readonly factor: Float64Array;
  readonly logarithm: Float64Array;
}

/** The expectations of a unit; the same arrays are reused for the next one. */
export function expectationsOf({
  sums,
  regressors,
  coefficients,
  active,
}: Pick<PoissonFit, 'sums' | 'regressors' | 'coefficients' | 'active'>): (unit: number) => Expectations {
  const { cohorts, activity } = sums;
  const { periods } = cohorts;
  const { plain, crossed } = pathsOf({ sums, regressors }, coefficients);
  const plainOf = plain.map((logarithm) => ({
    factor: logarithm.map((value, t) => (active[t] === 1 ? Math.exp(value) : 0)),
    logarithm,
  }));
  const isCrossed = activity !== null && crossed.some((path) => path.some((value) => value !== 0));
  const own: Expectations = { factor: new Float64Array(periods), logarithm: new Float64Array(periods) };
  return (unit) => {
    const cohort = cohorts.of_unit[unit]!;
    const usual = plainOf[cohort]!;
    if (!isCrossed) return usual;
    const [slope, x] = [crossed[cohort]!, activity[unit]!];
    for (let t = 0; t < periods; t += 1) {
      const more = x * slope[t]!;
      own.factor[t] = usual.factor[t]! * Math.exp(more);
      own.logarithm[t] = usual.logarithm[t]! + more;
    }
    return own;
  };
}

/** The linear predictor of a period, by cohort: for every unit, and per unit of activity. */
export function pathsOf(
  { sums, regressors }: Pick<PoissonFit, 'sums' | 'regressors'>,
  coefficients: Float64Array,
): Record<'plain' | 'crossed', Float64Array[]> {
  const { adopted, periods } = sums.cohorts;
  const sumsOf = (of: Regressor['of'], start: Float64Array) =>
    adopted.map((_, cohort) =>
      Float64Array.from({ length: periods }, (_, t) =>
        regressors.reduce(
          (sum, one, k) => (one.of === of ? sum + coefficients[periods + k]! * one.shape[cohort]![t]! : sum),
          start[t]!,
        ),
      ),
    );
  return {
    plain: sumsOf('every_unit', coefficients),
    crossed: sumsOf('activity', new Float64Array(periods)),
  };
}
