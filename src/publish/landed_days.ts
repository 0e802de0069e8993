import { goalOf } from '../config/goals.js';
import { readTable } from '../engines/typed_rows.js';
import { decimalOf, digitsOf, majorOf } from './amounts.js';
import { count, goalName, major, measure, orEmpty, text } from './columns.js';
import { dayText, published } from './table.js';

/** Per goal and day: everything that landed. */
export const landedDays = published({
  name: 'landed_days',
  summary:
    'One goal and day with a result: everything that landed up to as_of, touched or not; days without one have no row. Counted; not only the reported period.',
  columns: {
    goal: goalName,
    day: text('The day, in the business zone.'),
    people: count(
      'people',
      'Distinct people; a user who is no known person counts as one, and so does each guest.',
    ),
    conversions: count('conversions', 'Gross.'),
    conversions_net: count('conversions', 'Excluding fully reversed ones.'),
    net_365_days_ago: count(
      'conversions',
      'Excluding those already fully reversed 365 days before as_of: for comparing with last year at equal age.',
    ),
    net_366_days_ago: count(
      'conversions',
      'The same, 366 days before as_of: for years with a 29 February in between.',
    ),
    value_net: orEmpty(measure(major, 'Value less reversals; empty for a goal without value.')),
    value_squares: orEmpty(measure(`${major}, squared`, 'The sum of the squares of the net values.')),
  },
  rows: async ({ engine, config }) => {
    const sums = await readTable(
      engine,
      'goal_days',
      {
        goal_no: 'number',
        day_no: 'number',
        people: 'number',
        conversions: 'number',
        conversions_net: 'number',
        net_365: 'number',
        net_366: 'number',
        net_minor: 'whole?',
        net_squares: 'whole?',
      },
      'ORDER BY goal_no, day_no',
    );
    return sums.map((row) => {
      const goal = goalOf(config, row.goal_no);
      return {
        goal: goal.name,
        day: dayText(row.day_no),
        people: row.people,
        conversions: row.conversions,
        conversions_net: row.conversions_net,
        net_365_days_ago: row.net_365,
        net_366_days_ago: row.net_366,
        value_net: majorOf(row.net_minor, goal, config, 0),
        value_squares: goal.value ? decimalOf(row.net_squares ?? 0n, 2 * digitsOf(goal, config)) : null,
      };
    });
  },
});
