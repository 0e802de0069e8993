import { UnclearDigits } from '../contract/errors.js';
import type { TableName } from '../contract/tables.js';
import type { Engine } from '../engines/engine.js';
import type { Readings, Span } from '../sources/column_readings.js';
import { farTimesOf, spanOf } from './far_times.js';
import type { Source } from './source.js';

/** What is known about a table before it is read, from the other tables or from reading it once. */
export interface Known {
  /** first and last time of the tables read so far; null: not known yet */
  readonly around_us: Span | null;
  readonly isLastTry: boolean;
  readonly readings: Readings;
}

export const nothingKnown: Known = { around_us: null, isLastTry: true, readings: {} };

/** Reads one table; null if it cannot be read and the error has been reported. Throws UnclearDigits if the times of other tables are needed. */
type Load = (table: TableName, known: Known) => Promise<Source | null>;

/**
 * Reads tables one at a time. A table whose times can be read in two ways is read after the others, because only one way lies near their times. A table with
 * times far from all others is read again with bounds, so that such rows are rejected.
 */
export async function loadTables(
  tables: readonly TableName[],
  load: Load,
  engine: Engine,
  as_of: string | null,
): Promise<Source[]> {
  const sources = new Map<TableName, Source>();
  const take = async (table: TableName, known: Known) => {
    const source = await load(table, known);
    if (source !== null) sources.set(table, source);
  };
  const waiting: TableName[] = [];
  // reversals look up the currency of their conversions
  for (const table of tables)
    if (table === 'reversals' && waiting.includes('conversions')) waiting.push(table);
    else
      await take(table, { ...nothingKnown, isLastTry: false }).catch((error: unknown) => {
        if (!(error instanceof UnclearDigits)) throw error;
        waiting.push(table);
      });
  const around_us = spanOf([...sources.values()]) ?? dayOf(as_of);
  for (const table of waiting) await take(table, { ...nothingKnown, around_us });
  for (const { table, column, between_us } of await farTimesOf([...sources.values()], engine, as_of)) {
    const { readings = {} } = sources.get(table) ?? {};
    const bounded = { ...readings, [column]: { ...readings[column], between_us } };
    await take(table, { around_us, isLastTry: true, readings: bounded });
  }
  return tables.flatMap((table) => sources.get(table) ?? []);
}

function dayOf(as_of: string | null): Span | null {
  const us = as_of === null ? Number.NaN : Date.parse(as_of.slice(0, 10)) * 1000;
  return Number.isNaN(us) ? null : [us, us];
}
