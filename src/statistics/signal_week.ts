/** One group in the window that is judged: what it landed, what was expected, and the variance of the difference. */
export interface Deviation {
  readonly landed: number;
  readonly expected: number;
  readonly variance: number;
}

/** Groups that should land this many are so little discrete that they say how far all of them scatter. */
const leastExpected = 5;
const leastGroups = 20;
/** Scatter beyond that of earlier weeks is believed from this many standard errors on. */
const surely = 2;
/** Squared distances count at most this much, so that the few groups that truly stand out hardly move their mean. */
const most = 4;
/** The mean of min(z^2, 4) of a standard normal z, and its standard deviation. */
const usual = 0.92054;
const deviation = 1.1106;

/**
 * How much further apart groups are in this window than in the weeks before it, as a variance relative to the squared mean: holidays and
 * campaigns that reach groups unequally. From the squared distances of all groups, each cut where a few that truly stand out would
 * move their mean; 0 if that is as usual, else the upper end of what it allows.
 */
export function sharedScatter(groups: readonly Deviation[]): number {
  const used = groups.filter(({ expected }) => expected >= leastExpected);
  if (used.length < leastGroups) return 0;
  const error = (surely * deviation) / Math.sqrt(used.length);
  if (scatterOf(used, 0) <= usual + error) return 0;
  const goal = Math.max(0.1, usual - error);
  let [low, high] = [0, 1];
  while (scatterOf(used, high) > goal && high < 1e6) high *= 2;
  for (let step = 0; step < 40; step++) {
    const half = (low + high) / 2;
    if (scatterOf(used, half) > goal) low = half;
    else high = half;
  }
  return high;
}

/** The mean of how many squared standard errors groups are off, if factors of this relative variance add to them. */
function scatterOf(groups: readonly Deviation[], more: number): number {
  const off = groups.map(
    ({ landed, expected, variance }) =>
      (landed - expected) ** 2 / Math.max(1e-12, variance + more * expected * expected),
  );
  return off.reduce((total, one) => total + Math.min(most, one), 0) / off.length;
}
