import type { ArmPart } from '../checks/owners.js';
import type { Panel } from '../panel/panel.js';
import type { Estimate } from './estimate.js';
import type { Stack } from './event_stacks.js';
import { timeOf } from './poisson_fit.js';

/** Results after events next to what was expected there, per unit of time. */
export interface MultipliedContrast extends Estimate {
  /** what was expected without the events */
  readonly expected: number;
  /** time at risk over which the effect is counted */
  readonly exposure: number;
  /** degrees of freedom of Student's t (Satterthwaite over both arms) */
  readonly df: number;
  /** what units contribute to every period with events; empty if nothing is known of owners */
  readonly parts: readonly UnitPart[];
}

/** What a unit contributes to one of the arms of one period. */
export interface UnitPart extends Omit<ArmPart, 'owner'> {
  readonly unit: number;
  /** not corrected for leverage */
  readonly score: number;
}

/** Results of one unit around one event. */
interface Around {
  readonly unit: number;
  readonly landed: number;
  /** time at risk of what landed */
  readonly time: number;
  /** what its own base leads one to expect in that time if nothing changed */
  readonly usual: number;
  /** the time after over the time of the base */
  readonly share: number;
}

/** One period with its events and what the units without one did. */
interface Compared {
  readonly treated: readonly Around[];
  readonly controls: readonly Around[];
  /** by what factor the units without an event changed */
  readonly factor: number;
  /** results of their base, carried over */
  readonly usual: number;
}

/** An arm keeps at least this share of its noise when a score is corrected for its leverage. */
const least_left = 0.05;

/**
 * Events stacked by period: what landed in the periods `late` (relative to the event) less what landed in `early` times the factor by which units
 * without an event changed, over person-time. A season that multiplies moves busy and quiet groups by the same factor, so that unequal groups need no
 * further comparison. Scores are excesses over the common factor of all events, not over those of their own period, which would hide the noise of an
 * event that is alone in its period; corrected for leverage. Null if nothing is expected.
 */
export function multipliedContrast(
  panel: Panel,
  stacks: readonly Stack[],
  late: readonly number[],
  early: readonly number[],
): MultipliedContrast | null {
  const compared = stacks.flatMap((stack) => comparedIn(panel, stack, late, early));
  const total = (value: (one: Around, factor: number) => number) =>
    compared.reduce(
      (sum, { treated, factor }) => sum + treated.reduce((all, one) => all + value(one, factor), 0),
      0,
    );
  const expected = total(({ usual }, factor) => usual * factor);
  const exposure = total(({ time }) => time);
  if (!(expected > 0)) return null;
  const landed = total((one) => one.landed);
  const ratio = landed / expected;
  const units = panel.unit_ids.length;
  const shares = [new Float64Array(units), new Float64Array(units)] as const;
  const noise = [new Float64Array(units), new Float64Array(units)] as const;
  const parts: UnitPart[] = [];
  const isOwned = panel.owner !== undefined;
  for (const [occasion, { treated, controls, factor, usual }] of compared.entries()) {
    const own = treated.reduce((sum, one) => sum + one.usual, 0);
    for (const one of treated) {
      const hoped = one.usual * factor;
      shares[1][one.unit] = shares[1][one.unit]! + hoped / expected;
      const own_noise = inEffect(ratio, factor * one.share) * (one.landed - ratio * hoped);
      noise[1][one.unit] = noise[1][one.unit]! + own_noise;
      const share = hoped / expected;
      const score = own_noise / exposure;
      if (isOwned)
        parts.push({ unit: one.unit, arm: 1, share, leverage: share, is_within: false, occasion, score });
    }
    for (const one of controls) {
      const part = one.usual / usual;
      const share = (part * own * factor) / expected;
      const own_noise = -(own / usual) * (one.landed - factor * one.usual);
      shares[0][one.unit] = shares[0][one.unit]! + share;
      noise[0][one.unit] = noise[0][one.unit]! + own_noise / corrected(part);
      const score = own_noise / exposure;
      if (isOwned)
        parts.push({ unit: one.unit, arm: 0, share, leverage: part, is_within: true, occasion, score });
    }
  }
  const treatedNoise = noise[1].map((value, unit) => value / corrected(shares[1][unit]!));
  return {
    estimate: (landed - expected) / exposure,
    scores: treatedNoise.map((value, unit) => (value + noise[0][unit]!) / exposure),
    expected,
    exposure,
    parts,
    df: degrees([
      [noise[0], shares[0]],
      [treatedNoise, shares[1]],
    ]),
  };
}

/**
 * An excess over the common ratio holds the noise of the base `ratio` times, the effect once: below a ratio of 1 it has to be scaled up. Above 1 it is left
 * as it is, because what else groups differ by may not be noise of the base.
 */
function inEffect(ratio: number, share: number): number {
  return ratio > 0 ? Math.max(1, Math.sqrt((ratio + share) / (ratio + ratio * ratio * share))) : 1;
}

function corrected(share: number): number {
  return Math.sqrt(Math.max(least_left, 1 - share));
}

/** Satterthwaite over both arms, each with its effective number of units less 1. */
function degrees(arms: readonly (readonly [noise: Float64Array, shares: Float64Array])[]): number {
  const parts = arms.map(([noise, shares]) => ({
    variance: noise.reduce((sum, value) => sum + value * value, 0),
    units: Math.max(
      1,
      1 /
        Math.max(
          shares.reduce((sum, value) => sum + value * value, 0),
          1e-12,
        ) -
        1,
    ),
  }));
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const parted = parts.reduce((sum, part) => sum + part.variance ** 2 / part.units, 0);
  return parted > 0 ? Math.max(1, variance ** 2 / parted) : 1;
}

function comparedIn(
  panel: Panel,
  { period, treated, controls }: Stack,
  late: readonly number[],
  early: readonly number[],
): Compared[] {
  const around = (units: readonly number[]) =>
    units.flatMap((unit) => {
      const after = sumsOver(panel, unit, period, late);
      const base = sumsOver(panel, unit, period, early);
      if (!(after.time > 0) || !(base.time > 0)) return [];
      const share = after.time / base.time;
      return [{ unit, landed: after.landed, time: after.time, usual: base.landed * share, share }];
    });
  const others = around(controls);
  const usual = others.reduce((sum, one) => sum + one.usual, 0);
  if (!(usual > 0)) return [];
  const factor = others.reduce((sum, one) => sum + one.landed, 0) / usual;
  return [{ treated: around(treated), controls: others, factor, usual }];
}

function sumsOver(
  panel: Panel,
  unit: number,
  period: number,
  places: readonly number[],
): { landed: number; time: number } {
  let [landed, time] = [0, 0];
  for (const place of places) {
    const cell = unit * panel.period_labels.length + period + place;
    const there = timeOf(panel, unit, cell);
    landed += there * panel.outcome[cell]!;
    time += there;
  }
  return { landed, time };
}
