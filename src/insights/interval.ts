import type { Language } from '../report/language.js';
import type { Credit } from '../report/published.js';
import type { Cell } from '../report/report.js';

/** Below this many credited conversions a symmetric interval would be wrong. */
export const enoughForInterval = 20;
/** With fewer degrees of freedom (non-empty person buckets - 1) there is no interval at all. */
const fewestDegrees = 9;
/** 97.5 % quantile of the standard normal distribution. */
const z = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % quantile of Student's t for at least 9 degrees of freedom (Cornish-Fisher expansion, error below 1e-4). */
export function tQuantile(degrees: number): number {
  const n = degrees;
  const first = (z ** 3 + z) / (4 * n);
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * n ** 2);
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * n ** 3);
  return z + first + second + third;
}

/** The printable 95 % interval of a credit, or null: given ends if there are, else t from 20 conversions on. */
export function creditInterval(credit: Credit): Interval | null {
  const { conversions_low: low, conversions_high: high, conversions_se: se } = credit;
  if (typeof low === 'number' && typeof high === 'number') return { low, high };
  const degrees = credit.conversions_df ?? 99;
  if (se === null || credit.conversions < enoughForInterval || degrees < fewestDegrees) return null;
  const half = tQuantile(degrees) * se;
  return { low: Math.max(0, credit.conversions - half), high: credit.conversions + half };
}

/**
 * A 95 % interval good enough to compare two groups, small ones too: the printable one where it exists, else Byar's
 * approximation to the Poisson limits, scaled by the dispersion se^2 / credit. Never printed.
 */
export function comparisonInterval(credit: Credit): Interval {
  const printable = creditInterval(credit);
  if (printable !== null) return printable;
  const count = credit.conversions;
  const se = credit.conversions_se ?? Math.sqrt(count);
  const dispersion = count > 0 && se > 0 ? (se * se) / count : 1;
  const limits = poissonLimits(count / dispersion);
  return { low: limits.low * dispersion, high: limits.high * dispersion };
}

/** Byar's approximation to the exact 95 % limits of a Poisson count. */
function poissonLimits(count: number): Interval {
  const next = count + 1;
  const low = count === 0 ? 0 : count * (1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3;
  return { low: Math.max(0, low), high: next * (1 - 1 / (9 * next) + z / (3 * Math.sqrt(next))) ** 3 };
}

/** A credit with its interval as a table cell, both divided by `per`. */
export function intervalCell(credit: Credit, per: number, words: Language): Cell {
  const interval = creditInterval(credit);
  const missing =
    credit.conversions === 0
      ? null
      : credit.conversions < enoughForInterval
        ? words.tooFew
        : words.noInterval;
  return {
    is: 'interval',
    value: credit.conversions / per,
    low: interval === null ? null : interval.low / per,
    high: interval === null ? null : interval.high / per,
    missing: interval === null ? missing : null,
  };
}

export interface Places {
  readonly first: number;
  readonly last: number;
}

/** The places each interval can hold: 1 + those wholly above it, up to the count less those wholly below it. */
export function placesOf(intervals: readonly Interval[]): Places[] {
  const lows = intervals.map((i) => i.low).sort((a, b) => a - b);
  const highs = intervals.map((i) => i.high).sort((a, b) => a - b);
  return intervals.map(({ low, high }) => ({
    first: 1 + lows.length - countUpTo(lows, high),
    last: intervals.length - countBelow(highs, low),
  }));
}

/** The runs of places that cannot be told apart: each starts at a group and ends at the last place it can hold. */
export function tiedRuns(ordered: readonly Interval[]): Places[] {
  const places = placesOf(ordered);
  const runs: Places[] = [];
  let at = 0;
  while (at < places.length) {
    const last = Math.max(at + 1, places[at]?.last ?? 0);
    if (last > at + 1) runs.push({ first: at + 1, last });
    at = last;
  }
  return runs;
}

/** How many of the sorted numbers are at most `limit`. */
function countUpTo(sorted: readonly number[], limit: number): number {
  const at = sorted.findIndex((value) => value > limit);
  return at === -1 ? sorted.length : at;
}

/** How many of the sorted numbers are below `limit`. */
function countBelow(sorted: readonly number[], limit: number): number {
  const at = sorted.findIndex((value) => value >= limit);
  return at === -1 ? sorted.length : at;
}
