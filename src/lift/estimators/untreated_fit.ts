import { type Cohorts, cohortsOf } from '../panel/cohorts.js';
import type { Panel } from '../panel/panel.js';
import { cholesky, solve } from './cholesky.js';
import type { Estimate } from './estimate.js';

/** A regressor in addition to unit and period effects: x_it = u_i shape[cohort of i][t], with u_i = 1 or the unit's activity. */
export interface Regressor {
  readonly of: 'every_unit' | 'activity';
  /** per cohort: one per period */
  readonly shape: readonly Float64Array[];
}

/** Sums per cohort that determine Y = alpha_i + beta_t + regressors without another pass over the units. */
export interface CohortSums {
  readonly panel: Panel;
  readonly cohorts: Cohorts;
  /** activity, centred and scaled; null if the panel has none or it does not vary */
  readonly activity: Float64Array | null;
  /** per cohort: sum w, sum w X, sum w X^2 */
  readonly power: readonly (readonly [number, number, number])[];
  /** per cohort: sum w Y_t and sum w X Y_t */
  readonly outcome: readonly (readonly [Float64Array, Float64Array])[];
}

/** Reads a panel once for all later fits. */
export function cohortSums(panel: Panel): CohortSums {
  const cohorts = cohortsOf(panel);
  const { periods, of_unit } = cohorts;
  const activity = standardised(panel);
  const power = cohorts.adopted.map(() => [0, 0, 0] as [number, number, number]);
  const outcome = cohorts.adopted.map(() => [new Float64Array(periods), new Float64Array(periods)] as const);
  of_unit.forEach((cohort, unit) => {
    const w = panel.weight[unit]!;
    const wx = w * (activity?.[unit] ?? 0);
    const sums = power[cohort] as [number, number, number];
    sums[0] += w;
    sums[1] += wx;
    sums[2] += wx * (activity?.[unit] ?? 0);
    const [plain, crossed] = outcome[cohort] as readonly [Float64Array, Float64Array];
    for (let t = 0, cell = unit * periods; t < periods; t += 1, cell += 1) {
      const y = panel.outcome[cell]!;
      plain[t] = plain[t]! + w * y;
      crossed[t] = crossed[t]! + wx * y;
    }
  });
  return { panel, cohorts, activity, power, outcome };
}

/** Activity less its weighted mean, over its weighted standard deviation; null if it does not vary. */
function standardised({ activity, weight }: Panel): Float64Array | null {
  if (activity === null) return null;
  const total = weight.reduce((sum, w) => sum + w, 0);
  const mean = activity.reduce((sum, x, unit) => sum + weight[unit]! * x, 0) / total;
  const square = activity.reduce((sum, x, unit) => sum + weight[unit]! * (x - mean) ** 2, 0) / total;
  const sd = Math.sqrt(square);
  return sd > 1e-9 * Math.abs(mean) && sd > 0 ? activity.map((x) => (x - mean) / sd) : null;
}

/** The sums without one cohort, for a fit that leaves it out. */
export function withoutCohort(sums: CohortSums, cohort: number): CohortSums {
  const empty = new Float64Array(sums.cohorts.periods);
  return {
    ...sums,
    power: sums.power.map((power, place) => (place === cohort ? [0, 0, 0] : power)),
    outcome: sums.outcome.map((outcome, place) => (place === cohort ? [empty, empty] : outcome)),
  };
}

/** A weighted least squares fit of Y = alpha_i + beta_t + regressors on the untreated cells. */
export interface UntreatedFit {
  readonly sums: CohortSums;
  readonly regressors: readonly Regressor[];
  /** beta_1 ... beta_(periods - 1), then one per regressor; beta_0 = 0 */
  readonly coefficients: Float64Array;
  /** Cholesky factor of the normal matrix */
  readonly factor: Float64Array;
}

/** Fits the untreated cells; null if the regressors are collinear (or a period has no untreated unit). */
export function fitUntreated(sums: CohortSums, regressors: readonly Regressor[]): UntreatedFit | null {
  const size = sums.cohorts.periods - 1 + regressors.length;
  const normal: Normal = { size, matrix: new Float64Array(size * size), right: new Float64Array(size) };
  sums.cohorts.adopted.forEach((date, cohort) => {
    if ((sums.power[cohort]?.[0] ?? 0) > 0) addCohort(normal, { cohort, date, sums, regressors });
  });
  const factor = cholesky(normal.matrix, size);
  return factor === null ? null : { sums, regressors, factor, coefficients: solve(factor, normal.right) };
}

/** Normal equations: matrix x coefficients = right. */
interface Normal {
  readonly size: number;
  readonly matrix: Float64Array;
  readonly right: Float64Array;
}

interface CohortCells {
  readonly cohort: number;
  /** the untreated periods are those before it */
  readonly date: number;
  readonly sums: CohortSums;
  readonly regressors: readonly Regressor[];
}

/** Adds a cohort's untreated cells, less every unit's own mean. */
function addCohort(normal: Normal, { cohort, date, sums, regressors }: CohortCells): void {
  const power = sums.power[cohort] as readonly [number, number, number];
  const outcome = sums.outcome[cohort] as readonly [Float64Array, Float64Array];
  addPeriods(normal, date, power[0], outcome[0]);
  const first = sums.cohorts.periods - 1;
  const paths = regressors.map(({ shape }) => centredBefore(shape[cohort] as Float64Array, date));
  paths.forEach((path, k) => {
    const degree = degreeOf(regressors[k] as Regressor);
    normal.right[first + k] = normal.right[first + k]! + dot(path, outcome[degree]);
    for (let t = 1; t < date; t += 1) addSymmetric(normal, first + k, t - 1, power[degree] * path[t]!);
    for (let l = 0; l <= k; l += 1) {
      const both = (degree + degreeOf(regressors[l] as Regressor)) as 0 | 1 | 2;
      addSymmetric(normal, first + k, first + l, power[both] * dot(path, paths[l] as Float64Array));
    }
  });
}

/** The period effects: weight x (1 on the diagonal, less 1 / date), in the untreated periods. */
function addPeriods(
  { size, matrix, right }: Normal,
  date: number,
  weight: number,
  outcome: Float64Array,
): void {
  let mean = 0;
  for (let t = 0; t < date; t += 1) mean += outcome[t]! / date;
  for (let t = 1; t < date; t += 1) {
    right[t - 1] = right[t - 1]! + outcome[t]! - mean;
    const row = (t - 1) * size;
    for (let s = 1; s < date; s += 1)
      matrix[row + s - 1] = matrix[row + s - 1]! + weight * ((s === t ? 1 : 0) - 1 / date);
  }
}

function addSymmetric({ size, matrix }: Normal, row: number, column: number, value: number): void {
  const sum = matrix[row * size + column]! + value;
  matrix[row * size + column] = sum;
  matrix[column * size + row] = sum;
}

function degreeOf({ of }: Regressor): 0 | 1 {
  return of === 'activity' ? 1 : 0;
}

/** A path in the periods before `date`, less its mean there. */
export function centredBefore(path: Float64Array, date: number): Float64Array {
  const before = path.slice(0, date);
  let mean = 0;
  for (const value of before) mean += value / date;
  return before.map((value) => value - mean);
}

/** The inner product over the length of the first. */
export function dot(path: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < path.length; t += 1) sum += path[t]! * other[t]!;
  return sum;
}

/** Per cohort, a linear combination of the columns as paths over all periods: one part for every unit, one multiplied by activity. */
export type Paths = readonly (readonly [Float64Array, Float64Array])[];

export function pathsOf(
  coefficients: Float64Array,
  { sums, regressors }: Pick<UntreatedFit, 'sums' | 'regressors'>,
): Paths {
  const { adopted, periods } = sums.cohorts;
  return adopted.map((_, cohort) => {
    const plain = Float64Array.from({ length: periods }, (_, t) => (t === 0 ? 0 : coefficients[t - 1]!));
    const crossed = new Float64Array(periods);
    regressors.forEach(({ of, shape }, place) => {
      const target = of === 'activity' ? crossed : plain;
      const scale = coefficients[periods - 1 + place]!;
      for (let t = 0; t < periods; t += 1) target[t] = target[t]! + scale * shape[cohort]![t]!;
    });
    return [plain, crossed] as const;
  });
}

/** Residuals of one unit over all periods; the same array is reused for the next unit. */
export function residualsOf(fit: UntreatedFit): (unit: number) => Float64Array {
  const { panel, cohorts, activity } = fit.sums;
  const paths = pathsOf(fit.coefficients, fit);
  const { periods } = cohorts;
  const residual = new Float64Array(periods);
  return (unit) => {
    const [plain, crossed] = paths[cohorts.of_unit[unit]!] as readonly [Float64Array, Float64Array];
    const x = activity?.[unit] ?? 0;
    for (let t = 0, cell = unit * periods; t < periods; t += 1, cell += 1)
      residual[t] = panel.outcome[cell]! - plain[t]! - x * crossed[t]!;
    return residual;
  };
}

/** sign x w_i Z_i' M r_i leverage: what each unit's untreated cells contribute through the coefficients. */
export function scoresThrough(fit: UntreatedFit, leverage: Float64Array, sign: 1 | -1): Float64Array {
  const { panel, cohorts, activity } = fit.sums;
  const paths = pathsOf(leverage, fit).map(([plain, crossed], cohort) => {
    const date = cohorts.adopted[cohort]!;
    return [centredBefore(plain, date), centredBefore(crossed, date)] as const;
  });
  const residual = residualsOf(fit);
  return Float64Array.from(cohorts.of_unit, (cohort, unit) => {
    const rest = residual(unit);
    const [plain, crossed] = paths[cohort] as readonly [Float64Array, Float64Array];
    const product = dot(plain, rest) + (activity?.[unit] ?? 0) * dot(crossed, rest);
    return sign * panel.weight[unit]! * product;
  });
}

/** The coefficient of a regressor on the untreated cells, with its scores. */
export function coefficientOf(fit: UntreatedFit, regressor: number): Estimate {
  const place = fit.sums.cohorts.periods - 1 + regressor;
  const unit = new Float64Array(fit.coefficients.length);
  unit[place] = 1;
  return {
    estimate: fit.coefficients[place]!,
    scores: scoresThrough(fit, solve(fit.factor, unit), 1),
  };
}
