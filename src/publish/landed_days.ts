import { decimalOf, digitsOf, majorOf, toInteger } from './amounts.js';
import { count, goalName, major, measure, text } from './columns.js';
import { dayText, type Publisher } from './table.js';

/** Per goal and day: everything that landed. */
export const landedDays = {
  name: 'landed_days',
  summary:
    'One goal and day with a result: everything that landed up to as_of, touched or not; days without one have no row. Counted; not only the reported period.',
  columns: {
    goal: goalName,
    day: text('The day, in the business zone.'),
    people: count('people', 'Distinct people; a result of nobody known counts as one of its own.'),
    conversions: count('conversions', 'Gross.'),
    conversions_net: count('conversions', 'Without fully reversed ones.'),
    value_net: measure(major, 'Less what was reversed; empty for a goal without value.'),
    value_squares: measure(`${major}, squared`, 'The sum of the squares of the net values.'),
  },
  rows: async ({ engine, config }) => {
    const sums = await engine.rows('SELECT * FROM goal_days ORDER BY goal_no, day_no');
    return sums.flatMap((row) => {
      const goal = config.goals[Number(row.goal_no) - 1];
      if (goal === undefined) return [];
      return [
        {
          goal: goal.name,
          day: dayText(row.day_no),
          people: row.people ?? 0,
          conversions: row.conversions ?? 0,
          conversions_net: row.conversions_net ?? 0,
          value_net: majorOf(row.net_minor, goal, config, 0),
          value_squares: goal.value
            ? decimalOf(toInteger(row.net_squares), 2 * digitsOf(goal, config))
            : null,
        },
      ];
    });
  },
} as const satisfies Publisher;
