import type { Panel } from '../panel/panel.js';
import type { Loading } from './callaway_santanna.js';
import { type CellShares, leverageOf } from './imputation.js';
import { centredBefore, pathsOf, residualsOf, type UntreatedFit } from './untreated_fit.js';

/**
 * The imputation estimate as a sum over cohorts of L_c (w Y): what each unit's outcomes are multiplied by, one per cohort and
 * period and a constant of 0. `activity` is that of the mean unit of a cohort.
 */
export function imputedLoading(fit: UntreatedFit, shares: CellShares): Loading {
  const { cohorts, power } = fit.sums;
  return pathsOf(leverageOf(fit, shares), fit).map(([plain, crossed], cohort) => {
    const date = cohorts.adopted[cohort]!;
    const [weight, byActivity] = power[cohort] as readonly [number, number, number];
    const x = weight > 0 ? byActivity / weight : 0;
    const row = new Float64Array(cohorts.periods + 1);
    const [own, other] = [centredBefore(plain, date), centredBefore(crossed, date)];
    for (let t = 0; t < date; t += 1) row[t] = -(own[t]! + x * other[t]!);
    const share = shares[cohort];
    if (share === undefined || weight === 0) return row;
    const total = share.reduce((sum, value) => sum + value, 0);
    for (let t = 0; t < cohorts.periods; t += 1)
      row[t] = row[t]! + (t < date ? -total / date : share[t]!) / weight;
    return row;
  });
}

/** The panel with the residuals of the fit as its outcome. */
export function residualPanel(panel: Panel, fit: UntreatedFit): Panel {
  const periods = panel.period_labels.length;
  const outcome = new Float64Array(panel.outcome.length);
  const residual = residualsOf(fit);
  for (let unit = 0; unit < panel.unit_ids.length; unit += 1) outcome.set(residual(unit), unit * periods);
  return { ...panel, outcome };
}
