/** Numbers that cannot be: each is a reject that says what was expected. */
import { expect, it } from 'vitest';
import { withSources } from './loaded.js';

const config = `timezone: UTC
inputs:
  activities: activities.csv
  conversions: conversions.csv
  identities: same
  tactics: tactics.csv
  targets: targets.csv
goals: [{ name: order, match: { goal: order }, window_days: 30 }]
rejects: { max_share: 0.9 }
`;

const files = {
  'grouplift.yaml': config,
  'activities.csv': 'ts,group_id,kind,member_id,activity_id\n2026-03-01 09:00:00,g1,link_click,m1,a1\n',
  'conversions.csv': 'conversion_id,ts,user_id,goal\nc1,2026-03-02 10:00:00,u1,order\n',
  'tactics.csv':
    'tactic_id,kind,starts_at,hours,cost\nt1,gift,2026-03-01,-2,5\nt2,gift,2026-03-01,0,-5\nt3,gift,2026-03-01,two,1\n',
  'targets.csv': 'node,period,target\nall,2026-02,-100\nall,2026-03,100\n',
};

it('targets and hours are at least 0; a cost may be given back', async () => {
  await withSources(files, async (_, sources) => {
    const found = sources.flatMap(({ table, rejects }) =>
      rejects.map(({ line, column, found, expected }) => ({ table, line, column, found, expected })),
    );
    const at_least = 'a number of at least 0';
    expect(found).toEqual([
      { table: 'tactics', line: 2, column: 'hours', found: '-2', expected: at_least },
      { table: 'tactics', line: 4, column: 'hours', found: 'two', expected: at_least },
      { table: 'targets', line: 2, column: 'target', found: '-100', expected: at_least },
    ]);
  });
});
