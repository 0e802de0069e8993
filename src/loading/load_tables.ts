import { UnclearDigits } from '../contract/errors.js';
import type { TableName } from '../contract/tables.js';
import type { Engine } from '../engines/engine.js';
import type { Readings, Span } from '../sources/column_readings.js';
import { farTimesOf, spanOf } from './far_times.js';
import type { Source } from './source.js';

/** What is known of a table before it is read: from the other tables, or from its own first reading. */
export interface Known {
  /** first and last time of the tables that have been read; null: none is known yet, and there is another try */
  readonly around_us: Span | null;
  readonly isLastTry: boolean;
  readonly readings: Readings;
}

export const nothingKnown: Known = { around_us: null, isLastTry: true, readings: {} };

/** Reads one table; null where it cannot be read and that has been said. Throws UnclearDigits where the times of others are needed. */
type Load = (table: TableName, known: Known) => Promise<Source | null>;

/**
 * Reads tables one after the other. One whose times have two readings is read after the others, near which only one of the two lies; one with
 * times far from all others is read again within bounds, so that such rows are rejects.
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
