import { type Cohorts, treatedCohorts } from '../panel/cohorts.js';
import { solve } from './cholesky.js';
import type { Estimate } from './estimate.js';
import {
  type CohortSums,
  dot,
  pathsOf,
  residualsOf,
  scoresThrough,
  type UntreatedFit,
} from './untreated_fit.js';

/** Weights of treated cells in an effect, one per treated cohort and period; they add up to 1. */
export type CellShares = readonly Float64Array[];

/** All treated cells by the weight of their cohort: the effect per unit of weight and period. */
export function everyTreatedCell({ cohorts, power }: CohortSums): CellShares {
  const total = treatedCohorts(cohorts).reduce(
    (sum, cohort) => sum + weightOf(cohort) * (cohorts.periods - cohorts.adopted[cohort]!),
    0,
  );
  function weightOf(cohort: number): number {
    return (power[cohort] as readonly number[])[0]!;
  }
  return treatedCohorts(cohorts).map((cohort) =>
    Float64Array.from({ length: cohorts.periods }, (_, t) =>
      t >= cohorts.adopted[cohort]! ? weightOf(cohort) / total : 0,
    ),
  );
}

/** Mean effect of every treated cell (g, t): the weighted mean of Y less its fit, one per treated cohort and period (0 before adoption). */
export function cellEffects(fit: UntreatedFit): Float64Array[] {
  const paths = pathsOf(fit.coefficients, fit);
  const { cohorts, power, outcome } = fit.sums;
  return treatedCohorts(cohorts).map((cohort) => {
    const [weight, crossed] = power[cohort] as readonly [number, number, number];
    const date = cohorts.adopted[cohort]!;
    const [plain, byActivity] = paths[cohort] as readonly [Float64Array, Float64Array];
    const sum = outcome[cohort]?.[0] as Float64Array;
    const rest = sum.map((y, t) =>
      weight === 0 ? 0 : (y - weight * plain[t]! - crossed * byActivity[t]!) / weight,
    );
    return afterAdoption(rest, date);
  });
}

/** A path less its mean before `date`, and 0 before it. */
function afterAdoption(path: Float64Array, date: number): Float64Array {
  let before = 0;
  for (let t = 0; t < date; t += 1) before += path[t]! / date;
  return path.map((value, t) => (t < date ? 0 : value - before));
}

/** Only the estimate of `imputedEffect`: all that a refit without a cohort needs. */
export function imputedEstimate(fit: UntreatedFit, shares: CellShares): number {
  return cellEffects(fit).reduce(
    (sum, effects, cohort) => sum + dot(shares[cohort] as Float64Array, effects),
    0,
  );
}

/**
 * The imputation estimator of Borusyak, Jaravel and Spiess (2024): theta = sum over treated cells of share x mean(Y - fit),
 * the fit being that of the untreated cells. Scores are those of their equation 7, treated residuals centred by cohort
 * and period; cohorts under five units share their centre with the neighbouring ones, by periods since adoption.
 */
export function imputedEffect(fit: UntreatedFit, shares: CellShares): Estimate {
  const { sums } = fit;
  const { cohorts, panel } = sums;
  const leverage = leverageOf(fit, shares);
  const centre = centresOf(fit, shares);
  const scores = scoresThrough(fit, leverage, -1);
  const residual = residualsOf(fit);
  cohorts.of_unit.forEach((cohort, unit) => {
    const share = shares[cohort];
    if (share === undefined) return;
    const effects = afterAdoption(residual(unit), cohorts.adopted[cohort]!);
    const w = panel.weight[unit]! / cohorts.weight[cohort]!;
    scores[unit] = scores[unit]! + w * (dot(share, effects) - centre[cohort]!);
  });
  return { estimate: imputedEstimate(fit, shares), scores };
}

/** d theta / d coefficients, with its sign turned, times the inverse of the normal matrix. */
export function leverageOf({ sums, regressors, factor }: UntreatedFit, shares: CellShares): Float64Array {
  const { cohorts, power } = sums;
  const first = cohorts.periods - 1;
  const gradient = new Float64Array(first + regressors.length);
  shares.forEach((share, cohort) => {
    const date = cohorts.adopted[cohort]!;
    const [weight, crossed] = power[cohort] as readonly [number, number, number];
    const total = share.reduce((sum, value) => sum + value, 0);
    for (let t = 1; t < cohorts.periods; t += 1)
      gradient[t - 1] = gradient[t - 1]! + (t < date ? -total / date : share[t]!);
    regressors.forEach(({ of, shape }, k) => {
      const scale = weight === 0 ? 0 : of === 'activity' ? crossed / weight : 1;
      const after = dot(share, afterAdoption(shape[cohort] as Float64Array, date));
      gradient[first + k] = gradient[first + k]! + scale * after;
    });
  });
  return solve(factor, gradient);
}

/** Smaller cohorts share their centre with neighbours: alone they would seem to have no variance. */
const smallestCentre = 5;

/** Per treated cohort: the mean around which the weighted sums of its units' effects vary. */
function centresOf(fit: UntreatedFit, shares: CellShares): number[] {
  const { cohorts } = fit.sums;
  const effects = cellEffects(fit);
  const centre: number[] = [];
  for (const bucket of buckets(cohorts)) {
    const mean = meanBySinceAdoption(bucket, effects, cohorts);
    for (const cohort of bucket) {
      const date = cohorts.adopted[cohort]!;
      const share = shares[cohort] as Float64Array;
      centre[cohort] = share.reduce((sum, value, t) => (t < date ? sum : sum + value * mean[t - date]!), 0);
    }
  }
  return centre;
}

/** Neighbouring treated cohorts, merged until each bucket has five units (the last joins the one before). */
function buckets(cohorts: Cohorts): number[][] {
  const found: number[][] = [];
  let open: number[] = [];
  const unitsOf = (bucket: readonly number[]) => bucket.reduce((sum, c) => sum + cohorts.units[c]!, 0);
  for (const cohort of treatedCohorts(cohorts)) {
    open.push(cohort);
    if (unitsOf(open) < smallestCentre) continue;
    found.push(open);
    open = [];
  }
  if (open.length > 0) found.push([...(found.pop() ?? []), ...open]);
  return found;
}

function meanBySinceAdoption(
  bucket: readonly number[],
  effects: readonly Float64Array[],
  cohorts: Cohorts,
): Float64Array {
  return Float64Array.from({ length: cohorts.periods }, (_, e) => {
    let [sum, total] = [0, 0];
    for (const cohort of bucket) {
      const t = cohorts.adopted[cohort]! + e;
      if (t >= cohorts.periods) continue;
      const weight = cohorts.weight[cohort]!;
      sum += weight * effects[cohort]![t]!;
      total += weight;
    }
    return total === 0 ? 0 : sum / total;
  });
}
