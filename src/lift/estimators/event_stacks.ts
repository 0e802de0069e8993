import type { Panel } from '../panel/panel.js';

/** One occasion on which a recurring tactic ran in a group. */
export interface TacticEvent {
  readonly unit: number;
  readonly period: number;
}

/** How wide the window around an event is in which nothing else may happen, in periods. */
export interface CleanWindow {
  readonly before: number;
  readonly after: number;
}

/** The units whose event in one period qualifies, and the units without any event in its window. */
export interface Stack {
  readonly period: number;
  readonly treated: readonly number[];
  readonly controls: readonly number[];
}

/** How many events there are, and how many have a quiet time around them. */
export interface EventCount {
  readonly events: number;
  readonly qualifying: number;
  readonly treated_units: number;
  readonly control_units: number;
}

/** Qualifying events by their period, where there is a unit to compare them with. */
export function stacksOf(
  panel: Panel,
  events: readonly TacticEvent[],
  { before, after }: CleanWindow,
): Stack[] {
  const periods = panel.period_labels.length;
  const count = new Uint16Array(panel.unit_ids.length * periods);
  for (const { unit, period } of events) count[unit * periods + period] = 1;
  const inWindow = (unit: number, period: number) => {
    let sum = 0;
    for (let t = period - before; t <= period + after; t += 1) sum += count[unit * periods + t]!;
    return sum;
  };
  const units = [...panel.unit_ids.keys()];
  return range(before, periods - 1 - after)
    .map((period) => {
      const other = units.map((unit) => inWindow(unit, period));
      return {
        period,
        treated: units.filter((unit) => other[unit] === 1 && count[unit * periods + period] === 1),
        controls: units.filter((unit) => other[unit] === 0),
      };
    })
    .filter(({ treated, controls }) => treated.length > 0 && controls.length > 0);
}

/** Stacks in which units are compared with others of their own type only; null if there is one type only. */
export function stacksByType(stacks: readonly Stack[], type: Int32Array | undefined): Stack[] | null {
  const numbers = type === undefined ? [] : [...new Set(type)].sort((a, b) => a - b);
  if (numbers.length < 2) return null;
  return stacks.flatMap(({ period, treated, controls }) =>
    numbers
      .map((number) => {
        const own = (units: readonly number[]) => units.filter((unit) => type?.[unit] === number);
        return { period, treated: own(treated), controls: own(controls) };
      })
      .filter((stack) => stack.treated.length > 0 && stack.controls.length > 0),
  );
}

/** Events and units that can be compared. */
export function countEvents(stacks: readonly Stack[], events: number): EventCount {
  return {
    events,
    qualifying: stacks.reduce((sum, { treated }) => sum + treated.length, 0),
    ...unitsIn(stacks),
  };
}

/** How many units have an event, and how many are compared with. */
export function unitsIn(stacks: readonly Stack[]): { treated_units: number; control_units: number } {
  return {
    treated_units: new Set(stacks.flatMap(({ treated }) => treated)).size,
    control_units: new Set(stacks.flatMap(({ controls }) => controls)).size,
  };
}

/** Whole numbers from `first` to `last`. */
export function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
}
