/** What reversals take: never more than is left, whatever asks for it, in every table that counts them by day. */
import { expect, it } from 'vitest';
import { withTables } from '../tables_of_project.js';

/** g holds a and b; every result is of the week of 2 March 2026, as_of is the Monday four weeks later. */
const files = {
  'grouplift.yaml': `timezone: Asia/Shanghai
currency: CNY
as_of: 2026-03-30
inputs:
  activities: activities.csv
  conversions: conversions.csv
  identities: identities.csv
  memberships: memberships.csv
  reversals: reversals.csv
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true, headline: true }
  - { name: sign, match: { goal: sign }, window_days: 7 }
attribution: { models: [last_touch] }
`,
  'activities.csv': 'ts,group_id,kind,member_id\n2026-03-02 09:00:00,g,link_click,ma\n',
  'conversions.csv': `conversion_id,ts,goal,user_id,value
rest,2026-03-02 10:00:00,order,ua,100
over,2026-03-02 10:00:00,order,ua,50
early,2026-03-05 10:00:00,order,ub,20
valued,2026-03-02 10:00:00,sign,ua,100
bare,2026-03-02 10:00:00,sign,ub,
`,
  'identities.csv': 'member_id,user_id\nma,ua\nmb,ub\n',
  'memberships.csv': 'group_id,member_id,joined_at\ng,ma,2026-03-01 00:00:00\ng,mb,2026-03-01 00:00:00\n',
  // rest: 30, then all that is left (70); over: 80 of 50 in two parts (40, then 10); early: before the order landed;
  // valued and bare are gone in their first week, whatever comes later
  'reversals.csv': `conversion_id,ts,value
rest,2026-03-09 10:00:00,30
rest,2026-03-16 10:00:00,
over,2026-03-09 11:00:00,40
over,2026-03-17 10:00:00,40
over,2026-03-24 10:00:00,5
early,2026-03-03 10:00:00,20
valued,2026-03-03 10:00:00,100
valued,2026-03-24 10:00:00,5
bare,2026-03-03 10:00:00,7
bare,2026-03-24 10:00:00,5
`,
};

it('take from the weeks of a group what they take from the conversions, and no more', async () => {
  const rows = await withTables(files, (engine) =>
    engine.rows(
      'SELECT day_text(week_day) AS week, reversed_minor FROM group_landed WHERE reversed_minor > 0 ORDER BY week_day',
    ),
  );
  expect(rows).toEqual([
    { week: '2026-03-02', reversed_minor: 2000 },
    { week: '2026-03-09', reversed_minor: 7000 },
    { week: '2026-03-16', reversed_minor: 8000 },
  ]);
});

it('end a conversion once and for all: what comes later brings nothing back at equal age', async () => {
  const rows = await withTables(files, (engine) =>
    engine.rows(
      'SELECT g.goal, w.conversions, w.conversions_aged, w.aged_minor FROM goal_weeks w JOIN goals g ON g.goal_no = w.goal_no ORDER BY w.goal_no',
    ),
  );
  expect(rows).toEqual([
    { goal: 'order', conversions: 3, conversions_aged: 2, aged_minor: 15_000 },
    { goal: 'sign', conversions: 2, conversions_aged: 0, aged_minor: null },
  ]);
});

it('are lost only if no row of the conversions has their id, whatever its state or time', async () => {
  const states = {
    ...files,
    'grouplift.yaml': files['grouplift.yaml'].replace(
      'conversions: conversions.csv',
      'conversions: { files: conversions.csv, landed_states: [paid] }',
    ),
    'conversions.csv': `conversion_id,ts,goal,user_id,value,status
paid,2026-03-02 10:00:00,order,ua,100,paid
cancelled,2026-03-02 10:00:00,order,ua,50,cancelled
future,2026-04-02 10:00:00,order,ua,50,paid
`,
    'reversals.csv': `conversion_id,ts,value
paid,2026-03-09 10:00:00,30
cancelled,2026-03-09 10:00:00,
future,2026-03-16 10:00:00,
future,2026-03-17 10:00:00,1
nowhere,2026-03-17 10:00:00,1
`,
  };
  const found = await withTables(states, async (engine) => ({
    lost: await engine.rows('SELECT conversion_id, reversals FROM lost_reversals'),
    idle: await engine.rows('SELECT conversion_id, reversals FROM idle_reversals ORDER BY conversion_id'),
    joins: await engine.rows("SELECT named, lost FROM id_joins WHERE reference = 'reversals.conversion_id'"),
  }));
  expect(found).toEqual({
    lost: [{ conversion_id: 'nowhere', reversals: 1 }],
    idle: [
      { conversion_id: 'cancelled', reversals: 1 },
      { conversion_id: 'future', reversals: 2 },
    ],
    joins: [{ named: 5, lost: 1 }],
  });
});

it('are rejected in another currency, also where the conversions have no column of currencies', async () => {
  const dollars = {
    ...files,
    'grouplift.yaml': `${files['grouplift.yaml']}rejects: { max_share: 1 }\n`,
    'reversals.csv': `conversion_id,ts,value,currency
rest,2026-03-09 10:00:00,30,USD
rest,2026-03-10 10:00:00,20,cny
over,2026-03-10 10:00:00,10,
`,
  };
  const rows = await withTables(dollars, (engine) =>
    engine.rows('SELECT conversion_id, net_minor FROM conversions WHERE goal_no = 1 ORDER BY conversion_id'),
  );
  expect(rows).toEqual([
    { conversion_id: 'early', net_minor: 2000 },
    { conversion_id: 'over', net_minor: 4000 },
    { conversion_id: 'rest', net_minor: 8000 },
  ]);
});
