/** The short test of a first reading is true of every row that a rule leaves out, so that no such row is taken for data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TableName } from '../../src/contract/tables.js';
import { identifier, literal } from '../../src/engines/duckdb/text.js';
import { skippedBy } from '../../src/engines/leftover_rows.js';
import type { LoadPlan, SourceFile } from '../../src/sources/plan.js';

const prelude = readFileSync(join(import.meta.dirname, '../../src/sql/prelude.duckdb.sql'), 'utf8');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(prelude);

/** A CSV file of a table with its own column names, the columns that the table needs among them, and others. */
function readingOf(table: TableName, columns: readonly string[], others: readonly string[]) {
  const header = [...others, ...columns];
  const file: SourceFile = {
    ...{ path: 'a.csv', name: 'a.csv', readable: 'a.csv', bytes: 1, sha256: null, stamp: null },
    ...{ compression: 'none', first_entry: 0, last_entry: 0, file_no: 1 },
    format: { format: 'csv', encoding: 'utf-8', encoding_by: 'found', delimiter: ',', header },
    types: Object.fromEntries(header.map((column) => [column, 'VARCHAR'])),
  };
  const plan: LoadPlan = {
    ...{ table, files: [file], where: [], values: {}, no_ids: {}, matches: [], key: [], readings: {} },
    ...{ landed_states: null, zone: 'UTC', business_zone: 'UTC', currency: null, around_us: null },
    columns: Object.fromEntries(columns.map((column) => [column, column])),
  };
  return { header, rules: skippedBy(plan, file), short: skippedBy({ ...plan, plainest: true }, file) };
}

type Cell = string | null;

/** What the rules and the short test say about rows. */
async function saidOf({ header, rules, short }: ReturnType<typeof readingOf>, rows: readonly Cell[][]) {
  const values = rows.map((cells, place) => {
    const texts = cells.map((cell) => (cell === null ? 'NULL' : literal(cell)));
    return `(${[place, ...texts].join(', ')})`;
  });
  const names = ['place', ...header].map(identifier).join(', ');
  const result = await connection.runAndReadAll(
    `SELECT ${rules} AS rule, ${short} AS short FROM (VALUES ${values.join(', ')}) t(${names}) ORDER BY place`,
  );
  return result.getRows().map(([rule, found], place) => ({ rule, short: found, cells: rows[place] }));
}

const ordinary = ['g1', 'm2', 'Tea', '2026-11-02 09:00', '12', '-3.5', 'Total Fitness', '共享'];
const odd = [
  ...[null, '', ' ', '\t', '\u00a0', '\ufeff', '"', '""', ' " '],
  ...[
    'Total',
    'TOTAL:',
    '"合计"',
    '合计(2)',
    'Grand Total',
    'total 1,234',
    '共2条',
    ' 小计 ',
    '\ufeffTotal',
    'sum',
  ],
  ...[
    '-- end --',
    '--------',
    '(2 rows)',
    'Page 1 of 2',
    '导出时间：2026-11-06 10:00',
    'End of report',
    '数据截止 x',
  ],
];

test.each([
  ['groups', ['group_id', 'name', 'type'], ['note']],
  ['codes', ['code', 'group_id'], ['note']],
  ['users', ['user_id', 'segment'], []],
  ['exclusions', ['id_type', 'id'], ['note']],
  ['group_lineage', ['from_group', 'to_group', 'at', 'kind'], []],
  ['identities', ['member_id', 'user_id', 'source'], ['note']],
  ['memberships', ['group_id', 'member_id', 'joined_at'], ['note']],
  ['conversions', ['ts', 'user_id', 'goal', 'value'], ['note']],
  ['activities', ['ts', 'group_id', 'kind', 'member_id'], []],
] as const)('in %s', async (table, columns, others) => {
  const reading = readingOf(table, columns, others);
  const names = reading.header.flatMap((name) => [name, name.toUpperCase(), ` ${name.replace('_', ' ')}`]);
  const cell = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom<Cell>(...odd) },
    { weight: 1, arbitrary: fc.constantFrom<Cell>(...ordinary) },
  );
  const row = (one: fc.Arbitrary<Cell>) =>
    fc.array(one, { minLength: reading.header.length, maxLength: reading.header.length });
  const blank = fc.constant<Cell>(null);
  const any = [
    row(cell),
    row(fc.oneof({ weight: 4, arbitrary: blank }, { weight: 1, arbitrary: cell })),
    row(fc.constantFrom(...names)),
    fc.constant(reading.header.map((name) => name.toUpperCase())),
  ];
  const said = await saidOf(reading, fc.sample(fc.oneof(...any), { numRuns: 4000, seed: 1 }));
  const left = said.filter(({ rule }) => rule !== null);
  const found = [...new Set(left.map(({ rule }) => String(rule)))];
  for (const rule of ['skip:blank', 'skip:repeated header', 'skip:total row', 'skip:footer'])
    expect(found).toContain(rule);
  expect(left.filter(({ short }) => short === null)).toEqual([]);
  const data = fc.sample(row(fc.constantFrom(...ordinary.slice(0, 6))), { numRuns: 500, seed: 2 });
  expect((await saidOf(reading, data)).filter(({ short }) => short !== null)).toEqual([]);
});
