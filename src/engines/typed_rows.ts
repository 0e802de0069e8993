import type { Engine, Value } from './engine.js';

/** What a column of a result holds: one of some words (null among them: or nothing), or a kind of value; `?`: or nothing. `whole`: a whole number of any size. */
export type CellShape = `${keyof CellTypes}${'' | '?'}` | readonly (string | null)[];

interface CellTypes {
  readonly text: string;
  readonly number: number;
  readonly whole: bigint;
  readonly flag: boolean;
}

/** The columns of a result in their order. */
export type Shape = Readonly<Record<string, CellShape>>;

type Cell<Of extends CellShape> = Of extends readonly (infer Word)[]
  ? Word
  : Of extends `${infer Kind extends keyof CellTypes}?`
    ? CellTypes[Kind] | null
    : Of extends keyof CellTypes
      ? CellTypes[Of]
      : never;

/** A row of a result of that shape. */
export type RowIn<S extends Shape> = { readonly [Name in keyof S]: Cell<S[Name]> };

/** Columns of one kind whose names are only known at run time, such as one per model. */
export function columnsLike<const Name extends string, const Of extends CellShape>(
  names: readonly Name[],
  shape: Of,
): Readonly<Record<Name, Of>> {
  return Object.fromEntries(names.map((name) => [name, shape])) as Record<Name, Of>;
}

/** Our names need no quotes, which engines write differently; one that would need them is our bug. */
function plainName(name: string): string {
  if (!/^[a-z]\w*$/.test(name)) throw new Error(`"${name}" is not a plain column name`);
  return name;
}

/** Columns of a table, read in one way: `rest` says which rows, and in which order. */
export function readTable<const S extends Shape>(
  engine: Pick<Engine, 'rows'>,
  table: string,
  shape: S,
  rest = '',
): Promise<RowIn<S>[]> {
  const columns = Object.keys(shape).map(plainName);
  return readRows(engine, shape, `SELECT ${columns.join(', ')} FROM ${table} ${rest}`, table);
}

/** The only row of a table or SELECT that always has exactly one. */
export async function readRow<const S extends Shape>(
  engine: Pick<Engine, 'rows'>,
  shape: S,
  select: string,
): Promise<RowIn<S>> {
  const [row] = await readRows(engine, shape, select);
  if (row === undefined) throw new Error(`no row: ${select}`);
  return row;
}

/** Reads a small result; if its columns have other names or types than the shape says, that is our bug. */
export async function readRows<const S extends Shape>(
  engine: Pick<Engine, 'rows'>,
  shape: S,
  select: string,
  name: string = select,
): Promise<RowIn<S>[]> {
  const rows: Record<string, Value | bigint>[] = await engine.rows(select);
  refuseOtherNames(name, Object.keys(shape), rows[0]);
  // in place, because there can be many rows
  for (const [column, of] of Object.entries(shape))
    for (const row of rows) row[column] = cellOf(row[column] ?? null, of, name, column);
  return rows as RowIn<S>[];
}

/** Throws if a row has other columns than the contract of its table says. */
export function refuseOtherNames(name: string, expected: readonly string[], row: object | undefined): void {
  const found = row === undefined ? expected : Object.keys(row);
  if (found.join() !== expected.join())
    throw new Error(`${name}: the rows have ${found.join()}, the contract says ${expected.join()}`);
}

/** Throws: a value of a column does not have the type that its table promises. */
export function wrongValue(name: string, column: string, expected: string, found: unknown): never {
  throw new Error(`${name}.${column}: found ${JSON.stringify(found)}, expected ${expected}`);
}

function cellOf(value: Value | bigint, of: CellShape, name: string, column: string): Value | bigint {
  if (typeof of !== 'string')
    return of.some((word) => word === value) ? value : wrongValue(name, column, of.join(', '), value);
  const kind = of.replace('?', '');
  if (value === null) return kind === of ? wrongValue(name, column, of, value) : null;
  if (kind === 'whole') return wholeOf(value) ?? wrongValue(name, column, of, value);
  return typeof value === typesOfKinds[kind] ? value : wrongValue(name, column, of, value);
}

const typesOfKinds: Readonly<Record<string, string>> = { text: 'string', number: 'number', flag: 'boolean' };

function wholeOf(value: Value | bigint): bigint | null {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : null;
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : null;
}
