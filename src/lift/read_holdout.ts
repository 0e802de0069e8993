import { tQuantile } from '../statistics/student.js';
import { type Check, condition, notAsked } from './checks.js';
import { type Claim, countCheck, type Finding, sharedChecks } from './claim.js';
import { pooledCurve } from './curve.js';
import { cupedSlope, holdoutEffect, sampleRatio } from './holdout.js';
import { type Arms, armsOf, holdoutCurve } from './holdout_arms.js';
import type { TestedEstimate } from './interval.js';
import type { Panel } from './panel.js';
import type { Thresholds } from './thresholds.js';

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
  const { increment, points } = pooledCurve(
    holdoutCurve(panel, arms, cupedSlope(arms), claim.reported ?? null),
  );
  return {
    estimator: 'holdout',
    tested: testedOf(found, alpha),
    checks: [
      sampleRatioCheck(panel, claim, limits),
      countCheck('groups_per_arm', Math.min(treated_units, control_units), limits.groups_per_arm),
      ...sharedChecks(claim, found.estimate).map(dilutes),
    ],
    base_rate: controlRate(arms),
    exposure: arms.weight.reduce((sum, w, unit) => sum + w * arms.is_treated[unit]!, 0),
    curve: points,
    increment,
    treated_units,
    control_units,
    two_way_fixed_effects: null,
  };
}

/** Members in both arms make a holdout's difference smaller, never larger: no reason to widen it. */
function dilutes(check: Check): Check {
  return check.check === 'spillover' ? { ...check, bound: null } : check;
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

/** The 90 % interval is the t interval of the same standard error; the others come from the permutation test. */
function testedOf(found: ReturnType<typeof holdoutEffect>, alpha: number): TestedEstimate {
  const { estimate, se, df, low, high, p } = found;
  const half = tQuantile(0.95, df) * se;
  const mde = (tQuantile(1 - alpha / 2, df) + tQuantile(0.8, df)) * se;
  return { estimate, se, df, low, high, p, mde, low_90: estimate - half, high_90: estimate + half };
}

/** Whether as many groups are present in each arm as were assigned. */
export function sampleRatioCheck(panel: Panel, claim: Claim, limits: Thresholds): Check {
  if (claim.randomised === null) return notAsked('sample_ratio');
  const treated = panel.first_treated.filter((date) => date >= 0).length;
  const sizes = [treated, panel.unit_ids.length - treated];
  const { p } = sampleRatio(sizes, [claim.randomised.treated, claim.randomised.holdout]);
  return condition('sample_ratio', p, p > limits.sample_ratio_p);
}
