import { betaCdf } from './beta.js';
import { normalCdf } from './normal.js';

/** What is known about a period partway through it. */
export interface SoFar {
  /** landed so far, all days */
  readonly landed: number;
  /** landed on the days that the rest is projected from, and what these days are worth */
  readonly base: number;
  readonly base_weight: number;
  /** what the remaining days are worth */
  readonly rest_weight: number;
  /** variance of days and weeks as a multiple of chance alone */
  readonly dispersion: number;
}

/** Where a period will end: its mean, its 90 % range, and the probability of reaching a target. */
export interface Landing {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly chance: (target: number) => number;
}

/** The value of one result. */
export interface Values {
  readonly mean: number;
  readonly deviation: number;
  readonly count: number;
  /** the value landed so far */
  readonly landed: number;
}

/** Counts: what is still to come is negative binomial, with the size of what came, where the days gone are worth `prob` of both. */
export function countLanding(so: SoFar): Landing {
  const { landed, base, base_weight, rest_weight } = so;
  if (rest_weight <= 0)
    return { mean: landed, low: landed, high: landed, chance: (target) => (landed >= target ? 1 : 0) };
  const prob = base_weight / (base_weight + rest_weight);
  const f = Math.max(1, so.dispersion);
  const size = base / f;
  const below = (k: number) => (k < 0 ? 0 : betaCdf(size, k + 1, prob, 1 - prob));
  const at = (p: number) => landed + f * quantile(below, p, (size * (1 - prob)) / prob);
  return {
    mean: landed + (base * rest_weight) / base_weight,
    low: at(0.05),
    high: at(0.95),
    chance: (target) => {
      const needed = Math.ceil((target - landed) / f - 1e-9);
      return needed <= 0 ? 1 : 1 - below(needed - 1);
    },
  };
}

/** The first whole number whose distribution function reaches p. */
function quantile(below: (k: number) => number, p: number, mean: number): number {
  let [low, high] = [-1, Math.max(1, Math.ceil(mean))];
  while (below(high) < p) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (below(middle) < p) low = middle;
    else high = middle;
  }
  return high;
}

const ninety = 1.6448536269514722;

/** Money: as many results still to come as the count projects, each with a value distributed like those that came. */
export function valueLanding(so: SoFar, values: Values): Landing {
  const counts = countLanding(so);
  const rest = counts.mean - so.landed;
  const spread = (counts.high - counts.low) / (2 * ninety);
  const { mean: value, deviation, count } = values;
  const variance =
    spread * spread * value * value + rest * deviation * deviation * (1 + (count > 0 ? rest / count : 0));
  const [mean, error] = [values.landed + rest * value, Math.sqrt(variance)];
  return {
    mean,
    low: Math.max(values.landed, mean - ninety * error),
    high: mean + ninety * error,
    chance: (target) => (error === 0 ? (mean >= target ? 1 : 0) : 1 - normalCdf((target - mean) / error)),
  };
}

export const verdicts = ['on_track', 'likely', 'open', 'unlikely', 'will_miss'] as const;
export type PaceVerdict = (typeof verdicts)[number];

/** The verdict by the probability of reaching the target. */
export function paceVerdict(chance: number): PaceVerdict {
  if (chance >= 0.95) return 'on_track';
  if (chance >= 0.75) return 'likely';
  if (chance >= 0.25) return 'open';
  return chance > 0.05 ? 'unlikely' : 'will_miss';
}

/** What each day of the week is worth: its mean over ordinary weeks against that of all days, shrunk towards 1 as if by one more, even week. */
export function weekdayWeights(
  days: readonly { readonly weekday: number; readonly landed: number }[],
): number[] {
  const all = days.reduce((total, day) => total + day.landed, 0) / Math.max(1, days.length);
  return Array.from({ length: 7 }, (_, weekday) => {
    const mine = days.filter((day) => day.weekday === weekday);
    if (mine.length === 0 || all <= 0) return 1;
    const mean = mine.reduce((total, day) => total + day.landed, 0) / mine.length;
    return ((mine.length * mean) / all + 1) / (mine.length + 1);
  });
}

/** Variance of sums of days around what they are worth, as a multiple of chance alone; 1 if there are fewer than three. */
export function dispersionOf(landed: readonly number[], weights: readonly number[]): number {
  const total = landed.reduce((sum, value) => sum + value, 0);
  const weight = weights.reduce((sum, value) => sum + value, 0);
  if (landed.length < 3 || total <= 0) return 1;
  const squares = landed.reduce((sum, value, i) => {
    const mean = (total * (weights[i] ?? 0)) / weight;
    return mean > 0 ? sum + (value - mean) ** 2 / mean : sum;
  }, 0);
  return squares / (landed.length - 1);
}
