import { gammaInterval, type Interval, type PersonSum } from './gamma_interval.js';
import { normalCdf } from './normal.js';
import { normalRangeQuantile } from './normal_range.js';

/** A sum over people and what it is divided by (members; 1 where sums are compared). */
export interface Ratio {
  readonly total: PersonSum;
  readonly exposure: number;
}

/** The places that a group can hold, 1 the best. */
export interface Places {
  readonly first: number;
  readonly last: number;
}

const confidence = 0.95;

/**
 * The set of places of each group, all true together with 95 % confidence (Mogstad, Romano, Shaikh and Wilhelm 2024): from 1 + the number
 * of groups significantly above it to the number of groups less those significantly below. The simultaneous intervals of all pairwise
 * differences: from the limits of the two rates (MOVER, Zou and Donner 2008), each at the level of Tukey and Kramer's critical value
 * (q(.95; n, infinity) / sqrt 2; conservative for unequal variances, Hayter 1984) in place of a bootstrap. Groups count as independent.
 */
export function rankSets(ratios: readonly Ratio[]): Places[] {
  const count = ratios.length;
  if (count < 2) return ratios.map(() => ({ first: 1, last: count }));
  const rates = ratios.map(({ total, exposure }) => total.sum / exposure);
  const level = pairConfidence(count);
  const limits = ratios.map((ratio) => limitsOf(ratio, level));
  return rates.map((rate, j) => {
    const above = rates.filter((other, k) => isAbove(other, limits[k], rate, limits[j])).length;
    const below = rates.filter((other, k) => isAbove(rate, limits[j], other, limits[k])).length;
    return { first: 1 + above, last: count - below };
  });
}

/** The two-sided confidence of one pair so that all pairs of n groups hold together. */
function pairConfidence(n: number): number {
  return 1 - 2 * normalCdf(-normalRangeQuantile(confidence, n) / Math.SQRT2);
}

/** The limits of a rate; null: nothing is known of its people, so that it is not told apart from anything. */
function limitsOf({ total, exposure }: Ratio, level: number): Interval | null {
  const interval = gammaInterval(total, level);
  return interval && { low: interval.low / exposure, high: interval.high / exposure };
}

/** Whether the interval of the difference of two rates lies above 0. */
function isAbove(
  rate: number,
  limits: Interval | null | undefined,
  other: number,
  otherLimits: Interval | null | undefined,
): boolean {
  if (!limits || !otherLimits || rate <= other) return false;
  return (rate - other) ** 2 > (rate - limits.low) ** 2 + (otherLimits.high - other) ** 2;
}
