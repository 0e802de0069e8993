import { tQuantile } from '../statistics/student.js';
import { type Claim, countGate, type Finding, sharedGates } from './claim.js';
import type { Gate } from './gates.js';
import { holdoutEffect, sampleRatio } from './holdout.js';
import type { TestedEstimate } from './interval.js';
import type { Panel } from './panel.js';
import type { Thresholds } from './thresholds.js';

/** A tactic that a lot gave to some groups: the mean after the first launch, with the time before as CUPED. */
export function readHoldout(
  panel: Panel,
  claim: Claim,
  alpha: number,
  limits: Thresholds,
  seed: number,
): Finding {
  const launch = firstLaunch(panel);
  const periods = panel.period_labels.length;
  const meanOf = (from: number, to: number) =>
    Float64Array.from(panel.unit_ids, (_, unit) => {
      const path = panel.outcome.subarray(unit * periods + from, unit * periods + to);
      return path.reduce((sum, value) => sum + value, 0) / (to - from);
    });
  const is_treated = Uint8Array.from(panel.first_treated, (date) => (date >= 0 ? 1 : 0));
  const found = holdoutEffect(
    {
      outcome: meanOf(launch, periods),
      before: launch > 0 ? meanOf(0, launch) : null,
      weight: panel.weight,
      is_treated,
    },
    alpha,
    seed,
  );
  const treated_units = is_treated.filter((one) => one === 1).length;
  const control_units = is_treated.length - treated_units;
  const weight = panel.weight.reduce((sum, w, unit) => sum + w * (is_treated[unit] as number), 0);
  return {
    estimator: 'holdout',
    tested: testedOf(found, alpha),
    gates: [
      sampleRatioGate(panel, claim, limits),
      countGate('groups_per_arm', Math.min(treated_units, control_units), limits.groups_per_arm),
      ...sharedGates(claim, limits),
    ],
    exposure: weight * (periods - launch),
    treated_units,
    control_units,
    two_way_fixed_effects: null,
  };
}

/** The 90 % interval is the t interval of the same standard error; the others are of the permutation test. */
function testedOf(found: ReturnType<typeof holdoutEffect>, alpha: number): TestedEstimate {
  const { estimate, se, df, low, high, p } = found;
  const half = tQuantile(0.95, df) * se;
  const mde = (tQuantile(1 - alpha / 2, df) + tQuantile(0.8, df)) * se;
  return { estimate, se, df, low, high, p, mde, low_90: estimate - half, high_90: estimate + half };
}

/** First period in which a group of the panel has the tactic. */
function firstLaunch(panel: Panel): number {
  return panel.first_treated.reduce(
    (first, date) => (date >= 0 ? Math.min(first, date) : first),
    panel.period_labels.length,
  );
}

/** Whether as many groups of each arm are there as were assigned. */
export function sampleRatioGate(panel: Panel, claim: Claim, limits: Thresholds): Gate {
  if (claim.randomised === null) return { gate: 'sample_ratio', statistic: null, p: null, passed: null };
  const treated = panel.first_treated.filter((date) => date >= 0).length;
  const sizes = [treated, panel.unit_ids.length - treated];
  const { statistic, p } = sampleRatio(sizes, [claim.randomised.treated, claim.randomised.holdout]);
  return { gate: 'sample_ratio', statistic, p, passed: p > limits.sample_ratio_p };
}
