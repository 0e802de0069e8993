import { afterAll, expect, it } from 'vitest';
import { commandIn, removeProjects, writeProject } from '../../black_box.js';

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
  expect(both.stdout).toContain('2 of 3 conversions (67 %) match several headline goals (orders, all)');
  const one = await commandIn(writeProject(files('false')), ['check']);
  expect(one.stdout).not.toContain('several headline goals');
});
