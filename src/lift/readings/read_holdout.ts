import { tQuantile } from '../../statistics/student.js';
import { countedCheck } from '../checks/bounds.js';
import { type Check, condition, notAsked } from '../checks/checks.js';
import type { Thresholds } from '../checks/thresholds.js';
import { type Increment, pooledPoints } from '../estimators/curve.js';
import { type Estimate, standardError } from '../estimators/estimate.js';
import { cupedSlope, holdoutEffect, sampleRatio, withoutBefore } from '../estimators/holdout.js';
import { type Arms, armDifference, armsOf, holdoutCurve } from '../estimators/holdout_arms.js';
import type { TestedEstimate } from '../estimators/interval.js';
import type { Panel } from '../panel/panel.js';
import { asIfNobodyLeft, type OverTime, shiftByLeaving } from '../panel/time_at_start.js';
import { type Claim, countCheck, type Finding, sharedChecks } from './claim.js';
import { holdoutIncrement } from './holdout_increment.js';

/** A tactic whose groups were chosen at random: the mean over each group's own time since assignment, with the pre-period as CUPED covariate. */
export function readHoldout(
  panel: Panel,
  claim: Claim,
  alpha: number,
  limits: Thresholds,
  seed: number,
): Finding {
  const arms = armsOf(panel, claim.randomised?.since);
  const found = holdoutEffect(arms, alpha, seed);
  const treated_units = arms.is_treated.filter((one) => one === 1).length;
  const control_units = arms.is_treated.length - treated_units;
  const slope = cupedSlope(arms);
  const added = (reported: Uint8Array | null) => holdoutIncrement(panel, arms, slope, reported);
  const tested = testedOf(found, alpha);
  const exposure = treatedTime(arms);
  return {
    estimator: 'holdout',
    tested,
    checks: [
      countCheck('groups_per_arm', Math.min(treated_units, control_units), limits.groups_per_arm),
      leavingCheck(panel, claim),
      ...sharedChecks(claim, found.estimate).map((check) => dilutes(check, found.estimate)),
    ],
    base_rate: controlRate(arms),
    exposure,
    curve: pooledPoints(holdoutCurve(panel, arms, slope)),
    increment: asSureAs(added(claim.reported ?? null), added(null), tested.se * exposure),
    treated_units,
    control_units,
    two_way_fixed_effects: null,
  };
}

/**
 * An increment that is no surer than the estimate: if its scores give the whole trial a smaller error than the permutation test does, that of every
 * part grows by the same factor.
 */
function asSureAs(part: Estimate, whole: Estimate, tested_se: number): Increment {
  const [se, whole_se] = [standardError(part), standardError(whole)];
  const wider = whole_se > 0 ? Math.max(1, tested_se / whole_se) : 1;
  return { estimate: part.estimate, se: se * wider, is_known: true };
}

/** What members who leave may do to the estimate: who leaves is no longer random. */
function leavingCheck(panel: Panel, claim: Claim): Check {
  const stayed = asIfNobodyLeft(panel);
  if (stayed === null) return notAsked('leaving');
  const [whole, effect] = [stayed.panel, panel].map((one) => overTime(one, claim));
  return countedCheck('leaving', whole == null || effect == null ? null : shiftByLeaving(whole, effect));
}

/** The difference between the arms with the scores of all units of the panel, and the time of the treated ones. */
function overTime(panel: Panel, claim: Claim): OverTime | null {
  const arms = armsOf(panel, claim.randomised?.since);
  const found = armDifference(withoutBefore(arms, cupedSlope(arms)), arms.weight, arms);
  if (found === null) return null;
  const scores = new Float64Array(panel.unit_ids.length);
  arms.units.forEach((unit, place) => {
    scores[unit] = found.scores[place]!;
  });
  return { estimate: found.estimate, scores, exposure: treatedTime(arms) };
}

function treatedTime({ weight, is_treated }: Arms): number {
  return weight.reduce((sum, w, unit) => sum + w * is_treated[unit]!, 0);
}

/** Beyond this share nothing is left to compare. */
const mostShared = 0.9;

/** Members in both arms make a holdout's difference smaller, never larger: of the share s, estimate x s / (1 - s) may be missing, at the end away from 0. */
function dilutes(check: Check, estimate: number): Check {
  if (check.check !== 'spillover' || check.size === null) return check;
  const share = Math.min(mostShared, check.size);
  const missing = (Math.abs(estimate) * share) / (1 - share);
  const [below, above] = estimate < 0 ? [missing, 0] : [0, missing];
  return { ...check, bound: missing, below, above };
}

function controlRate({ outcome, weight, is_treated }: Arms): number {
  let [sum, total] = [0, 0];
  outcome.forEach((y, unit) => {
    if (is_treated[unit] === 1) return;
    sum += weight[unit]! * y;
    total += weight[unit]!;
  });
  return sum / total;
}

/**
 * All intervals come from the permutation test. The standard error is the one that they imply, if it is larger: where few large groups decide, it cannot be
 * seen in how groups differ within their arms.
 */
function testedOf(found: ReturnType<typeof holdoutEffect>, alpha: number): TestedEstimate {
  const { estimate, df, low, high, low_90, high_90, p } = found;
  const implied = (high_90 - low_90) / 2 / tQuantile(0.95, df);
  const se = Number.isFinite(implied) ? Math.max(found.se, implied) : found.se;
  const mde = (tQuantile(1 - alpha / 2, df) + tQuantile(0.8, df)) * se;
  return { estimate, se, df, low, high, p, mde, low_90, high_90 };
}

/** Whether as many groups are present in each arm as were assigned. */
export function sampleRatioCheck(panel: Panel, claim: Claim, limits: Thresholds): Check {
  if (claim.randomised === null) return notAsked('sample_ratio');
  const treated = panel.first_treated.filter((date) => date >= 0).length;
  const sizes = [treated, panel.unit_ids.length - treated];
  const { p } = sampleRatio(sizes, [claim.randomised.treated, claim.randomised.holdout]);
  return condition('sample_ratio', p, p > limits.sample_ratio_p);
}
