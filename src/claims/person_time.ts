import type { Panel } from '../lift/panel/panel.js';
import { type Grid, gridOf } from './grid.js';

/** Members who joined a unit or left it in one period. */
export interface RiskMove {
  readonly unit_no: number;
  readonly period_day: number;
  /** how many more there are afterwards */
  readonly change: number;
  /** what they add to the person-days of the period */
  readonly person_days: number;
}

/** Time at risk. */
export interface MemberTime {
  /** members x periods in each cell: units x periods */
  readonly time: Float64Array;
  /** per unit: members x periods per period */
  readonly weight: Float64Array;
}

/** Members x periods at risk in every cell: a member counts from joining until leaving, with fractions of a period by days. */
export function memberTime(
  { units, days, rows }: Grid,
  moves: readonly RiskMove[],
  length_days: number,
): Float64Array {
  const time = new Float64Array(units.length * days.length);
  const first = days[0] ?? 0;
  for (const { unit_no, period_day, change, person_days } of moves) {
    const row = rows.get(unit_no);
    if (row === undefined) continue;
    const place = Math.round((period_day - first) / length_days);
    for (let column = Math.max(0, place); column < days.length; column += 1) {
      const cell = row * days.length + column;
      time[cell] = time[cell]! + (column === place ? person_days / length_days : change);
    }
  }
  return time.map((value) => Math.max(0, Math.round(value * length_days) / length_days));
}

/** The units that had anybody at risk; a unit's weight is what it had per period from `base_day` on, otherwise over all. */
export function atRisk(
  all: Grid,
  time: Float64Array,
  base_day: number,
): { readonly grid: Grid; readonly risk: MemberTime } {
  const periods = all.days.length;
  const since = all.days.findIndex((day) => day >= base_day);
  const meanOf = (unit: number, from: number) => {
    const part = time.subarray(unit * periods + from, (unit + 1) * periods);
    return part.length === 0 ? 0 : part.reduce((sum, value) => sum + value, 0) / part.length;
  };
  const weights = all.units.map((_, unit) => meanOf(unit, Math.max(0, since)) || meanOf(unit, 0));
  const kept = [...weights.keys()].filter((unit) => weights[unit]! > 0);
  const grid = gridOf(
    kept.flatMap((unit) => all.units[unit] ?? []),
    all.days,
  );
  const left = new Float64Array(kept.length * periods);
  kept.forEach((unit, place) => {
    left.set(time.subarray(unit * periods, (unit + 1) * periods), place * periods);
  });
  return { grid, risk: { time: left, weight: Float64Array.from(kept, (unit) => weights[unit]!) } };
}

/** A result of somebody who joined and left within a day counts over this fraction of a period. */
const least_time = 1 / 7;

/** Results per member at risk and period. */
export function ratesOver(
  landed: Float64Array,
  { time, weight }: MemberTime,
): Pick<Panel, 'outcome' | 'weight' | 'time'> {
  const periods = weight.length === 0 ? 0 : time.length / weight.length;
  const seen = time.map((value, cell) => (value === 0 && landed[cell] !== 0 ? least_time : value));
  const outcome = seen.map((value, cell) => (value === 0 ? 0 : landed[cell]! / value));
  const isEven = seen.every((value, cell) => value === weight[Math.floor(cell / periods)]);
  return isEven ? { outcome, weight } : { outcome, weight, time: seen };
}
