import type { Panel } from '../panel/panel.js';
import type { MeasuredPoint } from './curve.js';
import { drawsOf, hasBothArms } from './draws.js';
import type { Estimate } from './estimate.js';
import { armsByDraw, type Holdout, withoutBefore } from './holdout.js';
import { timeOf } from './poisson_fit.js';

/** Randomised units over their time since assignment. */
export interface Arms extends Holdout {
  /** place in the panel of each unit that can be compared */
  readonly units: readonly number[];
  /** period from which each of them counts */
  readonly since: Int32Array;
  readonly draw: Int32Array;
}

/**
 * Results over time at risk since the assignment of each unit's draw, and before it: where groups are assigned one after another, the weeks
 * before a group's own start are not part of the trial. Without `since`, every unit counts from the first launch.
 */
export function armsOf(panel: Panel, since?: Int32Array): Arms {
  const periods = panel.period_labels.length;
  const launch = firstLaunch(panel);
  const started = panel.unit_ids.map((_, unit) => Math.max(0, since?.[unit] ?? launch));
  const sums = (unit: number, from: number, to: number): [number, number] => {
    let [landed, time] = [0, 0];
    for (let t = from, cell = unit * periods + from; t < to; t += 1, cell += 1) {
      const own = timeOf(panel, unit, cell);
      landed += own * panel.outcome[cell]!;
      time += own;
    }
    return [landed, time];
  };
  const isTreated = (unit: number) => panel.first_treated[unit]! >= 0;
  const observed = [...started.keys()].filter((unit) => sums(unit, started[unit]!, periods)[1] > 0);
  const draws = drawsOf(
    observed.map((unit) => started[unit]!),
    observed.map((unit) => isTreated(unit)),
    periods,
  );
  const compared = draws
    .map((one) =>
      one.units
        .map((place) => ({
          ...one,
          unit: observed[place]!,
          after: sums(observed[place]!, one.since, periods),
        }))
        .filter(({ after }) => after[1] > 0),
    )
    .filter((one) => hasBothArms(one.map(({ unit }) => isTreated(unit))))
    .flatMap((one, draw) => one.map((unit) => ({ ...unit, draw })))
    .toSorted((a, b) => a.unit - b.unit);
  const before = compared.map(({ unit, begins }) => sums(unit, 0, begins));
  const [landed, time] = before.reduce(([a, b], [y, w]) => [a + y, b + w], [0, 0]);
  return {
    units: compared.map(({ unit }) => unit),
    since: Int32Array.from(compared, (one) => one.since),
    draw: Int32Array.from(compared, ({ draw }) => draw),
    outcome: Float64Array.from(compared, ({ after: [y, w] }) => y / w),
    weight: Float64Array.from(compared, ({ after }) => after[1]),
    before: time === 0 ? null : Float64Array.from(before, ([y, w]) => (w > 0 ? y / w : landed / time)),
    is_treated: Uint8Array.from(compared, ({ unit }) => (isTreated(unit) ? 1 : 0)),
  };
}

/** First period in which any group of the panel has the tactic. */
function firstLaunch(panel: Panel): number {
  return panel.first_treated.reduce(
    (first, date) => (date >= 0 ? Math.min(first, date) : first),
    panel.period_labels.length,
  );
}

/** The difference between the arms by periods since assignment, over the draws that have come so far. */
export function holdoutCurve(panel: Panel, arms: Arms, slope: number): MeasuredPoint[] {
  const longest = arms.since.reduce((most, since) => Math.max(most, panel.period_labels.length - since), 0);
  return Array.from({ length: longest }, (_, e) => e).flatMap((since_start) => {
    const point = differenceAt(panel, arms, slope, since_start);
    return point === null ? [] : [{ ...point, since_start }];
  });
}

/** The difference between the arms in one period since assignment, with the scores of all units of the arms. */
export function differenceAt(panel: Panel, arms: Arms, slope: number, since_start: number): Estimate | null {
  const periods = panel.period_labels.length;
  const cells = arms.units.map((unit, place) => {
    const t = arms.since[place]! + since_start;
    return t < periods ? unit * periods + t : -1;
  });
  const time = Float64Array.from(cells, (cell, place) =>
    cell < 0 ? 0 : timeOf(panel, arms.units[place]!, cell),
  );
  const outcome = Float64Array.from(cells, (cell) => (cell < 0 ? 0 : panel.outcome[cell]!));
  return armDifference(
    withoutBefore({ outcome, before: arms.before, weight: arms.weight }, slope),
    time,
    arms,
  );
}

/** The difference between the arms' means, by treated time over draws, with its scores; null if no draw has two units in both arms. */
export function armDifference(
  outcome: Float64Array,
  time: Float64Array,
  arms: Pick<Arms, 'is_treated' | 'draw'>,
): Estimate | null {
  const parts = armsByDraw({ weight: time, ...arms }).map(({ places, ...one }) => {
    const there = places.filter((place) => time[place]! > 0);
    const total = there.reduce((sum, place) => sum + time[place]!, 0);
    const landed = there.reduce((sum, place) => sum + time[place]! * outcome[place]!, 0);
    return { ...one, places: there, total, mean: landed / total };
  });
  const usable = parts.filter(({ draw }) =>
    parts.every((one) => one.draw !== draw || one.places.length >= 2),
  );
  const treated = usable.reduce((sum, { arm, total }) => sum + arm * total, 0);
  if (usable.length === 0) return null;
  let estimate = 0;
  const scores = new Float64Array(time.length);
  for (const { draw, arm, places, total, mean } of usable) {
    const own = usable.find((one) => one.draw === draw && one.arm === 1);
    const share = (own?.total ?? 0) / treated;
    const sign = arm === 1 ? 1 : -1;
    estimate += sign * share * mean;
    for (const place of places)
      scores[place] =
        ((sign * share * time[place]! * (outcome[place]! - mean)) / total) *
        Math.sqrt(places.length / (places.length - 1));
  }
  return { estimate, scores };
}
