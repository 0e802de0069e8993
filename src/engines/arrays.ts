/** Tables in typed arrays, which an engine in this process reads and hands out without an object per row. */

export type ArrayType = 'INTEGER' | 'DOUBLE' | 'VARCHAR';

/** Texts of UTF-8: one record of four whole numbers each, the first of them its length in bytes. */
export interface Texts {
  /** a text of up to 12 bytes stands in its record; of a longer one the second and third number say where it begins in `long` */
  readonly records: Int32Array;
  readonly long: Uint8Array;
}

/** Texts of up to so many bytes stand in their records. */
export const shortText = 12;

export type ReadArray = Int32Array | Float64Array | Texts;

/** A table whose rows are told on demand, some at a time and in their order. */
export interface ArrayTable {
  readonly rows: number;
  readonly columns: readonly ArrayColumn[];
  /** Is called before the columns are asked for the rows `from` to `from + count`. */
  readonly prepare: (from: number, count: number) => void;
}

/** A column, asked for the rows that were prepared. */
export type ArrayColumn =
  | {
      readonly name: string;
      readonly type: 'INTEGER' | 'DOUBLE';
      /** Writes the value of every row, from the first one prepared. */
      readonly write: (items: Int32Array | Float64Array, count: number) => void;
    }
  | {
      readonly name: string;
      readonly type: 'VARCHAR';
      readonly texts: Texts;
      /** Writes the place of the text of every row. */
      readonly write: (places: Int32Array, count: number) => void;
    };

/** A function that tells the columns of rows by their places, for as many places at once as are asked for. */
export interface ArrayLookup {
  readonly name: string;
  readonly columns: readonly ArrayColumn[];
  /** Is called with the places before the columns are asked; -1 is no row. */
  readonly prepare: (places: Int32Array) => void;
}

/** What an engine in this process can do with arrays. */
export interface Arrays {
  /** Reads columns without NULL, in the order of the rows; `expected` is about how many there are. */
  read(select: string, columns: readonly ArrayType[], expected: number): Promise<ReadArray[]>;
  /** Makes the view `name` of a table in arrays: `select` reads it as `rows`. */
  give(name: string, table: ArrayTable, select: string): Promise<void>;
  /** Leaves so much memory to tables: arrays hold the rest. */
  leave(memory_bytes: number): Promise<void>;
  /** Makes the SQL function `name(place INTEGER)`: a STRUCT of its columns. */
  tell(lookup: ArrayLookup): void;
}

/** One text of many. */
export function textOf({ records, long }: Texts, place: number): Uint8Array {
  const length = records[4 * place]!;
  if (length > shortText) {
    const first = longPlace(records, place);
    return long.subarray(first, first + length);
  }
  return new Uint8Array(records.buffer, records.byteOffset + 16 * place + 4, length);
}

const halfRange = 2 ** 31;

/** Where a long text begins: the place does not fit into one whole number. */
function longPlace(records: Int32Array, place: number): number {
  return records[4 * place + 1]! * halfRange + records[4 * place + 2]!;
}

/** Writes where a long text begins. */
export function setLongPlace(records: Int32Array, place: number, first: number): void {
  records[4 * place + 1] = Math.floor(first / halfRange);
  records[4 * place + 2] = first % halfRange;
}

/** The texts in another order: `order` gives the place of each. */
export function textsInOrder({ records, long }: Texts, order: Int32Array): Texts {
  const moved = new Int32Array(records.length);
  for (let to = 0; to < order.length; to++) {
    const from = 4 * order[to]!;
    moved[4 * to] = records[from]!;
    moved[4 * to + 1] = records[from + 1]!;
    moved[4 * to + 2] = records[from + 2]!;
    moved[4 * to + 3] = records[from + 3]!;
  }
  return { records: moved, long };
}
