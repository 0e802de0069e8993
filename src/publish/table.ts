import type { Config } from '../config/config.js';
import type { Engine, Reject, Row } from '../engines/engine.js';
import type { ModelName } from '../models/index.js';
import { type OutputTableName, outputTables } from '../output_tables.js';
import type { LiftReading } from '../studies/read.js';

/** A published table: its columns with SQL types, and its rows in their final order. */
export interface PublishedTable {
  readonly name: OutputTableName;
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
}

/** What the published tables are made from: the stages in the engine, and what was counted. */
export interface RunMade {
  readonly engine: Engine;
  readonly config: Config;
  readonly models: readonly ModelName[];
  readonly rejects: readonly Reject[];
  /** what was read of the effect of every tactic */
  readonly lift: readonly LiftReading[];
}

/** Makes one published table; one file each, the file's name is the table's. */
export type Publisher = (made: RunMade) => Promise<PublishedTable>;

/** Rows in the columns of the contract; throws if a row has others: that is our bug. */
export function tableOf(name: OutputTableName, rows: readonly Row[]): PublishedTable {
  const columns = Object.fromEntries(
    Object.entries(outputTables[name].columns).map(([column, { type }]) => [column, type]),
  );
  const found = Object.keys(rows[0] ?? columns);
  if (found.join() !== Object.keys(columns).join())
    throw new Error(
      `${name}: the rows have ${found.join()}, the contract says ${Object.keys(columns).join()}`,
    );
  return { name, columns, rows };
}

/** A table that is a stage as it stands; `order` are the columns that make its order total. */
export function stageTable(name: OutputTableName, order: string, stage: string = name): Publisher {
  const columns = Object.keys(outputTables[name].columns).join(', ');
  return async ({ engine }) =>
    tableOf(name, await engine.rows(`SELECT ${columns} FROM ${stage} ORDER BY ${order}`));
}

/** Rows by a key made of their values. */
export function indexed(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Rows that share a key, in their order. */
export function grouped(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const mine = groups.get(keyOf(row));
    if (mine === undefined) groups.set(keyOf(row), [row]);
    else mine.push(row);
  }
  return groups;
}

/** ISO date of a day number since 1970-01-01. */
export function dayText(day: Row[string] | undefined): string {
  return new Date(Number(day) * 86_400_000).toISOString().slice(0, 10);
}
