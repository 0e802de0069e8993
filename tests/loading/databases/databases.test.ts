/** Inputs that are queries, on real servers: every value as the server has it, nothing written, no password in any message. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf, withSources } from '../../sources/loaded.js';
import { hasMariadb, postgresHome, type Server, startMariadb, startPostgres } from './servers.js';

const project = (database: string, query: string) => ({
  'grouplift.yaml': `timezone: Asia/Shanghai
currency: CNY
inputs:
  activities: activities.csv
  conversions: { database: ${database}, query: ${JSON.stringify(query)}, columns: { user_id: buyer } }
  identities: same
goals:
  - { name: order, match: { goal: order }, window_days: 30, value: true }
`,
  'activities.csv': 'ts,group_id,member_id,kind\n2026-11-02T09:00:00+08:00,g1,7,link_click\n',
});

const us = (text: string) => Date.parse(text) * 1000;
const rowsOf = (files: ReturnType<typeof project>) =>
  withSources(files, (engine) =>
    engine.rows(
      'SELECT conversion_id, ts_us, user_id, goal, value_minor FROM in_conversions ORDER BY conversion_id',
    ),
  );

const bin = postgresHome();
const secret = 'p@ss/wörd:1';

describe.skipIf(bin === undefined)(
  "PostgreSQL (skipped where Debian's package postgresql is not installed)",
  () => {
    let server: Server;
    beforeAll(async () => {
      server = await startPostgres(
        bin ?? '',
        `CREATE ROLE reader LOGIN PASSWORD '${secret}';
       CREATE TABLE orders (id bigint, at timestamptz, wall timestamp, buyer bigint, amount numeric(20,2), note text);
       INSERT INTO orders VALUES (9007199254740993, '2026-11-02 10:00:00.123456+08', '2026-11-02 10:00:00', 7, 12345678.45, E'a,"b"\\nc'),
         (2, '2026-11-02 01:00:00+00', '2026-11-02 09:00:00', 8, 0.10, NULL);
       GRANT ALL ON orders TO reader`,
      );
      process.env.GROUPLIFT_TEST_URL = server.url('reader', secret);
    }, 120_000);
    afterAll(() => server?.stop());

    test('ids, times with a zone and decimals come exactly', async () => {
      const query =
        "SELECT id AS conversion_id, at AS ts, buyer, amount AS value, 'order' AS goal, note FROM orders";
      expect(await rowsOf(project('$GROUPLIFT_TEST_URL', query))).toEqual([
        {
          conversion_id: '2',
          ts_us: us('2026-11-02T01:00:00Z'),
          user_id: '8',
          goal: 'order',
          value_minor: 10,
        },
        {
          conversion_id: '9007199254740993',
          ts_us: us('2026-11-02T02:00:00Z') + 123456,
          user_id: '7',
          goal: 'order',
          value_minor: 1234567845,
        },
      ]);
    });

    test('a time without a zone is a wall time', async () => {
      const query = "SELECT id AS conversion_id, wall AS ts, buyer, 'order' AS goal FROM orders WHERE id = 2";
      expect((await rowsOf(project('$GROUPLIFT_TEST_URL', query)))[0]?.ts_us).toBe(
        us('2026-11-02T09:00:00+08:00'),
      );
    });

    test.each([
      ['a mistake in the query', 'SELECT nothing FROM orders', 2, 'column "nothing" does not exist'],
      ['a query that writes', 'DELETE FROM orders', 2, 'is no SELECT'],
      [
        'a query that writes within',
        'WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone',
        2,
        'read-only transaction',
      ],
      ['two statements', 'SELECT 1; SELECT 2', 2, 'multiple commands'],
      ['a server that goes away', 'SELECT pg_terminate_backend(pg_backend_pid())', 3, 'was lost'],
      ['two columns of one name', 'SELECT 1 AS a, 2 AS a', 2, 'returns the column "a" twice'],
    ])('%s', async (_, query, code, said) => {
      const refusal = await refusalOf(project('$GROUPLIFT_TEST_URL', query));
      expect(refusal.text).toContain(said);
      expect(refusal.code).toBe(code);
      expect(refusal.text).not.toContain('wörd');
    });

    test('a wrong password is one sentence without it', async () => {
      process.env.GROUPLIFT_WRONG_URL = server.url('reader', 'hunter2');
      const { code, text } = await refusalOf(project('$GROUPLIFT_WRONG_URL', 'SELECT 1'));
      expect(code).toBe(3);
      expect(text).toContain('refused the user or the password');
      expect(text).not.toContain('hunter2');
    });
  },
);

describe.skipIf(!hasMariadb())(
  "MariaDB (skipped where Debian's packages mariadb-server-core and mariadb-client-core are not installed)",
  () => {
    let server: Server;
    beforeAll(async () => {
      server = await startMariadb([
        'SET NAMES utf8mb4;',
        'CREATE DATABASE shop CHARACTER SET utf8mb4;',
        `CREATE USER 'reader'@'127.0.0.1' IDENTIFIED BY '${secret}';`,
        "GRANT ALL ON shop.* TO 'reader'@'127.0.0.1';",
        "SET time_zone = '+00:00';",
        'CREATE TABLE shop.orders (id bigint unsigned, at timestamp(3) NULL, wall datetime, buyer varchar(20), amount decimal(20,2));',
        "INSERT INTO shop.orders VALUES (18446744073709551615, '2026-11-02 02:00:00.250', '2026-11-02 10:00:00', '茶客', 12345678.45);",
      ]);
      process.env.GROUPLIFT_TEST_URL = server.url('reader', secret);
    }, 120_000);
    afterAll(() => server?.stop());

    test('ids, times and decimals come exactly', async () => {
      const query =
        "SELECT id AS conversion_id, at AS ts, buyer, amount AS value, 'order' AS goal FROM orders";
      expect(await rowsOf(project('$GROUPLIFT_TEST_URL', query))).toEqual([
        {
          conversion_id: '18446744073709551615',
          ts_us: us('2026-11-02T02:00:00Z') + 250_000,
          user_id: '茶客',
          goal: 'order',
          value_minor: 1234567845,
        },
      ]);
    });

    test('a time without a zone is a wall time', async () => {
      const query = "SELECT id AS conversion_id, wall AS ts, buyer, 'order' AS goal FROM orders";
      expect((await rowsOf(project('$GROUPLIFT_TEST_URL', query)))[0]?.ts_us).toBe(
        us('2026-11-02T10:00:00+08:00'),
      );
    });

    test.each([
      ['a mistake in the query', 'SELECT nothing FROM orders', 2, "Unknown column 'nothing'"],
      ['two statements', 'SELECT 1; DELETE FROM orders', 2, 'error in your SQL syntax'],
      ['a server that goes away', 'SELECT SLEEP(0), x.* FROM orders x WHERE kill_me(1)', 2, 'kill_me'],
    ])('%s', async (_, query, code, said) => {
      const refusal = await refusalOf(project('$GROUPLIFT_TEST_URL', query));
      expect(refusal.text).toContain(said);
      expect(refusal.code).toBe(code);
    });

    test('a wrong password is one sentence without it', async () => {
      process.env.GROUPLIFT_WRONG_URL = server.url('reader', 'hunter2');
      const { code, text } = await refusalOf(project('$GROUPLIFT_WRONG_URL', 'SELECT 1'));
      expect(code).toBe(3);
      expect(text).toContain('refused the user or the password');
      expect(text).not.toContain('hunter2');
    });
  },
);

describe('without a server', () => {
  test.each([
    [
      'a URL in the configuration',
      'postgres://me:hunter2@host/db',
      2,
      'expected a database file, or where to find the URL',
    ],
    [
      'a variable that is not set',
      '$GROUPLIFT_NOT_SET',
      2,
      'environment variable GROUPLIFT_NOT_SET is not set',
    ],
    ['a file that is not there', 'file:nowhere.url', 2, '"nowhere.url" does not exist'],
  ])('%s', async (_, database, code, said) => {
    const refusal = await refusalOf(project(database, 'SELECT 1'));
    expect(refusal.text).toContain(said);
    expect(refusal.code).toBe(code);
    expect(refusal.text).not.toContain('hunter2');
  });

  test('a server that is not running', async () => {
    process.env.GROUPLIFT_NOBODY_URL = 'postgres://me:hunter2@127.0.0.1:9/db';
    const { code, text } = await refusalOf(project('$GROUPLIFT_NOBODY_URL', 'SELECT 1'));
    expect(code).toBe(3);
    expect(text).toContain('127.0.0.1:9 cannot be reached (ECONNREFUSED)');
    expect(text).not.toContain('hunter2');
  });
});
