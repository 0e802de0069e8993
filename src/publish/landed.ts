import { goalOf } from '../config/goals.js';
import { memberClasses } from '../contract/published_words.js';
import { readTable } from '../engines/typed_rows.js';
import { majorOf } from './amounts.js';
import { count, goalName, major, measure, orEmpty, text, word } from './columns.js';
import { dayText, published } from './table.js';

/** Per goal, week and class of member: everything that landed. */
export const landed = published({
  name: 'landed',
  summary:
    'One goal, week and class of member: everything that landed up to as_of, touched or not. Counted, not credit; not only the reported period.',
  columns: {
    goal: goalName,
    week_start: text('First day of the week, in the business zone.'),
    member_class: word(memberClasses, 'new, existing, reactivated or unknown; the four add up.'),
    conversions: count('conversions', 'Gross.'),
    value: orEmpty(measure(major, 'Gross; empty for a goal without value.')),
    conversions_once: count(
      'conversions',
      'Of the gross ones of a headline goal, those that match no headline goal before it: summed over the headline goals, every conversion once. 0 for other goals.',
    ),
    conversions_net: count('conversions', 'Excluding fully reversed ones.'),
    value_net: orEmpty(measure(major, 'Value less reversals.')),
    reported: count(
      'conversions',
      'Of the gross ones, those in the reported period, which may begin or end within the week.',
    ),
    reported_net: count('conversions', 'Of these, excluding fully reversed ones.'),
    reported_value: orEmpty(measure(major, 'Their gross value; empty for a goal without value.')),
    reported_value_net: orEmpty(measure(major, 'Their value less reversals.')),
  },
  rows: async ({ engine, config }) => {
    const sums = await readTable(
      engine,
      'landed_weeks',
      {
        goal_no: 'number',
        week_day: 'number',
        member_class: memberClasses,
        conversions: 'number',
        conversions_once: 'number',
        value_minor: 'whole?',
        conversions_net: 'number',
        net_minor: 'whole?',
        reported: 'number',
        reported_net: 'number',
        reported_value_minor: 'whole?',
        reported_net_minor: 'whole?',
      },
      'ORDER BY goal_no, week_day, member_class',
    );
    return sums.map((row) => {
      const goal = goalOf(config, row.goal_no);
      return {
        goal: goal.name,
        week_start: dayText(row.week_day),
        member_class: row.member_class,
        conversions: row.conversions,
        value: majorOf(row.value_minor, goal, config, 0),
        conversions_once: row.conversions_once,
        conversions_net: row.conversions_net,
        value_net: majorOf(row.net_minor, goal, config, 0),
        reported: row.reported,
        reported_net: row.reported_net,
        reported_value: majorOf(row.reported_value_minor, goal, config, 0),
        reported_value_net: majorOf(row.reported_net_minor, goal, config, 0),
      };
    });
  },
});
