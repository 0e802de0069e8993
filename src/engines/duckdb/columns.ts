import type { DuckDBConnection, DuckDBVector } from '@duckdb/node-api';
import { DuckDBListVector, DuckDBTypeId } from '@duckdb/node-api';

/** A column of a large result: one number a row (NaN for NULL), or the whole numbers of lists, flat, with where each row begins. */
export type Column = Float64Array | ListColumn;

export interface ListColumn {
  readonly offsets: Int32Array;
  readonly items: Int32Array;
}

/** Reads a result of DOUBLE and INTEGER[] columns in bulk: no object a row, no text. */
export async function readColumns(connection: DuckDBConnection, select: string): Promise<Column[]> {
  const result = await connection.stream(select);
  const growing = Array.from(
    { length: result.columnCount },
    (_, place): Growing => ({
      numbers: new Float64Array(1024),
      items: new Int32Array(1024),
      size: 0,
      isList: result.columnTypeId(place) === DuckDBTypeId.LIST,
    }),
  );
  let rows = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    const count = chunk?.rowCount ?? 0;
    if (chunk === null || count === 0) break;
    for (const [place, column] of growing.entries())
      appendVector(column, chunk.getColumnVector(place), rows, count);
    rows += count;
  }
  return growing.map((column) => {
    if (!column.isList) return column.numbers.slice(0, rows);
    const offsets = new Int32Array(rows + 1);
    offsets.set(column.numbers.subarray(0, rows), 1);
    return { offsets, items: column.items.slice(0, column.size) };
  });
}

interface Growing {
  /** the numbers of a plain column; of lists, where each row ends */
  numbers: Float64Array;
  items: Int32Array;
  size: number;
  readonly isList: boolean;
}

function appendVector(column: Growing, vector: DuckDBVector, rows: number, count: number): void {
  column.numbers = withRoom(column.numbers, rows + count);
  if (vector instanceof DuckDBListVector) {
    appendLists(column, vector, rows);
    return;
  }
  const numbers = vector as DuckDBVector<number>;
  for (let row = 0; row < count; row++) column.numbers[rows + row] = numbers.getItem(row) ?? Number.NaN;
}

function appendLists(column: Growing, lists: DuckDBListVector, rows: number): void {
  const items = lists.childVector as DuckDBVector<number>;
  for (let row = 0; row < lists.itemCount; row++) {
    const first = lists.getEntryOffset(row);
    const length = lists.getEntryLength(row);
    column.items = withRoom(column.items, column.size + length);
    const target = column.items;
    for (let place = 0; place < length; place++) target[column.size + place] = items.getItem(first + place)!;
    column.size += length;
    column.numbers[rows + row] = column.size;
  }
}

/** The array, or a copy at least twice as large, with room for so many entries. */
function withRoom<T extends Float64Array | Int32Array>(array: T, size: number): T {
  if (size <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(size, array.length * 2));
  larger.set(array);
  return larger;
}
