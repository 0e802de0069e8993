import type { ReadDatabase } from './database_rows.js';
import { limits } from './database_rows.js';

const rowsAtOnce = 5000;

/** The type whose text needs care: times with a zone. */
const withZone = 1184;

/** Runs one SELECT on PostgreSQL in a read-only transaction. Every value comes as the server's text. */
export const readPostgres: ReadDatabase = async ({ url, query }, take) => {
  const [{ default: pg }, { default: Cursor }] = await Promise.all([import('pg'), import('pg-cursor')]);
  const client = new pg.Client({
    connectionString: url.href,
    connectionTimeoutMillis: limits.connect_s * 1000,
    application_name: 'grouplift',
    types: { getTypeParser: () => (text: string) => text },
  });
  let lost: Error | null = null;
  client.on('error', (error) => {
    lost = error;
  });
  await client.connect();
  try {
    await client.query(`SET statement_timeout = ${limits.query_s * 1000}`);
    await client.query("SET TimeZone = 'UTC'");
    await client.query("SET DateStyle = 'ISO, YMD'");
    await client.query('SET extra_float_digits = 1');
    await client.query('BEGIN TRANSACTION READ ONLY');
    const cursor = client.query(new Cursor<(string | null)[]>(query, [], { rowMode: 'array' }));
    const first = await readFields(cursor);
    await take({
      columns: first.fields.map(({ name }) => name),
      rows: (async function* () {
        for (let rows = first.rows; rows.length > 0; rows = await cursor.read(rowsAtOnce)) {
          for (const row of rows)
            yield row.map((text, place) => textOf(text, first.fields[place]?.dataTypeID));
          if (lost !== null) throw lost;
        }
      })(),
    });
    await cursor.close();
    await client.query('ROLLBACK');
  } finally {
    await client.end().catch(() => undefined);
  }
};

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/** The first rows of a cursor, and its columns. */
function readFields(cursor: {
  read(
    count: number,
    done: (error: Error | undefined, rows: (string | null)[][], result: { fields: Field[] }) => void,
  ): void;
}): Promise<{ rows: (string | null)[][]; fields: Field[] }> {
  return new Promise((resolve, reject) => {
    cursor.read(rowsAtOnce, (error, rows, result) => {
      if (error) reject(error);
      else resolve({ rows, fields: result.fields });
    });
  });
}

function textOf(text: string | null | undefined, type: number | undefined): string {
  if (text === null || text === undefined) return '';
  return type === withZone ? text.replace(/\+00$/, '+00:00') : text;
}
