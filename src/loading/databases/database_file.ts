import { closeSync, copyFileSync, existsSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { inputError, usageError } from '../../contract/errors.js';
import { readDuckdbFile } from '../../engines/duckdb/database_file.js';
import type { DatabaseRows } from './database_rows.js';
import { readSqliteFile } from './sqlite.js';

/** Whether `database:` names a database file, rather than where to find a URL. */
export function isDatabaseFile(database: string): boolean {
  return /\.(sqlite3?|db3?|duckdb|ddb)$/i.test(database) && !/^(file:|\$)|:\/\//.test(database);
}

/** Runs a query on a copy of a database file, so that the file itself is only read and nothing is created next to it. */
export async function readDatabaseFile(
  input: { readonly database: string; readonly query: string },
  key: string,
  folder: string,
  copy: string,
  take: (rows: DatabaseRows) => Promise<void>,
): Promise<void> {
  const { database, query } = input;
  const path = isAbsolute(database) ? database : join(folder, database);
  if (!existsSync(path) || !statSync(path).isFile())
    throw usageError(
      `${key}.database: the file "${database}" does not exist.`,
      'Paths are relative to the configuration file.',
    );
  const head = firstBytes(path, 24);
  if (head.subarray(8, 12).toString('latin1') === 'DUCK') await readDuckdbFile(path, query, take);
  else if (head.subarray(0, 15).toString('latin1') === 'SQLite format 3') {
    copySqlite(path, database, head, copy);
    await readSqliteFile(copy, query, take);
  } else
    throw inputError(
      `${key}.database: "${database}" is neither an SQLite nor a DuckDB database, or it is encrypted.`,
      'Export its tables as CSV or Parquet.',
    );
}

/** In this mode rows may still be in a second file; if there is none, the first file is complete. */
const writeAheadMode = 2;

function copySqlite(path: string, name: string, head: Buffer, copy: string): void {
  const waiting = ['-wal', '-journal'].find(
    (end) => existsSync(`${path}${end}`) && statSync(`${path}${end}`).size > 0,
  );
  if (waiting !== undefined)
    throw inputError(
      `${name}: the file "${name}${waiting}" next to it holds changes that it does not contain yet: a program has it open or was interrupted.`,
      'Close the program that writes to it, or make a copy with: sqlite3 FILE ".backup COPY".',
    );
  copyFileSync(path, copy);
  if (head[18] !== writeAheadMode && head[19] !== writeAheadMode) return;
  const file = openSync(copy, 'r+');
  writeSync(file, Buffer.from([1, 1]), 0, 2, 18);
  closeSync(file);
}

function firstBytes(path: string, count: number): Buffer {
  const file = openSync(path, 'r');
  const bytes = Buffer.alloc(count);
  readSync(file, bytes, 0, count, 0);
  closeSync(file);
  return bytes;
}
