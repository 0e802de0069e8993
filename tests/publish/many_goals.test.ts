/** As many goals as a configuration may have: each counts its own conversions, and no other goal counts them. */
import { expect, it } from 'vitest';
import { mostGoals } from '../../src/config/goals.js';
import { parseConfig } from '../../src/config/parse.js';
import { goalWeek } from '../../src/publish/goal_week.js';
import { publishedRows } from '../tables_of_project.js';

/** Goal n has n conversions of its own kind. */
function project(goals: number): Record<string, string> {
  const places = Array.from({ length: goals }, (_, index) => index + 1);
  const conversions = places.flatMap((goal) =>
    Array.from({ length: goal }, (_, index) => `c${goal}-${index},2026-11-03 10:00:00,u1,kind${goal}`),
  );
  return {
    'grouplift.yaml': `timezone: UTC
inputs: { activities: a.csv, conversions: c.csv, identities: same }
goals:
${places.map((goal) => `  - { name: goal${goal}, match: { goal: kind${goal} }, window_days: 7 }`).join('\n')}
attribution: { models: [linear] }
`,
    'a.csv': 'activity_id,ts,group_id,member_id,kind\na1,2026-11-02 10:00:00,g1,u1,link_click\n',
    'c.csv': `conversion_id,ts,user_id,goal\n${conversions.join('\n')}\n`,
  };
}

it(`${mostGoals} goals each count what matches them, and nothing else`, async () => {
  const rows = await publishedRows(goalWeek, project(mostGoals));
  const counted = Object.fromEntries(Array.from(rows, (row) => [row.goal, row.conversions]));
  const expected = Array.from({ length: mostGoals }, (_, index) => [`goal${index + 1}`, index + 1]);
  expect(counted).toEqual(Object.fromEntries(expected));
});

it('one more is refused, and the number allowed is said', () => {
  const text = project(mostGoals + 1)['grouplift.yaml'] ?? '';
  expect(() => parseConfig(text, 'g.yaml')).toThrow(/`goals` is a list of 64, expected at most 63 goals\./);
});
