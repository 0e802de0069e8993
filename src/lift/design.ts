import { chiSquareQuantile } from '../statistics/gamma.js';
import { unit as draw, stream } from '../statistics/random.js';
import { tQuantile } from '../statistics/student.js';
import type { Panel } from './panel/panel.js';

/** How a trial of groups is planned: its length, and the length of the pre-period used to adjust the outcome. */
export interface DesignWindow {
  readonly weeks: number;
  readonly before: number;
}

/** What the last weeks of a panel say about a trial of the same length. */
export interface DesignVariance {
  /** variance of one group's adjusted outcome, as it enters the mean of an arm: mean (w r)^2 / (mean w)^2 */
  readonly variance: number;
  /** what to plan with: the variance is an estimate, and this is the upper end of its 60 % interval */
  readonly planned: number;
  /** what an effect of 1 adds to the variance of a group, being counts itself */
  readonly per_effect: number;
  /** variance of groups relative to that of as many independent members (Poisson): members of a group rise and fall together */
  readonly design_effect: number;
  /** results per member and period in those weeks */
  readonly rate: number;
  /** share of the variance that CUPED removes */
  readonly corrected: number;
  /** per unit: outcome of those weeks less the slope times that of the weeks before */
  readonly residual: Float64Array;
}

/**
 * The variance that a trial has to overcome, from the panel's own last periods: outcome per member over the last `weeks` periods, adjusted
 * by that of the `before` periods (CUPED, Deng, Xu, Kohavi and Walker 2013), as the variance of a ratio of sums over groups. Null if the
 * panel is too short or has fewer than four units.
 */
export function designVariance(panel: Panel, window: DesignWindow): DesignVariance | null {
  const periods = panel.period_labels.length;
  const units = panel.unit_ids.length;
  if (units < 4 || window.before < 1 || window.weeks < 1 || periods < window.weeks + window.before)
    return null;
  const late = means(panel, periods - window.weeks, periods);
  const early = means(panel, periods - window.weeks - window.before, periods - window.weeks);
  const rate = weightedMean(late, panel.weight);
  const centredEarly = centred(early, panel.weight);
  const centredLate = centred(late, panel.weight);
  const spread = inner(centredEarly, centredEarly, panel.weight);
  const slope = spread > 0 ? inner(centredEarly, centredLate, panel.weight) / spread : 0;
  const residual = centredLate.map((value, unit) => value - slope * centredEarly[unit]!);
  const variance = armVariance(residual, panel.weight);
  const raw = armVariance(centredLate, panel.weight);
  const exposure = (window.weeks * panel.weight.reduce((sum, weight) => sum + weight, 0)) / units;
  return {
    variance,
    planned: upperVariance(variance, panel.weight),
    per_effect: 1 / exposure,
    design_effect: rate > 0 ? (variance * exposure) / rate : 0,
    rate,
    corrected: raw > 0 ? 1 - variance / raw : 0,
    residual,
  };
}

/** Mean outcome of every unit over the periods from `first` to `end` (exclusive). */
function means(panel: Panel, first: number, end: number): Float64Array {
  const periods = panel.period_labels.length;
  return Float64Array.from({ length: panel.unit_ids.length }, (_, unit) => {
    let sum = 0;
    for (let t = first; t < end; t += 1) sum += panel.outcome[unit * periods + t]!;
    return sum / (end - first);
  });
}

function weightedMean(values: Float64Array, weight: Float64Array): number {
  let [sum, total] = [0, 0];
  for (const [unit, value] of values.entries()) {
    sum += value * weight[unit]!;
    total += weight[unit]!;
  }
  return sum / total;
}

function centred(values: Float64Array, weight: Float64Array): Float64Array {
  const mean = weightedMean(values, weight);
  return values.map((value) => value - mean);
}

function inner(a: Float64Array, b: Float64Array, weight: Float64Array): number {
  return a.reduce((sum, value, unit) => sum + weight[unit]! ** 2 * value * b[unit]!, 0);
}

function armVariance(residual: Float64Array, weight: Float64Array): number {
  const units = residual.length;
  const mean = weight.reduce((sum, value) => sum + value, 0) / units;
  return inner(residual, residual, weight) / (units - 1) / mean ** 2;
}

/** One in five variances lies above the planned one: the promise is to hold where the last weeks were quieter than usual. */
const above_planned = 0.2;

/** The upper end of a variance estimated from units of these weights: chi-squared with the effective number of units (Kish) less 1. */
function upperVariance(variance: number, weight: Float64Array): number {
  const sum = weight.reduce((all, one) => all + one, 0);
  const squares = weight.reduce((all, one) => all + one ** 2, 0);
  const df = Math.max(1, sum ** 2 / squares - 1);
  return (variance * df) / chiSquareQuantile(above_planned, df);
}

/** What is known of the noise of a group. */
type Noise = Pick<DesignVariance, 'planned' | 'per_effect'>;

/**
 * Smallest effect per member and period that a trial with this many groups per arm detects with 80 % power (two-sided 5 %): e = c sqrt((2 v + e p) / n),
 * where v is the planned variance and e p what the effect itself adds in one arm.
 */
export function smallestEffect({ planned, per_effect }: Noise, groups_per_arm: number): number {
  const df = 2 * groups_per_arm - 2;
  const square = (tQuantile(0.975, df) + tQuantile(0.8, df)) ** 2 / groups_per_arm;
  const half = (square * per_effect) / 2;
  return half + Math.sqrt(half ** 2 + 2 * square * planned);
}

/** Groups per arm that detect an effect with 80 % power; null if more than `most` are needed. */
export function groupsNeeded(noise: Noise, effect: number, most: number): number | null {
  if (smallestEffect(noise, most) > effect) return null;
  let [low, high] = [2, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (smallestEffect(noise, middle) <= effect) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * A seeded draw of `groups_per_arm` units for each arm, stratified: units are ordered by what they landed before and by size and cut
 * into pairs, and a coin decides which of each pair is treated; the required number of pairs is drawn at random. Row `null` = in neither arm.
 */
export function assignment(
  panel: Panel,
  window: DesignWindow,
  groups_per_arm: number,
  seed: number,
): ('treated' | 'holdout' | null)[] {
  const periods = panel.period_labels.length;
  const level = means(panel, Math.max(0, periods - window.weeks - window.before), periods);
  const order = [...panel.unit_ids.keys()].sort(
    (a, b) => level[b]! - level[a]! || panel.weight[b]! - panel.weight[a]! || a - b,
  );
  const random = stream(seed, 'assignment of groups');
  const pairs = Array.from({ length: Math.floor(order.length / 2) }, (_, pair) => ({
    units: [order[2 * pair]!, order[2 * pair + 1]!] as const,
    order: draw(random),
    coin: draw(random),
  }));
  const arms = panel.unit_ids.map((): 'treated' | 'holdout' | null => null);
  for (const { units, coin } of pairs.toSorted((a, b) => a.order - b.order).slice(0, groups_per_arm)) {
    const [treated, holdout] = coin < 0.5 ? units : [units[1], units[0]];
    arms[treated] = 'treated';
    arms[holdout] = 'holdout';
  }
  return arms;
}

/** Share of draws on past data, where nothing was done, in which such a trial would have claimed an effect: about 5 % is right. */
export interface AaCheck {
  readonly draws: number;
  readonly false_claims: number;
}

/** Repeats the draw on the past and tests the adjusted outcome each time (Welch, two-sided 5 %). */
export function aaCheck(
  panel: Panel,
  window: DesignWindow,
  groups_per_arm: number,
  draws: number,
): AaCheck | null {
  const found = designVariance(panel, window);
  if (found === null || groups_per_arm < 2) return null;
  const limit = tQuantile(0.975, 2 * groups_per_arm - 2);
  let false_claims = 0;
  for (let seed = 0; seed < draws; seed += 1) {
    const arms = assignment(panel, window, groups_per_arm, seed);
    const treated = armMoments(found.residual, panel.weight, arms, 'treated');
    const holdout = armMoments(found.residual, panel.weight, arms, 'holdout');
    const se = Math.sqrt(treated.variance + holdout.variance);
    if (Math.abs(treated.mean - holdout.mean) > limit * se) false_claims += 1;
  }
  return { draws, false_claims };
}

/** The ratio mean of an arm and its variance. */
function armMoments(
  residual: Float64Array,
  weight: Float64Array,
  arms: readonly ('treated' | 'holdout' | null)[],
  arm: 'treated' | 'holdout',
): { mean: number; variance: number } {
  const units = [...arms.keys()].filter((unit) => arms[unit] === arm);
  const of = (values: Float64Array) => Float64Array.from(units, (unit) => values[unit]!);
  const [values, weights] = [of(residual), of(weight)];
  return {
    mean: weightedMean(values, weights),
    variance: armVariance(centred(values, weights), weights) / units.length,
  };
}
