/** Typed arrays as tables, and large results as typed arrays: for the stages that are made in this process. */
import type { DuckDBConnection } from '@duckdb/node-api';
import bindings from '@duckdb/node-bindings';
import {
  type ArrayColumn,
  type ArrayLookup,
  type ArrayTable,
  type ArrayType,
  type ReadArray,
  setLongPlace,
  shortText,
  type Texts,
  textOf,
} from '../arrays.js';
import { DOUBLE, DuckDBScalarFunction, DuckDBTableFunction, INTEGER, STRUCT, VARCHAR } from './node_api.js';

const types = { INTEGER, DOUBLE, VARCHAR };

/** The name of the table function that hands out arrays. */
const functionName = 'array_rows';

/** The SELECT of a table that was given. */
export function selectGiven(name: string): string {
  return `SELECT * FROM ${functionName}('${name}')`;
}

/** Makes the tables of this list known to SQL; tables added to the list later are known as well. */
export function registerArrays(connection: DuckDBConnection, tables: ReadonlyMap<string, ArrayTable>): void {
  connection.registerTableFunction(
    DuckDBTableFunction.create({
      name: functionName,
      parameterTypes: [VARCHAR],
      supportsProjectionPushdown: true,
      bindFunction: (info) => {
        const table = tables.get(String(info.getParameter(0)));
        if (table === undefined) throw new Error(`no arrays ${info.getParameter(0)}`);
        for (const { name, type } of table.columns) info.addResultColumn(name, types[type]);
        info.setCardinality(table.rows, true);
        info.setBindData({ table });
      },
      initFunction: (info) => info.setInitData({ at: 0, wanted: info.getColumnIndexes() }),
      mainFunction: (info, output) => {
        const { table } = info.bindData as { table: ArrayTable };
        const state = info.initData as { at: number; wanted: readonly number[] };
        const count = Math.min(2048, table.rows - state.at);
        output.rowCount = count;
        if (count === 0) return;
        table.prepare(state.at, count);
        for (const [place, column] of state.wanted.entries())
          fill(bindings.data_chunk_get_vector(output.chunk, place), table.columns[column]!, count);
        state.at += count;
      },
    }),
  );
}

/** Makes a function of a row's position known to SQL; it is called once per row even if several of its columns are read. */
export function registerLookup(connection: DuckDBConnection, lookup: ArrayLookup): void {
  const fields = Object.fromEntries(lookup.columns.map(({ name, type }) => [name, types[type]]));
  const known = DuckDBScalarFunction.create({
    name: lookup.name,
    returnType: STRUCT(fields),
    parameterTypes: [INTEGER],
    volatile: true,
    mainFunction: () => {},
  });
  bindings.scalar_function_set_function(known.scalar_function, (_, input, output) => {
    const count = bindings.data_chunk_get_size(input);
    const raw = bindings.vector_get_data(bindings.data_chunk_get_vector(input, 0), 4 * count);
    lookup.prepare(new Int32Array(raw.buffer, raw.byteOffset, count));
    for (const [place, column] of lookup.columns.entries())
      fill(bindings.struct_vector_get_child(output, place), column, count);
  });
  connection.registerScalarFunction(known);
}

/** As many rows as DuckDB requests at once. */
const mostRows = 2048;

/** Where the rows of a column are written before they are copied: one array for all, because every new one is zeroed first. */
const scratch = {
  INTEGER: new Int32Array(mostRows),
  DOUBLE: new Float64Array(mostRows),
  VARCHAR: new Int32Array(4 * mostRows),
};

function fill(vector: bindings.Vector, column: ArrayColumn, count: number): void {
  const items = scratch[column.type];
  if (column.type === 'VARCHAR') {
    column.write(scratch.INTEGER, count);
    writeTexts(vector, column.texts, scratch.INTEGER, count);
    return;
  }
  column.write(items, count);
  bindings.copy_data_to_vector(vector, 0, items.buffer, 0, count * items.BYTES_PER_ELEMENT);
}

/** The records are DuckDB's except for long texts, each of which needs a call. */
function writeTexts(vector: bindings.Vector, texts: Texts, places: Int32Array, count: number): void {
  const { records } = texts;
  const written = scratch.VARCHAR;
  let long = 0;
  for (let row = 0; row < count; row++) {
    const from = 4 * places[row]!;
    const isLong = records[from]! > shortText;
    if (isLong) long++;
    written[4 * row] = isLong ? 0 : records[from]!;
    written[4 * row + 1] = isLong ? 0 : records[from + 1]!;
    written[4 * row + 2] = isLong ? 0 : records[from + 2]!;
    written[4 * row + 3] = isLong ? 0 : records[from + 3]!;
  }
  bindings.copy_data_to_vector(vector, 0, written.buffer, 0, 16 * count);
  for (let row = 0; long > 0 && row < count; row++)
    if (records[4 * places[row]!]! > shortText)
      bindings.vector_assign_string_element_len(vector, row, textOf(texts, places[row]!));
}

/** Reads a result without NULL in the order of its rows, one array per column. */
export async function readArrays(
  connection: DuckDBConnection,
  select: string,
  columns: readonly ArrayType[],
  expected: number,
): Promise<ReadArray[]> {
  const result = await connection.stream(select);
  const growing = columns.map((type) =>
    type === 'VARCHAR' ? growTexts(expected) : growNumbers(type, expected),
  );
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return growing.map((column) => column.end());
    for (const [place, column] of growing.entries())
      column.append(bindings.data_chunk_get_vector(chunk.chunk, place), chunk.rowCount);
  }
}

interface Growing {
  readonly append: (vector: bindings.Vector, count: number) => void;
  readonly end: () => ReadArray;
}

function growNumbers(type: 'INTEGER' | 'DOUBLE', expected: number): Growing {
  let items = type === 'INTEGER' ? new Int32Array(expected) : new Float64Array(expected);
  let size = 0;
  return {
    append: (vector, count) => {
      items = withRoom(items, size + count);
      const raw = bindings.vector_get_data(vector, count * items.BYTES_PER_ELEMENT);
      new Uint8Array(items.buffer).set(raw, size * items.BYTES_PER_ELEMENT);
      size += count;
    },
    end: () => items.subarray(0, size),
  };
}

/** A DuckDB text is a record: its length and the text itself if it is short, otherwise where it is. */
function growTexts(expected: number): Growing {
  let records = new Int32Array(4 * expected);
  let long = new Uint8Array(1024);
  let [size, used] = [0, 0];
  return {
    append: (vector, count) => {
      const raw = bindings.vector_get_data(vector, 16 * count);
      records = withRoom(records, 4 * (size + count));
      new Uint8Array(records.buffer).set(raw, 16 * size);
      for (let row = 0; row < count; row++) {
        const length = records[4 * (size + row)]!;
        if (length <= shortText) continue;
        long = withRoom(long, used + length);
        long.set(pointedTo(raw, 16 * row + 8, length), used);
        setLongPlace(records, size + row, used);
        used += length;
      }
      size += count;
    },
    end: () => ({ records: records.subarray(0, 4 * size), long: long.subarray(0, used) }),
  };
}

/** The bytes that the address at this position of the data points to. */
function pointedTo({ buffer, byteOffset }: Uint8Array, at: number, length: number): Uint8Array {
  if (!(buffer instanceof ArrayBuffer)) throw new Error('data of DuckDB in shared memory');
  return bindings.get_data_from_pointer(buffer, byteOffset + at, length);
}

/** The array, or a larger copy of it with room for this many entries. */
function withRoom<T extends Int32Array | Float64Array | Uint8Array>(array: T, size: number): T {
  if (size <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(size, 1024, array.length * 2));
  larger.set(array);
  return larger;
}
