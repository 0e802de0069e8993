/** SQLite and DuckDB files as inputs: what stands in them comes out as text, and they stay as they are. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import sqlite from 'node-sqlite3-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/contract/errors.js';
import { writeQuery } from '../../../src/loading/databases/index.js';

const folder = mkdtempSync(join(tmpdir(), 'grouplift-database-'));
const scratch = mkdtempSync(join(tmpdir(), 'grouplift-scratch-'));
afterAll(() => {
  for (const one of [folder, scratch]) rmSync(one, { recursive: true, force: true });
});

const columns = '(id TEXT, big BIGINT, value DECIMAL(12,2), moment TEXT, note TEXT)';
const rows = `('0042', 7300000000000000123, 88.80, '2026-11-02 09:00:00', NULL), ('x"y', 1, 0.1, '', 'a,b
c')`;

beforeAll(async () => {
  const file = new sqlite.Database(join(folder, 'shop.sqlite'));
  file.exec(`CREATE TABLE orders ${columns}; INSERT INTO orders VALUES ${rows}`);
  file.close();
  const instance = await DuckDBInstance.create(join(folder, 'shop.duckdb'));
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE orders ${columns}`);
  await connection.run(`INSERT INTO orders VALUES ${rows}`);
  await connection.run("CREATE TABLE moments AS SELECT TIMESTAMPTZ '2026-11-02 09:00:00+08:00' AS moment");
  connection.closeSync();
  instance.closeSync();
});

async function asked(database: string, query: string): Promise<string[][]> {
  const target = join(scratch, 'rows.csv');
  await writeQuery({ database, query }, 'inputs.conversions', folder, target);
  return parse(readFileSync(target), { relax_column_count: true }) as string[][];
}

async function refused(database: string, query: string): Promise<UserError> {
  const error = await asked(database, query).catch((found: unknown) => found);
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

const hashes = () =>
  readdirSync(folder).map(
    (name) =>
      `${name} ${createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex')}`,
  );

describe.each([
  ['shop.sqlite', '88.8'],
  ['shop.duckdb', '88.80'],
])('%s', (database, amount) => {
  test('ids keep all digits, nothing is empty, and the file stays as it is', async () => {
    const before = hashes();
    expect(await asked(database, 'SELECT * FROM orders ORDER BY moment DESC;')).toEqual([
      ['id', 'big', 'value', 'moment', 'note'],
      ['0042', '7300000000000000123', amount, '2026-11-02 09:00:00', ''],
      ['x"y', '1', expect.stringMatching(/^0\.10?$/), '', 'a,b\nc'],
    ]);
    expect(await asked(database, 'SELECT id AS order_id, big FROM orders WHERE 1 = 0')).toEqual([
      ['order_id', 'big'],
    ]);
    expect(hashes()).toEqual(before);
  });

  test('only one SELECT may be asked, and of this file alone', async () => {
    for (const query of ['DELETE FROM orders', 'SELECT 1; DELETE FROM orders', 'SELECT nothing FROM nowhere'])
      expect((await refused(database, query)).exitCode, query).toBe(2);
    writeFileSync(join(scratch, 'secret.csv'), 'a\n1\n');
    const elsewhere = await refused(database, `SELECT * FROM read_csv('${join(scratch, 'secret.csv')}')`);
    expect(elsewhere.message).not.toContain('\n');
    expect(await asked(database, 'SELECT count(*) AS n FROM orders')).toEqual([['n'], ['2']]);
  });
});

test('an instant of DuckDB keeps its zone', async () => {
  expect(await asked('shop.duckdb', 'SELECT moment FROM moments')).toEqual([
    ['moment'],
    ['2026-11-02 01:00:00Z'],
  ]);
});

test('a file that is not a database, is missing, or is being written to gives one sentence', async () => {
  writeFileSync(join(folder, 'text.sqlite'), 'id,value\n1,2\n');
  expect(await refused('text.sqlite', 'SELECT 1')).toMatchObject({ exitCode: 3 });
  expect((await refused('none.db', 'SELECT 1')).message).toMatch(/does not exist/);
  writeFileSync(join(folder, 'busy.sqlite'), readFileSync(join(folder, 'shop.sqlite')));
  writeFileSync(join(folder, 'busy.sqlite-wal'), 'x');
  expect((await refused('busy.sqlite', 'SELECT 1')).message).toMatch(
    /busy\.sqlite-wal" next to it holds changes/,
  );
});
