import type { Cohorts } from '../panel/cohorts.js';
import { difference, type Estimate, scaled } from './estimate.js';
import { everyTreatedCell, imputedEffect } from './imputation.js';
import { type PoissonEffect, poissonEffect } from './poisson_effect.js';
import type { PoissonFit } from './poisson_fit.js';
import type { UntreatedFit } from './untreated_fit.js';

/**
 * The effect in the later half of the time since the start less that in the earlier half, as a share of what was expected, at the usual rate. What grows
 * in a straight line from the start on reads as a mean effect of just this size, and what begins with the start and stays as 0. Every date is divided in
 * its own middle, so that dates whose effects differ do not look like growth. Null: nothing was expected in one of the halves.
 */
export function multipliedGrowth(fit: PoissonFit, { expected, exposure }: PoissonEffect): Estimate | null {
  const { cohorts } = fit.sums;
  const half = (late: boolean) =>
    poissonEffect(fit, (cohort, period) => (isInHalf(cohorts, cohort, period, late) ? 1 : 0));
  const [early, later] = [half(false), half(true)];
  if (!(early.expected > 0 && later.expected > 0 && exposure > 0)) return null;
  const atUsualRate = (one: PoissonEffect) =>
    scaled(one, (one.exposure / one.expected) * (expected / exposure));
  return difference(atUsualRate(later), atUsualRate(early));
}

/** The same as an amount. Null: one of the halves has no cell. */
export function addedGrowth(fit: UntreatedFit): Estimate | null {
  const { cohorts } = fit.sums;
  const cells = everyTreatedCell(fit.sums);
  const half = (late: boolean) => {
    const own = cells.map((shares, cohort) =>
      shares.map((share, period) => (isInHalf(cohorts, cohort, period, late) ? share : 0)),
    );
    const total = own.reduce((sum, shares) => sum + shares.reduce((all, share) => all + share, 0), 0);
    return total > 0 ? scaled(imputedEffect(fit, own), 1 / total) : null;
  };
  const [early, later] = [half(false), half(true)];
  return early === null || later === null ? null : difference(later, early);
}

/** Whether a period is in the earlier or later half of the time of a cohort with the tactic; the period in the middle is in neither. */
function isInHalf({ adopted, periods }: Cohorts, cohort: number, period: number, late: boolean): boolean {
  const [since, length] = [period - adopted[cohort]!, periods - adopted[cohort]!];
  const half = Math.floor(length / 2);
  return late ? since >= length - half : since >= 0 && since < half;
}
