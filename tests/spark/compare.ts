/** Compares what two runs published, table by table: whole numbers and texts equal, fractions within 1e-9. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { query } from '../black_box.js';

/** One micro-credit: the last bit of an exponential may move one of them to the next touch of the path. */
const microCredit = 1e-6;

/** The names of the tables that a run wrote. */
export function tablesOf(out: string): string[] {
  return readdirSync(join(out, 'tables'))
    .filter((file) => file.endsWith('.parquet'))
    .map((file) => file.replace('.parquet', ''))
    .sort();
}

/** Expects every table of two runs to hold the same rows in the same order. */
export async function expectSameTables(expected: string, found: string): Promise<void> {
  expect(tablesOf(found)).toEqual(tablesOf(expected));
  for (const table of tablesOf(expected))
    expect(await differences(table, expected, found), table).toEqual([]);
}

/** Up to ten rows that differ, as [expected, found]. */
async function differences(table: string, expected: string, found: string): Promise<unknown[]> {
  const [ours, theirs] = [expected, found].map((out) => parquet(out, table));
  const [count] = await query(`SELECT
    (SELECT count(*) FROM (SELECT * FROM ${ours} EXCEPT ALL SELECT * FROM ${theirs}))
    + (SELECT count(*) FROM (SELECT * FROM ${theirs} EXCEPT ALL SELECT * FROM ${ours})) AS different`);
  if (count?.different === 0) return [];
  const [ourRows, theirRows] = [await query(`SELECT * FROM ${ours}`), await query(`SELECT * FROM ${theirs}`)];
  if (ourRows.length !== theirRows.length) return [[ourRows.length, theirRows.length]];
  return ourRows
    .map((row, place) => [row, theirRows[place] ?? {}] as const)
    .filter(([row, other]) => Object.keys(row).some((column) => !isClose(table, column, row, other)))
    .slice(0, 10);
}

type Row = Readonly<Record<string, unknown>>;

const runHash = /\b[0-9a-f]{12,16}\b/;

function isClose(table: string, column: string, ours: Row, theirs: Row): boolean {
  const [a, b] = [ours[column], theirs[column]];
  if (a === b) return true;
  // Files that stay elsewhere have no hash: such a run has one of its own, and its report names it.
  if (table === 'findings' && typeof a === 'string' && typeof b === 'string')
    return a.replace(runHash, '') === b.replace(runHash, '');
  if (typeof a !== 'number' || typeof b !== 'number') return false;
  if (table === 'credit') return column === 'time_decay' && Math.abs(a - b) <= 1;
  const slack = ours.model === 'time_decay' ? microCredit * Math.max(1, Number(ours.any_touch ?? 1)) : 0;
  return Math.abs(a - b) <= slack + 1e-9 * Math.max(1, Math.abs(a));
}

function parquet(out: string, table: string): string {
  const path = join(out, 'tables', `${table}.parquet`);
  if (!existsSync(path)) throw new Error(`${path} is not there`);
  return `read_parquet('${path.replaceAll("'", "''")}')`;
}
