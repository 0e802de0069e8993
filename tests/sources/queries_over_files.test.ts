/** A SELECT over the files of an input, where a mapping is not enough: it reads these files, and nothing else. */
import { expect, test } from 'vitest';
import { refusalOf, withSources } from './loaded.js';

const project = (query: string) => ({
  'grouplift.yaml': `timezone: UTC
inputs:
  activities: activities.csv
  conversions:
    files: [orders-1.csv, orders-2.csv]
    query: >-
      ${query}
  identities: same
goals: [{ name: order, match: { goal: order }, window_days: 30 }]
`,
  'activities.csv': 'ts,group_id,member_id,kind\n2026-11-02 09:00:00,g,a,link_click\n',
  'orders-1.csv':
    '单号,"付款 时间",客户,数量,单价\n0001,2026-11-02 10:00:00,a,2,10\n0002,2026-11-02 11:00:00,b,1,5\n',
  'orders-2.csv': '单号,客户,数量,单价,"付款 时间"\n0003,c,3,1,2026-11-03 10:00:00\n',
  'secret.csv': 'a\n1\n',
});
const query = `SELECT "单号" AS conversion_id, "付款 时间" AS ts, "客户" AS user_id, 'order' AS goal FROM files WHERE CAST("数量" AS INTEGER) > 1`;

test('its rows are the input, in whatever order the columns of the files are', async () => {
  await withSources(project(query), async (engine, sources) => {
    expect(
      await engine.rows('SELECT conversion_id, user_id FROM in_conversions ORDER BY conversion_id'),
    ).toEqual([
      { conversion_id: '0001', user_id: 'a' },
      { conversion_id: '0003', user_id: 'c' },
    ]);
    const source = sources.find(({ table }) => table === 'conversions');
    expect([source?.rows, source?.rejected]).toEqual([2, 0]);
  });
});

test.each([
  ["SELECT * FROM read_csv('secret.csv')"],
  ["SELECT content AS goal FROM read_text('/etc/hostname')"],
  ["SELECT * FROM files; COPY files TO 'out.csv'"],
  ["COPY (SELECT 1) TO 'out.csv'"],
  ['SELECT nothing FROM files'],
])('%s', async (wrong) => {
  const { code, text } = await refusalOf(project(wrong));
  expect(code).toBe(2);
  expect(text).toMatch(/inputs\.conversions\.query/);
});

const swallowed = (third: string, fifth: string) =>
  `单号,"付款 时间",客户,数量,单价\n1,2026-11-02 10:00:00,a,2,10\n2,2026-11-02 11:00:00,b,2,${third}\n3,2026-11-02 12:00:00,c,2,5\n4,2026-11-02 13:00:00,d,2,${fifth}\n`;

test('a value with line breaks that holds a whole row is reported, as without a query', async () => {
  const files = { ...project(query), 'orders-1.csv': swallowed('"5', '5"') };
  await withSources(files, async (_, sources) => {
    const source = sources.find(({ table }) => table === 'conversions');
    expect(source?.rows_inside).toEqual([{ file: 'orders-1.csv', first_line: 3, last_line: 5, rows: 1 }]);
  });
});

test.each([
  [
    'a quote that is never closed',
    swallowed('"5', '5'),
    'orders-1.csv, from line 3 on: a quote opens or closes',
  ],
  ['a quote inside a value', swallowed('"5"x', '5'), 'orders-1.csv, from line 3 on: a quote opens or closes'],
  [
    'a short row',
    swallowed('5', '5').replace('3,2026', '3'),
    'orders-1.csv, line 4: found 4 cells, expected 5',
  ],
])('%s is an error of the file, not of the query', async (_, text, said) => {
  const short = text.replace('3-11-02 12:00:00,c,2,5', '3,c,2,5');
  const refusal = await refusalOf({ ...project(query), 'orders-1.csv': short });
  expect([refusal.code, refusal.text.slice(0, said.length)]).toEqual([3, said]);
});

test('two columns of one name, and a value that cannot be cast, are reported without words of the engine', async () => {
  const twice = await refusalOf(project(query.replace("'order' AS goal", "'order' AS goal, 1 AS Goal")));
  expect([twice.code, twice.text.split('\n')[0]]).toEqual([
    2,
    'inputs.conversions.query returns the column "Goal" twice.',
  ]);
  const cast = await refusalOf(project(query.replace('CAST("数量"', 'CAST("客户"')));
  expect([cast.code, /Error/.test(cast.text)]).toEqual([2, false]);
});
