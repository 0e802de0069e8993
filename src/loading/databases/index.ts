import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { inputError, UserError, usageError } from '../../contract/errors.js';
import { inChunks } from '../../sources/copies/in_chunks.js';
import { csvLine } from '../../text/csv.js';
import { isDatabaseFile, readDatabaseFile } from './database_file.js';
import type { DatabaseRows, ReadDatabase } from './database_rows.js';
import { readMysql } from './mysql.js';
import { readPostgres } from './postgres.js';

/** The query of an input, as configured. */
export interface DatabaseInput {
  /** $NAME of an environment variable, or file:PATH of a file, that holds the URL */
  readonly database: string;
  readonly query: string;
}

const readers: Readonly<Record<string, ReadDatabase>> = {
  'postgres:': readPostgres,
  'postgresql:': readPostgres,
  'mysql:': readMysql,
  'mariadb:': readMysql,
};

/** Runs the query of an input and writes its result as CSV. No message contains the URL. */
export async function writeQuery(
  input: DatabaseInput,
  key: string,
  folder: string,
  target: string,
): Promise<void> {
  refuseNoSelect(input.query, key);
  if (isDatabaseFile(input.database)) {
    await ofFile(input, key, folder, target);
    return;
  }
  const url = urlOf(input.database, key, folder);
  const reader = readers[url.protocol];
  if (reader === undefined)
    throw usageError(
      `${key}.database: found a URL that begins with ${url.protocol}, expected postgres:, mysql: or mariadb:.`,
      'Name an SQLite or DuckDB file directly, such as `database: shop.sqlite`; export the tables of other databases as CSV or Parquet.',
    );
  try {
    await reader({ url, query: input.query }, (rows) => writeRows(rows, key, target));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw databaseError(error, key, url);
  }
}

/** A database file: any error comes from the query or from the file. */
async function ofFile(input: DatabaseInput, key: string, folder: string, target: string): Promise<void> {
  try {
    await readDatabaseFile(input, key, folder, `${target}.copy`, (rows) => writeRows(rows, key, target));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const said = String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
    throw usageError(
      `${key}: ${input.database}: ${said.replace(/[\s.]+$/, '').slice(0, 200)}.`,
      'Correct the query (it may only read), or close the program that has the file open.',
    );
  }
}

async function writeRows({ columns, rows }: DatabaseRows, key: string, target: string): Promise<void> {
  refuseTwice(columns, key);
  const lines = (async function* () {
    yield csvLine(columns);
    for await (const row of rows) yield csvLine(row);
  })();
  await pipeline(inChunks(lines), createWriteStream(target));
}

/** Two columns of one name, in whatever case, cannot be told apart by it. */
export function refuseTwice(columns: readonly string[], key: string): void {
  const names = columns.map((column) => column.toLowerCase());
  const twice = columns.find((_, place) => names.indexOf(names[place] ?? '') !== place);
  if (twice !== undefined)
    throw usageError(`${key}.query returns the column "${twice}" twice.`, 'Rename one of them with AS.');
}

/** A query is a single SELECT: anything else is refused before it is sent. */
export function refuseNoSelect(query: string, key: string): void {
  if (/^\s*(\(|--[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*)*(select|with)\b/i.test(query)) return;
  throw usageError(`${key}.query is no SELECT.`, 'Databases are only read: write one SELECT.');
}

/** The URL, from where the configuration says to find it; never from the configuration itself, which is stored and shown. */
function urlOf(database: string, key: string, folder: string): URL {
  const variable = /^\$\{?(\w+)\}?$/.exec(database)?.[1];
  const path = /^file:(.+)$/.exec(database)?.[1];
  if (variable === undefined && path === undefined)
    throw usageError(
      `${key}.database does not say where to find the URL.`,
      'A URL contains a password: put it in an environment variable and write `database: $WAREHOUSE_URL`, or in a file and write `database: file:warehouse.url`.',
    );
  const text = variable === undefined ? fileText(path ?? '', key, folder) : process.env[variable];
  if (text === undefined || text.trim() === '')
    throw usageError(
      `${key}.database: the environment variable ${variable ?? ''} is not set.`,
      `Set it to the URL of the database, such as postgres://user:password@host/name.`,
    );
  try {
    return new URL(text.trim());
  } catch {
    throw usageError(
      `${key}.database: ${database} does not contain a URL.`,
      'A URL looks like postgres://user:password@host:5432/name; write special characters of a password as %40 and the like.',
    );
  }
}

function fileText(path: string, key: string, folder: string): string {
  const whole = isAbsolute(path) ? path : join(folder, path);
  if (existsSync(whole)) return readFileSync(whole, 'utf8');
  throw usageError(
    `${key}.database: the file "${path}" does not exist.`,
    'Paths are relative to the configuration file.',
  );
}

/** What went wrong, in one sentence. Servers repeat names and parts of queries, but never passwords. */
function databaseError(error: unknown, key: string, { hostname, port }: URL): Error {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  const server = `the database server ${hostname}${port === '' ? '' : `:${port}`}`;
  if (/^(28P01|28000|ER_ACCESS_DENIED_ERROR|ER_DBACCESS_DENIED_ERROR)$/.test(code))
    return inputError(
      `${key}: ${server} refused the user or the password.`,
      'Check the URL and the permissions of the user.',
    );
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(code))
    return inputError(
      `${key}: ${server} cannot be reached (${code}).`,
      'Check the host and port in the URL, and that the server is running.',
    );
  if (
    /^(57014|ETIMEDOUT|PROTOCOL_SEQUENCE_TIMEOUT|ER_STATEMENT_TIMEOUT|ER_QUERY_TIMEOUT)$/.test(code) ||
    /time-?d? ?out/i.test(message)
  )
    return inputError(
      `${key}: ${server} did not answer in time.`,
      'Narrow the query, or export its result as a file.',
    );
  if (
    /^(ECONNRESET|EPIPE|57P01|57P02|08\w{3}|PROTOCOL_CONNECTION_LOST)$/.test(code) ||
    /terminated|closed|lost/i.test(message)
  )
    return inputError(`${key}: the connection to ${server} was lost.`, 'Nothing was counted. Run it again.');
  const said =
    message
      .split('\n', 1)[0]
      ?.replace(/[\s.]+$/, '')
      .slice(0, 200) ?? '';
  return usageError(`${key}.query: ${server} says: ${said}.`, 'Correct the query; it may only read.');
}
