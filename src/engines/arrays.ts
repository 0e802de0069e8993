/** Tables in typed arrays, which an engine in this process reads and hands out without one object per row. */

export type ArrayType = 'INTEGER' | 'DOUBLE' | 'VARCHAR';

/** UTF-8 texts: one record of four whole numbers each, the first of which is the length in bytes. */
export interface Texts {
  /** a text of up to 12 bytes is stored in its record; for a longer one the second and third numbers say where it begins in `long` */
  readonly records: Int32Array;
  readonly long: Uint8Array;
}

/** Texts of up to this many bytes are stored in their records. */
export const shortText = 12;

export type ReadArray = Int32Array | Float64Array | Texts;

/** A table whose rows are computed on demand, in order, some at a time. */
export interface ArrayTable {
  readonly rows: number;
  readonly columns: readonly ArrayColumn[];
  /** Called before the columns are asked for the rows `from` to `from + count`. */
  readonly prepare: (from: number, count: number) => void;
}

/** A column, asked for the rows that were prepared. */
export type ArrayColumn =
  | {
      readonly name: string;
      readonly type: 'INTEGER' | 'DOUBLE';
      /** Writes the value of every row, starting with the first one prepared. */
      readonly write: (items: Int32Array | Float64Array, count: number) => void;
    }
  | {
      readonly name: string;
      readonly type: 'VARCHAR';
      readonly texts: Texts;
      /** Writes the position of the text of every row. */
      readonly write: (places: Int32Array, count: number) => void;
    };

/** A function that returns the columns of rows by position, for as many positions at once as requested. */
export interface ArrayLookup {
  readonly name: string;
  readonly columns: readonly ArrayColumn[];
  /** Called with the positions before the columns are asked; -1 means no row. */
  readonly prepare: (places: Int32Array) => void;
}

/** What an engine in this process can do with arrays. */
export interface Arrays {
  /** Reads columns without NULL, in the order of the rows; `expected` is roughly how many there are. */
  read(select: string, columns: readonly ArrayType[], expected: number): Promise<ReadArray[]>;
  /** Creates the view `name` of a table in arrays: `select` reads it as `rows`. */
  give(name: string, table: ArrayTable, select: string): Promise<void>;
  /** Drops the view of a table in arrays, which need not be kept any longer. */
  drop(name: string): Promise<void>;
  /** Leaves this much memory to tables, because arrays hold the rest; the returned function leaves them as much as before. */
  leave(memory_bytes: number): Promise<() => Promise<void>>;
  /** Creates the SQL function `name(place INTEGER)`: a STRUCT of its columns. */
  define(lookup: ArrayLookup): void;
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

/** Where a long text begins: the position does not fit into one whole number. */
function longPlace(records: Int32Array, place: number): number {
  return records[4 * place + 1]! * halfRange + records[4 * place + 2]!;
}

/** Writes where a long text begins. */
export function setLongPlace(records: Int32Array, place: number, first: number): void {
  records[4 * place + 1] = Math.floor(first / halfRange);
  records[4 * place + 2] = first % halfRange;
}

/** The texts in another order: `order` gives the position of each. */
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
