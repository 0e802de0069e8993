import { chiSquareQuantile } from './gamma.js';

/** A confidence interval, in the unit of its quantity. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A sum of credit or of money over people, with what its interval needs; everything except the buckets is in the unit of the sum. */
export interface PersonSum {
  /** the sum over all people, at least 0 */
  readonly sum: number;
  /** its standard error by the jackknife over 100 person buckets */
  readonly se: number;
  /** how many of the buckets hold any of it */
  readonly filled_buckets: number;
  /** what one more event would add: 1 for conversions, 0 if unknown */
  readonly event: number;
  /** the weight of a person over all channels of the goal (`personWeight` of their total) */
  readonly typical: number;
  /** buckets that hold anything, over all channels of the goal together; absent: not known */
  readonly goal_buckets?: number;
}

/** With fewer nonempty person buckets, a sum says little about how much one person carries. */
export const fewestBuckets = 10;

/** What one person carries, weighted by what they hold: se^2 / sum = sum c_i^2 / sum c_i; 0 for an empty sum. */
export function personWeight(sum: number, variance: number): number {
  return sum > 0 ? variance / sum : 0;
}

/** A channel of a goal, to estimate what people of the goal carry. */
export interface Carried {
  readonly sum: number;
  readonly se: number;
  /** the largest excess of one person bucket over the mean of the buckets; absent: not known */
  readonly largest?: number;
}

/** The least that a person who happened not to come may have brought. */
const oneConversion = 1;

/**
 * The weight of a person over all channels of a goal together, with one more person as heavy as the heaviest: for sums of few people it
 * stands in for their own. Heavy buyers are rare; a group in which none happened to buy must not be sure that it has none.
 */
export function typicalWeight(sums: readonly Carried[]): number {
  const total = sums.reduce((all, one) => all + one.sum, 0);
  const variance = sums.reduce((all, one) => all + one.se ** 2, 0);
  const heaviest = sums.reduce((most, one) => Math.max(most, one.largest ?? 0), oneConversion);
  return total > 0 ? personWeight(total + heaviest, variance + heaviest ** 2) : 0;
}

/** This many people of the whole goal count as much as a group's own when estimating how much a person carries. */
const peopleOfGoal = 20;

/**
 * What a person of this sum carries: what its own people do, and at least a mean of theirs and of the goal's people. Own people count more
 * the more there are: with 1,000 people a group knows that nobody buys for ten.
 */
export function carriedWeight({ sum, se, typical }: PersonSum): number {
  const own = personWeight(sum, se * se);
  if (typical === 0) return own;
  const people = sum / typical;
  return Math.max(own, (peopleOfGoal * typical + people * own) / (peopleOfGoal + people));
}

/** The weight of one more person who might have come: that of a person in this sum, at least one event; for few people, at least the typical weight. */
export function nextWeight(total: PersonSum): number {
  const { filled_buckets, event, typical } = total;
  return Math.max(event, carriedWeight(total), filled_buckets < fewestBuckets ? typical : 0);
}

/**
 * The interval of a sum over people who arrive at random: the gamma interval of Fay and Feuer (1997) with y the sum,
 * v = y x `carriedWeight` (se^2, or more if others of the goal carry more) and w = `nextWeight` (a mean in place of their largest weight, as in Tiwari, Clegg and Zou 2006):
 * low = v/(2y) chi2(alpha/2; 2y^2/v), high = (v+w^2)/(2(y+w)) chi2(1 - alpha/2; 2(y+w)^2/(v+w^2)). Large sums: y +- z se.
 * Null: nothing is known of how much a person carries.
 */
export function gammaInterval(total: PersonSum, confidence: number): Interval | null {
  const { sum } = total;
  const w = nextWeight(total);
  if (sum < 0 || w === 0) return null;
  const v = sum * carriedWeight(total);
  const tail = (1 - confidence) / 2;
  return {
    low: v === 0 || sum === 0 ? 0 : scaledChiSquare(tail, sum, v),
    high: scaledChiSquare(1 - tail, sum + w, v + w * w),
  };
}

/** The quantile of the scaled chi-square (a gamma distribution) with this mean and variance. */
function scaledChiSquare(p: number, mean: number, variance: number): number {
  return (variance / (2 * mean)) * chiSquareQuantile(p, (2 * mean * mean) / variance);
}
