import { solve } from '../estimators/cholesky.js';
import type { Increment } from '../estimators/curve.js';
import type { Estimate } from '../estimators/estimate.js';
import {
  addColumns,
  maskBase,
  type PoissonEffect,
  poissonEffect,
  scoresThrough,
} from '../estimators/poisson_effect.js';
import { expectationsOf, type PoissonFit, timeOf } from '../estimators/poisson_fit.js';
import { treatedCohorts } from '../panel/cohorts.js';

/** The effect by periods since the start, as it was measured: one point for every `width` periods. */
export interface MeasuredCurve {
  readonly width: number;
  /** by their place: null where nothing was expected */
  readonly points: readonly (PoissonEffect | null)[];
}

/** How many cells are read for a curve with one point per period; beyond that, periods are grouped. */
const cellsAtMost = 3e7;

export function measuredCurve(fit: PoissonFit): MeasuredCurve {
  const { cohorts, panel } = fit.sums;
  const dates = treatedCohorts(cohorts).map((cohort) => cohorts.adopted[cohort]!);
  const longest = cohorts.periods - Math.min(...dates);
  const cells = panel.unit_ids.length * cohorts.periods;
  const width = Math.max(1, Math.ceil((longest * cells) / cellsAtMost));
  const points = Array.from({ length: Math.ceil(longest / width) }, (_, place) => {
    const point = poissonEffect(fit, (cohort, period) =>
      Math.floor((period - cohorts.adopted[cohort]!) / width) === place ? 1 : 0,
    );
    return point.exposure > 0 && point.expected > 0 ? point : null;
  });
  return { width, points };
}

/**
 * What a tactic added in the reported cells: what was expected of these very cells without it, times the effect at their time since the start. That effect
 * is taken as it was measured, so that no shape of the curve is presupposed. If all cells of a point are reported, it is what landed less what was expected.
 * Nothing is known if nobody was left without the tactic in the reported periods.
 */
export function reportedIncrement(
  fit: PoissonFit,
  effect: PoissonEffect,
  curve: MeasuredCurve,
  reported: Uint8Array | null,
  spread: (one: Estimate) => Estimate,
): Increment {
  const cells = treatedCells(fit, curve, reported);
  const parts = partsOf(curve, cells);
  const estimate = curve.points.reduce(
    (sum, point, place) => sum + parts[place]! * (point === null ? 0 : point.landed - point.expected),
    0,
  );
  const { scores } = spread({ estimate, scores: scoresOf(fit, effect, curve, cells, parts) });
  const noise = scores.reduce((sum, score) => sum + score * score, 0);
  return {
    estimate,
    se: Math.sqrt(noise + weeksOfTheirOwn(fit, curve, cells, parts)),
    is_known: parts.some((part) => part > 0),
  };
}

/** A treated cell for which something was expected. */
interface TreatedCell {
  readonly unit: number;
  readonly period: number;
  /** place of its point on the curve */
  readonly place: number;
  readonly expected: number;
  /** expected over what landed in the unit before the tactic */
  readonly growth: number;
  readonly is_reported: boolean;
}

type ForCells = (visit: (cell: TreatedCell) => void) => void;

function treatedCells(
  fit: PoissonFit,
  { width, points }: MeasuredCurve,
  reported: Uint8Array | null,
): ForCells {
  const { panel, cohorts } = fit.sums;
  const { periods, of_unit, adopted } = cohorts;
  return (visit) => {
    const expectations = expectationsOf(fit);
    for (let unit = 0; unit < of_unit.length; unit += 1) {
      const date = adopted[of_unit[unit]!]!;
      const { factor } = expectations(unit);
      const { landed, base } = beforeOf(fit, unit, factor);
      if (!(base > 0)) continue;
      for (let period = date, cell = unit * periods + date; period < periods; period += 1, cell += 1) {
        const place = Math.floor((period - date) / width);
        if (points[place] == null) continue;
        const growth = (timeOf(panel, unit, cell) * factor[period]!) / base;
        const is_reported = reported === null || reported[cell] === 1;
        visit({ unit, period, place, expected: landed * growth, growth, is_reported });
      }
    }
  };
}

/** What landed in a unit before the tactic, and what its periods expect for a level of 1. */
function beforeOf(
  { sums }: PoissonFit,
  unit: number,
  factor: Float64Array,
): { landed: number; base: number } {
  const { panel, cohorts } = sums;
  let [landed, base] = [0, 0];
  const date = cohorts.adopted[cohorts.of_unit[unit]!]!;
  for (let t = 0, cell = unit * cohorts.periods; t < date; t += 1, cell += 1) {
    const time = timeOf(panel, unit, cell);
    landed += time * panel.outcome[cell]!;
    base += time * factor[t]!;
  }
  return { landed, base };
}

/** Which part of what was expected at each point was expected in reported cells. */
function partsOf({ points }: MeasuredCurve, forCells: ForCells): Float64Array {
  const parts = new Float64Array(points.length);
  forCells(({ place, expected, is_reported }) => {
    if (is_reported) parts[place] = parts[place]! + expected;
  });
  return parts.map((expected, place) => expected / (points[place]?.expected ?? 1));
}

/**
 * With A the part, r the ratio and E the expectation of a point, and e that of its reported cells: the increment A (landed - E) varies as the point does, plus
 * (r - 1) (e - A E), what was expected of these groups and periods in particular: through the period effects, and through the units' own levels. The
 * latter cannot be seen in the residuals of a unit; they are scaled to what its count before the tactic contributes to both together.
 */
function scoresOf(
  fit: PoissonFit,
  effect: PoissonEffect,
  { points }: MeasuredCurve,
  forCells: ForCells,
  parts: Float64Array,
): Float64Array {
  const units = effect.scores.length;
  const [scores, own] = [new Float64Array(units), new Float64Array(units)];
  const [noise, before] = [new Float64Array(units), new Float64Array(units)];
  points.forEach((point, place) => {
    const part = parts[place]!;
    if (point === null || part === 0) return;
    const ratio = point.landed / point.expected;
    for (let unit = 0; unit < units; unit += 1) {
      const growth = point.growth[unit]!;
      scores[unit] = scores[unit]! + part * point.exposure * point.scores[unit]!;
      own[unit] = own[unit]! + part * point.exposure * point.own[unit]!;
      noise[unit] = noise[unit]! + part * part * ratio * growth;
      before[unit] = before[unit]! + part * growth;
    }
  });
  const { levels, through } = ofTheseCells(fit, points, forCells, parts);
  return scores.map((score, unit) => {
    const seen = noise[unit]! + before[unit]! ** 2;
    const all = noise[unit]! + (before[unit]! - levels[unit]!) ** 2;
    const scale = seen > 0 ? Math.sqrt(all / seen) : 1;
    const left = Math.sqrt(Math.max(0.05, 1 - effect.shares[unit]!));
    return score + (scale - 1) * own[unit]! + through[unit]! / left;
  });
}

/** How (r - 1) (e - A E) moves with what landed in each unit before, as its level and through the period effects. */
function ofTheseCells(
  fit: PoissonFit,
  points: MeasuredCurve['points'],
  forCells: ForCells,
  parts: Float64Array,
): { readonly levels: Float64Array; readonly through: Float64Array } {
  const { panel, cohorts } = fit.sums;
  const { periods, of_unit, adopted } = cohorts;
  const levels = new Float64Array(of_unit.length);
  const moved = new Map<number, Float64Array>();
  forCells(({ unit, period, place, expected, growth, is_reported }) => {
    const point = points[place]!;
    const weight = (point.landed / point.expected - 1) * ((is_reported ? 1 : 0) - parts[place]!);
    if (weight === 0) return;
    const values = moved.get(unit) ?? new Float64Array(periods);
    values[period] = weight * expected;
    moved.set(unit, values);
    levels[unit] = levels[unit]! + weight * growth;
  });
  const gradient = new Float64Array(fit.coefficients.length);
  const expectations = expectationsOf(fit);
  moved.forEach((values, unit) => {
    const { factor } = expectations(unit);
    const { base } = beforeOf(fit, unit, factor);
    const total = values.reduce((sum, value) => sum + value, 0);
    for (let t = 0, cell = unit * periods; t < adopted[of_unit[unit]!]!; t += 1, cell += 1)
      values[t] = (-total * timeOf(panel, unit, cell) * factor[t]!) / base;
    addColumns(fit, unit, values, gradient);
  });
  return { levels, through: scoresThrough(fit, solve(fit.factor, maskBase(fit, gradient))) };
}

/** The variance of the increment because cells have good and bad weeks of their own, beyond the part that their points contain. */
function weeksOfTheirOwn(
  fit: PoissonFit,
  { points }: MeasuredCurve,
  forCells: ForCells,
  parts: Float64Array,
): number {
  let squares = 0;
  forCells(({ place, expected, is_reported }) => {
    const { landed, expected: usual } = points[place]!;
    if (is_reported) squares += ((landed / usual - 1) * (1 - parts[place]!) * expected) ** 2;
  });
  return squares > 0 ? squares * spreadOfCells(fit) : 0;
}

/** The squared coefficient of variation of what cells expect, beyond the noise of counts: of untreated cells around their unit's level. */
function spreadOfCells(fit: PoissonFit): number {
  const { panel, cohorts } = fit.sums;
  const { periods, of_unit, adopted } = cohorts;
  const expectations = expectationsOf(fit);
  let [excess, squares] = [0, 0];
  for (let unit = 0; unit < of_unit.length; unit += 1) {
    const { factor } = expectations(unit);
    const { landed, base } = beforeOf(fit, unit, factor);
    if (!(base > 0)) continue;
    for (let t = 0, cell = unit * periods; t < adopted[of_unit[unit]!]!; t += 1, cell += 1) {
      const time = timeOf(panel, unit, cell);
      const share = (time * factor[t]!) / base;
      const mean = landed * share;
      excess += (time * panel.outcome[cell]! - mean) ** 2 - mean * (1 - share);
      squares += mean * mean * (1 - share);
    }
  }
  return squares > 0 ? Math.max(0, excess / squares) : 0;
}
