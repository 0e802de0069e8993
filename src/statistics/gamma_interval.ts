import { chiSquareQuantile } from './gamma.js';

/** A confidence interval, in the unit of what it is about. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A sum of credit or of money over people, with what its interval needs; all but the buckets in the unit of the sum. */
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
}

/** With fewer person buckets that hold anything, a sum says little about how much one person carries. */
export const fewestBuckets = 10;

/** What one person carries, each weighted by what they hold: se^2 / sum = sum c_i^2 / sum c_i; 0 for an empty sum. */
export function personWeight(sum: number, variance: number): number {
  return sum > 0 ? variance / sum : 0;
}

/** The weight of a person over all channels of a goal together: what those of few people are told of people. */
export function typicalWeight(sums: readonly { readonly sum: number; readonly se: number }[]): number {
  return personWeight(
    sums.reduce((total, one) => total + one.sum, 0),
    sums.reduce((total, one) => total + one.se ** 2, 0),
  );
}

/** The weight of one more person who might have come: that of a person in this sum, at least one event; of few people, at least the typical one. */
export function nextWeight({ sum, se, filled_buckets, event, typical }: PersonSum): number {
  return Math.max(event, personWeight(sum, se * se), filled_buckets < fewestBuckets ? typical : 0);
}

/**
 * The interval of a sum over people who arrive at random: the gamma interval of Fay and Feuer (1997) with y the sum, v = se^2 and
 * w = `nextWeight` (a mean in place of their largest weight, as in Tiwari, Clegg and Zou 2006):
 * low = v/(2y) chi2(alpha/2; 2y^2/v), high = (v+w^2)/(2(y+w)) chi2(1 - alpha/2; 2(y+w)^2/(v+w^2)). Large sums: y +- z se.
 * Null: nothing is known of how much a person carries.
 */
export function gammaInterval(total: PersonSum, confidence: number): Interval | null {
  const { sum, se } = total;
  const w = nextWeight(total);
  if (sum < 0 || w === 0) return null;
  const v = se * se;
  const tail = (1 - confidence) / 2;
  return {
    low: v === 0 || sum === 0 ? 0 : scaledChiSquare(tail, sum, v),
    high: scaledChiSquare(1 - tail, sum + w, v + w * w),
  };
}

/** The quantile of the scaled chi-square (a gamma distribution) that has this mean and variance. */
function scaledChiSquare(p: number, mean: number, variance: number): number {
  return (variance / (2 * mean)) * chiSquareQuantile(p, (2 * mean * mean) / variance);
}
