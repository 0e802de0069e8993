import { editsBetween } from '../text/edits.js';

/** The name closest to `wanted`, if any is close. */
export function nearest(wanted: string, names: readonly string[]): string | undefined {
  const ranked = names
    .filter((name) => name.trim() !== '')
    .map((name) => ({ name, steps: editsBetween(wanted.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps);
  const best = ranked[0];
  return best !== undefined && best.steps <= Math.max(2, wanted.length / 3) ? best.name : undefined;
}
