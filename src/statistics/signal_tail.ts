/** How often earlier weeks were as far above or below their share as the model says that they seldom are. */
export interface Tail {
  /** exceedances of the threshold, as a multiple of what the model expects; at least 1 */
  readonly rate: number;
  /** mean of their excess in -log p, which is 1 if the model holds; at least 1 */
  readonly excess: number;
}

/** The tail of the model: earlier weeks do not contradict it. */
export const modelTail: Tail = { rate: 1, excess: 1 };

/** From this probability on the tail is taken from earlier weeks. */
const threshold = 0.02;
const fewest = 10;
/** A heavier tail is believed from this many standard errors on. */
const surely = 2;

/**
 * Peaks over a threshold: the tail of one side from the one-sided probabilities that the model gives to earlier windows of all groups, `apart`
 * of which overlap. If the model holds, -log p beyond the threshold is exponential with mean 1; rare weeks that come more often, or lie
 * further out, than it says (groups that close for a week, promotions of their own) make it longer, never shorter.
 */
export function tailOf(p: readonly number[], windows: number, apart: number): Tail {
  const beyond = p.filter((one) => one < threshold).map((one) => Math.log(threshold / one));
  const usual = windows * threshold;
  const independent = beyond.length / apart;
  if (beyond.length < fewest) return modelTail;
  const rate = beyond.length / usual;
  const excess = beyond.reduce((total, one) => total + one, 0) / beyond.length;
  return {
    rate: (rate - 1) * Math.sqrt(usual / apart) > surely ? rate : 1,
    excess: (excess - 1) * Math.sqrt(independent) > surely ? excess : 1,
  };
}

/** A one-sided probability of the model in the tail that earlier weeks show. */
export function inTail(p: number, { rate, excess }: Tail): number {
  if (p >= threshold) return p;
  return Math.min(0.5, threshold * rate * (p / threshold) ** (1 / excess));
}
