import { limits, type ReadDatabase } from './database_rows.js';

/** Runs one SELECT on MySQL or MariaDB in a read-only transaction. Every value comes as the server's text. */
export const readMysql: ReadDatabase = async ({ url, query }, take) => {
  const { createConnection } = await import('mysql2');
  const connection = createConnection({
    uri: url.href.replace(/^mariadb:/, 'mysql:'),
    connectTimeout: limits.connect_s * 1000,
    charset: 'utf8mb4',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    rowsAsArray: true,
    typeCast: (field) => {
      const text = field.string('utf-8');
      return text !== null && field.type === 'TIMESTAMP' ? `${text}+00:00` : text;
    },
  });
  const ask = (sql: string) =>
    new Promise<void>((resolve, reject) =>
      connection.query(sql, (error: Error | null) => (error === null ? resolve() : reject(error))),
    );
  let lost: Error | null = null;
  connection.on('error', (error: Error) => {
    lost = error;
  });
  try {
    await new Promise<void>((resolve, reject) =>
      connection.connect((error) => (error === null ? resolve() : reject(error))),
    );
    await ask("SET time_zone = '+00:00'");
    await ask('START TRANSACTION READ ONLY');
    const asked = connection.query(query);
    const fields = new Promise<string[]>((resolve, reject) => {
      asked.on('fields', (found: readonly { name: string }[]) => resolve(found.map(({ name }) => name)));
      asked.on('error', reject);
    });
    const stream = asked.stream({ highWaterMark: 1000 });
    fields.catch(() => undefined);
    const rows = stream[Symbol.asyncIterator]() as AsyncIterator<(string | null)[]>;
    const first = await rows.next();
    await take({
      columns: await fields,
      rows: (async function* () {
        for (let next = first; next.done !== true; next = await rows.next())
          yield next.value.map((text) => text ?? '');
        if (lost !== null) throw lost;
      })(),
    });
    await ask('ROLLBACK');
  } finally {
    connection.destroy();
  }
};
