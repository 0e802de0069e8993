import { fewestBuckets, gammaInterval, type Interval, personWeight } from './gamma_interval.js';
import { tQuantile } from './student.js';

/** One person bucket of a ratio of two sums. */
export interface RatioBucket {
  readonly above: number;
  readonly below: number;
}

/** A ratio of two sums over the same people, with its 95 % interval; null: an empty denominator, or too few people. */
export interface RatioEstimate {
  readonly ratio: number | null;
  readonly interval: Interval | null;
}

const confidence = 0.95;

/**
 * The ratio of two sums over the same people, sum above / sum below, and its interval: the delete-one-bucket jackknife of the ratio,
 * SE^2 = (B-1)/B sum (theta_(-b) - mean)^2, on the log scale, ratio * exp(+-t SE / ratio) with (filled buckets - 1) degrees of freedom.
 * Below 10 filled buckets there is none. If the numerator is 0, the upper end is that of the gamma interval of an empty sum; if every bucket
 * has the same ratio, differences that were never observed may be as frequent as that, either way.
 */
export function ratioInterval(filled: readonly RatioBucket[], buckets: number): RatioEstimate {
  const [above, below] = [sum(filled.map((b) => b.above)), sum(filled.map((b) => b.below))];
  if (below === 0) return { ratio: null, interval: null };
  const ratio = above / below;
  if (filled.length < fewestBuckets) return { ratio, interval: null };
  const unseen = emptyEnd(filled, below);
  if (above === 0) return { ratio, interval: { low: 0, high: unseen } };
  const se = jackknife(filled, above, below, buckets);
  if (se < 1e-9 * ratio)
    return { ratio, interval: { low: Math.max(0, ratio - unseen), high: ratio + unseen } };
  const half = (tQuantile((1 + confidence) / 2, filled.length - 1) * se) / ratio;
  return { ratio, interval: { low: ratio * Math.exp(-half), high: ratio * Math.exp(half) } };
}

/** The standard error of the ratio; an empty bucket leaves it unchanged. Null if leaving out one bucket leaves nothing of the denominator. */
function jackknife(filled: readonly RatioBucket[], above: number, below: number, buckets: number): number {
  const without = filled.map((b) => (below > b.below ? (above - b.above) / (below - b.below) : 0));
  const empty = buckets - filled.length;
  const mean = (sum(without) + empty * (above / below)) / buckets;
  const squares = sum(without.map((value) => (value - mean) ** 2)) + empty * (above / below - mean) ** 2;
  return Math.sqrt(((buckets - 1) / buckets) * squares);
}

/** The upper end of a ratio whose numerator is 0: one more person carries as much as one in the denominator does. */
function emptyEnd(filled: readonly RatioBucket[], below: number): number {
  const event = Math.max(1, personWeight(below, sum(filled.map((b) => b.below ** 2))));
  const nothing = { sum: 0, se: 0, filled_buckets: 0, event, typical: 0 };
  return (gammaInterval(nothing, confidence)?.high ?? 0) / below;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
