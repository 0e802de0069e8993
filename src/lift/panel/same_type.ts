import type { Panel } from './panel.js';
import type { OverTime } from './time_at_start.js';
import { unitsOf } from './usable.js';

/** A type needs this many units with the tactic, and as many without it, to be compared within itself: one does not show how it varies. */
const least_per_side = 2;

/**
 * An estimate in which units are compared with others of their own type only: that of every type, by time with the tactic. Types of groups may have seasons
 * and weeks of their own, which look like an effect where the tactic is more frequent in some of them. Null if there is one type only, or if nothing can be
 * compared within any.
 */
export function withinTypes(panel: Panel, read: (part: Panel) => OverTime | null): OverTime | null {
  const { type, first_treated } = panel;
  if (type === undefined) return null;
  const numbers = [...new Set(type)].sort((a, b) => a - b);
  if (numbers.length < 2) return null;
  const parts = numbers.flatMap((number) => {
    const units = [...type.keys()].filter((unit) => type[unit] === number);
    const treated = units.filter((unit) => first_treated[unit]! >= 0).length;
    if (Math.min(treated, units.length - treated) < least_per_side) return [];
    const found = read(unitsOf(panel, units));
    return found === null ? [] : [{ units, found }];
  });
  const exposure = parts.reduce((sum, { found }) => sum + found.exposure, 0);
  if (parts.length === 0 || !(exposure > 0)) return null;
  const scores = new Float64Array(first_treated.length);
  let estimate = 0;
  for (const { units, found } of parts) {
    const share = found.exposure / exposure;
    estimate += share * found.estimate;
    units.forEach((unit, place) => {
      scores[unit] = share * found.scores[place]!;
    });
  }
  return { estimate, scores, exposure };
}
