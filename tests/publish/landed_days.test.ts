import { expect, it } from 'vitest';
import { withTables } from '../tables_of_project.js';

const files = {
  'grouplift.yaml': `timezone: Asia/Shanghai
currency: CNY
as_of: 2026-03-01
inputs:
  activities: { files: activities.csv, timezone: Asia/Shanghai }
  conversions: { files: conversions.csv, timezone: Asia/Shanghai }
  reversals: { files: reversals.csv, timezone: Asia/Shanghai }
  identities: { files: identities.csv }
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true }
touches:
  - { kinds: [link_click], reach: actor }
attribution: { models: [last_touch] }
`,
  'activities.csv': 'ts,group_id,kind,member_id\n2025-02-09 10:00:00,G,link_click,m_a\n',
  'conversions.csv': `conversion_id,ts,goal,user_id,value
${['a', 'b', 'c', 'd', 'e', 'f'].map((id) => `${id},2025-02-10 12:00:00,order,u_${id},100`).join('\n')}
`,
  'identities.csv': 'id_type_a,id_a,id_type_b,id_b\nmember,m_a,user,u_a\n',
  // as_of is the end of 28 February 2026: a year before, 28 February 2025 is over (365 days) or has not begun (366)
  'reversals.csv': `conversion_id,ts,value
a,2025-02-20 10:00:00,
b,2025-02-28 23:59:00,
c,2025-03-01 00:01:00,
d,2025-02-20 10:00:00,40
d,2025-03-05 10:00:00,60
e,2025-02-20 10:00:00,40
`,
};

it('say what had come back a year before as_of', async () => {
  const rows = await withTables(files, (engine) =>
    engine.rows('SELECT people, conversions, conversions_net, net_365, net_366 FROM goal_days'),
  );
  // of six a, b, c and d are gone now; a year before as_of a and b were, and a day earlier only a: of d 60 still stood
  expect(rows).toEqual([{ people: 6, conversions: 6, conversions_net: 2, net_365: 4, net_366: 5 }]);
});
