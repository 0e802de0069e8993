/** A column that nothing reads, under a name by which init would have known it, in any source of its table. */
import { afterAll, expect, it } from 'vitest';
import { commandIn, removeProjects, writeProject } from '../../black_box.js';

afterAll(removeProjects);

const files = (inputs: string) => ({
  'activities.csv': 'ts,group_id,kind,member_id\n2026-03-01 09:00:00,g1,link_click,m1\n',
  'ids.csv': 'member_id,user_id\nm1,u1\n',
  'shop.csv': 'conversion_id,ts,user_id,goal,value\n1,2026-03-02 10:00:00,u1,order,80.00\n',
  'app.csv': 'conversion_id,ts,user_id,goal,实付金额\n2,2026-03-02 11:00:00,u1,order,20.00\n',
  'refunds.csv': 'conversion_id,ts,refund_amount,remark\n1,2026-03-03 10:00:00,5.00,x\n',
  'tactics.csv': 'tactic_id,kind,starts_at,budget\nt1,survey,2026-03-01,900\n',
  'grouplift.yaml': `timezone: Asia/Shanghai
currency: CNY
inputs:
  activities: activities.csv
  identities: ids.csv
${inputs}goals: [{ name: order, match: { goal: order }, window_days: 30, value: true }]
`,
});

async function said(inputs: string) {
  const { code, stdout } = await commandIn(writeProject(files(inputs)), ['check']);
  expect(code).toBe(0);
  return stdout.match(/inputs\.\w+: the column "[^\n]*/g) ?? [];
}

it('is named with the column it would be', async () => {
  expect(
    await said(
      '  conversions: [{ files: shop.csv }, { files: app.csv }]\n  reversals: refunds.csv\n  tactics: tactics.csv\n',
    ),
  ).toEqual([
    'inputs.conversions: the column "实付金额" is not read; did you mean value?',
    'inputs.reversals: the column "refund_amount" is not read; did you mean value?',
    'inputs.tactics: the column "budget" is not read; did you mean cost?',
  ]);
});

it('is not, once something reads it or the column it would be', async () => {
  expect(
    await said(`  conversions: [{ files: shop.csv }, { files: app.csv, columns: { value: 实付金额 } }]
  reversals: { files: refunds.csv, columns: { value: refund_amount } }
  tactics: { files: tactics.csv, filled: [budget] }
`),
  ).toEqual([]);
});

it('of money that went back: the line in the hint, pasted under inputs, returns it', async () => {
  const shop = {
    ...files(''),
    'shop.csv':
      'order_no,paid,user_id,goal,value,退款金额,退款时间\n1,2026-03-02 10:00:00,u1,order,80.00,0.00,\n2,2026-03-02 11:00:00,u1,order,20.00,12.50,2026-03-02 12:00:00\n3,2026-03-04 11:00:00,u1,order,5.00,,\n',
  };
  const conversions = '  conversions: { files: shop.csv, columns: { conversion_id: order_no, ts: paid } }\n';
  const checked = async (inputs: string) => {
    const yaml = files(inputs)['grouplift.yaml'];
    const { stdout } = await commandIn(writeProject({ ...shop, 'grouplift.yaml': yaml }), ['check']);
    return stdout;
  };
  const [, line = ''] = /write (reversals: \{.*\}) under inputs;/.exec(await checked(conversions)) ?? [];
  expect(line).toContain('value: 退款金额');
  const after = await checked(`${conversions}  ${line}\n`);
  expect(after).toMatch(/reversals +1 +1 +2026-03-02/);
  expect(after).toMatch(/0 errors|can be trusted/);
  expect(after).not.toContain('退款');
});
