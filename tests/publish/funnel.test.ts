import { expect, it } from 'vitest';
import { withTables } from '../tables_of_project.js';

const config = `timezone: UTC
as_of: 2026-03-01
identity: { min_confidence: 0 }
inputs:
  activities: { files: activities.csv, timezone: UTC }
  conversions: { files: conversions.csv, timezone: UTC }
  identities: { files: identities.csv, timezone: UTC }
goals:
  - { name: register, match: { goal: register }, window_days: 1 }
  - { name: order, match: { goal: order }, window_days: 7 }
touches:
  - { kinds: [link_click], reach: actor }
attribution: { models: [last_touch] }
`;

const files = {
  'grouplift.yaml': config,
  // a clicked twice in the first week and once in the next; d is a message, x nobody known
  'activities.csv': `ts,group_id,kind,member_id
2026-01-06 10:00:00,G,link_click,m_a
2026-01-08 10:00:00,G,code_scan,m_a
2026-01-07 10:00:00,G,link_click,m_b
2026-01-11 23:59:59,G,link_click,m_c
2026-01-07 10:00:00,G,message,m_d
2026-01-07 10:00:00,G,link_click,m_x
2026-01-13 10:00:00,G,link_click,m_a
`,
  // a: registered the day after the first click to the second, ordered before it and twice after; b: after the window; c: at its end
  'conversions.csv': `conversion_id,ts,goal,user_id
r1,2026-01-07 10:00:00,register,u_a
o0,2026-01-06 09:59:59,order,u_a
o1,2026-01-07 10:00:00,order,u_a
o2,2026-01-08 10:00:00,order,u_a
o3,2026-01-14 10:00:01,order,u_b
o4,2026-01-18 23:59:59,order,u_c
`,
  'identities.csv': `id_type_a,id_a,id_type_b,id_b
${['a', 'b', 'c', 'd'].map((name) => `member,m_${name},user,u_${name}`).join('\n')}
`,
};

it('counts people once a week, from their first click, to the end of each window', async () => {
  const rows = await withTables(files, (engine) =>
    engine.rows(
      'SELECT f.week_day, g.goal, f.clicked, f.people FROM funnel f JOIN goals g ON g.goal_no = f.goal_no ORDER BY f.week_day, f.goal_no',
    ),
  );
  const monday = Date.UTC(2026, 0, 5) / 86_400_000;
  expect(rows).toEqual([
    { week_day: monday, goal: 'register', clicked: 3, people: 1 },
    { week_day: monday, goal: 'order', clicked: 3, people: 2 },
    { week_day: monday + 7, goal: 'register', clicked: 1, people: 0 },
    { week_day: monday + 7, goal: 'order', clicked: 1, people: 0 },
  ]);
});

it('leaves out whoever cannot be seen to land or is excluded', async () => {
  const more = {
    ...files,
    'grouplift.yaml': config.replace('\ngoals:', '\n  exclusions: { files: exclusions.csv }\ngoals:'),
    'exclusions.csv': 'id_type,id,reason\nmember,m_c,staff\n',
    // b is known by a phone alone
    'identities.csv': files['identities.csv'].replace('member,m_b,user,u_b', 'member,m_b,phone,1'),
  };
  const rows = await withTables(more, (engine) =>
    engine.rows('SELECT goal_no, clicked, people FROM funnel ORDER BY week_day, goal_no'),
  );
  expect(rows).toEqual([
    { goal_no: 1, clicked: 1, people: 1 },
    { goal_no: 2, clicked: 1, people: 1 },
    { goal_no: 1, clicked: 1, people: 0 },
    { goal_no: 2, clicked: 1, people: 0 },
  ]);
});
