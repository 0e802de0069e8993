import {
  againCheck,
  bentAmount,
  bentGrowth,
  boundCheck,
  countedCheck,
  growthCheck,
  pathCheck,
  shareCheck,
} from '../checks/bounds.js';
import { type Check, notAsked, printed } from '../checks/checks.js';
import { followingNone, type OwnerNoise, ownersCheck } from '../checks/owners.js';
import type { Thresholds } from '../checks/thresholds.js';
import { aggregateEffects, groupTimeEffects, scoredEffect } from '../estimators/callaway_santanna.js';
import { type MeasuredPoint, pooledPoints } from '../estimators/curve.js';
import { difference, type Estimate, scaled, standardError } from '../estimators/estimate.js';
import { addedGrowth, multipliedGrowth } from '../estimators/growth_since.js';
import { everyTreatedCell, imputedEffect } from '../estimators/imputation.js';
import { noiseOfOwners, uncorrected } from '../estimators/imputed_owners.js';
import { tested } from '../estimators/interval.js';
import { momentsOf } from '../estimators/moments.js';
import { type PoissonEffect, poissonCoefficient, poissonEffect } from '../estimators/poisson_effect.js';
import { fitPoisson, type PoissonFit } from '../estimators/poisson_fit.js';
import {
  activityTrend,
  adopterTrends,
  everTreatedSwings,
  everTreatedTrend,
  placeboBefore,
} from '../estimators/regressors.js';
import { twoWayFixedEffects } from '../estimators/two_way_fixed_effects.js';
import {
  type CohortSums,
  cohortSums,
  fitUntreated,
  type Regressor,
  type UntreatedFit,
} from '../estimators/untreated_fit.js';
import { treatedCohorts } from '../panel/cohorts.js';
import { filledPanel } from '../panel/filled_panel.js';
import type { Panel } from '../panel/panel.js';
import type { QuietPanel } from '../panel/quiet_panel.js';
import { withinTypes } from '../panel/same_type.js';
import { asIfNobodyLeft, shiftByLeaving } from '../panel/time_at_start.js';
import { unitsOf } from '../panel/usable.js';
import { type Claim, type Finding, sharedChecks } from './claim.js';
import { type MeasuredCurve, measuredCurve, reportedIncrement } from './reported_increment.js';

/**
 * A tactic that stays once adopted, in many groups: Poisson imputation with activity x time as the headline, and everything that could
 * undermine it as a size with an error. `reported` marks the cells of the panel for which an increment is asked; `quiet` is the panel without the
 * weeks of other tactics.
 */
export function readImputation(
  panel: Panel,
  claim: Claim,
  alpha: number,
  limits: Thresholds,
  reported: Uint8Array | null,
  quiet: QuietPanel | null,
): Finding | null {
  const sums = cohortSums(panel);
  const activity = activityTrend(sums);
  const withActivity = fitPoisson(sums, activity);
  const fit = withActivity ?? fitPoisson(sums, []);
  if (fit === null) return null;
  const effect = poissonEffect(fit);
  if (!(effect.exposure > 0)) return null;
  const owners = noiseOfOwners(sums, effect);
  const df =
    owners?.degrees(effect.scores, uncorrected(effect.scores, effect.shares), effect.df) ?? effect.df;
  const regressors = withActivity === null ? [] : activity;
  const context = { panel, sums, fit, effect, regressors, limits, owners };
  const headline = tested(spreadBy(context, effect), df, alpha);
  const curve = measuredCurve(fit);
  const increment = reportedIncrement(fit, effect, curve, reported, (one) => spreadBy(context, one));
  const control_units = sums.cohorts.units.at(-1)!;
  return {
    estimator: 'imputation',
    tested: headline,
    checks: [
      ...boundChecks(context),
      ownersCheck(owners ?? followingNone(panel), headline.estimate),
      ...sharedChecks(claim, headline.estimate),
      otherTactics(quiet, context),
      ...facts(context),
    ],
    base_rate: effect.expected / effect.exposure,
    exposure: effect.exposure,
    curve: pooledPoints(pointsOf(curve, context)),
    increment,
    treated_units: panel.unit_ids.length - control_units,
    control_units,
    two_way_fixed_effects: panel.time === undefined ? (twoWayFixedEffects(panel)?.estimate ?? null) : null,
  };
}

interface Context {
  readonly panel: Panel;
  readonly sums: CohortSums;
  readonly fit: PoissonFit;
  readonly effect: PoissonEffect;
  readonly regressors: readonly Regressor[];
  readonly limits: Thresholds;
  readonly owners: OwnerNoise | null;
}

/** An estimate with the noise of owners. */
function spreadBy({ owners, effect }: Pick<Context, 'owners' | 'effect'>, one: Estimate): Estimate {
  if (owners === null) return one;
  return {
    estimate: one.estimate,
    scores: owners.spread(one.scores, uncorrected(one.scores, effect.shares)),
  };
}

/** What bends the lines before adoption, or makes them diverge, as shifts of the estimate. */
function boundChecks({ panel, sums, fit, effect, regressors, limits, owners }: Context): Check[] {
  const seen = (shift: Estimate | null) => (shift === null ? null : spreadBy({ owners, effect }, shift));
  const shifted = (fit: PoissonFit | null) =>
    fit === null ? null : seen(difference(poissonEffect(fit), effect));
  const more = (one: Regressor) => fitPoisson(sums, [...regressors, one]);
  const placebo = more(placeboBefore(sums, limits.placebo_periods));
  const before = placebo === null ? null : placeboEffect(placebo, regressors.length, effect);
  const rate = effect.expected / effect.exposure;
  const { before: long, after } = aroundAdoption(sums);
  const added = addedFit(panel);
  return [
    regressors.length === 0
      ? notAsked('activity_trend')
      : boundCheck('activity_trend', shifted(fitPoisson(sums, [])), 'shift'),
    pathCheck(
      'ever_treated_trend',
      explained(shifted(more(everTreatedTrend(sums)))),
      rate,
      bentGrowth(long, after),
    ),
    pathCheck('adopter_trend', explained(seen(adopterTrend(panel))), rate, bentAmount(long, after)),
    pathCheck('placebo', seen(before), rate),
    boundCheck('last_periods', shifted(more(placeboBefore(sums, limits.last_periods))), 'shift'),
    growthCheck(
      [multipliedGrowth(fit, effect), added === null ? null : addedGrowth(added)].map(seen),
      effect.estimate,
    ),
    boundCheck('levels_and_ratios', seen(addedInstead(added, effect)), 'shift'),
    boundCheck('common_swings', shifted(responding(sums, fit, more)), 'response'),
    againCheck('types', seen(shiftWithinTypes(panel, effect))),
    ...leavingChecks(panel, effect, seen),
  ];
}

/** Mean number of periods before and after adoption, by weight. */
function aroundAdoption({ cohorts, power }: CohortSums): { before: number; after: number } {
  let [before, total] = [0, 0];
  for (const cohort of treatedCohorts(cohorts)) {
    const weight = power[cohort]?.[0] ?? 0;
    before += weight * cohorts.adopted[cohort]!;
    total += weight;
  }
  const mean = before / total;
  return { before: mean, after: cohorts.periods - mean };
}

/** What a trend of their own explains of an estimate: what it loses when it is allowed one. */
function explained(shift: Estimate | null): Estimate | null {
  return shift === null ? null : scaled(shift, -1);
}

/** What the periods before adoption would have shown, as the effect of a ratio on the usual rate. */
function placeboEffect(fit: PoissonFit, place: number, { expected, exposure }: PoissonEffect): Estimate {
  return scaled(poissonCoefficient(fit, place), expected / exposure);
}

/**
 * How far trends of their own move the estimate, for growth by the same amount: of the groups that get it, and more of those that get it
 * first. A trait that causes both growth and the tactic shows up here, but not in growth by a factor.
 */
function adopterTrend(panel: Panel): Estimate | null {
  const sums = cohortSums(filledPanel(panel));
  const activity = activityTrend(sums);
  const [plain, bent] = [
    fitUntreated(sums, activity),
    fitUntreated(sums, [...activity, ...adopterTrends(sums)]),
  ];
  if (plain === null || bent === null) return null;
  const cells = everyTreatedCell(sums);
  return difference(imputedEffect(bent, cells), imputedEffect(plain, cells));
}

/** A fit in which groups grow by the same amount instead of by the same factor; null if there is none. */
function addedFit(panel: Panel): UntreatedFit | null {
  const sums = cohortSums(filledPanel(panel));
  return fitUntreated(sums, activityTrend(sums)) ?? fitUntreated(sums, []);
}

/** The estimate if groups grew by the same amount instead of by the same factor, less the estimate. */
function addedInstead(fit: UntreatedFit | null, effect: PoissonEffect): Estimate | null {
  return fit === null ? null : difference(imputedEffect(fit, everyTreatedCell(fit.sums)), effect);
}

/**
 * A fit in which the units that will be treated respond otherwise to what moves all of them; twice, because the first time what moves all is a mean over
 * both.
 */
function responding(
  sums: CohortSums,
  fit: PoissonFit,
  more: (one: Regressor) => PoissonFit | null,
): PoissonFit | null {
  const first = more(everTreatedSwings(sums, commonSwings(fit)));
  return first === null ? null : more(everTreatedSwings(sums, commonSwings(first)));
}

/** What moved all units from period to period, as logarithms around their mean; 0 where nothing is known. */
function commonSwings({ active, coefficients }: PoissonFit): Float64Array {
  const known = [...active.keys()].filter((period) => active[period] === 1);
  const mean = known.reduce((sum, period) => sum + coefficients[period]!, 0) / known.length;
  return Float64Array.from(active, (is, period) => (is === 1 ? coefficients[period]! - mean : 0));
}

/** The estimate if groups are compared within their type, less the estimate; null if that cannot be done. */
function shiftWithinTypes(panel: Panel, effect: PoissonEffect): Estimate | null {
  const within = withinTypes(panel, effectIn);
  return within === null ? null : difference(within, effect);
}

/** What members who leave, and groups that close, may do to the estimate. */
function leavingChecks(
  panel: Panel,
  effect: PoissonEffect,
  seen: (shift: Estimate | null) => Estimate | null,
): Check[] {
  const stayed = asIfNobodyLeft(panel);
  if (stayed === null) return [notAsked('leaving'), notAsked('closures')];
  const whole = effectIn(stayed.panel);
  return [
    countedCheck('leaving', seen(whole === null ? null : shiftByLeaving(whole, effect))),
    againCheck('closures', seen(withoutClosed(panel, stayed.closed, effect))),
  ];
}

/** What other tactics in the same groups may have added: the estimate without their weeks or, where nothing is left, their part of its time. */
function otherTactics(quiet: QuietPanel | null, context: Context): Check {
  if (quiet === null) return notAsked('other_tactics');
  const left = effectIn(quiet.panel);
  return left === null
    ? shareCheck('other_tactics', quiet.share, context.effect.estimate)
    : againCheck('other_tactics', spreadBy(context, difference(left, context.effect)));
}

/** The estimate without the units that closed, less the estimate; null if none closed, or too few are left. */
function withoutClosed(panel: Panel, closed: Uint8Array, effect: PoissonEffect): Estimate | null {
  const left = [...closed.keys()].filter((unit) => closed[unit] === 0);
  if (left.length === closed.length) return null;
  const open = effectIn(unitsOf(panel, left));
  if (open === null) return null;
  const scores = new Float64Array(closed.length);
  left.forEach((unit, place) => {
    scores[unit] = open.scores[place]!;
  });
  return difference({ estimate: open.estimate, scores }, effect);
}

/** The estimate of the headline in another panel; null if it cannot be fitted there. */
function effectIn(panel: Panel): PoissonEffect | null {
  const sums = cohortSums(panel);
  const fit = fitPoisson(sums, activityTrend(sums)) ?? fitPoisson(sums, []);
  const effect = fit === null ? null : poissonEffect(fit);
  return effect === null || !(effect.exposure > 0) ? null : effect;
}

/** The points of a curve as ratios to what was expected, at the usual rate: the same curve for large and small groups. */
function pointsOf({ width, points }: MeasuredCurve, context: Context): MeasuredPoint[] {
  const { effect } = context;
  const usual = effect.expected / effect.exposure;
  return points.flatMap((point, place) => {
    if (point === null) return [];
    const rate = point.expected / point.exposure;
    const estimate = (point.estimate * usual) / rate;
    const scores = point.scores.map((score) => (score * usual) / rate);
    return [{ since_start: place * width, ...spreadBy(context, { estimate, scores }) }];
  });
}

/** What is printed next to it and decides nothing: another estimator, one date left out, how large a break it would survive. */
function facts({ panel, sums, fit, effect, owners }: Context): Check[] {
  const filled = filledPanel(panel);
  const moments = momentsOf(filled);
  const cells = groupTimeEffects(moments, 'notyet');
  const [overall] = aggregateEffects('simple', cells, moments, filled.period_labels);
  const apart = overall === undefined ? null : difference(scoredEffect(overall, filled, moments), effect);
  const before = aggregateEffects('dynamic', cells, moments, filled.period_labels).filter(
    ({ term }) => Number(term) < 0,
  );
  const largest = Math.max(0, ...before.map(({ estimate }) => Math.abs(estimate)));
  const se = standardError(spreadBy({ owners, effect }, effect));
  const distance = Math.max(0, Math.abs(effect.estimate) - 2 * se);
  return [
    apart === null
      ? notAsked('estimators_agree')
      : printed('estimators_agree', apart.estimate, standardError(spreadBy({ owners, effect }, apart))),
    leaveOneCohortOut(sums, fit, effect),
    printed('breakdown', largest > 0 ? distance / (largest * meanLength(sums)) : null),
  ];
}

/** The estimate closest to the opposite sign when the groups of one date are left out. */
function leaveOneCohortOut({ cohorts }: CohortSums, fit: PoissonFit, { estimate }: PoissonEffect): Check {
  const dates = treatedCohorts(cohorts);
  if (dates.length < 2 || dates.length > 20) return notAsked('leave_one_cohort_out');
  const sign = Math.sign(estimate) || 1;
  const left = dates.map((out) => poissonEffect(fit, (cohort) => (cohort === out ? 0 : 1)).estimate * sign);
  return printed('leave_one_cohort_out', Math.min(...left) * sign);
}

/** Mean number of periods since the start over the treated cells. */
function meanLength({ cohorts, power }: CohortSums): number {
  let [sum, total] = [0, 0];
  for (const cohort of treatedCohorts(cohorts)) {
    const after = cohorts.periods - cohorts.adopted[cohort]!;
    const weight = power[cohort]?.[0] ?? 0;
    total += weight * after;
    sum += (weight * after * (after + 1)) / 2;
  }
  return total > 0 ? sum / total : 1;
}
