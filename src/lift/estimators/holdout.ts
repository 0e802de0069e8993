import { gammaTail } from '../../statistics/gamma.js';
import { type PermutationTest, permutationTest, type TwoArms, unitsByDraw } from './permutation.js';
import { type ArmProducts, slopeBefore } from './slope_before.js';

/** Randomised units of a treated and a control arm, with their outcome before the trial if known. */
export interface Holdout extends TwoArms {
  /** outcome per unit of weight before the trial, or null */
  readonly before: Float64Array | null;
}

/** The effect in a randomised arm, per unit of weight. */
export interface HoldoutEffect extends PermutationTest {
  /** share of the outcome's variance that the pre-period removes (CUPED), 0 without it */
  readonly cuped_share: number;
  /** Welch-Satterthwaite degrees of freedom of the standard error */
  readonly df: number;
}

/**
 * Treated less control as a difference of ratio metrics (sum of outcomes / sum of weights), with the variance of the
 * unit of randomisation; CUPED (Deng, Xu, Kohavi and Walker 2013) with the slope of the control arm as far as the arms differ; p and interval from
 * one studentised permutation test, which finds the slope of every assignment anew.
 */
export function holdoutEffect(holdout: Holdout, alpha: number, seed: number): HoldoutEffect {
  const slope = cupedSlope(holdout);
  const adjusted = { ...holdout, outcome: withoutBefore(holdout, slope) };
  const raw = withinVariance(holdout, holdout.outcome);
  const left = withinVariance(holdout, adjusted.outcome);
  const cuped_share = raw > 0 ? 1 - left / raw : 0;
  const test = permutationTest(holdout, alpha, seed);
  return {
    ...test,
    se: test.se > 0 ? adjustedError(adjusted) : test.se,
    cuped_share,
    df: welchDegrees(adjusted),
  };
}

/** The slope by which what landed is adjusted for the time before, over all draws. */
export function cupedSlope(arms: Holdout): number {
  if (arms.before === null) return 0;
  return slopeBefore(productsOf(arms, arms.before, 1), productsOf(arms, arms.before, 0));
}

function productsOf(arms: Holdout, before: Float64Array, of: 0 | 1): ArmProducts {
  let [xx, xy, yy, df] = [0, 0, 0, 0];
  for (const { arm, places } of armsByDraw(arms)) {
    if (arm !== of) continue;
    xx += productOver(arms, places, before, before);
    xy += productOver(arms, places, before, arms.outcome);
    yy += productOver(arms, places, arms.outcome, arms.outcome);
    df += places.length - 1;
  }
  return { xx, xy, yy, df };
}

export function withoutBefore(
  { outcome, before, weight }: Pick<Holdout, 'outcome' | 'before' | 'weight'>,
  slope: number,
): Float64Array {
  if (before === null || slope === 0) return outcome;
  const total = weight.reduce((sum, w) => sum + w, 0);
  const mean = before.reduce((sum, x, unit) => sum + weight[unit]! * x, 0) / total;
  return outcome.map((y, unit) => y - slope * (before[unit]! - mean));
}

/** sum w^2 (y - mean of arm)^2 */
function withinVariance(arms: TwoArms, values: Float64Array): number {
  return armsByDraw(arms).reduce((sum, { places }) => sum + productOver(arms, places, values, values), 0);
}

/** One arm of one draw. */
interface DrawnArm {
  readonly draw: number;
  readonly arm: 0 | 1;
  readonly places: readonly number[];
}

export function armsByDraw(arms: Pick<TwoArms, 'weight' | 'is_treated' | 'draw'>): DrawnArm[] {
  return unitsByDraw(arms).flatMap((units, draw) =>
    ([0, 1] as const).map((arm) => ({
      draw,
      arm,
      places: units.filter((place) => arms.is_treated[place] === arm),
    })),
  );
}

function productOver(
  { weight }: Pick<TwoArms, 'weight'>,
  places: readonly number[],
  a: Float64Array,
  b: Float64Array,
): number {
  const total = places.reduce((sum, place) => sum + weight[place]!, 0);
  const mean = (values: Float64Array) =>
    places.reduce((sum, place) => sum + weight[place]! * values[place]!, 0) / total;
  const [of_a, of_b] = [mean(a), mean(b)];
  return places.reduce(
    (sum, place) => sum + weight[place]! ** 2 * (a[place]! - of_a) * (b[place]! - of_b),
    0,
  );
}

/** Standard error of the difference between the arms, every unit corrected for its share of its arm: a large one pulls the mean to itself. */
function adjustedError(arms: TwoArms): number {
  const every = armsByDraw(arms).map((one) => ({ ...one, ...spreadOf(arms, one.places) }));
  const treated = every.reduce((sum, { arm, total }) => sum + arm * total, 0);
  const variance = every.reduce((sum, { draw, square }) => {
    const own = every.find((one) => one.draw === draw && one.arm === 1);
    return sum + ((own?.total ?? 0) / treated) ** 2 * square;
  }, 0);
  return Math.sqrt(variance);
}

/** Of one arm: its weight, and sum w^2 (y - mean)^2 / (1 - w / W) over W^2. */
function spreadOf(
  { outcome, weight }: TwoArms,
  places: readonly number[],
): { total: number; square: number } {
  const total = places.reduce((sum, place) => sum + weight[place]!, 0);
  const mean = places.reduce((sum, place) => sum + weight[place]! * outcome[place]!, 0) / total;
  const square = places.reduce((sum, place) => {
    const share = weight[place]! / total;
    return sum + (share * (outcome[place]! - mean)) ** 2 / Math.max(least_left, 1 - share);
  }, 0);
  return { total, square };
}

/** An arm keeps at least this share of its noise when a unit is corrected for its leverage. */
const least_left = 0.05;

function welchDegrees(arms: TwoArms): number {
  const treated = arms.weight.reduce((sum, w, place) => sum + w * arms.is_treated[place]!, 0);
  const weightOf = (places: readonly number[]) => places.reduce((sum, place) => sum + arms.weight[place]!, 0);
  const every = armsByDraw(arms);
  const parts = every.map(({ draw, places }) => {
    const own = every.find((one) => one.draw === draw && one.arm === 1);
    const share = weightOf(own?.places ?? []) / treated;
    const variance = (share / weightOf(places)) ** 2 * productOver(arms, places, arms.outcome, arms.outcome);
    return { variance, units: places.length };
  });
  const sum = parts.reduce((total, { variance }) => total + variance, 0);
  const parted = parts.reduce((total, { variance, units }) => total + variance ** 2 / (units - 1), 0);
  return parted > 0 ? sum ** 2 / parted : Math.max(1, arms.weight.length - 2);
}

/** Whether arms have their planned sizes: a random assignment that lost units is no longer random. */
export interface SampleRatio {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}

/** The chi-square test of arm sizes against planned shares. */
export function sampleRatio(sizes: readonly number[], shares: readonly number[]): SampleRatio {
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const statistic = sizes.reduce((sum, size, arm) => {
    const expected = (units * shares[arm]!) / total;
    return sum + (size - expected) ** 2 / expected;
  }, 0);
  const df = sizes.length - 1;
  return { statistic, df, p: gammaTail(df / 2, statistic / 2) };
}
