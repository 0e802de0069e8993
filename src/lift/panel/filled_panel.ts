import type { Panel } from './panel.js';

/** Below this share of the unit's usual time, a cell says nothing about a rate. */
const least_share = 0.2;

/**
 * A panel for estimators that need a rate in every cell: where almost nobody was at risk (nobody had joined, the group was closed),
 * the cell holds what the unit's own level and the period lead one to expect, so that a closed group does not look like one whose
 * results fell.
 */
export function filledPanel(panel: Panel): Panel {
  const { time, weight, outcome } = panel;
  if (time === undefined) return panel;
  const periods = panel.period_labels.length;
  const isKnown = (cell: number) => time[cell]! >= least_share * weight[Math.floor(cell / periods)]!;
  const level = new Float64Array(weight.length);
  const period = new Float64Array(periods).fill(1);
  for (let round = 0; round < 10; round += 1) {
    const [results, expected] = [new Float64Array(periods), new Float64Array(periods)];
    weight.forEach((_, unit) => {
      let [own, hoped] = [0, 0];
      for (let t = 0, cell = unit * periods; t < periods; t += 1, cell += 1) {
        if (!isKnown(cell)) continue;
        own += time[cell]! * outcome[cell]!;
        hoped += time[cell]! * period[t]!;
      }
      level[unit] = hoped > 0 ? own / hoped : 0;
      for (let t = 0, cell = unit * periods; t < periods; t += 1, cell += 1) {
        if (!isKnown(cell)) continue;
        results[t] = results[t]! + time[cell]! * outcome[cell]!;
        expected[t] = expected[t]! + time[cell]! * level[unit]!;
      }
    });
    for (let t = 0; t < periods; t += 1) if (expected[t]! > 0) period[t] = results[t]! / expected[t]!;
  }
  const filled = outcome.map((rate, cell) =>
    isKnown(cell) ? rate : level[Math.floor(cell / periods)]! * period[cell % periods]!,
  );
  const { time: _, ...rest } = panel;
  return { ...rest, outcome: filled };
}
