import { difference, type Estimate, scaled } from './estimate.js';
import { type PoissonEffect, poissonEffect } from './poisson_effect.js';
import type { PoissonFit } from './poisson_fit.js';

/**
 * The effect in the later half of the time since the start less that in the earlier half, each as a share of what was expected, at the usual rate. What grows
 * in a straight line from the start on reads as a mean effect of just this size, and what begins with the start and stays as 0. Every date is divided in
 * its own middle, so that dates whose effects differ do not look like growth. Null: a date has no two halves, or nothing was expected in one.
 */
export function growthSince(fit: PoissonFit, { expected, exposure }: PoissonEffect): Estimate | null {
  const { adopted, periods } = fit.sums.cohorts;
  const half = (late: boolean) =>
    poissonEffect(fit, (cohort, period) => {
      const [since, length] = [period - adopted[cohort]!, periods - adopted[cohort]!];
      const middle = Math.floor(length / 2);
      return (late ? since >= length - middle : since < middle) ? 1 : 0;
    });
  const [early, late] = [half(false), half(true)];
  if (!(early.expected > 0 && late.expected > 0 && exposure > 0)) return null;
  const atUsualRate = (one: PoissonEffect) =>
    scaled(one, (one.exposure / one.expected) * (expected / exposure));
  return difference(atUsualRate(late), atUsualRate(early));
}
