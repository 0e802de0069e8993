/** Typed files: every physical type is read without a loss, or refused by its name; values worked out by hand. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { refusalOf, withSources } from './loaded.js';

const connection = await (await DuckDBInstance.create(':memory:')).connect();

/** One row in Parquet: column -> SQL expression. */
async function parquet(columns: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-types-'));
  const path = join(folder, 'rows.parquet');
  const select = Object.entries(columns).map(([name, value]) => `${value} AS ${name}`);
  await connection.run(`COPY (SELECT ${select.join(', ')}) TO '${path}' (FORMAT parquet)`);
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}

const config = (conversions: string, more = '') => `timezone: Asia/Shanghai
currency: CNY
inputs:
  activities: activities.csv
  conversions: ${conversions}
  identities: ids.csv
${more}goals:
  - { name: order, match: { goal: order }, window_days: 30, value: true }
`;

const others = {
  'activities.csv': 'ts,group_id,kind,member_id\n2026-11-01 09:00:00,g1,link_click,m1\n',
  'ids.csv': 'member_id,user_id\nm1,u1\n',
};

const order = {
  conversion_id: "'c1'",
  ts: "TIMESTAMP '2026-11-05 10:00:00'",
  user_id: "'u1'",
  goal: "'order'",
  value: '5',
};

const files = async (columns: Readonly<Record<string, string>>) => ({
  ...others,
  'grouplift.yaml': config('conversions.parquet'),
  'conversions.parquet': await parquet({ ...order, ...columns }),
});

const loaded = async (columns: Readonly<Record<string, string>>) =>
  withSources(await files(columns), (engine) =>
    engine.rows('SELECT ts_us, value_minor, user_id, problem FROM in_conversions'),
  );

/** 2026-11-05 10:00:00 in Shanghai. */
const ten = Date.UTC(2026, 10, 5, 2) * 1000;

describe('a typed column', () => {
  it.each([
    ["TIMESTAMP_S '2026-11-05 10:00:00'", ten],
    ["TIMESTAMP_MS '2026-11-05 10:00:00.250'", ten + 250_000],
    ["TIMESTAMP_NS '2026-11-05 10:00:00.000000999'", ten],
    ["TIMESTAMPTZ '2026-11-05 02:00:00+00'", ten],
    ["DATE '2026-11-05'", ten - 10 * 3600e6],
    [`${ten / 1e6}::INTEGER`, ten],
    [`${ten / 1e3}::UBIGINT`, ten],
    [`${ten / 1e6}.5::DECIMAL(18, 3)`, ten + 500_000],
    [`${ten / 1e6}.999999::DECIMAL(20, 6)`, ten + 999_999],
    [`${ten / 1e6}::DECIMAL(38, 0)`, ten],
    [`${ten / 1e3}.5::DECIMAL(18, 3)`, ten + 500],
  ])('of times, %s, is that instant', async (ts, expected) => {
    expect(await loaded({ ts })).toMatchObject([{ ts_us: expected, problem: null }]);
  });

  it.each([
    "'infinity'::TIMESTAMP",
    "'-infinity'::TIMESTAMPTZ",
    "'infinity'::DATE",
    "TIMESTAMP_NS '1700-01-01'",
  ])('of times, %s, is out of range, and no hour that the clocks skip', async (ts) => {
    expect(await loaded({ ts })).toMatchObject([{ problem: 'ts:range' }]);
  });

  it.each([
    ['12.3::DECIMAL(38, 6)', 1230],
    ['12.3::DOUBLE', 1230],
    ['(0.1 + 0.2)::DOUBLE', 30],
    ['12::UTINYINT', 1200],
    ["'1,250.50'", 125_050],
  ])('of money, %s, is that amount', async (value, expected) => {
    expect(await loaded({ value })).toMatchObject([{ value_minor: expected, problem: null }]);
  });

  it.each([
    ['12.345::DECIMAL(10, 3)', 'value:money'],
    ["'nan'::DOUBLE", 'value:money'],
    ["'infinity'::DOUBLE", 'value:money'],
  ])('of money, %s, is a reject', async (value, problem) => {
    expect(await loaded({ value })).toMatchObject([{ value_minor: null, problem }]);
  });

  it.each([
    ['value', 'true', 'BOOLEAN'],
    ['value', '16777217.25::FLOAT', 'FLOAT'],
    ['value', "DATE '2026-11-05'", 'DATE'],
    ['value', '[1]', 'INTEGER[]'],
    ['ts', "TIMETZ '10:00:00+08'", 'TIME WITH TIME ZONE'],
    ['ts', 'INTERVAL 1 DAY', 'INTERVAL'],
    ['ts', '1793844000.5::DOUBLE', 'DOUBLE'],
    ['user_id', 'true', 'BOOLEAN'],
    ['user_id', '1::DOUBLE', 'DOUBLE'],
    ['user_id', "['u1']", 'VARCHAR[]'],
    ['user_id', "'ab'::BLOB", 'BLOB'],
  ])('%s as %s is refused by its type', async (column, value, type) => {
    const { code, text } = await refusalOf(await files({ [column]: value }));
    expect([code, text]).toEqual([
      3,
      expect.stringContaining(`column "${column}": found type ${type}, expected`),
    ]);
  });
});

/** One order of 12.50 with its value as DECIMAL(40,2), written by pyarrow: DuckDB reads it as 3200. */
const wideDecimal = Buffer.from(
  [
    'UEFSMRUAFRgVGCwVAhUAFQYVBhwAAAACAAAAAgECAAAAYzEVABUcFRwsFQIVABUGFQYcAAAAAgAAAAIBACgEj4RfBgAVABUYFRgs',
    'FQIVABUGFQYcAAAAAgAAAAIBAgAAAHUxFQAVHhUeLBUCFQAVBhUGHAAAAAIAAAACAQUAAABvcmRlchUAFS4VLiwVAhUAFQYVBhwA',
    'AAACAAAAAgEAAAAAAAAAAAAAAAAAAAAE4hUEGWw1ABgGc2NoZW1hFQoAFQwlAhgNY29udmVyc2lvbl9pZCUATBwAAAAVBCUCGAJ0',
    'cyUUTIwSHCwAAAAAABUMJQIYB3VzZXJfaWQlAEwcAAAAFQwlAhgEZ29hbCUATBwAAAAVDhUiFQIYBXZhbHVlJQoVBBVQLFwVBBVQ',
    'AAAAFgIZHBlcJgAcFQwZJQYAGRgNY29udmVyc2lvbl9pZBUAFgIWPhY+JghJHBUAFQAVAgA8FgQZBhkmAAIAAAAmABwVBBklBgAZ',
    'GAJ0cxUAFgIWQhZCJkZJHBUAFQAVAgA8KQYZJgACAAAAJgAcFQwZJQYAGRgHdXNlcl9pZBUAFgIWPhY+JogBSRwVABUAFQIAPBYE',
    'GQYZJgACAAAAJgAcFQwZJQYAGRgEZ29hbBUAFgIWRBZEJsYBSRwVABUAFQIAPBYKGQYZJgACAAAAJgAcFQ4ZJQYAGRgFdmFsdWUV',
    'ABYCFlQWVCaKAkkcFQAVABUCADwpBhkmAAIAAAAW1gIWAiYIFtYCACggcGFycXVldC1jcHAtYXJyb3cgdmVyc2lvbiAyNi4wLjEZ',
    'XBwAABwAABwAABwAABwAAAC6AQAAUEFSMQ==',
  ].join(''),
  'base64',
);

it.each([
  ['as a value', 'conversions.parquet', 'column "value": found type DECIMAL(40,2), expected'],
  [
    'in a query',
    "{ files: conversions.parquet, query: 'SELECT conversion_id, ts, user_id, goal, value FROM files' }",
    '"value" not found',
  ],
])('decimals of more digits than are read, %s, are refused', async (_, conversions, said) => {
  const { text } = await refusalOf({
    ...others,
    'grouplift.yaml': config(conversions),
    'conversions.parquet': wideDecimal,
  });
  expect(text).toContain(said);
});

it('unread decimals with more digits do no harm', async () => {
  const rows = await withSources(
    {
      ...others,
      'grouplift.yaml': config('{ files: conversions.parquet, columns: { value: { value: "5" } } }'),
      'conversions.parquet': wideDecimal,
    },
    (engine) => engine.rows('SELECT value_minor, problem FROM in_conversions'),
  );
  expect(rows).toEqual([{ value_minor: 500, problem: null }]);
});

describe('yes or no', () => {
  const stays = (left_known: Uint8Array | string, name: string) => ({
    ...others,
    'grouplift.yaml': config('conversions.csv', `  memberships: ${name}\n`),
    'conversions.csv': 'conversion_id,ts,user_id,goal,value\n1,2026-11-05 10:00:00,u1,order,5\n',
    [name]: left_known,
  });
  const read = (files: Readonly<Record<string, string | Uint8Array>>) =>
    withSources(files, (engine) => engine.rows('SELECT left_known, problem FROM in_memberships'));

  it.each([
    ['1.0', true],
    ['TRUE ', true],
    ['有', true],
    ['0.0', false],
    ['No', false],
    ['', null],
  ])('as the text "%s" is %s', async (word, expected) => {
    const text = `group_id,member_id,joined_at,left_known\ng1,m1,2026-11-01 00:00:00,${word}\n`;
    expect(await read(stays(text, 'stays.csv'))).toEqual([{ left_known: expected, problem: null }]);
  });

  it('as a word that is neither is a reject, never no', async () => {
    const text = 'group_id,member_id,joined_at,left_known\ng1,m1,2026-11-01 00:00:00,maybe\n';
    expect(await read(stays(text, 'stays.csv'))).toEqual([{ left_known: null, problem: 'left_known:flag' }]);
  });

  it('as a number in a column that also has empty values is not lost', async () => {
    const row = {
      group_id: "'g1'",
      member_id: "'m1'",
      joined_at: "DATE '2026-11-01'",
      left_known: '1::DOUBLE',
    };
    expect(await read(stays(await parquet(row), 'stays.parquet'))).toEqual([
      { left_known: true, problem: null },
    ]);
  });
});

describe('a list or an object in a JSON file', () => {
  const found = (lines: readonly object[]) =>
    withSources(
      {
        ...others,
        'grouplift.yaml': config('conversions.ndjson'),
        'conversions.ndjson': lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
      },
      (engine) =>
        engine.rows('SELECT conversion_id, user_id, value_minor, problem FROM in_conversions ORDER BY 1'),
    );
  const row = { conversion_id: '[VIP] 1', ts: '2026-11-05 10:00:00', user_id: 'u1', goal: 'order', value: 5 };

  it('is neither an id nor a word; a text in brackets is', async () => {
    expect(
      await found([
        row,
        { ...row, conversion_id: '2', user_id: { id: 'u1' } },
        { ...row, conversion_id: '3', goal: ['order'] },
        { ...row, conversion_id: '4', value: { amount: 5 } },
      ]),
    ).toMatchObject([
      { conversion_id: '2', problem: 'user_id:nested' },
      { conversion_id: '3', problem: 'goal:nested' },
      { conversion_id: '4', problem: 'value:nested' },
      { conversion_id: '[VIP] 1', value_minor: 500, problem: null },
    ]);
  });
});
