/** Several sources of one table, each with its own mapping, zone and encoding: all rows, once, with their own places. */
import { expect, test } from 'vitest';
import { refusalOf, withSources } from './loaded.js';
import { workbook } from './workbooks.js';

const yaml = (conversions: string, match = 'goal: order') => `timezone: Asia/Shanghai
currency: CNY
inputs:
  activities: activities.csv
  conversions:
${conversions}
  identities: same
goals:
  - { name: order, match: { ${match} }, window_days: 30, value: true }
`;

const files = {
  'activities.csv': 'ts,group_id,member_id,kind\n2026-11-02T09:00:00+08:00,g1,u1,link_click\n',
  'shop.csv': 'no,time,buyer,sum\nA1,2026-11-02 10:00,u1,"1.250,50"\nA2,2026-11-02 25:00,u2,1\n',
  'store.xlsx': workbook([
    {
      name: 'S',
      rows: [
        ['订单编号', '下单时间', '买家', '实付'],
        ['B1', '2026-11-02 10:00', 'u1', '1,250.50'],
      ],
    },
  ]),
};
const shop =
  '    - { files: shop.csv, timezone: Europe/Berlin, columns: { conversion_id: no, ts: time, user_id: buyer, value: sum, goal: { value: order } } }';
const store =
  '    - { files: store.xlsx, columns: { conversion_id: 订单编号, ts: 下单时间, user_id: 买家, value: 实付, goal: { value: order } } }';

test('each source is read by its own mapping, zone and decimal mark', async () => {
  const project = { ...files, 'grouplift.yaml': yaml(`${shop}\n${store}`) };
  await withSources(project, async (engine, sources) => {
    const rows = await engine.rows(
      'SELECT conversion_id, ts_us, value_minor, file_no, last_entry FROM in_conversions WHERE problem IS NULL ORDER BY conversion_id',
    );
    const us = (text: string) => Date.parse(text) * 1000;
    expect(rows).toEqual([
      {
        conversion_id: 'A1',
        ts_us: us('2026-11-02T10:00:00+01:00'),
        value_minor: 125050,
        file_no: 1,
        last_entry: 0,
      },
      {
        conversion_id: 'B1',
        ts_us: us('2026-11-02T10:00:00+08:00'),
        value_minor: 125050,
        file_no: 2,
        last_entry: 1,
      },
    ]);
    const source = sources.find(({ table }) => table === 'conversions');
    expect(source).toMatchObject({ rows: 3, rejected: 1 });
    expect(source?.files.map(({ name }) => name)).toEqual(['shop.csv', 'store.xlsx, sheet "S"']);
    expect(source?.rejects.map(({ file, line }) => [file, line])).toEqual([['shop.csv', 3]]);
  });
});

test('settings of the whole table must be the same', async () => {
  const latest = shop.replace('files:', 'on_conflict: sum, files:');
  const { code, text } = await refusalOf({ ...files, 'grouplift.yaml': yaml(`${latest}\n${store}`) });
  expect(code).toBe(2);
  expect(text).toContain('its sources differ in on_conflict');
});

test('a goal may ask for a column that only one source has', async () => {
  const project = { ...files, 'grouplift.yaml': yaml(`${shop}\n${store}`, '买家: u1') };
  await withSources(project, async (engine) => {
    const rows = await engine.rows(
      'SELECT conversion_id FROM in_conversions WHERE goal_mask > 0 ORDER BY conversion_id',
    );
    expect(rows).toEqual([{ conversion_id: 'B1' }]);
  });
});

test('a wrong zone in the second item is named there', async () => {
  const wrong = store.replace('files:', 'timezone: Mars, files:');
  const { code, text } = await refusalOf({ ...files, 'grouplift.yaml': yaml(`${shop}\n${wrong}`) });
  expect(code).toBe(2);
  expect(text).toContain('Mars');
});

test('each source may name its own key, or none', async () => {
  // two shops number their orders from 1, each in its own words; sign-ups have no number at all
  const project = {
    'activities.csv': files['activities.csv'],
    'a.csv': 'Shop,Order,at,who\neu,1,2026-11-02 10:00,u1\neu,2,2026-11-02 11:00,u2\n',
    'b.csv': '店铺,单号,时间,买家\ncn,1,2026-11-02 12:00,u3\n',
    'signups.csv': 'at,who\n2026-11-02 13:00,u4\n2026-11-02 14:00,u5\n',
    'refunds.csv': 'Shop,Order,ts\neu,1,2026-11-03 10:00\n',
    'grouplift.yaml': `${yaml(
      [
        '    - { files: signups.csv, columns: { ts: at, user_id: who, goal: { value: order } } }',
        '    - { files: a.csv, key: [Shop, Order], columns: { conversion_id: Order, ts: at, user_id: who, goal: { value: order } } }',
        '    - { files: b.csv, key: [店铺, 单号], columns: { conversion_id: 单号, ts: 时间, user_id: 买家, goal: { value: order } } }',
      ].join('\n'),
    ).replace(
      'identities: same',
      'identities: same\n  reversals: { files: refunds.csv, key: [Shop, Order], columns: { conversion_id: Order } }',
    )}`,
  };
  await withSources(project, async (engine) => {
    const rows = await engine.rows(
      'SELECT user_id, conversion_id FROM in_conversions WHERE problem IS NULL ORDER BY user_id',
    );
    expect(rows.map((row) => [row.user_id, row.conversion_id])).toEqual([
      ['u1', 'eu/1'],
      ['u2', 'eu/2'],
      ['u3', 'cn/1'],
      ['u4', null],
      ['u5', null],
    ]);
    const back = await engine.rows('SELECT conversion_id FROM in_reversals');
    expect(back).toEqual([{ conversion_id: 'eu/1' }]);
  });
});
