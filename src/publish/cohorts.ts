import { count, goalName, text } from './columns.js';
import { dayText, type Publisher } from './table.js';

/** Who comes back. */
export const cohorts = {
  name: 'cohorts',
  summary:
    'One goal, one week of first results in these data, and one age: how many of these people landed again in the week so many weeks later. No row means nobody, or that the week is not over.',
  columns: {
    goal: goalName,
    first_week: text('First day of the week of the first result.'),
    age_weeks: count('weeks', '0 is the week of the first result: all of the cohort.'),
    people: count('people', 'Distinct people who landed in that week.'),
  },
  rows: async ({ engine, config }) => {
    const rows = await engine.rows('SELECT * FROM cohorts ORDER BY goal_no, first_day, age_weeks');
    return rows.map((row) => ({
      goal: config.goals[Number(row.goal_no) - 1]?.name ?? null,
      first_week: dayText(row.first_day),
      age_weeks: row.age_weeks ?? 0,
      people: row.people ?? 0,
    }));
  },
} as const satisfies Publisher;
