import type { Config } from '../config/config.js';
import type { Engine, Reject, Row } from '../engines/engine.js';
import type { ModelName } from '../models/index.js';
import type { Period } from '../project/period.js';
import type { Source } from '../sources/load.js';
import type { LiftReading } from '../tasks/studies/read.js';
import type { OutputColumn } from './columns.js';

/** What a row of a published table is, and what each column means, in their order. */
export interface TableContract {
  readonly name: string;
  readonly summary: string;
  readonly columns: Readonly<Record<string, OutputColumn>>;
}

/** What the published tables are made from: the stages in the engine, and what was counted. */
export interface RunMade {
  readonly engine: Engine;
  readonly config: Config;
  readonly models: readonly ModelName[];
  readonly rejects: readonly Reject[];
  readonly sources: readonly Source[];
  readonly period: Period;
  /** nothing later was read */
  readonly as_of_us: number;
  /** what was read of the effect of every tactic */
  readonly lift: readonly LiftReading[];
}

/** One published table, one file each: its contract, and how its rows are made in their final order. */
export type Publisher = TableContract & (MadeRows | StageRows);

interface MadeRows {
  /** rows in the columns of the contract */
  readonly rows: (made: RunMade) => Promise<Row[]>;
}

/** A table that is a stage as it stands. */
interface StageRows {
  readonly stage: string;
  /** the columns that make the order of its rows total */
  readonly order: string;
}

/** The rows of a table; throws if one has other columns than the contract says: that is our bug. */
export async function rowsOf(publisher: Publisher, made: RunMade): Promise<Row[]> {
  const columns = Object.keys(publisher.columns);
  const rows =
    'rows' in publisher
      ? await publisher.rows(made)
      : await made.engine.rows(
          `SELECT ${columns.join(', ')} FROM ${publisher.stage} ORDER BY ${publisher.order}`,
        );
  const found = Object.keys(rows[0] ?? publisher.columns);
  if (found.join() !== columns.join())
    throw new Error(`${publisher.name}: the rows have ${found.join()}, the contract says ${columns.join()}`);
  return rows;
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
