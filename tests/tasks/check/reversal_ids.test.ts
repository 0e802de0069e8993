/** One refund in two exports, with another state, time or amount: with its id it counts once, as it was known last. */
import { expect, test } from 'vitest';
import { landedDays } from '../../../src/publish/landed_days.js';
import { reversalIdFindings } from '../../../src/tasks/check/reversal_ids.js';
import { publishedRows, withTables } from '../../tables_of_project.js';

const project = (files: Readonly<Record<string, string>>, more = '') => ({
  'grouplift.yaml': `timezone: UTC
currency: CNY
as_of: 2026-03-30
inputs:
  activities: activities.csv
  conversions: orders.csv
  identities: same
  reversals: { files: [${Object.keys(files).join(', ')}]${more} }
goals: [{ name: order, match: { goal: order }, window_days: 30, value: true }]
`,
  'activities.csv': 'ts,group_id,member_id,kind\n2026-03-03 12:00:00,g,a,link_click\n',
  'orders.csv':
    'conversion_id,ts,user_id,goal,value\n1,2026-03-04 12:00:00,a,order,100\n2,2026-03-04 13:00:00,b,order,50\n',
  ...files,
});

const net = async (files: Readonly<Record<string, string>>, more?: string) => {
  const [day] = await publishedRows(landedDays, project(files, more));
  return [day?.conversions_net, day?.value_net];
};

const said = (files: Readonly<Record<string, string>>, more?: string) =>
  withTables(project(files, more), (engine, config) =>
    reversalIdFindings({ engine, config, sources: [], as_of_us: 0 }),
  );

const first =
  'reversal_id,conversion_id,ts,value,reason,ingested_at\nR1,1,2026-03-05 10:00:00,30,open,2026-03-05 11:00:00\n';

test('the version that arrived last counts, whatever the order of the files', async () => {
  const second =
    'reversal_id,conversion_id,ts,value,reason,ingested_at\nR1,1,2026-03-06 09:00:00,40,done,2026-03-06 11:00:00\nR2,2,2026-03-06 09:00:00,50,done,2026-03-06 11:00:00\n';
  // 150 - 40 - 50; order 2 is gone
  expect(await net({ 'a.csv': first, 'b.csv': second })).toEqual([1, 60]);
  expect(await net({ 'b.csv': second, 'a.csv': first })).toEqual([1, 60]);
  expect(await said({ 'a.csv': first, 'b.csv': second })).toEqual([]);
});

test('a refund that was called off later (0) returns nothing', async () => {
  const off =
    'reversal_id,conversion_id,ts,value,reason,ingested_at\nR1,1,2026-03-06 09:00:00,0,called off,2026-03-06 11:00:00\n';
  expect(await net({ 'a.csv': first, 'b.csv': off })).toEqual([2, 150]);
});

test('a version that arrived after as_of is not known yet', async () => {
  const late =
    'reversal_id,conversion_id,ts,value,reason,ingested_at\nR1,1,2026-03-06 09:00:00,100,done,2026-03-31 11:00:00\n';
  expect(await net({ 'a.csv': first, 'b.csv': late })).toEqual([2, 120]);
});

test('equal rows of one id count once across files; two refunds of equal amount with ids of their own count twice', async () => {
  const plain =
    'reversal_id,conversion_id,ts,value\nR1,1,2026-03-05 10:00:00,30\nR2,1,2026-03-05 10:00:00,30\n';
  expect(await net({ 'a.csv': plain })).toEqual([2, 90]);
  expect(await net({ 'a.csv': plain, 'b.csv': `${plain}R3,1,2026-03-07 10:00:00,5\n` })).toEqual([2, 85]);
});

test('versions without a time of arrival, and several rows of one file, are refused', async () => {
  const old = 'refund_no,conversion_id,ts,value\nR1,1,2026-03-05 10:00:00,30\n';
  const changed =
    'refund_no,conversion_id,ts,value\nR1,1,2026-03-05 10:00:00,20\nR2,2,2026-03-05 10:00:00,5\n';
  const columns = ', columns: { reversal_id: refund_no }';
  expect(await said({ 'a.csv': old, 'b.csv': changed }, columns)).toEqual([
    {
      level: 'error',
      text: 'inputs.reversals: 1 id of the column "refund_no" has several rows, and nothing says which of them holds: R1 (2 rows).',
      hint: expect.stringContaining('map ingested_at'),
    },
  ]);
  const lines = `${old}R1,1,2026-03-05 10:00:00,30\n`;
  expect(await said({ 'a.csv': lines }, columns)).toMatchObject([{ level: 'error' }]);
  // what the hint says: every row counts
  const unmapped = ', columns: { reversal_id: { value: "" } }';
  expect(await said({ 'a.csv': lines }, unmapped)).toEqual([]);
  expect(await net({ 'a.csv': lines }, unmapped)).toEqual([2, 90]);
});

test('without ids, rows of two files that differ in their reason alone both count, and are said', async () => {
  const old = 'conversion_id,ts,value,reason\n1,2026-03-05 10:00:00,30,open\n';
  const files = { 'a.csv': old, 'b.csv': old.replace('open', 'done') };
  expect(await net(files)).toEqual([2, 90]);
  expect(await said(files)).toEqual([
    {
      level: 'warning',
      text: 'inputs.reversals: 1 reversal is in several files with the same conversion, time and value, but another reason, and counts once for every reason.',
      hint: expect.stringContaining('reversal_id'),
    },
  ]);
  expect(await said(files, ', parts: true')).toEqual([]);
});

test('a refund is known from its arrival on, so that a later run calls it late', async () => {
  const rows = await withTables(project({ 'a.csv': first }), (engine) =>
    engine.rows(
      'SELECT conversion_id, CAST(int_div(known_us - ts_us, 60000000) AS INTEGER) AS minutes FROM reversal_rows',
    ),
  );
  expect(rows).toEqual([{ conversion_id: '1', minutes: 60 }]);
});
