import { inputError } from '../../contract/errors.js';
import type { Panel } from './panel.js';
import { type Adoptions, panelAdoptions } from './panel_adoptions.js';
import { orderPeriods, type PeriodOrder } from './period_labels.js';
import { at, columnName, numberColumn, type TextTable, textColumn } from './text_columns.js';
import { unitValues } from './unit_values.js';

/** Which column is which. */
export interface PanelColumns {
  readonly unit: string;
  readonly time: string;
  readonly outcome: string;
  /** the period of adoption (empty, 0, NA, never or Inf: never), or 0 / 1: whether the unit is treated in the row's period */
  readonly first_treated: string;
  readonly weights: string | null;
  readonly covariate: string | null;
}

/** A panel with how its period labels were read. */
export interface PanelOfRows {
  readonly panel: Panel;
  readonly periods: PeriodOrder;
  readonly adoptions: Adoptions;
}

/**
 * A balanced panel from rows of text; units and periods are sorted, whatever the order of the rows. Throws an input error
 * for a unit twice in a period, a missing row, a value that is not a number, weights that are not above 0, periods whose
 * order is ambiguous, values that change within a unit but must not, and treatment that ends.
 */
export function panelOfRows(table: TextTable, columns: PanelColumns): PanelOfRows {
  const units = textColumn(table, columns.unit, '--unit');
  refuseNameless(table, units, columns);
  const times = textColumn(table, columns.time, '--time');
  const outcomes = numberColumn(table, columns.outcome, '--outcome');
  const unit_ids = [...new Set(units)].sort(byText);
  refuseTooSmall(table, columns, unit_ids.length, new Set(times).size);
  const periods = orderPeriods(times, columnName(table, columns.time), columns.time);
  const period_labels = periods.labels;
  if (period_labels.length < 2) refuseTooSmall(table, columns, unit_ids.length, 1);
  const place = cellPlaces({ units, times, unit_ids, periods });
  const grid = gridOf(table, place, { unit_ids, period_labels });
  const ofUnits = { place, periods: period_labels.length, count: unit_ids.length };
  const perUnit = (values: Float64Array, column: string) =>
    unitValues(table, values, { ...ofUnits, column, shown: (row) => String(values[row]) });
  const adoptions = panelAdoptions(table, columns.first_treated, { grid, place, unit_ids, periods });
  return {
    periods,
    adoptions,
    panel: {
      unit_ids,
      period_labels,
      outcome: Float64Array.from(grid, (row) => outcomes[row]!),
      first_treated: adoptions.first_treated,
      weight:
        columns.weights === null
          ? new Float64Array(unit_ids.length).fill(1)
          : perUnit(positive(table, columns.weights), columns.weights),
      activity:
        columns.covariate === null
          ? null
          : perUnit(numberColumn(table, columns.covariate, '--covariates'), columns.covariate),
    },
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function refuseNameless(table: TextTable, units: readonly string[], columns: PanelColumns): void {
  const row = units.indexOf('');
  if (row < 0) return;
  throw inputError(
    `${at(table, row)}, column "${columns.unit}": found no unit.`,
    'Name the unit, or leave the row out.',
  );
}

function refuseTooSmall(table: TextTable, columns: PanelColumns, units: number, periods: number): void {
  if (units > 1 && periods > 1) return;
  const wrong =
    units < 2
      ? `${units} unit in the column "${columns.unit}"`
      : `${periods} period in the column "${columns.time}"`;
  throw inputError(
    `${table.name}: found ${wrong}, expected at least 2.`,
    'An effect is a comparison: it needs other units and an earlier period.',
  );
}

interface RowLabels {
  readonly units: readonly string[];
  readonly times: readonly string[];
  readonly unit_ids: readonly string[];
  readonly periods: PeriodOrder;
}

/** The cell of each row: unit x periods + period. */
function cellPlaces({ units, times, unit_ids, periods }: RowLabels): Float64Array {
  const unitPlace = new Map(unit_ids.map((id, place) => [id, place]));
  return Float64Array.from(
    units,
    (unit, row) => unitPlace.get(unit)! * periods.labels.length + periods.place.get(times[row] as string)!,
  );
}

interface Labels {
  readonly unit_ids: readonly string[];
  readonly period_labels: readonly string[];
}

/** The row of each cell; refuses a second row for one unit and period, and a cell without a row. */
function gridOf(table: TextTable, place: Float64Array, labels: Labels): Int32Array {
  const { unit_ids, period_labels } = labels;
  const cells = unit_ids.length * period_labels.length;
  if (cells > 2 * place.length)
    throw hole(table, incompleteUnit(place, labels), cells - new Set(place).size, labels);
  const grid = new Int32Array(cells).fill(-1);
  place.forEach((cell, row) => {
    const earlier = grid[cell]!;
    if (earlier >= 0) throw secondRow(table, row, earlier, cell, labels);
    grid[cell] = row;
  });
  const empty = grid.indexOf(-1);
  if (empty >= 0) throw hole(table, empty, cells - place.length, labels);
  return grid;
}

/** The first cell without a row if most have none: found without allocating a grid. */
function incompleteUnit(place: Float64Array, { unit_ids, period_labels }: Labels): number {
  const periods = period_labels.length;
  const rows = new Int32Array(unit_ids.length);
  for (const cell of place) rows[Math.floor(cell / periods)] = rows[Math.floor(cell / periods)]! + 1;
  const unit = rows.findIndex((count) => count < periods);
  const known = new Set(
    place.filter((cell) => Math.floor(cell / periods) === unit).map((cell) => cell % periods),
  );
  const period = period_labels.findIndex((_, at) => !known.has(at));
  return unit * periods + period;
}

function secondRow(
  table: TextTable,
  row: number,
  earlier: number,
  cell: number,
  { unit_ids, period_labels }: Labels,
): Error {
  const [unit, period] = [Math.floor(cell / period_labels.length), cell % period_labels.length];
  return inputError(
    `${at(table, row)}: the unit "${unit_ids[unit]}" has a second row for the period "${period_labels[period]}" (the first is line ${table.lines[earlier]}).`,
    'Add the rows up, or remove one of them.',
  );
}

function hole(table: TextTable, cell: number, holes: number, { unit_ids, period_labels }: Labels): Error {
  const [unit, period] = [Math.floor(cell / period_labels.length), cell % period_labels.length];
  return inputError(
    `${table.name}: the unit "${unit_ids[unit]}" has no row for the period "${period_labels[period]}" (${holes} missing in all): the panel is not balanced.`,
    'A missing row is not a zero: write the zeros that are known, or leave out units with gaps.',
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
