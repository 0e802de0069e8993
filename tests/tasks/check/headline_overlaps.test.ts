/** Conversions that match several headline goals: each goal counts them, and sums over the goals count them once. */
import { afterAll, expect, it } from 'vitest';
import { groupWeek } from '../../../src/publish/group_week.js';
import { landed } from '../../../src/publish/landed.js';
import { memberUse } from '../../../src/publish/member_use.js';
import { commandIn, removeProjects, writeProject } from '../../black_box.js';
import { publishedRows } from '../../tables_of_project.js';

afterAll(removeProjects);

const files = (second: string) => ({
  'activities.csv': 'ts,group_id,kind,member_id\n2026-03-01 09:00:00,g1,link_click,m1\n',
  'ids.csv': 'member_id,user_id\nm1,u1\n',
  'orders.csv':
    'conversion_id,ts,user_id,goal\na,2026-03-02 10:00:00,u1,order\nb,2026-03-02 10:00:00,u1,order\nc,2026-03-02 10:00:00,u1,post\n',
  'grouplift.yaml': `timezone: Asia/Shanghai
inputs: { activities: activities.csv, conversions: orders.csv, identities: ids.csv }
goals:
  - { name: orders, match: { goal: order }, window_days: 30, headline: true }
  - { name: all, match: { goal: [order, post] }, window_days: 30, headline: ${second} }
`,
});

it('are counted and named, and only if both goals are headline goals', async () => {
  const both = await commandIn(writeProject(files('true')), ['check']);
  expect(both.stdout).toContain('2 of 3 conversions (67 %) match several headline goals (orders, all): each');
  const one = await commandIn(writeProject(files('false')), ['check']);
  expect(one.stdout).not.toContain('several headline goals');
});

/** u1 is at home in g1, u2 in g2; nobody knows u9. Order 1 comes back in part, order 2 as a whole. */
const valued = (first: string) => ({
  'activities.csv':
    'ts,group_id,kind,member_id\n2026-03-01 09:00:00,g1,message,m1\n2026-03-01 09:00:00,g2,message,m2\n',
  'ids.csv': 'member_id,user_id\nm1,u1\nm2,u2\n',
  'stays.csv': 'group_id,member_id,joined_at,left_at\ng1,m1,2026-02-01,\ng2,m2,2026-02-01,\n',
  'orders.csv': `conversion_id,ts,user_id,goal,value
1,2026-03-02 10:00:00,u1,order,100.00
2,2026-03-03 10:00:00,u2,order,30.00
3,2026-03-10 10:00:00,u2,order,50.00
4,2026-03-10 10:00:00,u2,post,
5,2026-03-11 10:00:00,u9,order,1.00
`,
  'refunds.csv': 'conversion_id,ts,value\n1,2026-03-10 10:00:00,40.00\n2,2026-03-11 10:00:00,\n',
  'grouplift.yaml': `timezone: UTC
currency: CNY
as_of: 2026-03-16
inputs: { activities: activities.csv, conversions: orders.csv, identities: ids.csv, memberships: stays.csv, reversals: refunds.csv }
goals:
${first}
  - { name: post, match: { goal: post }, window_days: 30, headline: true }
`,
});
const all = '  - { name: all, match: { goal: [order, post] }, window_days: 30, headline: true }';
const order = '  - { name: order, match: { goal: order }, window_days: 30, headline: true, value: true }';

it.each([`${all}\n${order}`, `${order}\n${all}`])(
  'are summed once, whichever goal comes first',
  async (goals) => {
    const files = valued(goals);
    const weeks = [...(await publishedRows(groupWeek, files))];
    const [before, last] = ['2026-03-02', '2026-03-09'];
    const inWeeks = weeks.filter(({ week_start }) => week_start === before || week_start === last);
    expect(
      inWeeks.map((row) => [row.group_id, row.week_start, row.landed, row.value, row.value_reversed]),
    ).toEqual([
      ['g1', before, 1, 100, 0],
      ['g1', last, 0, 0, 40],
      ['g2', before, 1, 30, 0],
      ['g2', last, 2, 50, 30],
    ]);
    const sums = [...(await publishedRows(landed, files))];
    const once = (week: string) =>
      sums
        .filter(({ week_start }) => week_start === week)
        .reduce((sum, row) => sum + row.conversions_once, 0);
    expect([once(before), once(last)]).toEqual([2, 3]);
    const of = (goal: string) =>
      sums.filter((row) => row.goal === goal).reduce((sum, row) => sum + row.conversions, 0);
    expect([of('all'), of('order'), of('post')]).toEqual([5, 4, 1]);
    const uses = [...(await publishedRows(memberUse, files))];
    expect(uses.filter(({ group_id }) => group_id === '(any)')).toEqual([
      { group_id: '(any)', class: 'both', people: 2, conversions: 4, conversions_net: 3 },
    ]);
  },
);
