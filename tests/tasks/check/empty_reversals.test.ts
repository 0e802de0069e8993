/** An order export with a column of returns is read twice; a row without a return must not return its order. */
import { expect, test } from 'vitest';
import { landedDays } from '../../../src/publish/landed_days.js';
import { emptyReversalFindings } from '../../../src/tasks/check/empty_reversals.js';
import { reversalAmountFindings } from '../../../src/tasks/check/reversal_amounts.js';
import { publishedRows, withTables } from '../../tables_of_project.js';

const project = (reversals: string) => ({
  'grouplift.yaml': `timezone: UTC
currency: CNY
as_of: 2026-03-30
inputs:
  activities: activities.csv
  conversions: { files: orders.csv, columns: { value: paid } }
  identities: same
  reversals: ${reversals}
goals: [{ name: order, match: { goal: order }, window_days: 30, value: true }]
`,
  'activities.csv': 'ts,group_id,member_id,kind\n2026-03-03 12:00:00,g,a,link_click\n',
  'orders.csv': `conversion_id,ts,user_id,goal,paid,returned
1,2026-03-04 12:00:00,a,order,128.50,
2,2026-03-04 13:00:00,b,order,66.60,16.60
3,2026-03-04 14:00:00,c,order,30.00,
`,
  'returns.csv': 'conversion_id,ts,returned\n1,2026-03-05 12:00:00,\n2,2026-03-05 12:00:00,1.00\n',
});

const said = (reversals: string) =>
  withTables(project(reversals), (engine, config) =>
    emptyReversalFindings({ engine, config, sources: [], as_of_us: 0 }),
  );

test('rows of the orders themselves without an amount are refused', async () => {
  expect(await said('{ files: orders.csv, columns: { value: returned } }')).toEqual([
    {
      level: 'error',
      text: 'inputs.reversals: 2 of 3 rows (67 %) have no value, and they are the rows of the orders themselves (orders.csv): each would return its whole order.',
      hint: expect.stringContaining('filled: [returned]'),
    },
  ]);
  expect(await said('{ files: orders.csv }')).toMatchObject([
    { level: 'error', hint: expect.stringContaining('filled: [the column of the amount]') },
  ]);
});

test('rows with an amount alone are what the hint says, and leave 3 orders and 208.50', async () => {
  const filled = '{ files: orders.csv, columns: { value: returned }, filled: [returned] }';
  expect(await said(filled)).toEqual([]);
  // 128.50 + 66.60 - 16.60 + 30.00
  expect(await publishedRows(landedDays, project(filled))).toMatchObject([
    { day: '2026-03-04', conversions: 3, conversions_net: 3, value_net: 208.5 },
  ]);
});

const amounts = (reversals: string, more: Readonly<Record<string, string>> = {}) =>
  withTables({ ...project(reversals), ...more }, (engine, config) =>
    reversalAmountFindings({ engine, config, sources: [], as_of_us: Date.UTC(2026, 2, 30) * 1000 }),
  );

test('an empty amount in a file of returns still means all of it, and is said with its money', async () => {
  const returns = '{ files: returns.csv, columns: { value: returned } }';
  expect(await said(returns)).toEqual([]);
  expect(await amounts(returns)).toEqual([
    {
      level: 'note',
      text: 'inputs.reversals: 1 of 2 reversals (50 %) have no amount and return all of their conversions (1, worth 128.50 CNY).',
    },
  ]);
  // 128.50 - 128.50 + 66.60 - 1.00 + 30.00
  expect(await publishedRows(landedDays, project(returns))).toMatchObject([
    { conversions: 3, conversions_net: 2, value_net: 95.6 },
  ]);
});

test('an amount of 0 returns nothing, not even what was free', async () => {
  const orders = `conversion_id,ts,user_id,goal,paid,returned
1,2026-03-04 12:00:00,a,order,128.50,0.00
2,2026-03-04 13:00:00,b,order,66.60,16.60
3,2026-03-04 14:00:00,c,order,0.00,0.00
`;
  const all = '{ files: orders.csv, columns: { value: returned } }';
  expect(await amounts(all, { 'orders.csv': orders })).toMatchObject([
    { level: 'note', text: expect.stringContaining('2 of 3 reversals (67 %) have an amount of 0') },
  ]);
  for (const key of ['', ', key: [conversion_id, user_id]']) {
    const keyed = { ...project(all.replace(/ }$/, `${key} }`)), 'orders.csv': orders };
    const yaml = keyed['grouplift.yaml'].replace(
      'columns: { value: paid }',
      `columns: { value: paid }${key}`,
    );
    expect(await publishedRows(landedDays, { ...keyed, 'grouplift.yaml': yaml })).toMatchObject([
      { conversions: 3, conversions_net: 3, value_net: 178.5 },
    ]);
  }
});
