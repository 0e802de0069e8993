import { closeSync, mkdirSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance as Instance } from '@duckdb/node-api';
import { Interrupted, UserError, usageError } from '../../contract/errors.js';
import { inNative } from '../../contract/native_calls.js';
import { version as programVersion } from '../../contract/version.js';
import type { FileFormat } from '../../sources/format.js';
import { mostDecimalDigits } from '../../sources/physical_fit.js';
import type { LoadPlan } from '../../sources/plan.js';
import type { ArrayTable } from '../arrays.js';
import type { Engine, EngineOptions, Publication, Row } from '../engine.js';
import { readStage, writeStage } from '../stage_files.js';
import { fileContent, passingKeys, stageKeys } from '../stage_keys.js';
import { readArrays, registerArrays, registerLookup, selectGiven } from './array_tables.js';
import { type Column, readColumns } from './columns.js';
import { csvColumn, prependMark } from './csv_columns.js';
import { explainFailure } from './failure.js';
import { jsonFormat } from './file_reader.js';
import { emptySelect } from './load.js';
import { loadSafely, loadTable, type Tools } from './load_table.js';
import { localDayMacro } from './local_days.js';
import { DuckDBInstance } from './node_api.js';
import { readPlainRows } from './plain_rows.js';
import { appendRows } from './put.js';
import { isSmallInput } from './small_input.js';
import { identifier, literal, pathLiteral } from './text.js';

const preludeUrl = new URL('../../../src/sql/prelude.duckdb.sql', import.meta.url);

/** DuckDB in this process, which also hands over large results in bulk. */
export interface DuckdbEngine extends Engine {
  /** Reads a result of DOUBLE and INTEGER[] columns as typed arrays. */
  readonly columns: (select: string) => Promise<Column[]>;
}

/** Opens DuckDB inside this process: no network, no external extensions; stages are kept only if finished ones are to be reused. */
export async function openDuckdb(options: EngineOptions): Promise<DuckdbEngine> {
  const instance = await inNative(() => createInstance(options));
  const connection = await inNative(() => instance.connect());
  const state = { interrupted: false };
  const run = (sql: string) => runSql(connection, sql, state);
  const settings = [
    "SET TimeZone = 'UTC'",
    'SET enable_progress_bar = true',
    'SET enable_progress_bar_print = false',
    'SET preserve_insertion_order = false',
    // Otherwise every long list of words becomes a join, which is executed whether or not a row or a stage needs it.
    "SET disabled_optimizers = 'in_clause'",
  ];
  const prelude = readFileSync(preludeUrl, 'utf8');
  for (const sql of [...settings, ...statements(prelude)]) await run(sql);
  const isKept = options.finished === 'use';
  const folder = isKept ? options.stages : options.scratch;
  mkdirSync(folder, { recursive: true });

  const rows = run;
  const names = new Map<string, 'VIEW' | 'TABLE'>();
  /** Makes way for a name: whatever has it already is replaced if it is of the same kind, otherwise dropped. */
  const claim = async (name: string, kind: 'VIEW' | 'TABLE'): Promise<void> => {
    const other = names.get(name);
    if (other !== undefined && other !== kind) await run(`DROP ${other} IF EXISTS ${identifier(name)}`);
    names.set(name, kind);
  };
  const view = async (name: string, select: string): Promise<void> => {
    await claim(name, 'VIEW');
    await run(`CREATE OR REPLACE TEMP VIEW ${identifier(name)} AS ${select}`);
  };
  const open = (name: string, path: string) =>
    view(name, `SELECT * FROM read_parquet(${pathLiteral(path)}, hive_partitioning = false)`);
  const version = String((await rows('SELECT version() AS v'))[0]?.v);
  const keys = isKept ? stageKeys(['duckdb', version, programVersion, prelude]) : passingKeys();
  const store = async (name: string, key: string, select: string, isSmall: boolean): Promise<number> => {
    if (isSmall && !isKept) return table(name, select);
    const path = join(folder, `${name}.${key}.parquet`);
    const rowsMade =
      (await readStage(path, rowsIn)) ?? (await writeStage(path, isKept, (part) => write(part, select)));
    await open(name, path);
    return rowsMade;
  };
  /** A table of its own: for a small run, making and reading one costs less than a file and a view of it. */
  const table = async (name: string, select: string): Promise<number> => {
    await setThreads(ofSmall());
    await setOrder('free');
    await claim(name, 'TABLE');
    const [made] = await rows(`CREATE OR REPLACE TEMP TABLE ${identifier(name)} AS ${select}`);
    return Number(made?.Count ?? 0);
  };
  const write = async (path: string, select: string): Promise<number> => {
    await giveBack();
    await setThreads('all');
    await setOrder('free');
    const [made] = await rows(
      `COPY (${select}) TO ${literal(path)} (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1)`,
    );
    return Number(made?.Count ?? 0);
  };
  const rowsIn = async (path: string): Promise<number> => {
    const [found] = await rows(`SELECT num_rows FROM parquet_file_metadata(${pathLiteral(path)})`);
    return Number(found?.num_rows ?? 0);
  };
  let isSmall = true;
  let order: 'free' | 'kept' = 'free';
  const setOrder = async (wanted: typeof order): Promise<void> => {
    if (wanted !== order) await run(`SET preserve_insertion_order = ${wanted === 'kept'}`);
    order = wanted;
  };
  /** Small tables gain nothing from several threads, which wait for each other; a requested number is kept. */
  const ofSmall = () => (options.threads === null ? 'one' : 'all');
  let threads: 'one' | 'all' = 'all';
  const setThreads = async (wanted: typeof threads): Promise<void> => {
    if (wanted === threads) return;
    if (wanted === 'one') await run('SET threads = 1');
    else await run(options.threads === null ? 'RESET threads' : `SET threads = ${options.threads}`);
    threads = wanted;
  };
  /** Before rows are published: in their order, and by as many threads as can work at once. */
  const inOrder = async ({ calls_arrays }: Publication): Promise<void> => {
    await setOrder('kept');
    await setThreads(calls_arrays ? 'one' : isSmall ? ofSmall() : 'all');
  };
  let memory = options.memory;
  const limitMemory = async (wanted: string): Promise<void> => {
    await run(`SET memory_limit = ${literal(wanted)}`);
    memory = wanted;
  };
  /** Returns to the machine what earlier statements have freed: the allocator keeps it, and what the next one needs would come on top. DuckDB does so when its limit is set. */
  const giveBack = async (): Promise<void> => {
    if (process.memoryUsage.rss() > keptBytes) await limitMemory(memory);
  };
  /** The SELECT with its labels looked up in lists, so that the order of the rows is kept; and its columns with their types. */
  const labelled = async ({ select, labels }: Publication) => {
    for (const [column, pairs] of Object.entries(labels)) await labelList(column, pairs);
    const described = (await rows(`DESCRIBE ${select}`)).map((row) => [
      String(row.column_name),
      labels[String(row.column_name)] === undefined ? String(row.column_type) : 'VARCHAR',
    ]);
    const types: Readonly<Record<string, string>> = Object.fromEntries(described);
    const columns = Object.keys(types).map((column) =>
      labels[column] === undefined
        ? identifier(column)
        : `CAST(getvariable(${literal(labelName(column))})[${identifier(column)}] AS ${identifier(labelName(column))}) AS ${identifier(column)}`,
    );
    return { select: `SELECT ${columns.join(', ')} FROM (${select})`, types };
  };
  /** The labels of a column as a list by number, with its own type: a file then holds each label once for many rows. */
  const labelList = async (column: string, pairs: string): Promise<void> => {
    const type = identifier(labelName(column));
    await run(`DROP TYPE IF EXISTS ${type}`);
    await run(
      `CREATE TYPE ${type} AS ENUM (SELECT DISTINCT label FROM (${pairs}) WHERE label IS NOT NULL ORDER BY label)`,
    );
    await run(
      `SET VARIABLE ${type} = (SELECT coalesce(list(CAST(label AS ${type}) ORDER BY no), CAST([] AS ${type}[])) FROM (${pairs}))`,
    );
  };
  const given = new Map<string, ArrayTable>();
  registerArrays(connection, given);
  return {
    name: 'duckdb',
    version,
    rows,
    columns: (select) => attempt(select, state, () => readColumns(connection, select)),
    arrays: {
      read: async (select, columns, expected) => {
        await setThreads('all');
        await setOrder('kept');
        return attempt(select, state, () => readArrays(connection, select, columns, expected));
      },
      leave: async (memory_bytes) => {
        const before = memory;
        await limitMemory(`${Math.round(memory_bytes / 1e6)}MB`);
        return () => limitMemory(before);
      },
      define: (lookup) => registerLookup(connection, lookup),
      give: async (name, table, select) => {
        given.set(name, table);
        await view(name, `WITH rows AS (${selectGiven(name)}) ${select}`);
      },
      drop: async (name) => {
        given.delete(name);
        names.delete(name);
        await run(`DROP VIEW IF EXISTS ${identifier(name)}`);
      },
    },
    open: (name, path) => {
      keys.given(name, fileContent(path));
      return open(name, path);
    },
    view: (name, select) => {
      keys.made(name, select);
      return view(name, select);
    },
    make: (name, select) => store(name, keys.made(name, select), select, isSmall),
    load: (plan: LoadPlan) => {
      isSmall &&= isSmallInput(plan);
      const storeInput: Tools['store'] = (name, key, select) => store(name, key, select, isSmallInput(plan));
      return loadSafely(plan, (one) =>
        loadTable(one, folder, keys, { rows, view, store: storeInput, isKept }),
      );
    },
    loadNothing: ({ table }) => {
      keys.given(`in_${table}`, null);
      return view(`in_${table}`, emptySelect(table));
    },
    expectDays: async (zone, from_us, to_us) => {
      await run(await localDayMacro(prelude, zone, from_us, to_us, rows));
    },
    find: refuseElsewhere,
    bring: refuseElsewhere,
    describe: (path, format) => describe(path, format, rows),
    put: async (name, columns, data) => {
      keys.put(name, columns, data);
      await claim(name, 'TABLE');
      const typed = Object.entries(columns).map(([column, type]) => `${identifier(column)} ${type}`);
      await run(`CREATE OR REPLACE TEMP TABLE ${identifier(name)} (${typed.join(', ')})`);
      await appendRows(connection, name, columns, data);
    },
    publishParquet: async (publication, path) => {
      await giveBack();
      await inOrder(publication);
      const isBare = Object.keys(publication.labels).length === 0;
      const { select } = isBare ? publication : await labelled(publication);
      const [written] = await run(
        `COPY (${select}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 122880, DICTIONARY_SIZE_LIMIT 4096)`,
      );
      return Number(written?.Count ?? 0);
    },
    publishCsv: async (publication, path, reader) => {
      await inOrder(publication);
      const { select, types } = await labelled(publication);
      const columns = Object.entries(types).map(([name, type]) => csvColumn(name, type, reader));
      await run(
        `COPY (SELECT ${columns.join(', ')} FROM (${select})) TO ${literal(path)} (FORMAT csv, HEADER true)`,
      );
      if (reader === 'spreadsheets') await prependMark(path);
    },
    progress: () => {
      const share = connection.progress.percentage;
      return share >= 0 ? share / 100 : null;
    },
    interrupt: () => {
      state.interrupted = true;
      connection.interrupt();
    },
    dropStages: async () => rmSync(options.stages, { recursive: true, force: true }),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function refuseElsewhere(url: string): Promise<never> {
  throw usageError(
    `"${url}" is on another machine, and the duckdb engine reads only files on this one.`,
    'Use engine: { kind: spark } (or --engine spark), or copy the file here.',
  );
}

/** A process of this size keeps what it has freed: asking for less takes longer than it is worth. */
const keptBytes = 350e6;

/** The name of the type and the list that hold the labels of a column. */
function labelName(column: string): string {
  return `labels_${column}`;
}

async function createInstance(options: EngineOptions): Promise<Instance> {
  const settings: Record<string, string> = {
    memory_limit: options.memory,
    temp_directory: join(options.scratch, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  };
  if (options.threads !== null) settings.threads = String(options.threads);
  return DuckDBInstance.create(':memory:', settings);
}

/** The statements of a prelude. */
export function statements(sql: string): string[] {
  return sql
    .replace(/^--.*$/gm, '')
    .split(';')
    .filter((statement) => statement.trim() !== '');
}

function runSql(connection: DuckDBConnection, sql: string, state: { interrupted: boolean }): Promise<Row[]> {
  return attempt(sql, state, () => readPlainRows(connection, sql));
}

/** Does the work of one statement; errors are reported in the user's terms. */
async function attempt<T>(sql: string, state: { interrupted: boolean }, work: () => Promise<T>): Promise<T> {
  if (state.interrupted) throw new Interrupted();
  try {
    return await inNative(work);
  } catch (error) {
    throw state.interrupted ? new Interrupted() : explainFailure(error, sql);
  }
}

/** Compression of a file by its first bytes, whatever its name. */
function compressionOf(path: string): 'gzip' | 'zstd' | 'uncompressed' {
  const head = Buffer.alloc(4);
  const handle = openSync(path, 'r');
  readSync(handle, head, 0, 4, 0);
  closeSync(handle);
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return head.readUInt32LE(0) === 0xfd2fb528 ? 'zstd' : 'uncompressed';
}

/** The columns of a file and their types; a JSON key without a character is no column: nothing can name it. */
async function describe(
  path: string,
  format: Pick<FileFormat, 'format' | 'layout'>,
  rows: Engine['rows'],
): Promise<Record<string, string>> {
  if (format.format === 'parquet') {
    const columns = await rows(
      `DESCRIBE SELECT * FROM read_parquet(${pathLiteral(path)}, hive_partitioning = false)`,
    );
    const wide = await wideDecimals(path, rows);
    return Object.fromEntries(
      columns.map(({ column_name, column_type }) => {
        const name = String(column_name);
        return [name, wide.get(name) ?? String(column_type)];
      }),
    );
  }
  const keys =
    await rows(`SELECT key, min(place) AS place FROM (SELECT unnest(json_keys(json)) AS key, generate_subscripts(json_keys(json), 1) AS place
    FROM read_json_objects(${pathLiteral(path)}, format = ${literal(jsonFormat(format))}, maximum_object_size = 67108864, compression = ${literal(compressionOf(path))})) WHERE key <> '' GROUP BY key ORDER BY place, key`);
  if (keys.length === 0)
    throw new UserError(
      `${path.split('/').pop()}: no JSON objects found.`,
      'Expected one object per line, or arrays of objects.',
      3,
    );
  return Object.fromEntries(keys.map((row) => [String(row.key), 'VARCHAR']));
}

/**
 * Columns of a Parquet file that hold decimals with more digits than DuckDB supports, with their type: it reads them as floating-point
 * numbers, and values of their width as different ones.
 */
async function wideDecimals(path: string, rows: Engine['rows']): Promise<Map<string, string>> {
  const found = await rows(
    `SELECT name, CAST(precision AS INTEGER) AS digits, CAST(scale AS INTEGER) AS scale FROM parquet_schema(${pathLiteral(path)}) WHERE precision > ${mostDecimalDigits}`,
  );
  return new Map(found.map(({ name, digits, scale }) => [String(name), `DECIMAL(${digits},${scale})`]));
}
