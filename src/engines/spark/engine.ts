import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { version as programVersion } from '../../contract/version.js';
import { dictionary } from '../../sources/dictionary.js';
import type { RemoteFile } from '../../sources/files.js';
import type { LoadPlan, SourceFile } from '../../sources/plan.js';
import { openDuckdb, statements } from '../duckdb/engine.js';
import { literal, pathLiteral, pathPattern } from '../duckdb/text.js';
import type { Engine, EngineChoice, EngineOptions, Publication, Row } from '../engine.js';
import { fileContent, planContent, stageKeys } from '../stage_keys.js';
import { inPlaceProfile, inPlaceSchema, inPlaceSelect, placesOf, readsInPlace } from './load.js';
import { type DriverFile, type SparkProcess, startSpark } from './process.js';
import { duckdbType, sparkType } from './text.js';
import { type Warehouse, warehouseOf } from './warehouse.js';

const preludeUrl = new URL('../../../src/sql/prelude.spark.sql', import.meta.url);

/**
 * Opens a Spark session, with DuckDB on this machine at its side: DuckDB reads local files and hands them over as Parquet, takes results back
 * as Parquet, and writes what is published, so that files have the same bytes as with DuckDB alone.
 */
export async function openSpark(choice: EngineChoice, options: EngineOptions): Promise<Engine> {
  if (options.finished === 'drop') rmSync(options.stages, { recursive: true, force: true });
  const duckdb = await openDuckdb({ ...options, stages: join(options.stages, 'duckdb') });
  const conf = { 'spark.sql.warehouse.dir': `file://${join(options.scratch, 'unused')}`, ...choice.conf };
  const spark = startSpark(choice.master ?? 'local[*]', conf, options.memory);
  const warehouse = warehouseOf(choice.warehouse, options.stages);
  const prelude = readFileSync(preludeUrl, 'utf8');
  if (options.finished === 'drop' && warehouse.folder !== null)
    rmSync(warehouse.folder, { recursive: true, force: true });
  const prepared = prepare(spark, warehouse, options, prelude);
  prepared.catch(() => undefined);
  return sparkEngine(duckdb, spark, prepared, warehouse, options, prelude);
}

/** Runs the prelude in a new session; meanwhile the inputs are already being read. */
async function prepare(
  spark: SparkProcess,
  warehouse: Warehouse,
  options: EngineOptions,
  prelude: string,
): Promise<void> {
  if (options.finished === 'drop' && warehouse.folder === null)
    await spark.ask({ do: 'remove', path: warehouse.url });
  for (const text of statements(prelude)) await spark.ask({ do: 'sql', text });
}

function sparkEngine(
  duckdb: Engine,
  spark: SparkProcess,
  prepared: Promise<void>,
  warehouse: Warehouse,
  options: EngineOptions,
  prelude: string,
): Engine {
  const keys = stageKeys(['spark', programVersion, prelude]);
  /** tables that DuckDB has and, of those, the ones that Spark has not been shown yet, with their keys */
  const onDesk = new Set<string>();
  const notShown = new Map<string, string>();

  let copies = 0;
  const bring = async (url: string): Promise<string> => {
    await prepared;
    copies += 1;
    const copy = join(options.scratch, 'brought', String(copies), basename(url));
    await spark.ask({ do: 'bring', url, copy_to: copy });
    return copy;
  };
  /** The same plan over copies on this machine. */
  const brought = async (plan: LoadPlan): Promise<LoadPlan> => {
    const files: SourceFile[] = [];
    for (const file of plan.files) {
      if (file.remote === undefined) files.push(file);
      else {
        const readable = await bring(file.remote.url);
        files.push({
          ...file,
          readable,
          types: dictionary(Object.entries(await duckdb.describe(readable, { format: 'parquet' }))),
        });
      }
    }
    return { ...plan, files };
  };
  const takeIn = (name: string, key: string) => {
    notShown.set(name, key);
    onDesk.add(name);
  };
  const show = async (name: string, key: string) => {
    notShown.delete(name);
    const path = await handOver(name, `${name}.${key}`, duckdb, spark, warehouse, options);
    const columns = await duckdb.rows(`DESCRIBE SELECT * FROM ${name}`);
    await spark.ask({ do: 'read', name, path, schema: columns.map(sparkColumn).join(', ') });
  };
  const showAll = async (select: string) => {
    await prepared;
    for (const name of keys.read(select)) {
      const key = notShown.get(name);
      if (key !== undefined) await show(name, key);
    }
  };
  /** The SELECT by which DuckDB answers what was asked of Spark. */
  const answer = async (select: string): Promise<string> => {
    if (keys.read(select).every((name) => onDesk.has(name))) return select;
    await showAll(select);
    return fetchResult(select, `result.${keys.of(select)}`, spark, warehouse, options);
  };
  const answerAll = async ({ select, labels }: Publication): Promise<Publication> => {
    const answered: Record<string, string> = {};
    for (const [column, pairs] of Object.entries(labels)) answered[column] = await answer(pairs);
    return { select: await answer(select), labels: answered };
  };

  const view: Engine['view'] = async (name, select) => {
    await showAll(select);
    keys.made(name, select);
    onDesk.delete(name);
    await spark.ask({ do: 'sql', text: `CREATE OR REPLACE TEMPORARY VIEW ${name} AS ${select}` });
  };
  const put: Engine['put'] = async (name, columns, rows) => {
    await duckdb.put(name, columns, rows);
    takeIn(name, keys.put(name, columns, rows));
  };
  const rows: Engine['rows'] = async (select) => duckdb.rows(await answer(select));
  const loadInPlace = async (plan: LoadPlan) => {
    const places = placesOf(plan);
    const urls = plan.files.map((file) => file.path);
    await prepared;
    await spark.ask({ do: 'open', name: places.rows, urls, schema: inPlaceSchema(plan) });
    keys.given(places.rows, planContent(plan));
    await put(
      places.files,
      { uri_of_file: 'VARCHAR', no_of_file: 'BIGINT' },
      plan.files.map(({ remote, file_no }) => ({ uri_of_file: remote?.uri ?? '', no_of_file: file_no })),
    );
    await view(`in_${plan.table}`, inPlaceSelect(plan));
    return inPlaceProfile(plan, rows);
  };

  return {
    name: 'spark',
    get version() {
      return spark.version();
    },
    load: async (plan: LoadPlan) => {
      const inPlace = readsInPlace(plan) ? await loadInPlace(plan) : null;
      if (inPlace !== null) return inPlace;
      const local = await brought(plan);
      const loaded = await duckdb.load(local);
      takeIn(
        `in_${plan.table}`,
        keys.given(`in_${plan.table}`, planContent({ ...local, readings: loaded.readings })),
      );
      return loaded;
    },
    loadNothing: async (plan) => {
      await duckdb.loadNothing(plan);
      takeIn(`in_${plan.table}`, keys.given(`in_${plan.table}`, null));
    },
    find: async (url) => {
      await prepared;
      const { files = [] } = await spark.ask({ do: 'find', url });
      return files.map(remoteFile);
    },
    bring,
    describe: duckdb.describe,
    open: async (name, path) => {
      await duckdb.open(name, path);
      takeIn(name, keys.given(name, fileContent(path)));
    },
    put,
    make: async (name, select) => {
      await showAll(select);
      const stage = `${name}.${keys.made(name, select)}`;
      onDesk.delete(name);
      notShown.delete(name);
      const count = warehouse.folder === null;
      const request = {
        name,
        select,
        path: `${warehouse.url}/${stage}`,
        reuse: options.finished === 'use',
        count,
      };
      const { rows } = await spark.ask({ do: 'make', ...request });
      return rows ?? countRows(duckdb, join(warehouse.folder ?? '', stage));
    },
    view,
    rows,
    publishParquet: async (rows, path) => duckdb.publishParquet(await answerAll(rows), path),
    publishCsv: async (rows, path, reader) => duckdb.publishCsv(await answerAll(rows), path, reader),
    progress: () => spark.progress() ?? duckdb.progress(),
    interrupt: () => {
      duckdb.interrupt();
      spark.interrupt();
    },
    dropStages: async () => {
      await spark.ask({ do: 'remove', path: warehouse.url });
      rmSync(options.stages, { recursive: true, force: true });
    },
    close: () => {
      duckdb.close();
      spark.close();
    },
  };
}

/** Writes a DuckDB table where Spark can read it, and returns that location. */
async function handOver(
  name: string,
  file: string,
  duckdb: Engine,
  spark: SparkProcess,
  warehouse: Warehouse,
  options: EngineOptions,
): Promise<string> {
  const folder = warehouse.folder ?? options.scratch;
  const [written, finished] = [join(folder, `${file}.part`), join(folder, `${file}.parquet`)];
  if (!existsSync(finished)) {
    mkdirSync(folder, { recursive: true });
    await duckdb.publishParquet({ select: `SELECT * FROM ${name}`, labels: {} }, written);
    renameSync(written, finished);
  }
  const path = `${warehouse.url}/${file}.parquet`;
  if (warehouse.folder === null) await spark.ask({ do: 'upload', path, copy_from: finished });
  return path;
}

/** Has Spark write the result of a SELECT, and returns the SELECT that reads it here, in its order. */
async function fetchResult(
  select: string,
  name: string,
  spark: SparkProcess,
  warehouse: Warehouse,
  options: EngineOptions,
): Promise<string> {
  const path = `${warehouse.url}/${name}`;
  const folder = join(warehouse.folder ?? options.scratch, name);
  const copy = warehouse.folder === null ? { copy_to: folder } : {};
  if (!existsSync(join(folder, '_SUCCESS'))) await spark.ask({ do: 'fetch', select, path, ...copy });
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.parquet'))
    .map((file) => pathLiteral(join(folder, file)));
  return `SELECT * EXCLUDE (filename, file_row_number) FROM read_parquet([${files.join(', ')}], filename = true, file_row_number = true) ORDER BY filename, file_row_number`;
}

/** Rows of a stage on this machine, from the footers of its files. */
async function countRows(duckdb: Engine, folder: string): Promise<number> {
  const [counted] = await duckdb.rows(
    `SELECT CAST(sum(num_rows) AS BIGINT) AS made FROM parquet_file_metadata(${literal(`${pathPattern(folder)}/*.parquet`)})`,
  );
  return Number(counted?.made ?? 0);
}

function remoteFile({ columns, ...file }: DriverFile): RemoteFile {
  if (columns === null) return { ...file, types: null };
  const types = Object.entries(columns).map(([column, type]) => [column, duckdbType(type)]);
  return { ...file, types: Object.fromEntries(types) };
}

/** A column of a DuckDB table as Spark declares it. */
function sparkColumn(column: Row): string {
  return `${column.column_name} ${sparkType(String(column.column_type))}`;
}
