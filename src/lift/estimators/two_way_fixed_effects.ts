import type { Cohorts } from '../panel/cohorts.js';
import type { Panel } from '../panel/panel.js';
import type { Loading } from './callaway_santanna.js';
import type { Estimate } from './estimate.js';

/**
 * The coefficient of "treated now" in Y = alpha_i + beta_t + delta D_it, weighted, clustered by unit. Only a cautionary
 * contrast: with several dates it compares later groups with groups already treated (Goodman-Bacon 2021).
 * Null if treatment does not vary within units and periods.
 */
export function twoWayFixedEffects(panel: Panel): Estimate | null {
  const treated = demeanedTreatment(panel);
  const periods = panel.period_labels.length;
  const outcome = demeaned(panel, (unit, period) => panel.outcome[unit * periods + period]!);
  const square = weightedProduct(panel, treated, treated);
  if (!(square > 1e-12)) return null;
  const estimate = weightedProduct(panel, treated, outcome) / square;
  const scores = Float64Array.from(panel.weight, (weight, unit) => {
    let sum = 0;
    for (let cell = unit * periods; cell < (unit + 1) * periods; cell += 1)
      sum += treated[cell]! * (outcome[cell]! - estimate * treated[cell]!);
    return (weight * sum) / square;
  });
  return { estimate, scores };
}

/** The same coefficient as what each unit's outcomes are multiplied by, one per cohort and period and a constant of 0. */
export function twoWayLoading(panel: Panel, cohorts: Cohorts): Loading {
  const treated = demeanedTreatment(panel);
  const square = weightedProduct(panel, treated, treated);
  const loading = cohorts.adopted.map(() => new Float64Array(cohorts.periods + 1));
  cohorts.of_unit.forEach((cohort, unit) => {
    for (let t = 0; t < cohorts.periods; t += 1)
      (loading[cohort] as Float64Array)[t] = treated[unit * cohorts.periods + t]! / square;
  });
  return loading;
}

function demeanedTreatment(panel: Panel): Float64Array {
  return demeaned(panel, (unit, period) => {
    const date = panel.first_treated[unit]!;
    return date >= 0 && period >= date ? 1 : 0;
  });
}

/** A panel's values less the means of their unit and their period (by unit weight), plus the overall mean. */
function demeaned(panel: Panel, at: (unit: number, period: number) => number): Float64Array {
  const periods = panel.period_labels.length;
  const values = new Float64Array(panel.unit_ids.length * periods);
  const byPeriod = new Float64Array(periods);
  let total = 0;
  panel.weight.forEach((weight, unit) => {
    let mean = 0;
    for (let t = 0; t < periods; t += 1) mean += at(unit, t) / periods;
    for (let t = 0; t < periods; t += 1) {
      const value = at(unit, t) - mean;
      values[unit * periods + t] = value;
      byPeriod[t] = byPeriod[t]! + weight * value;
    }
    total += weight;
  });
  return values.map((value, cell) => value - byPeriod[cell % periods]! / total);
}

function weightedProduct(panel: Panel, a: Float64Array, b: Float64Array): number {
  const periods = panel.period_labels.length;
  return a.reduce(
    (sum, value, cell) => sum + panel.weight[Math.floor(cell / periods)]! * value * b[cell]!,
    0,
  );
}
