import type { CurvePoint } from './curve.js';
import { type Holdout, withoutBefore } from './holdout.js';
import type { Panel } from './panel.js';
import { timeOf } from './poisson_fit.js';

/** Randomised units over their own time since assignment. */
export interface Arms extends Holdout {
  /** place in the panel of each unit that has any time since its assignment */
  readonly units: readonly number[];
  /** period from which each of them counts */
  readonly since: Int32Array;
}

/**
 * Results over time at risk since each unit's own assignment, and before it: where groups are assigned one after another, the weeks
 * before a group's own start are not part of the trial. Without `since`, every unit counts from the first launch.
 */
export function armsOf(panel: Panel, since?: Int32Array): Arms {
  const periods = panel.period_labels.length;
  const launch = firstLaunch(panel);
  const starts = since ?? new Int32Array(panel.unit_ids.length).fill(launch);
  const sums = (unit: number, from: number, to: number): [number, number] => {
    let [landed, time] = [0, 0];
    for (let t = from, cell = unit * periods + from; t < to; t += 1, cell += 1) {
      const own = timeOf(panel, unit, cell);
      landed += own * panel.outcome[cell]!;
      time += own;
    }
    return [landed, time];
  };
  const after = panel.unit_ids.map((_, unit) => sums(unit, startOf(starts, unit), periods));
  const units = [...after.keys()].filter((unit) => (after[unit]?.[1] ?? 0) > 0);
  const before = units.map((unit) => sums(unit, 0, startOf(starts, unit)));
  const [landed, time] = before.reduce(([a, b], [y, w]) => [a + y, b + w], [0, 0]);
  return {
    units,
    since: Int32Array.from(units, (unit) => startOf(starts, unit)),
    outcome: Float64Array.from(units, (unit) => (after[unit]?.[0] ?? 0) / (after[unit]?.[1] ?? 1)),
    weight: Float64Array.from(units, (unit) => after[unit]?.[1] ?? 0),
    before: time === 0 ? null : Float64Array.from(before, ([y, w]) => (w > 0 ? y / w : landed / time)),
    is_treated: Uint8Array.from(units, (unit) => (panel.first_treated[unit]! >= 0 ? 1 : 0)),
  };
}

function startOf(starts: Int32Array, unit: number): number {
  return Math.max(0, starts[unit]!);
}

/** First period in which any group of the panel has the tactic. */
function firstLaunch(panel: Panel): number {
  return panel.first_treated.reduce(
    (first, date) => (date >= 0 ? Math.min(first, date) : first),
    panel.period_labels.length,
  );
}

/** The difference between the arms by periods since assignment, and the time of the reported cells. */
export function holdoutCurve(
  panel: Panel,
  arms: Arms,
  slope: number,
  reported: Uint8Array | null,
): CurvePoint[] {
  const periods = panel.period_labels.length;
  const longest = arms.since.reduce((most, since) => Math.max(most, periods - since), 0);
  return Array.from({ length: longest }, (_, e) => e).flatMap((e) => {
    const cells = arms.units.map((unit, place) => {
      const t = arms.since[place]! + e;
      return t < periods ? unit * periods + t : -1;
    });
    const time = cells.map((cell, place) => (cell < 0 ? 0 : timeOf(panel, arms.units[place]!, cell)));
    const outcome = Float64Array.from(cells, (cell) => (cell < 0 ? 0 : panel.outcome[cell]!));
    const adjusted = withoutBefore({ outcome, before: arms.before, weight: arms.weight }, slope);
    const point = armDifference(adjusted, time, arms.is_treated);
    const asked = cells.reduce(
      (sum, cell, place) =>
        cell >= 0 && arms.is_treated[place] === 1 && (reported === null || reported[cell] === 1)
          ? sum + time[place]!
          : sum,
      0,
    );
    return point === null ? [] : [{ ...point, since_start: e, reported: asked }];
  });
}

function armDifference(
  outcome: Float64Array,
  time: readonly number[],
  is_treated: Uint8Array,
): Pick<CurvePoint, 'estimate' | 'scores'> | null {
  const [sums, totals, counts] = [
    [0, 0],
    [0, 0],
    [0, 0],
  ] as [[number, number], [number, number], [number, number]];
  time.forEach((w, place) => {
    if (w === 0) return;
    const arm = is_treated[place] as 0 | 1;
    sums[arm] += w * outcome[place]!;
    totals[arm] += w;
    counts[arm] += 1;
  });
  if (counts[0] < 2 || counts[1] < 2) return null;
  const means = [sums[0] / totals[0], sums[1] / totals[1]] as const;
  return {
    estimate: means[1] - means[0],
    scores: Float64Array.from(time, (w, place) => {
      const arm = is_treated[place] as 0 | 1;
      const score = (w * (outcome[place]! - means[arm])) / totals[arm];
      return score * (arm === 1 ? 1 : -1) * Math.sqrt(counts[arm] / (counts[arm] - 1));
    }),
  };
}
