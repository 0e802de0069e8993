import { majorOf } from './amounts.js';
import { count, goalName, major, measure, text } from './columns.js';
import { dayText, type Publisher } from './table.js';

/** Per goal and week: people who landed, and net results at equal age. */
export const goalWeek = {
  name: 'goal_week',
  summary:
    'One goal and week with a result, at equal age: of every week only the reversals are taken off that came within as many days after its end as lie between the end of the reported period and as_of. So refunds that are still to come are no rise.',
  columns: {
    goal: goalName,
    week_start: text('First day of the week, in the business zone.'),
    people: count('people', 'Distinct people; a result of nobody known counts as one of its own.'),
    conversions: count('conversions', 'Gross.'),
    conversions_same_age: count('conversions', 'Net at equal age.'),
    value_same_age: measure(major, 'Net value at equal age; empty for a goal without value.'),
  },
  rows: async ({ engine, config }) => {
    const sums = await engine.rows('SELECT * FROM goal_weeks ORDER BY goal_no, week_day');
    return sums.flatMap((row) => {
      const goal = config.goals[Number(row.goal_no) - 1];
      if (goal === undefined) return [];
      return [
        {
          goal: goal.name,
          week_start: dayText(row.week_day),
          people: row.people ?? 0,
          conversions: row.conversions ?? 0,
          conversions_same_age: row.conversions_aged ?? 0,
          value_same_age: majorOf(row.aged_minor, goal, config, 0),
        },
      ];
    });
  },
} as const satisfies Publisher;
