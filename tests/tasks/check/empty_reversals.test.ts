/** An order export with a column of returns is read twice; a row without a return must not return its order. */
import { expect, test } from 'vitest';
import { landedDays } from '../../../src/publish/landed_days.js';
import { emptyReversalFindings } from '../../../src/tasks/check/empty_reversals.js';
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

test('an empty amount in a file of returns still means all of it', async () => {
  expect(await said('{ files: returns.csv, columns: { value: returned } }')).toEqual([]);
});
