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
