import type { DatabaseRows } from './database_rows.js';

type Value = number | bigint | string | Uint8Array | null;

/** Runs one SELECT on an SQLite file. Numbers come as SQLite stores them, integers with all their digits. */
export async function readSqliteFile(
  path: string,
  query: string,
  take: (rows: DatabaseRows) => Promise<void>,
): Promise<void> {
  const { default: sqlite } = await import('node-sqlite3-wasm');
  const database = new sqlite.Database(path, { readOnly: true, fileMustExist: true });
  try {
    // a view can only be a single SELECT, and knows its columns even without rows
    database.exec(`CREATE TEMP VIEW grouplift_query AS ${query.replace(/[;\s]+$/, '')}`);
    const columns = database.all('PRAGMA table_info(grouplift_query)').map(({ name }) => String(name));
    const statement = database.prepare('SELECT * FROM grouplift_query');
    await take({
      columns,
      rows: (async function* () {
        for (const row of statement.iterate())
          yield columns.map((column) => textOf((row as Record<string, Value>)[column] ?? null, column));
      })(),
    });
    statement.finalize();
  } finally {
    database.close();
  }
}

function textOf(value: Value, column: string): string {
  if (value === null) return '';
  if (value instanceof Uint8Array)
    throw new Error(`the column ${column} contains binary data, expected text or numbers`);
  return String(value);
}
