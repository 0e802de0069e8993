import { goalOf } from '../config/goals.js';
import { readTable } from '../engines/typed_rows.js';
import { majorOf } from './amounts.js';
import { count, goalName, major, measure, orEmpty, text } from './columns.js';
import { dayText, published } from './table.js';

/** Per goal and week: people who landed, and net results at equal age. */
export const goalWeek = published({
  name: 'goal_week',
  summary:
    'One goal and week with a result, at equal age: each week is reduced only by the reversals that came within as many days after its end as lie between the end of the last complete week of the reported period and as_of. This way, refunds still to come do not look like a rise.',
  columns: {
    goal: goalName,
    week_start: text('First day of the week, in the business zone.'),
    people: count(
      'people',
      'Distinct people; a user who is no known person counts as one, and so does each guest.',
    ),
    conversions: count('conversions', 'Gross.'),
    conversions_same_age: count('conversions', 'Net at equal age.'),
    value_same_age: orEmpty(measure(major, 'Net value at equal age; empty for a goal without value.')),
  },
  rows: async ({ engine, config }) => {
    const sums = await readTable(
      engine,
      'goal_weeks',
      {
        goal_no: 'number',
        week_day: 'number',
        people: 'number',
        conversions: 'number',
        conversions_aged: 'number',
        aged_minor: 'whole?',
      },
      'ORDER BY goal_no, week_day',
    );
    return sums.map((row) => {
      const goal = goalOf(config, row.goal_no);
      return {
        goal: goal.name,
        week_start: dayText(row.week_day),
        people: row.people,
        conversions: row.conversions,
        conversions_same_age: row.conversions_aged,
        value_same_age: majorOf(row.aged_minor, goal, config, 0),
      };
    });
  },
});
