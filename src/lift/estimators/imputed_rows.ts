import { inputError } from '../../contract/errors.js';
import { isUntreated, unitsBehind } from '../checks/few_units.js';
import { treatedCohorts } from '../panel/cohorts.js';
import type { Panel } from '../panel/panel.js';
import { type CellRow, cellRow, type TermRow, termRows } from '../panel/panel_rows.js';
import { type AggregateType, aggregate, type EstimatedCell } from './aggregate.js';
import { type Estimate, standardError } from './estimate.js';
import { type CellShares, cellEffects, imputedEffect } from './imputation.js';
import { imputedLoading, residualPanel } from './imputed_loading.js';
import { momentsOf } from './moments.js';
import { activityTrend } from './regressors.js';
import { cohortSums, fitUntreated } from './untreated_fit.js';

/** The imputation estimator as cells, or as the terms of an aggregate. */
export function imputedRows(panel: Panel, type: AggregateType | null): CellRow[] | TermRow[] {
  const sums = cohortSums(panel);
  const fit = fitUntreated(sums, activityTrend(sums));
  if (fit === null)
    throw inputError(
      'The untreated rows cannot separate the covariate from the periods.',
      'Leave --covariates out, or name one that differs between units.',
    );
  const { cohorts } = sums;
  const effects = cellEffects(fit);
  const cells: EstimatedCell[] = treatedCohorts(cohorts).flatMap((cohort) =>
    Array.from({ length: cohorts.periods }, (_, period) => ({ cohort, period }))
      .filter(({ period }) => period >= cohorts.adopted[cohort]!)
      .map((cell) => ({ ...cell, estimate: effects[cohort]![cell.period]! })),
  );
  const sharesOf = (shares: ReadonlyMap<number, number>): CellShares => {
    const paths = treatedCohorts(cohorts).map(() => new Float64Array(cohorts.periods));
    for (const [place, share] of shares) {
      const cell = cells[place] as EstimatedCell;
      (paths[cell.cohort] as Float64Array)[cell.period] = share;
    }
    return paths;
  };
  const behind = (places: Iterable<number>) =>
    unitsBehind(
      [...places].map((place) => cells[place] as EstimatedCell),
      cohorts,
      (cohort, cell) => isUntreated(cohort, cell, cohorts),
    );
  if (type === null)
    return cells.map(({ cohort, period, estimate }, place) => {
      const labels = {
        group: panel.period_labels[cohorts.adopted[cohort]!] as string,
        time: panel.period_labels[period] as string,
      };
      const se = standardError(imputedEffect(fit, sharesOf(new Map([[place, 1]]))));
      return cellRow(labels, estimate, se, behind([place]));
    });
  const mixtures = aggregate(type, cells, cohorts, panel.period_labels);
  const scored = mixtures.map(({ shares }) => imputedEffect(fit, sharesOf(shares)));
  const terms = mixtures.map(({ term, estimate, shares }) => {
    return { term, estimate, loading: imputedLoading(fit, sharesOf(shares)), behind: behind(shares.keys()) };
  });
  return termRows(type, terms, scoreProducts(scored), momentsOf(residualPanel(panel, fit)));
}

/** The covariance matrix (row-major) of estimates on the same units. */
function scoreProducts(estimates: readonly Estimate[]): Float64Array {
  return Float64Array.from({ length: estimates.length ** 2 }, (_, cell) => {
    const [a, b] = [estimates[Math.floor(cell / estimates.length)], estimates[cell % estimates.length]] as [
      Estimate,
      Estimate,
    ];
    return a.scores.reduce((sum, score, unit) => sum + score * b.scores[unit]!, 0);
  });
}
