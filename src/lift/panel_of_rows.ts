import { inputError, usageError } from '../errors.js';
import type { Panel } from './panel.js';
import { at, numberColumn, type TextTable, textColumn } from './text_columns.js';

/** Which column is which. */
export interface PanelColumns {
  readonly unit: string;
  readonly time: string;
  readonly outcome: string;
  /** the period of adoption (empty, 0, NA, never or Inf: never), or 0 / 1 whether the unit is treated in the row's period */
  readonly first_treated: string;
  readonly weights: string | null;
  readonly covariate: string | null;
}

/**
 * A balanced panel from rows of text, units and periods in order whatever the order of the rows. Throws an input error
 * for a unit twice in a period, a missing row, a value that is no number, weights that are not above 0, what changes
 * within a unit though it must not, and treatment that ends.
 */
export function panelOfRows(table: TextTable, columns: PanelColumns): Panel {
  const units = textColumn(table, columns.unit, '--unit');
  const times = textColumn(table, columns.time, '--time');
  const outcomes = numberColumn(table, columns.outcome, '--outcome');
  const unit_ids = [...new Set(units)].sort(byText);
  const period_labels = [...new Set(times)].sort(byTime);
  refuseTooSmall(table, columns, unit_ids, period_labels);
  const place = cellPlaces(table, { units, times, unit_ids, period_labels });
  const grid = gridOf(place, unit_ids.length * period_labels.length);
  refuseHoles(table, grid, unit_ids, period_labels);
  const perUnit = (values: readonly number[] | Float64Array, column: string) =>
    unitValues(table, values, { column, place, periods: period_labels.length, count: unit_ids.length });
  return {
    unit_ids,
    period_labels,
    outcome: Float64Array.from(grid, (row) => outcomes[row] as number),
    first_treated: adoptions(table, columns, { grid, place, unit_ids, period_labels }),
    weight:
      columns.weights === null
        ? new Float64Array(unit_ids.length).fill(1)
        : perUnit(positive(table, columns.weights), columns.weights),
    activity:
      columns.covariate === null
        ? null
        : perUnit(numberColumn(table, columns.covariate, '--covariates'), columns.covariate),
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Numbers by size, other labels (such as ISO dates) as texts. */
function byTime(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  return a !== '' && b !== '' && Number.isFinite(x) && Number.isFinite(y) ? x - y : byText(a, b);
}

function refuseTooSmall(
  table: TextTable,
  columns: PanelColumns,
  units: readonly string[],
  periods: readonly string[],
): void {
  const wrong =
    units.length < 2
      ? `${units.length} unit in the column "${columns.unit}"`
      : `${periods.length} period in the column "${columns.time}"`;
  if (units.length > 1 && periods.length > 1) return;
  throw inputError(
    `${table.name}: found ${wrong}, expected at least 2.`,
    'An effect is a comparison: it needs other units, and a time before.',
  );
}

interface Labels {
  readonly unit_ids: readonly string[];
  readonly period_labels: readonly string[];
}

/** The cell of each row; a second row of one unit and period is refused. */
function cellPlaces(
  table: TextTable,
  { units, times, unit_ids, period_labels }: Labels & { readonly units: string[]; readonly times: string[] },
): Int32Array {
  const unitPlace = new Map(unit_ids.map((id, place) => [id, place]));
  const timePlace = new Map(period_labels.map((label, place) => [label, place]));
  const first = new Map<number, number>();
  return Int32Array.from(units, (unit, row) => {
    const time = times[row] as string;
    const cell = (unitPlace.get(unit) as number) * period_labels.length + (timePlace.get(time) as number);
    const earlier = first.get(cell);
    if (earlier !== undefined)
      throw inputError(
        `${at(table, row)}: the unit "${unit}" has a second row for the period "${time}" (the first is line ${table.lines[earlier]}).`,
        'Add the rows up, or remove one of them.',
      );
    first.set(cell, row);
    return cell;
  });
}

/** The row of each cell, -1 where there is none. */
function gridOf(place: Int32Array, cells: number): Int32Array {
  const grid = new Int32Array(cells).fill(-1);
  place.forEach((cell, row) => {
    grid[cell] = row;
  });
  return grid;
}

function refuseHoles(
  table: TextTable,
  grid: Int32Array,
  units: readonly string[],
  periods: readonly string[],
): void {
  const hole = grid.indexOf(-1);
  if (hole < 0) return;
  const [unit, period] = [Math.floor(hole / periods.length), hole % periods.length];
  const holes = grid.filter((row) => row < 0).length;
  throw inputError(
    `${table.name}: the unit "${units[unit]}" has no row for the period "${periods[period]}" (${holes} missing in all): the panel is not balanced.`,
    'A missing row is not a zero: write the zeros that are known, or leave units with gaps out.',
  );
}

function positive(table: TextTable, column: string): Float64Array {
  const weights = numberColumn(table, column, '--weights');
  const row = weights.findIndex((weight) => weight <= 0);
  if (row < 0) return weights;
  throw inputError(
    `${at(table, row)}, column "${column}": found the weight ${weights[row]}, expected more than 0.`,
    'A weight is a number of members at risk; leave units without members out.',
  );
}

interface UnitColumn {
  readonly column: string;
  readonly place: Int32Array;
  readonly periods: number;
  readonly count: number;
}

/** A value of every unit, which all of its rows must agree on. */
function unitValues(
  table: TextTable,
  values: readonly number[] | Float64Array,
  { column, place, periods, count }: UnitColumn,
): Float64Array {
  const found = new Float64Array(count).fill(Number.NaN);
  place.forEach((cell, row) => {
    const unit = Math.floor(cell / periods);
    const [before, value] = [found[unit] as number, values[row] as number];
    if (!Number.isNaN(before) && before !== value)
      throw inputError(
        `${at(table, row)}, column "${column}": found ${value}, but ${before} in an earlier row of the same unit.`,
        'It must be fixed before treatment: one value for every row of a unit.',
      );
    found[unit] = value;
  });
  return found;
}

interface Grid extends Labels {
  readonly grid: Int32Array;
  readonly place: Int32Array;
}

function adoptions(table: TextTable, columns: PanelColumns, cells: Grid): Int32Array {
  const texts = textColumn(table, columns.first_treated, '--first-treated');
  if (isIndicator(texts, cells)) return indicated(table, texts, cells);
  const { period_labels, place, unit_ids } = cells;
  const known = new Map<string, number>();
  const periodOf = (text: string) => {
    if (!known.has(text)) known.set(text, adoptionPeriod(text, period_labels, columns.first_treated));
    return known.get(text) as number;
  };
  const dates = texts.map(periodOf);
  return Int32Array.from(
    unitValues(table, dates, {
      column: columns.first_treated,
      place,
      periods: period_labels.length,
      count: unit_ids.length,
    }),
  );
}

/** Whether a column says 0 or 1 of each period rather than when: only those two, and they change within a unit. */
function isIndicator(texts: readonly string[], { grid, period_labels }: Grid): boolean {
  if (!texts.every((text) => text === '0' || text === '1')) return false;
  const periods = period_labels.length;
  return grid.some((row, cell) => cell % periods > 0 && texts[row] !== texts[grid[cell - 1] as number]);
}

function indicated(
  table: TextTable,
  texts: readonly string[],
  { grid, unit_ids, period_labels }: Grid,
): Int32Array {
  const periods = period_labels.length;
  return Int32Array.from(unit_ids, (unit, place) => {
    const states = Array.from({ length: periods }, (_, t) => texts[grid[place * periods + t] as number]);
    const first = states.indexOf('1');
    const end = first < 0 ? -1 : states.indexOf('0', first);
    if (end >= 0)
      throw inputError(
        `${at(table, grid[place * periods + end] as number)}: the treatment of the unit "${unit}" ends in "${period_labels[end]}"; these estimators read one that stays.`,
        'For a tactic that comes and goes use the recurring estimator of grouplift run, or end the panel before.',
      );
    return first;
  });
}

const neverWords = new Set(['', '0', 'na', 'nan', 'inf', 'infinity', 'never', 'null', 'none', '-1']);

/** The period of adoption: the first one not before the date; -1 for never, or after the last period. */
function adoptionPeriod(text: string, labels: readonly string[], column: string): number {
  if (neverWords.has(text.toLowerCase()) || Number(text) === 0) return -1;
  const isNumber = (label: string) => label !== '' && Number.isFinite(Number(label));
  if (labels.every(isNumber) !== isNumber(text))
    throw usageError(
      `--first-treated: the column "${column}" holds "${text}", but periods look like "${labels[0]}".`,
      'Write the period of adoption as periods are written; empty, 0, NA or Inf for never.',
    );
  return labels.findIndex((label) => byTime(label, text) >= 0);
}
