import { sum } from './signal_spread.js';

/** Weeks before the first result are explained by a group that had not begun if its later weeks make them rarer than this. */
const rare = 1e-4;

/**
 * The first week in which a group can be compared with itself: the one after its first result, if so many weeks without any before it
 * would hardly have happened to a group that lands as much as it does from then on; else 0. The week of the first result is left out,
 * because it has one by definition. `exposure` is what all others landed in each week.
 */
export function startOf(row: readonly number[], exposure: readonly number[]): number {
  const first = row.findIndex((y) => y > 0);
  if (first <= 0) return 0;
  const rate = sum(row.slice(first)) / sum(exposure.slice(first));
  return Math.exp(-rate * sum(exposure.slice(0, first))) < rare ? first + 1 : 0;
}
