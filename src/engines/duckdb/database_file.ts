import { DuckDBInstance } from '@duckdb/node-api';

interface Rows {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly string[]>;
}

/** Runs one SELECT on a DuckDB file that is only read, with no way to other files or to the network. Every value comes as its text. */
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
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
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
    await take({
      columns: found.map(({ name }) => name),
      rows: (async function* () {
        for (
          let chunk = await result.fetchChunk();
          chunk !== null && chunk.rowCount > 0;
          chunk = await result.fetchChunk()
        )
          for (const row of chunk.getRows()) yield row.map((value) => (value === null ? '' : String(value)));
      })(),
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** An instant with its zone; anything else as DuckDB writes it. */
function textExpression(column: string, type: string): string {
  if (type === 'TIMESTAMP WITH TIME ZONE')
    return `CAST(make_timestamp(epoch_us(${column})) AS VARCHAR) || 'Z'`;
  return `CAST(${column} AS VARCHAR)`;
}
