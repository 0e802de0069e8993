import type { LiftReading } from '../claims/read.js';
import type { Config } from '../config/config.js';
import { type ColumnKinds, growingColumns, type RowColumns } from '../contract/row_columns.js';
import type { Engine, Reject, Row } from '../engines/engine.js';
import { refuseOtherNames, wrongValue } from '../engines/typed_rows.js';
import type { Source } from '../loading/load.js';
import type { ModelName } from '../models/index.js';
import type { Period } from '../project/period.js';
import type { OutputColumn, OutputColumns, RowOf } from './columns.js';

/** What a row of a published table is, and what each column means, in column order. */
export interface TableContract<Name extends string = string, Columns extends OutputColumns = OutputColumns> {
  readonly name: Name;
  readonly summary: string;
  readonly columns: Columns;
}

/** What the published tables are made from: the stages in the engine, and the counts. */
export interface RunMade {
  readonly engine: Engine;
  readonly config: Config;
  readonly models: readonly ModelName[];
  readonly rejects: readonly Reject[];
  readonly sources: readonly Source[];
  readonly period: Period;
  /** nothing later than this was read */
  readonly as_of_us: number;
  /** the reading of every tactic's effect */
  readonly lift: readonly LiftReading[];
}

/** One published table, each in its own file: its contract, and how its rows are made in their final order. */
export type Publisher<
  Name extends string = string,
  Columns extends OutputColumns = OutputColumns,
> = TableContract<Name, Columns> & (MadeRows<Columns> | PagedRows<Columns> | SelectedRows | StageRows);

interface MadeRows<Columns extends OutputColumns> {
  /** rows in the columns of the contract */
  readonly rows: (made: RunMade) => Promise<readonly RowOf<{ readonly columns: Columns }>[]>;
}

/** A table with one row per group and week: it is made some rows at a time and stored as columns. */
interface PagedRows<Columns extends OutputColumns> {
  /** rows in the columns of the contract */
  readonly pages: (made: RunMade) => AsyncIterable<readonly RowOf<{ readonly columns: Columns }>[]>;
}

/** A table that is one SELECT of its columns in their order. */
interface SelectedRows {
  readonly select: string;
}

/** A table that is a stage, unchanged. */
interface StageRows {
  readonly stage: string;
  /** the columns to order by, which make the order total */
  readonly order: string;
}

/** A published table; the type of its rows follows from its columns. */
export function published<const Name extends string, const Columns extends OutputColumns>(
  table: Publisher<Name, Columns>,
): Publisher<Name, Columns> {
  return table;
}

/** The rows of a table, checked against its contract. */
export async function rowsOf<Name extends string, Columns extends OutputColumns>(
  publisher: Publisher<Name, Columns>,
  made: RunMade,
): Promise<RowsOf<Columns>> {
  if ('pages' in publisher) {
    const growing = growingColumns<RowOf<{ readonly columns: Columns }>>(kindsOf(publisher));
    for await (const page of publisher.pages(made)) growing.add(typedRows(publisher, page));
    return growing.made();
  }
  if ('rows' in publisher) return typedRows(publisher, await publisher.rows(made));
  return typedRows(
    publisher,
    await made.engine.rows('select' in publisher ? publisher.select : stageSelect(publisher)),
  );
}

/** How the rows of a table are stored. */
export type RowsOf<Columns extends OutputColumns> =
  | readonly RowOf<{ readonly columns: Columns }>[]
  | RowColumns<RowOf<{ readonly columns: Columns }>>;

/** The same rows as columns. */
export function inColumns<Columns extends OutputColumns>(
  table: TableContract<string, Columns>,
  rows: Iterable<RowOf<{ readonly columns: Columns }>>,
): RowColumns<RowOf<{ readonly columns: Columns }>> {
  const growing = growingColumns<RowOf<{ readonly columns: Columns }>>(kindsOf(table));
  growing.add(rows);
  return growing.made();
}

/** Tables stored as columns only have non-empty texts, and numbers. */
function kindsOf<Columns extends OutputColumns>({
  name,
  columns,
}: TableContract<string, Columns>): ColumnKinds<RowOf<{ readonly columns: Columns }>> {
  const kinds = Object.entries<OutputColumn>(columns).map(([column, { kind, empty }]) => {
    if (kind === 'exact' || (kind === 'text' && empty))
      throw new Error(`${name}.${column}: cannot be stored as a column`);
    return [column, kind];
  });
  return Object.fromEntries(kinds) as ColumnKinds<RowOf<{ readonly columns: Columns }>>;
}

function stageSelect({ columns, stage, order }: TableContract & StageRows): string {
  return `SELECT ${Object.keys(columns).join(', ')} FROM ${stage} ORDER BY ${order}`;
}

/** The same rows; throws if one has other columns or types than the contract, which is our bug. */
export function typedRows<Columns extends OutputColumns>(
  table: TableContract<string, Columns>,
  rows: readonly Row[],
): readonly RowOf<{ readonly columns: Columns }>[] {
  refuseOtherNames(table.name, Object.keys(table.columns), rows[0]);
  if (!areRowsOf(table, rows)) throw new Error(`${table.name}: rows of another table`);
  return rows;
}

function areRowsOf<Columns extends OutputColumns>(
  { name, columns }: TableContract<string, Columns>,
  rows: readonly Row[],
): rows is readonly RowOf<{ readonly columns: Columns }>[] {
  for (const [column, contract] of Object.entries(columns))
    for (const row of rows) {
      const value = row[column];
      if (!isCellOf(contract, value)) wrongValue(name, column, expectedText(contract), value);
    }
  return true;
}

function isCellOf({ kind, empty, words }: OutputColumn, value: Row[string] | undefined): boolean {
  if (value === null) return empty;
  if (kind === 'text') return typeof value === 'string' && (words === null || words.includes(value));
  if (kind === 'number') return typeof value === 'number';
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+$/.test(value));
}

function expectedText({ kind, empty, words }: OutputColumn): string {
  const is = kind === 'exact' ? 'whole number' : kind;
  return `${words === null ? is : words.join(', ')}${empty ? ' or empty' : ''}`;
}

/** Rows by a key computed from their values. */
export function indexed<T, Key>(rows: readonly T[], keyOf: (row: T) => Key): Map<Key, T> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Rows that share a key, in their order. */
export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const mine = groups.get(key);
    if (mine === undefined) groups.set(key, [row]);
    else mine.push(row);
  }
  return groups;
}

/** ISO date of a day number since 1970-01-01. */
export function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
