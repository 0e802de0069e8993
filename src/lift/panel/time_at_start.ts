import { leastOf } from '../../statistics/extremes.js';
import { difference, type Estimate, scaled } from '../estimators/estimate.js';
import type { Panel } from './panel.js';

/** A panel in which nobody leaves from some period on, or null if nobody does. */
export interface StayedPanel {
  readonly panel: Panel;
  /** units with nobody left in the last period */
  readonly closed: Uint8Array;
}

/**
 * The panel as if everybody who was there when the tactic first began had stayed to the end: whoever left counts, with no results. Who leaves
 * may depend on the tactic, and a rate per member rises if those leave who never land anything.
 */
export function asIfNobodyLeft({ time, first_treated, outcome, ...panel }: Panel): StayedPanel | null {
  const periods = panel.period_labels.length;
  const dates = [...first_treated].filter((date) => date >= 0);
  if (time === undefined || dates.length === 0) return null;
  const begins = leastOf(dates);
  const stayed = time.slice();
  const rates = outcome.slice();
  panel.unit_ids.forEach((_, unit) => {
    const start = unit * periods + begins;
    const there = time[start - 1]! > 0 && begins > 0 ? time[start - 1]! : time[start]!;
    if (!(there > 0)) return;
    for (let cell = start; cell < (unit + 1) * periods; cell += 1) {
      stayed[cell] = there;
      rates[cell] = (time[cell]! * outcome[cell]!) / there;
    }
  });
  const closed = Uint8Array.from(panel.unit_ids, (_, unit) => {
    const last = (unit + 1) * periods - 1;
    return stayed[last]! > 0 && time[last] === 0 ? 1 : 0;
  });
  const isSame = stayed.every((value, cell) => value === time[cell]);
  return isSame ? null : { panel: { ...panel, first_treated, outcome: rates, time: stayed }, closed };
}

/** An estimate over time at risk, and the time it counts over. */
export interface OverTime extends Estimate {
  readonly exposure: number;
}

/** How much the results added change if those who left count as well, per unit of the time that was there. */
export function shiftByLeaving(stayed: OverTime, effect: OverTime): Estimate {
  return difference(scaled(stayed, stayed.exposure / effect.exposure), effect);
}
