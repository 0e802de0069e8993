/** What init makes of money that went back: refunds of their own under plain names, and columns of the orders themselves. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeProject } from '../../../src/project/folder.js';
import { guessProject, guessTable } from '../../../src/tasks/init/guess.js';
import { initProject } from '../../../src/tasks/init/index.js';
import { silent } from '../../silent.js';
import { withSources } from '../../sources/loaded.js';

const others = {
  'clicks.csv': 'ts,group_id,member_id,kind\n2026-11-02T09:00:00Z,g1,m1,link_click\n',
  'ids.csv': 'member_id,user_id\nm1,u1\n',
};

/** The rows that a folder returns, as init reads it, and the configuration. */
async function returned(files: Readonly<Record<string, string>>) {
  const all = { ...others, ...files };
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-init-refunds-'));
  try {
    writeProject(folder, all, []);
    await initProject(folder, silent);
    const yaml = readFileSync(join(folder, 'grouplift.yaml'), 'utf8');
    return await withSources({ ...all, 'grouplift.yaml': yaml }, async (engine) => ({
      yaml,
      rows: await engine.rows(
        'SELECT conversion_id, ts_us, value_minor FROM in_reversals WHERE value_minor <> 0 OR problem IS NOT NULL OR value_minor IS NULL ORDER BY conversion_id, value_minor',
      ),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const micros = (time: string) => Date.parse(time) * 1000;
const minors = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row) => [row.conversion_id, Number(row.value_minor)]);

const orders = [
  '订单编号,订单状态,下单时间,买家,订单金额(元),退款金额',
  '801,已完成,2026-11-05 10:00:00,u1,60.00,',
  '802,已完成,2026-11-05 11:00:00,u2,50.00,12.50',
  '803,已完成,2026-11-05 12:00:00,u3,40.00,0.00',
  '804,已完成,2026-11-05 13:00:00,u3,30.00,30.00',
];
const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;

test('a column of what went back returns it, at the time of the order if the file has no other', async () => {
  const { yaml, rows } = await returned({ 'orders.csv': text(orders) });
  expect(minors(rows)).toEqual([
    ['802', 1250],
    ['804', 3000],
  ]);
  expect(Number(rows[0]?.ts_us)).toBe(micros('2026-11-05T11:00:00+08:00'));
  expect(yaml).not.toContain('may say what was returned');
});

test('with a time of its own, at that time; where nothing went back there is none', async () => {
  const { rows } = await returned({
    'orders.csv': text([
      'order_no,paid_at,buyer,total,currency,refunded amount,refunded at',
      'A1,2026-11-05T10:00:00Z,u1,60.00,EUR,0.00,',
      'A2,2026-11-05T11:00:00Z,u2,50.00,EUR,12.50,2026-11-09T08:00:00Z',
      'A3,2026-11-05T12:00:00Z,u2,50.00,EUR,,',
    ]),
  });
  expect(minors(rows)).toEqual([['A2', 1250]]);
  expect(Number(rows[0]?.ts_us)).toBe(micros('2026-11-09T08:00:00Z'));
});

test('a shop platform that has such a column, and lines below the row of the order', async () => {
  const { yaml, rows } = await returned({
    'orders.csv': text([
      'Name,Email,Financial Status,Paid at,Currency,Total,Discount Code,Created at,Lineitem quantity,Lineitem name,Refunded Amount',
      '#1001,ann@example.com,partially_refunded,2026-11-05 10:00:00 -0500,USD,35.00,,2026-11-05 10:00:00 -0500,1,Tee,5.00',
      '#1001,ann@example.com,,,,,,2026-11-05 10:00:00 -0500,2,Cap,',
      '#1002,bob@example.com,paid,2026-11-06 10:00:00 -0500,USD,20.00,,2026-11-06 10:00:00 -0500,1,Cap,0.00',
    ]),
  });
  expect(minors(rows)).toEqual([['#1001', 500]]);
  // 30.00 of it were kept
  expect(yaml).toMatch(/^ {6}- partially_refunded /m);
});

test.each([
  ['the state of the return', [`${orders[0]},退款状态`, ...orders.slice(1).map((row) => `${row},退款关闭`)]],
  ['several amounts', [`${orders[0]},退货金额`, ...orders.slice(1).map((row) => `${row},1.00`)]],
  ['a row for each line', [...orders, '802,已完成,2026-11-05 11:00:00,u2,20.00,12.50']],
])('nothing is decided beside %s: the user is asked', async (_, rows) => {
  const found = await returned({ 'orders.csv': text(rows) }).catch(String);
  const yaml = typeof found === 'string' ? found : found.yaml;
  expect(yaml).toContain('# 退款金额 may say what was returned');
  expect(yaml).not.toContain('  reversals:');
});

test('refunds in a file of their own are not counted a second time from the orders', async () => {
  const { yaml, rows } = await returned({
    'orders.csv': text(orders),
    'refunds.csv': text(['id,payment_id,amount,created_at', 'rf1,802,12.50,2026-11-06 10:00:00']),
  });
  expect(minors(rows)).toEqual([['802', 1250]]);
  expect(yaml).toContain('reversal_id: id ');
});

test.each([
  ['refunds.csv', 'id,payment_id,amount,created_at', 'reversals'],
  ['2026/退款明细.csv', '订单号,金额,时间', 'reversals'],
  ['退款.csv', '服务单号,订单号,申请时间,退款金额', 'reversals'],
  ['payments.csv', 'id,payment_id,amount,created_at', undefined],
  ['orders_and_refunds.csv', 'id,payment_id,amount,created_at', undefined],
])('the name of %s says what its plain names mean', (name, header, table) => {
  expect(guessTable(header.split(','), name)?.table).toBe(table);
  const { found } = guessProject([{ name, bytes: 1, columns: header.split(',') }]);
  expect(found[0]?.table).toBe(table);
});
