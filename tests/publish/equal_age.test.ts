/** Weeks are reduced by what came back up to the age that the reported week has, whatever the period of the report is. */
import { afterAll, expect, it } from 'vitest';
import { csvTable, removeProjects, runIn, writeProject } from '../black_box.js';

afterAll(removeProjects);

const project = {
  'grouplift.yaml': `timezone: UTC
inputs:
  activities: activities.csv
  conversions: conversions.csv
  reversals: reversals.csv
  identities: same
goals:
  - { name: order, match: { goal: order }, window_days: 30 }
attribution: { models: [linear] }
`,
  'activities.csv':
    'activity_id,ts,group_id,member_id,kind\na1,2026-02-23 09:00:00,g,a,message\na2,2026-03-11 09:00:00,g,d,message\n',
  // three orders in the week of 23 February, three in that of 2 March, one in the week that runs on the 11th
  'conversions.csv': [
    'conversion_id,ts,user_id,goal',
    ...['a', 'b', 'c'].map((name) => `${name},2026-02-25 12:00:00,${name},order`),
    ...['d', 'e', 'f'].map((name) => `${name},2026-03-04 12:00:00,${name},order`),
    'g,2026-03-10 12:00:00,g,order',
    '',
  ].join('\n'),
  // one of each week on the first day after it, one of the first week on the fourth, one of the second on the third
  'reversals.csv':
    'conversion_id,ts\na,2026-03-02 12:00:00\nb,2026-03-05 12:00:00\nd,2026-03-09 12:00:00\ne,2026-03-11 12:00:00\n',
};

const weeksOf = async (...period: string[]) => {
  const outcome = await runIn(writeProject(project), {
    args: ['--csv', '--as-of', '2026-03-12', ...period],
  });
  expect(outcome.code, outcome.stderr).toBe(0);
  return csvTable(outcome, 'goal_week')
    .slice(0, 2)
    .map((row) => [row.week_start, row.conversions, row.conversions_same_age]);
};

it('takes the age of the last complete week, in a month that is not over and in all of history', async () => {
  // at the end of the 11th the week of 2 March is over for three days: a, d and e are back by then, b is not
  const expected = [
    ['2026-02-23', '3', '2'],
    ['2026-03-02', '3', '1'],
  ];
  expect(await weeksOf('--week', '2026-W10')).toEqual(expected);
  expect(await weeksOf('--month', '2026-03')).toEqual(expected);
  expect(await weeksOf()).toEqual(expected);
});

it('takes the age of the last week that ends within the period, where the period ends within one', async () => {
  // the first days of March: the last complete week is that of 23 February, over for ten days: all of its refunds count
  expect(await weeksOf('--from', '2026-02-20', '--to', '2026-03-04')).toEqual([
    ['2026-02-23', '3', '1'],
    ['2026-03-02', '3', '1'],
  ]);
});
