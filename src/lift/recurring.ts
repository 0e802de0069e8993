import type { Estimate } from './estimate.js';
import type { Panel } from './panel.js';

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

/** A clean-window event study of a recurring tactic. */
export interface RecurringEffect {
  /** mean effect per unit of weight and period, from the event's period to `after` periods later */
  readonly effect: Estimate;
  /** the same for the one period before the event, which the base leaves out: nothing should have happened yet */
  readonly placebo: Estimate;
  /** change from the older to the newer half of the base, treated less controls */
  readonly base_trend: Estimate;
  /** results per unit of weight and period in the base of the qualifying events */
  readonly base_rate: number;
  readonly events: number;
  readonly qualifying: number;
  readonly treated_units: number;
  readonly control_units: number;
  /** unit weight x periods over which the effect of qualifying events is counted */
  readonly exposure: number;
}

/**
 * Events with no other event of their unit in the window, against units without any event in the same window, week by
 * week; the base is the mean of the earlier periods except the last. Null if no event qualifies.
 */
export function recurringEffect(
  panel: Panel,
  events: readonly TacticEvent[],
  window: CleanWindow,
): RecurringEffect | null {
  const stacks = stacksOf(panel, events, window);
  const qualifying = stacks.reduce((sum, { treated }) => sum + treated.length, 0);
  if (qualifying === 0) return null;
  const { before, after } = window;
  const base = range(-before, -2);
  const older = base.slice(0, Math.floor(base.length / 2));
  const newer = base.slice(Math.floor(base.length / 2));
  const weight = stacks.reduce(
    (sum, { treated }) => sum + treated.reduce((all, u) => all + panel.weight[u]!, 0),
    0,
  );
  return {
    effect: stackedContrast(panel, stacks, range(0, after), base),
    placebo: stackedContrast(panel, stacks, [-1], base),
    base_trend: stackedContrast(panel, stacks, newer, older),
    base_rate: baseRate(panel, stacks, base),
    events: events.length,
    qualifying,
    treated_units: new Set(stacks.flatMap(({ treated }) => treated)).size,
    control_units: new Set(stacks.flatMap(({ controls }) => controls)).size,
    exposure: weight * (after + 1),
  };
}

function baseRate(panel: Panel, stacks: readonly Stack[], base: readonly number[]): number {
  const periods = panel.period_labels.length;
  let [sum, total] = [0, 0];
  for (const { period, treated } of stacks)
    for (const unit of treated)
      for (const place of base) {
        sum += panel.weight[unit]! * panel.outcome[unit * periods + period + place]!;
        total += panel.weight[unit]!;
      }
  return total > 0 ? sum / total : 0;
}

/** The units whose event in one period qualifies, and the comparison units. */
interface Stack {
  readonly period: number;
  readonly treated: readonly number[];
  readonly controls: readonly number[];
}

function stacksOf(panel: Panel, events: readonly TacticEvent[], { before, after }: CleanWindow): Stack[] {
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

/** Whole numbers from `first` to `last`. */
function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
}

/** Mean over `late` less mean over `early` (periods relative to the event), treated less controls, stacks weighted by their treated weight. */
function stackedContrast(
  panel: Panel,
  stacks: readonly Stack[],
  late: readonly number[],
  early: readonly number[],
): Estimate {
  const periods = panel.period_labels.length;
  const change = (unit: number, period: number) => {
    const mean = (places: readonly number[]) =>
      places.reduce((sum, place) => sum + panel.outcome[unit * periods + period + place]!, 0) / places.length;
    return mean(late) - mean(early);
  };
  const weightOf = (units: readonly number[]) => units.reduce((sum, unit) => sum + panel.weight[unit]!, 0);
  const meanOf = (units: readonly number[], period: number) =>
    units.reduce((sum, unit) => sum + panel.weight[unit]! * change(unit, period), 0) / weightOf(units);
  const total = stacks.reduce((sum, { treated }) => sum + weightOf(treated), 0);
  const scores = new Float64Array(panel.unit_ids.length);
  let estimate = 0;
  for (const { period, treated, controls } of stacks) {
    const share = weightOf(treated) / total;
    for (const [units, sign] of [
      [treated, 1],
      [controls, -1],
    ] as const) {
      const [mean, weight] = [meanOf(units, period), weightOf(units)];
      estimate += sign * share * mean;
      for (const unit of units)
        scores[unit] =
          scores[unit]! + (sign * share * panel.weight[unit]! * (change(unit, period) - mean)) / weight;
    }
  }
  return { estimate, scores };
}
