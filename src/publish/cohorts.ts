import { goalOf } from '../config/goals.js';
import { readTable } from '../engines/typed_rows.js';
import { count, goalName, text } from './columns.js';
import { dayText, published } from './table.js';

/** Who comes back. */
export const cohorts = published({
  name: 'cohorts',
  summary:
    "One goal, one cohort (the week of people's first result in this data) and one age: how many of these people landed again that many weeks later, up to 26. No row means nobody did so far; the week of as_of may not be over yet.",
  columns: {
    goal: goalName,
    first_week: text('First day of the week of the first result.'),
    age_weeks: count(
      'weeks',
      'Weeks since the first result. 0 is the week of the first result itself, and holds the whole cohort.',
    ),
    people: count('people', 'Distinct people who landed in that week.'),
  },
  rows: async ({ engine, config }) => {
    const rows = await readTable(
      engine,
      'cohorts',
      { goal_no: 'number', first_day: 'number', age_weeks: 'number', people: 'number' },
      'ORDER BY goal_no, first_day, age_weeks',
    );
    return rows.map((row) => ({
      goal: goalOf(config, row.goal_no).name,
      first_week: dayText(row.first_day),
      age_weeks: row.age_weeks,
      people: row.people,
    }));
  },
});
