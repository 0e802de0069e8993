import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import type { Row, Value } from '../engine.js';

type Append = (appender: DuckDBAppender, value: NonNullable<Value>) => void;

/** How a value of each SQL type is passed on; whole numbers too large for a number are passed as text. */
const appends: Readonly<Record<string, Append>> = {
  BIGINT: (appender, value) => appender.appendBigInt(BigInt(value)),
  DOUBLE: (appender, value) => appender.appendDouble(Number(value)),
  VARCHAR: (appender, value) => appender.appendVarchar(String(value)),
  BOOLEAN: (appender, value) => appender.appendBoolean(value === true),
};

/** Appends rows to a temporary table with these columns (name -> SQL type): no SQL text, no file. Non-finite values become NULL. */
export async function appendRows(
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: Iterable<Row>,
): Promise<void> {
  const cells = Object.entries(columns).map(([name, type]) => ({ name, append: appendOf(type) }));
  const appender = await connection.createAppender(table, 'main', 'temp');
  for (const row of rows) {
    for (const { name, append } of cells) {
      const value = row[name] ?? null;
      if (value === null || (typeof value === 'number' && !Number.isFinite(value))) appender.appendNull();
      else append(appender, value);
    }
    appender.endRow();
  }
  appender.closeSync();
}

function appendOf(type: string): Append {
  const append = appends[type];
  if (append === undefined) throw new Error(`no values of type ${type} can be put into a table`);
  return append;
}
