import { timeOf } from '../estimators/poisson_fit.js';
import type { Panel } from './panel.js';

/** A panel without the time in which other tactics ran, and how much of it there was. */
export interface QuietPanel {
  readonly panel: Panel;
  /** share of the time with the tactic in which others ran as well, less that share of the time without it; at least 0 */
  readonly share: number;
}

/** Leaves out the cells in which another tactic ran; null if there are none. */
export function quietPanel(panel: Panel, others: Uint8Array | null): QuietPanel | null {
  if (others === null || !others.includes(1)) return null;
  const periods = panel.period_labels.length;
  const dates = [...panel.first_treated].filter((date) => date >= 0);
  const begins = dates.reduce((first, date) => Math.min(first, date), periods);
  const [shared, all] = [
    [0, 0],
    [0, 0],
  ] as [[number, number], [number, number]];
  const time = panel.outcome.map((_, cell) => {
    const unit = Math.floor(cell / periods);
    const date = panel.first_treated[unit]!;
    const there = timeOf(panel, unit, cell);
    const arm = date >= 0 && cell % periods >= date ? 1 : 0;
    if (arm === 1 || cell % periods >= begins) {
      all[arm] += there;
      shared[arm] += others[cell] === 1 ? there : 0;
    }
    return others[cell] === 1 ? 0 : there;
  });
  const shareOf = (arm: 0 | 1) => (all[arm] > 0 ? shared[arm] / all[arm] : 0);
  return { panel: { ...panel, time }, share: Math.max(0, shareOf(1) - shareOf(0)) };
}
