import type { DuckDBConnection } from '@duckdb/node-api';
import { isWideDecimal } from '../../sources/physical_fit.js';
import type { SourceFile } from '../../sources/plan.js';
import { compressionOf, jsonFormat } from './file_reader.js';
import { DuckDBInstance } from './node_api.js';
import { identifier, literal } from './text.js';

interface Rows {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly string[]>;
}

/** Runs one SELECT on a DuckDB file opened read-only, without access to other files or the network. Every value is returned as text. */
export async function readDuckdbFile(
  path: string,
  query: string,
  take: (rows: Rows) => Promise<void>,
): Promise<void> {
  const instance = await DuckDBInstance.create(path, {
    access_mode: 'READ_ONLY',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    await closed(connection);
    await take(await answer(connection, query));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** No access to any file or host except the one that is open, and no way to change that. */
async function closed(connection: DuckDBConnection): Promise<void> {
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

async function answer(connection: DuckDBConnection, query: string): Promise<Rows> {
  const only = query.replace(/[;\s]+$/, '');
  const described = await connection.runAndReadAll(`DESCRIBE ${only}`);
  const found = described.getRowObjects().map((row) => ({
    name: String(row.column_name),
    type: String(row.column_type),
  }));
  const list = found
    .map(({ name, type }) => textExpression(`"${name.replaceAll('"', '""')}"`, type))
    .join(', ');
  const result = await connection.stream(`SELECT ${list} FROM (${only}\n) AS query`);
  return {
    columns: found.map(({ name }) => name),
    rows: (async function* () {
      for (
        let chunk = await result.fetchChunk();
        chunk !== null && chunk.rowCount > 0;
        chunk = await result.fetchChunk()
      )
        for (const row of chunk.getRows()) yield row.map((value) => (value === null ? '' : String(value)));
    })(),
  };
}

/** Runs one SELECT over the rows of files, which form the table `files`; every cell is text, and nothing else can be read. */
export async function selectFromFiles(
  files: readonly SourceFile[],
  query: string,
  take: (rows: Rows) => Promise<void>,
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    await connection.run(
      `SET allowed_paths = [${files.map(({ readable }) => literal(readable)).join(', ')}]`,
    );
    const each = files.map((file) => `SELECT * FROM ${readerOf(file)}`);
    await closed(connection);
    await connection.run(`CREATE VIEW files AS ${each.join(' UNION ALL BY NAME ')}`);
    await take(await answer(connection, query));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** All rows as text; a row that cannot be read is an error. */
function readerOf(file: SourceFile): string {
  const path = literal(file.readable);
  const { format, delimiter, header } = file.format;
  if (format === 'parquet')
    return `(SELECT * ${withoutWide(file)}FROM read_parquet(${path}, hive_partitioning = false))`;
  const columns = (format === 'csv' ? header : Object.keys(file.types))
    .map((column) => `${literal(column)}: 'VARCHAR'`)
    .join(', ');
  if (format === 'csv')
    return `read_csv(${path}, auto_detect = false, header = true, delim = ${literal(delimiter)}, quote = '"', escape = '"', compression = ${literal(compressionOf(file))}, columns = {${columns}}, nullstr = '', hive_partitioning = false)`;
  return `read_json(${path}, format = ${literal(jsonFormat(file.format))}, records = true, compression = ${literal(compressionOf(file).replace('none', 'uncompressed'))}, columns = {${columns}}, hive_partitioning = false)`;
}

/** Decimals that DuckDB would misread must not be columns of the query. */
function withoutWide({ types }: SourceFile): string {
  const wide = Object.keys(types).filter((column) => isWideDecimal(types[column] ?? ''));
  return wide.length === 0 ? '' : `EXCLUDE (${wide.map(identifier).join(', ')}) `;
}

/** An instant with its zone; anything else as DuckDB writes it. */
function textExpression(column: string, type: string): string {
  if (type === 'TIMESTAMP WITH TIME ZONE')
    return `CAST(make_timestamp(epoch_us(${column})) AS VARCHAR) || 'Z'`;
  return `CAST(${column} AS VARCHAR)`;
}
