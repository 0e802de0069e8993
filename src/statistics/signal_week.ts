import { normalQuantile } from './normal.js';

/** One group in the window that is judged: what it landed, what was expected, and the variance of the difference. */
export interface Deviation {
  readonly landed: number;
  readonly expected: number;
  readonly variance: number;
}

/** Groups that should land this many are so little discrete that their median says how far all of them scatter. */
const leastExpected = 5;
const leastGroups = 20;
/** Scatter beyond that of earlier weeks is believed from this many standard errors on. */
const surely = 2;
const middle = normalQuantile(0.75);
/** The standard error of a median of absolute deviations over its root n, in units of the deviation (Gaussian). */
const errorOfMedian = 1.1664;

/**
 * How much further apart groups are in this window than in the weeks before it, as a variance relative to the squared mean: holidays and
 * campaigns that reach groups unequally. From the median of all groups, which the few that truly stand out do not move; 0 if it is as usual.
 */
export function sharedScatter(groups: readonly Deviation[]): number {
  const used = groups.filter(({ expected }) => expected >= leastExpected);
  if (used.length < leastGroups) return 0;
  const limit = middle * (1 + (surely * errorOfMedian) / Math.sqrt(used.length));
  if (medianOf(used, 0) <= limit) return 0;
  let [low, high] = [0, 1];
  while (medianOf(used, high) > middle && high < 1e6) high *= 2;
  for (let step = 0; step < 40; step++) {
    const half = (low + high) / 2;
    if (medianOf(used, half) > middle) low = half;
    else high = half;
  }
  return high;
}

/** The median of how many standard errors groups are off, if factors of this relative variance add to them. */
function medianOf(groups: readonly Deviation[], more: number): number {
  const off = Float64Array.from(
    groups,
    ({ landed, expected, variance }) =>
      Math.abs(landed - expected) / Math.sqrt(variance + more * expected * expected),
  ).sort();
  const half = off.length >> 1;
  return off.length % 2 === 1 ? off[half]! : (off[half - 1]! + off[half]!) / 2;
}
