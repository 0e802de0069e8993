import { gammaInterval, type Interval, type PersonSum } from './gamma_interval.js';
import { normalCdf } from './normal.js';
import { normalRangeQuantile } from './normal_range.js';

/** A sum over people and what it is divided by (members; 1 where sums are compared). */
export interface Ratio {
  readonly total: PersonSum;
  readonly exposure: number;
  /** variance of what hits the whole group in the period, relative to the square of its sum; absent: unknown */
  readonly shock?: number;
}

/** The ranks that a group can hold, 1 the best. */
export interface Places {
  readonly first: number;
  readonly last: number;
}

const confidence = 0.95;

/**
 * The set of ranks of each group, all valid together with 95 % confidence (Mogstad, Romano, Shaikh and Wilhelm 2024): from 1 + the number
 * of groups significantly above it to the number of groups less those significantly below. The simultaneous intervals of all pairwise
 * differences: from the limits of the two rates (MOVER, Zou and Donner 2008), each at the level of the Tukey-Kramer critical value
 * (q(.95; n, infinity) / sqrt 2; conservative for unequal variances, Hayter 1984) in place of a bootstrap. What hits a whole group in a week
 * (`shock`) widens the limits of its rate. Groups are treated as independent.
 */
export function rankSets(ratios: readonly Ratio[]): Places[] {
  const count = ratios.length;
  if (count < 2) return ratios.map(() => ({ first: 1, last: count }));
  const z = normalRangeQuantile(confidence, count) / Math.SQRT2;
  const limits = ratios.map((ratio) => limitsOf(ratio, z));
  const rates = Float64Array.from(limits, ({ rate }) => rate);
  const down = Float64Array.from(limits, ({ rate, low }) => (rate - low) ** 2);
  const up = Float64Array.from(limits, ({ rate, high }) => (high - rate) ** 2);
  // there are many pairs: a group is above another if the interval of the difference of their rates lies above 0
  const above = new Int32Array(count);
  const below = new Int32Array(count);
  for (let j = 0; j < count; j++)
    for (let k = 0; k < j; k++) {
      const difference = rates[j]! - rates[k]!;
      const [high, low] = difference > 0 ? [j, k] : [k, j];
      if (difference !== 0 && difference ** 2 > down[high]! + up[low]!) {
        above[low]!++;
        below[high]!++;
      }
    }
  return limits.map((_, j) => ({ first: 1 + above[j]!, last: count - below[j]! }));
}

/** A rate between its limits; unbounded if nothing is known about its people, so that it cannot be distinguished from any other. */
interface Limits extends Interval {
  readonly rate: number;
}

/** At the level of z, so that all pairs hold together. */
function limitsOf({ total, exposure, shock = 0 }: Ratio, z: number): Limits {
  const { low, high } = gammaInterval(total, 1 - 2 * normalCdf(-z)) ?? {
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
  };
  const shocked = z * Math.sqrt(shock) * total.sum;
  const [below, above] = [Math.hypot(total.sum - low, shocked), Math.hypot(high - total.sum, shocked)];
  const rate = total.sum / exposure;
  return { rate, low: rate - below / exposure, high: rate + above / exposure };
}
