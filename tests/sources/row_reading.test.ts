/** Lines above and below the data, values for all rows, and columns made from others: what is read, and where rejects are. */
import { describe, expect, test } from 'vitest';
import { refusalOf, withSources } from './loaded.js';
import { workbook } from './workbooks.js';

const yaml = (orders: string) => `timezone: Asia/Shanghai
currency: CNY
inputs:
  activities: activities.csv
  conversions: ${orders}
  identities: same
goals:
  - { name: order, match: { goal: order }, window_days: 30, value: true }
`;

const project = (orders: string, name: string, content: string | Uint8Array) => ({
  'grouplift.yaml': yaml(orders),
  'activities.csv': 'ts,group_id,member_id,kind\n2026-11-02T09:00:00+08:00,g1,u1,link_click\n',
  [name]: content,
});

const read = (files: Parameters<typeof withSources>[0]) =>
  withSources(files, async (engine, sources) => ({
    rows: await engine.rows(
      'SELECT conversion_id, user_id, goal, value_minor, problem IS NULL AS fits FROM in_conversions ORDER BY conversion_id',
    ),
    source: sources.find(({ table }) => table === 'conversions'),
  }));

const bill = [
  '账单',
  '"时间：[2026-11-01',
  '----',
  '交易时间\t,订单号,用户,金额',
  '`2026-11-02 10:00:00,`1001,`u1,"`¥1,100.00"',
  '',
  '`2026-11-02 11:00:00,`1002,`u2,`free',
  '总单数,总金额',
  '`2,`1100.00',
];
const columns =
  'columns: { conversion_id: 订单号, ts: 交易时间, user_id: 用户, value: 金额, goal: { value: order } }';

describe('a bill with titles above and a sum below', () => {
  const orders = `{ files: bill.csv, ${columns}, skip_lines: 3, until: 总单数, clean: [unwrap] }`;

  test.each([
    ['line feeds', '\n', ''],
    ['returns', '\r\n', '\ufeff'],
  ])('%s', async (_, end, mark) => {
    const { rows, source } = await read(project(orders, 'bill.csv', mark + bill.join(end)));
    expect(rows).toEqual([
      { conversion_id: '1001', user_id: 'u1', goal: 'order', value_minor: 110000, fits: true },
      { conversion_id: '1002', user_id: 'u2', goal: 'order', value_minor: null, fits: false },
    ]);
    expect(source?.rejects.map(({ line, column, found }) => [line, column, found])).toEqual([
      [7, '金额', 'free'],
    ]);
    expect(source?.skipped).toContainEqual({
      rule: 'below until',
      file: 'bill.csv',
      count: 2,
      first_line: 8,
    });
  });

  test('bytes that are not text are rejected with their line, and never part of an id', async () => {
    const lines = [
      '标题',
      '订单号,交易时间,用户,金额',
      '1,2026-11-02 10:00,u1,1',
      '2,2026-11-02 10:00,u\u00ff2,1',
    ];
    const bytes = Buffer.concat([
      Buffer.from(`${lines.slice(0, 3).join('\n')}\n`),
      Buffer.from(`${lines[3]}\n`, 'latin1'),
      ...Array.from({ length: 30 }, (_, place) =>
        Buffer.from(`${place + 3},2026-11-02 10:00,用户${place},1\n`),
      ),
    ]);
    const { rows, source } = await read(
      project(`{ files: o.csv, ${columns}, skip_lines: 1, encoding: utf-8 }`, 'o.csv', bytes),
    );
    expect(rows.map(({ user_id }) => user_id)).not.toContain('u\ufffd2');
    expect(rows).toHaveLength(31);
    expect(source?.rejects.map(({ line }) => line)).toEqual([4]);
  });

  test('more lines than there are', async () => {
    const { code, text } = await refusalOf(
      project(`{ files: o.csv, ${columns}, skip_lines: 9 }`, 'o.csv', 'a,b\n1,2\n'),
    );
    expect(code).toBe(3);
    expect(text).toContain('skip_lines leaves out 9');
  });
});

test('a row of the wrong width stays one, even with derived columns', async () => {
  const made = columns.replace('user_id: 用户', 'user_id: { column: 用户, transform: lower }');
  const text =
    '订单号,交易时间,用户,金额\n1,2026-11-02 10:00,U1,1,\n2,2026-11-02 10:00,U2,1,x\n3,2026-11-02 10:00,U3\n';
  const { rows, source } = await read(project(`{ files: o.csv, ${made} }`, 'o.csv', text));
  expect(rows.filter(({ fits }) => fits).map(({ user_id }) => user_id)).toEqual(['u1']);
  expect(source?.rejects.map(({ line }) => line)).toEqual([3, 4]);
});

test('values for all rows are also in rows of JSON and of sheets, and blank rows stay blank', async () => {
  const json = '{"订单号":"1","交易时间":"2026-11-02 10:00","用户":"u1","金额":"1"}\n';
  const { rows: ofJson } = await read(project(`{ files: o.json, ${columns} }`, 'o.json', json));
  expect(ofJson.map(({ goal }) => goal)).toEqual(['order']);
  const sheet = workbook([
    {
      name: 'S',
      rows: [
        ['订单号', '交易时间', '用户', '金额'],
        ['1', '2026-11-02 10:00', 'u1', 1],
        [' ', ''],
      ],
    },
  ]);
  const { rows, source } = await read(project(`{ files: o.xlsx, ${columns} }`, 'o.xlsx', sheet));
  expect(rows.filter(({ fits }) => fits)).toHaveLength(1);
  expect(source?.rejected).toBe(0);
  expect(source?.skipped.map(({ rule, count }) => [rule, count])).toEqual([['blank', 1]]);
});

test('keys about rows are refused for JSON', async () => {
  const { code, text } = await refusalOf(
    project(`{ files: o.json, ${columns}, clean: [trim] }`, 'o.json', '{"a":1}\n'),
  );
  expect(code).toBe(2);
  expect(text).toContain('are for CSV files and workbooks');
});
