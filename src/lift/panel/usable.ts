import { inputError } from '../../contract/errors.js';
import { largestOf } from '../../statistics/extremes.js';
import type { Panel } from './panel.js';

/** A panel that estimators can read, and what was left out of it. */
export interface Usable {
  readonly panel: Panel;
  /** units treated before they could be observed untreated, and units with nobody at risk */
  readonly dropped_units: number;
  /** places in the whole panel of the remaining units */
  readonly units: readonly number[];
  /** labels of the periods without an untreated unit */
  readonly dropped_periods: readonly string[];
}

/**
 * Leaves out the units that adopt before `earliest` (at least 1: they have no pre-period) and the periods in which no
 * unit is still untreated; the units that adopt in those periods become controls.
 */
export function usable(panel: Panel, earliest: number): Usable {
  const kept = [...panel.first_treated.keys()].filter((unit) => {
    const date = panel.first_treated[unit]!;
    return date < 0 ? isEver(panel, unit) : observedBefore(panel, unit, date) >= earliest;
  });
  const dates = kept.map((unit) => panel.first_treated[unit]!);
  const all = panel.period_labels.length;
  const periods = dates.includes(-1) || dates.length === 0 ? all : largestOf(dates);
  return {
    panel: restricted(panel, kept, periods),
    units: kept,
    dropped_units: panel.unit_ids.length - kept.length,
    dropped_periods: panel.period_labels.slice(periods),
  };
}

/** Periods before a date in which somebody was at risk. */
function observedBefore({ time, period_labels }: Panel, unit: number, date: number): number {
  if (time === undefined) return date;
  const from = unit * period_labels.length;
  return time.subarray(from, from + date).filter((value) => value > 0).length;
}

function isEver(panel: Panel, unit: number): boolean {
  return observedBefore(panel, unit, panel.period_labels.length) > 0;
}

/** Some units of a panel, over all its periods. */
export function unitsOf(panel: Panel, units: readonly number[]): Panel {
  return restricted(panel, units, panel.period_labels.length);
}

function restricted(panel: Panel, units: readonly number[], periods: number): Panel {
  const all = panel.period_labels.length;
  if (units.length === panel.unit_ids.length && periods === all) return panel;
  const cut = (cells: Float64Array) => {
    const kept = new Float64Array(units.length * periods);
    units.forEach((unit, place) => {
      kept.set(cells.subarray(unit * all, unit * all + periods), place * periods);
    });
    return kept;
  };
  const { activity, time, type, owner } = panel;
  return {
    unit_ids: units.map((unit) => panel.unit_ids[unit] as string),
    period_labels: panel.period_labels.slice(0, periods),
    outcome: cut(panel.outcome),
    ...(time === undefined ? {} : { time: cut(time) }),
    first_treated: Int32Array.from(units, (unit) => {
      const date = panel.first_treated[unit]!;
      return date >= periods ? -1 : date;
    }),
    weight: Float64Array.from(units, (unit) => panel.weight[unit]!),
    activity: activity === null ? null : Float64Array.from(units, (unit) => activity[unit]!),
    ...(type === undefined ? {} : { type: Int32Array.from(units, (unit) => type[unit]!) }),
    ...(owner === undefined ? {} : { owner: Int32Array.from(units, (unit) => owner[unit]!) }),
  };
}

/** Throws an input error if nothing can be compared: nobody is treated, or nobody is untreated. */
export function refuseIncomparable({ panel, dropped_units, dropped_periods }: Usable): void {
  const treated = panel.first_treated.filter((date) => date >= 0).length;
  const hint =
    'An effect needs units that are treated within the panel and units that are not treated yet, or never.';
  if (treated > 0 && treated < panel.unit_ids.length) return;
  if (dropped_units > 0 && treated === 0)
    throw inputError(`No unit is left: ${dropped_units} were already treated in the first period.`, hint);
  if (dropped_periods.length > 0)
    throw inputError(
      `All units are treated at once, in "${dropped_periods[0]}": there is no untreated comparison.`,
      hint,
    );
  throw inputError('No unit is treated within the panel.', hint);
}
