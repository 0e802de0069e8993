import type { MeasuredPoint } from '../estimators/curve.js';
import type { Estimate } from '../estimators/estimate.js';
import { type Arms, differenceAt, holdoutCurve } from '../estimators/holdout_arms.js';
import { timeOf } from '../estimators/poisson_fit.js';
import type { Panel } from '../panel/panel.js';

/** The groups of a trial that were assigned together, and their places among all that are compared. */
interface OneDraw {
  readonly arms: Arms;
  readonly places: readonly number[];
}

/**
 * What a tactic added in the reported cells of a trial: in every period since a draw was assigned, the difference between its own arms then, times the reported
 * time. Nothing is presupposed about how the effect develops: a curve that is drawn towards its mean would take away the first weeks of one that fades.
 * Where a draw cannot be compared in a period, the tactic counts as in all draws at the nearest time since the start.
 */
export function holdoutIncrement(
  panel: Panel,
  arms: Arms,
  slope: number,
  reported: Uint8Array | null,
): Estimate {
  const pooled = holdoutCurve(panel, arms, slope);
  const { compared, others } = reportedTime(panel, arms, reported);
  let estimate = 0;
  const scores = new Float64Array(arms.units.length);
  const add = (point: Estimate, places: readonly number[] | null, time: number) => {
    estimate += time * point.estimate;
    point.scores.forEach((score, at) => {
      const place = places?.[at] ?? at;
      scores[place] = scores[place]! + time * score;
    });
  };
  drawsIn(arms).forEach(({ arms: own, places }, draw) => {
    compared[draw]?.forEach((time, since_start) => {
      const point = time > 0 ? differenceAt(panel, own, slope, since_start) : null;
      if (point === null) others[since_start] = others[since_start]! + time;
      else add(point, places, time);
    });
  });
  others.forEach((time, since_start) => {
    const point = time > 0 ? nearest(pooled, since_start) : undefined;
    if (point !== undefined) add(point, null, time);
  });
  return { estimate, scores };
}

/** Draws are numbered from 0. */
function drawCount({ draw }: Arms): number {
  return draw.reduce((most, one) => Math.max(most, one + 1), 0);
}

function drawsIn(arms: Arms): OneDraw[] {
  return Array.from({ length: drawCount(arms) }, (_, draw) => {
    const places = [...arms.draw.keys()].filter((place) => arms.draw[place] === draw);
    const some = (values: Float64Array) => Float64Array.from(places, (place) => values[place]!);
    return {
      places,
      arms: {
        units: places.map((place) => arms.units[place]!),
        since: Int32Array.from(places, (place) => arms.since[place]!),
        draw: new Int32Array(places.length),
        outcome: some(arms.outcome),
        weight: some(arms.weight),
        before: arms.before === null ? null : some(arms.before),
        is_treated: Uint8Array.from(places, (place) => arms.is_treated[place]!),
      },
    };
  });
}

/** The point at a time since the start or, where there is none, the nearest one; of two, the earlier. */
function nearest(points: readonly MeasuredPoint[], since_start: number): MeasuredPoint | undefined {
  const distance = (point: MeasuredPoint) => Math.abs(point.since_start - since_start);
  return points.reduce<MeasuredPoint | undefined>(
    (best, one) => (best === undefined || distance(one) < distance(best) ? one : best),
    undefined,
  );
}

/**
 * Time at risk of the reported cells with the tactic, by periods since assignment: by draw, and of the units that cannot be compared and the time
 * before all of a draw was assigned, which count as well, for the tactic was there.
 */
function reportedTime(
  panel: Panel,
  arms: Arms,
  reported: Uint8Array | null,
): { readonly compared: readonly Float64Array[]; readonly others: Float64Array } {
  const periods = panel.period_labels.length;
  const compared = Array.from({ length: drawCount(arms) }, () => new Float64Array(periods));
  const others = new Float64Array(periods);
  const places = new Map(arms.units.map((unit, place) => [unit, place]));
  panel.first_treated.forEach((date, unit) => {
    if (date < 0) return;
    const place = places.get(unit);
    const since = place === undefined ? date : arms.since[place]!;
    for (let t = Math.min(date, since), cell = unit * periods + t; t < periods; t += 1, cell += 1) {
      if (reported !== null && reported[cell] !== 1) continue;
      const sums = place === undefined || t < since ? others : compared[arms.draw[place]!]!;
      const e = Math.max(0, t - since);
      sums[e] = sums[e]! + timeOf(panel, unit, cell);
    }
  });
  return { compared, others };
}
