import { boundOf, countedCheck, pathCheck, shareCheck } from '../checks/bounds.js';
import { type Check, notAsked, printed } from '../checks/checks.js';
import type { Thresholds } from '../checks/thresholds.js';
import { difference, type Estimate } from '../estimators/estimate.js';
import type { TestedEstimate } from '../estimators/interval.js';
import { placeboRanks, type RankTest, rankHalfWidth } from '../estimators/placebo_ranks.js';
import { type PoissonEffect, poissonEffect } from '../estimators/poisson_effect.js';
import { fitPoisson } from '../estimators/poisson_fit.js';
import { type Block, weightedBlocksOf } from '../estimators/synthetic_did.js';
import { cohortSums } from '../estimators/untreated_fit.js';
import { filledPanel } from '../panel/filled_panel.js';
import type { Panel } from '../panel/panel.js';
import type { QuietPanel } from '../panel/quiet_panel.js';
import { type Claim, type Finding, sharedChecks } from './claim.js';

/** If there are more controls than this, the nearest are used: a reading takes seconds whatever the number of groups. */
const controlsAtMost = 100;

/** A tactic in a few groups: synthetic difference-in-differences, ranked among placebos in space and in time. */
export function readSyntheticDid(
  read: Panel,
  claim: Claim,
  alpha: number,
  limits: Thresholds,
  seed: number,
  quiet: QuietPanel | null,
): Finding {
  const panel = filledPanel(read);
  const blocks = weightedBlocksOf(panel);
  const ranks = placeboRanks(blocks, controlsAtMost, seed);
  const treated_units = panel.first_treated.filter((date) => date >= 0).length;
  const multiplied = multipliedEffect(read);
  const rate = multiplied === null ? usualRate(panel) : multiplied.expected / multiplied.exposure;
  return {
    estimator: 'synthetic_did',
    tested: testedOf(ranks, alpha),
    checks: [
      placeboCheck(blocks, limits, seed),
      pathCheck('ever_treated_trend', ownTrend(blocks), rate ?? 0),
      multipliedInstead(multiplied, ranks.estimate),
      ...sharedChecks(claim, ranks.estimate),
      otherTactics(read, quiet, ranks.estimate),
      printed('enough_placebos', ranks.placebos.length + 1),
    ],
    base_rate: rate,
    curve: [],
    increment: null,
    exposure: panel.weight.reduce((sum, w, unit) => {
      const date = panel.first_treated[unit]!;
      return date < 0 ? sum : sum + w * (panel.period_labels.length - date);
    }, 0),
    treated_units,
    control_units: panel.unit_ids.length - treated_units,
    two_way_fixed_effects: null,
  };
}

/** Interval, p and smallest effect from one set of ranks; the standard error is the root mean square of the placebos. */
function testedOf(ranks: RankTest, alpha: number): TestedEstimate {
  const { estimate, placebos, p } = ranks;
  const [half, half_90] = [rankHalfWidth(placebos, alpha), rankHalfWidth(placebos, 0.1)];
  const square = placebos.reduce((sum, placebo) => sum + placebo * placebo, 0) / Math.max(1, placebos.length);
  return {
    estimate,
    se: Math.sqrt(square),
    df: Math.max(1, placebos.length),
    low: estimate - half,
    high: estimate + half,
    low_90: estimate - half_90,
    high_90: estimate + half_90,
    p,
    mde: smallestSeen(ranks, alpha),
  };
}

/** What one would expect if groups grow by the same factor; null if that cannot be fitted. */
function multipliedEffect(panel: Panel): PoissonEffect | null {
  const fit = fitPoisson(cohortSums(panel), []);
  const effect = fit === null ? null : poissonEffect(fit);
  return effect === null || !(effect.exposure > 0 && effect.expected > 0) ? null : effect;
}

/**
 * How far the estimate moves if groups grow by the same factor instead of by the same amount: a season adds more results to busy groups
 * than to quiet ones. It counts in full, because with few groups nothing shows its noise.
 */
function multipliedInstead(multiplied: PoissonEffect | null, estimate: number): Check {
  if (multiplied === null) return notAsked('levels_and_ratios');
  const size = multiplied.estimate - estimate;
  return { check: 'levels_and_ratios', size, error: null, bound: Math.abs(size), passed: null };
}

/** What other tactics in the same groups may have added: in full what the estimate loses without their weeks, or their part of its time. */
function otherTactics(read: Panel, quiet: QuietPanel | null, estimate: number): Check {
  if (quiet === null) return notAsked('other_tactics');
  const [left, whole] = [multipliedEffect(quiet.panel), multipliedEffect(read)];
  return left === null || whole === null
    ? shareCheck('other_tactics', quiet.share, estimate)
    : countedCheck('other_tactics', difference(left, whole));
}

/** Results per unit of weight and period before the tactic was anywhere, in the groups that got it. */
function usualRate({ outcome, weight, first_treated, period_labels }: Panel): number | null {
  const periods = period_labels.length;
  let [sum, total] = [0, 0];
  first_treated.forEach((date, unit) => {
    for (let t = 0; t < date; t += 1) {
      sum += weight[unit]! * outcome[unit * periods + t]!;
      total += weight[unit]!;
    }
  });
  return total > 0 ? sum / total : null;
}

/**
 * What a straight path of their own explains of the estimate: the slopes of treated units before it began, less the mean slope of the others, carried on
 * to the middle of the time with it. Few treated units do not show how slopes vary; the others do.
 */
function ownTrend(blocks: readonly Block[]): Estimate | null {
  const parts = blocks.map(({ treated, controls, adopted, weights }) => {
    const after = (treated[0]?.length ?? adopted) - adopted;
    const middle = (after + adopted) / 2;
    const slopes = controls.map((path) => slopeOf(path, adopted));
    const usual = slopes.reduce((sum, one) => sum + one, 0) / slopes.length;
    const spread = slopes.reduce((sum, one) => sum + (one - usual) ** 2, 0) / (slopes.length - 1);
    const weight = treated.map((path) => weights?.get(path) ?? 1);
    const all = weight.reduce((sum, one) => sum + one, 0);
    const own = treated.reduce((sum, path, place) => sum + weight[place]! * slopeOf(path, adopted), 0) / all;
    const squares = weight.reduce((sum, one) => sum + (one / all) ** 2, 0);
    return {
      cells: all * after,
      bias: (own - usual) * middle,
      variance: spread * middle ** 2 * (squares + 1 / controls.length),
    };
  });
  const total = parts.reduce((sum, { cells }) => sum + cells, 0);
  const estimate = parts.reduce((sum, { cells, bias }) => sum + (cells / total) * bias, 0);
  const scores = parts.map(({ cells, variance }) => (cells / total) * Math.sqrt(variance));
  return Number.isFinite(estimate) ? { estimate, scores: Float64Array.from(scores) } : null;
}

/** The slope of a straight line through the first periods of a path (least squares). */
function slopeOf(path: Float64Array, periods: number): number {
  const middle = (periods - 1) / 2;
  let [up, across] = [0, 0];
  for (let t = 0; t < periods; t += 1) {
    up += (t - middle) * path[t]!;
    across += (t - middle) ** 2;
  }
  return up / across;
}

/** The same tactic placed earlier, over the last periods before it began. */
function placeboCheck(blocks: readonly Block[], limits: Thresholds, seed: number): Check {
  const earlier = blocks.map(({ treated, controls, adopted, weights }) => {
    const cut = new Map([...treated, ...controls].map((path) => [path, path.subarray(0, adopted)]));
    return {
      treated: treated.map((path) => cut.get(path)!),
      controls: controls.map((path) => cut.get(path)!),
      adopted: adopted - limits.placebo_periods,
      weights: new Map([...cut].map(([path, part]) => [part, weights?.get(path) ?? 1])),
    };
  });
  if (earlier.some(({ adopted }) => adopted < 2)) return notAsked('placebo');
  const { estimate, placebos } = placeboRanks(earlier, controlsAtMost, seed);
  const error = Math.sqrt(placebos.reduce((sum, one) => sum + one * one, 0) / Math.max(1, placebos.length));
  return { check: 'placebo', size: estimate, error, bound: boundOf(estimate, error, 'trend'), passed: null };
}

/** The half width of the interval plus what the placebos exceed in two of five cases: detected with 80 % power. */
function smallestSeen({ placebos }: RankTest, alpha: number): number {
  return rankHalfWidth(placebos, alpha) + rankHalfWidth(placebos, 0.4);
}
