import type { DuckDBConnection } from '@duckdb/node-api';
import bindings from '@duckdb/node-bindings';
import { DuckDBTypeId } from './node_api.js';

/** A column of a large result: one number per row (NaN for NULL), or the whole numbers of lists, flat, with where each row begins. */
export type Column = Float64Array | ListColumn;

export interface ListColumn {
  readonly offsets: Int32Array;
  readonly items: Int32Array;
}

/** Reads a result of DOUBLE and INTEGER[] columns in bulk: without one object per row, without text. */
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
      appendVector(column, bindings.data_chunk_get_vector(chunk.chunk, place), rows, count);
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

function appendVector(column: Growing, vector: bindings.Vector, rows: number, count: number): void {
  column.numbers = withRoom(column.numbers, rows + count);
  if (column.isList) {
    appendLists(column, vector, rows, count);
    return;
  }
  const raw = bindings.vector_get_data(vector, 8 * count);
  new Uint8Array(column.numbers.buffer).set(raw, 8 * rows);
  for (const row of missing(vector, count)) column.numbers[rows + row] = Number.NaN;
}

/** Rows without a value. */
function missing(vector: bindings.Vector, count: number): number[] {
  const words = Math.ceil(count / 64);
  const valid: Uint8Array | null = bindings.vector_get_validity(vector, 8 * words);
  if (valid === null) return [];
  return Array.from({ length: count }, (_, row) => row).filter(
    (row) => (valid[row >> 3]! & (1 << (row & 7))) === 0,
  );
}

/** A DuckDB list is two 64-bit numbers, where its items begin and how many there are; their lower halves are enough. */
function appendLists(column: Growing, lists: bindings.Vector, rows: number, count: number): void {
  const raw = bindings.vector_get_data(lists, 16 * count);
  const entries = new Uint32Array(raw.buffer, raw.byteOffset, 4 * count);
  const child = bindings.list_vector_get_child(lists);
  const size = bindings.list_vector_get_size(lists);
  const bytes = bindings.vector_get_data(child, 4 * size);
  const items = new Int32Array(bytes.buffer, bytes.byteOffset, size);
  for (const item of missing(child, size)) items[item] = 0;
  column.items = withRoom(column.items, column.size + size);
  for (let row = 0; row < count; row++) {
    const first = entries[4 * row]!;
    const length = entries[4 * row + 2]!;
    column.items = withRoom(column.items, column.size + length);
    for (let at = 0; at < length; at++) column.items[column.size + at] = items[first + at]!;
    column.size += length;
    column.numbers[rows + row] = column.size;
  }
}

/** The array, or a copy at least twice as large, with room for this many entries. */
function withRoom<T extends Float64Array | Int32Array>(array: T, size: number): T {
  if (size <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(size, array.length * 2));
  larger.set(array);
  return larger;
}
