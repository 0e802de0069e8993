import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Row, Value } from '../engine.js';
import { DuckDBTypeId, JSDuckDBValueConverter } from './node_api.js';

type Convert = (value: DuckDBValue) => Value;

/** Runs a statement and reads its rows as plain values, column by column: integers become numbers if exact, otherwise text. */
export async function readPlainRows(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const result = await connection.run(sql);
  const names = result.deduplicatedColumnNames();
  const converts = result.columnTypes().map(convertOf);
  const rows: Record<string, Value>[] = [];
  for (let at = 0; at < result.chunkCount; at += 1) {
    const chunk = result.getChunk(at);
    const count = chunk.rowCount;
    const first = rows.length;
    for (let row = 0; row < count; row += 1) rows.push({});
    for (const [place, name] of names.entries()) {
      const vector = chunk.getColumnVector(place);
      const convert = converts[place] ?? plainValue;
      for (let row = 0; row < count; row += 1) {
        const target = rows[first + row];
        if (target !== undefined) target[name] = convert(vector.getItem(row));
      }
    }
  }
  return rows;
}

/** Types whose values are already plain as the engine returns them. */
const plainTypes: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.VARCHAR,
  DuckDBTypeId.BIGINT,
]);

function convertOf(type: DuckDBType): Convert {
  if (plainTypes.has(type.typeId)) return plainValue;
  return (value) => plainValue(JSDuckDBValueConverter(value, type, JSDuckDBValueConverter));
}

function plainValue(value: unknown): Value {
  if (typeof value !== 'bigint') return (value ?? null) as Value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
