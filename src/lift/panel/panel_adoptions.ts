import { inputError } from '../../contract/errors.js';
import { type AdoptionPeriods, adoptionPeriods, isNever } from './adoption_periods.js';
import type { PeriodOrder } from './period_labels.js';
import { normalised } from './period_readings.js';
import { at, columnName, type TextTable, textColumn } from './text_columns.js';
import { unitValues } from './unit_values.js';

/** When the units of a panel adopt, and how the column that says so was read. */
export interface Adoptions {
  /** index of the first treated period, -1 = never within the panel */
  readonly first_treated: Int32Array;
  /** null: the column holds 0 or 1 for every period */
  readonly dates: AdoptionPeriods | null;
  /** text of the column for each unit, if it holds dates */
  readonly texts: readonly string[] | null;
}

interface Grid {
  /** row of each cell */
  readonly grid: Int32Array;
  /** cell of each row */
  readonly place: Float64Array;
  readonly unit_ids: readonly string[];
  readonly periods: PeriodOrder;
}

/** Reads a column of adoption dates, or of 0 and 1 (no and yes) for the periods in which a unit is treated. */
export function panelAdoptions(table: TextTable, column: string, cells: Grid): Adoptions {
  const texts = textColumn(table, column, '--first-treated');
  const states = statesOf(texts);
  if (states !== null && changes(states, cells))
    return { first_treated: indicated(table, states, cells), dates: null, texts: null };
  if (states?.includes(1)) throw dummy(table, column, texts, cells);
  if (states !== null)
    return { first_treated: new Int32Array(cells.unit_ids.length).fill(-1), dates: null, texts: null };
  const { periods, place, unit_ids } = cells;
  const dates = adoptionPeriods(texts, periods, column, columnName(table, column));
  const values = Int32Array.from(texts, (text) => dates.period.get(text)!);
  const first_treated = Int32Array.from(
    unitValues(table, values, {
      column,
      place,
      periods: periods.labels.length,
      count: unit_ids.length,
      shown: (row) => texts[row] as string,
    }),
  );
  const width = periods.labels.length;
  return {
    first_treated,
    dates,
    texts: unit_ids.map((_, unit) => texts[cells.grid[unit * width]!] as string),
  };
}

const pairs = [
  ['0', '1'],
  ['false', 'true'],
  ['f', 't'],
  ['no', 'yes'],
  ['n', 'y'],
  ['否', '是'],
] as const;

/**
 * 0 or 1 for each row of a column that holds only a word for no and a word for yes, or a word for yes and empty cells (or anything
 * else that means never); null for others.
 */
function statesOf(texts: readonly string[]): Uint8Array | null {
  const words = new Map([...new Set(texts)].map((text) => [text, wordOf(text)]));
  const said = [...words].flatMap(([text, word]) => (isNever(text) ? [] : [word]));
  const found = new Set(said);
  const pair = pairs.find((one) => [...found].every((word) => one.some((known) => known === word)));
  if (pair === undefined || found.size === 0) return null;
  // 0 and 1 next to NA are periods of adoption
  if (said.length < words.size && !(found.size === 1 && found.has(pair[1]))) return null;
  return Uint8Array.from(texts, (text) => (words.get(text) === pair[1] ? 1 : 0));
}

/** 1.0 is 1: programs write it so once a column of numbers has had a missing value. */
function wordOf(text: string): string {
  return normalised(text).replace(/^([01])\.0*$/, '$1');
}

/** Whether it changes within a unit: then it is about periods. */
function changes(states: Uint8Array, { grid, periods }: Grid): boolean {
  const width = periods.labels.length;
  return grid.some((row, cell) => cell % width > 0 && states[row] !== states[grid[cell - 1]!]);
}

function dummy(table: TextTable, column: string, texts: readonly string[], { periods }: Grid): Error {
  const words = [...new Set(texts)].sort().slice(0, 2);
  return inputError(
    `${columnName(table, column)}: it holds only ${words.map((word) => `"${word}"`).join(' and ')} and never changes within a unit: it says who is treated, but not since when.`,
    `Name the column with the period of adoption (such as "${periods.labels.at(-1)}"; empty for never), or write 1 only in the rows of the periods in which the unit is treated.`,
  );
}

function indicated(table: TextTable, states: Uint8Array, { grid, unit_ids, periods }: Grid): Int32Array {
  const width = periods.labels.length;
  return Int32Array.from(unit_ids, (unit, place) => {
    const rows = grid.subarray(place * width, (place + 1) * width);
    const first = rows.findIndex((row) => states[row] === 1);
    const end = first < 0 ? -1 : rows.findIndex((row, period) => period > first && states[row] === 0);
    if (end >= 0)
      throw inputError(
        `${at(table, rows[end]!)}: the treatment of the unit "${unit}" ends in "${periods.labels[end]}"; these estimators need a treatment that stays.`,
        'For a tactic that comes and goes, use the recurring estimator of grouplift run, or end the panel before that period.',
      );
    return first;
  });
}
