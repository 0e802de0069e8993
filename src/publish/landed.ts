import { majorOf } from './amounts.js';
import { count, goalName, major, measure, text } from './columns.js';
import { dayText, type Publisher } from './table.js';

/** Per goal, week and class of member: everything that landed. */
export const landed = {
  name: 'landed',
  summary:
    'One goal, week and class of member: everything that landed up to as_of, touched or not. Counted, not credit; not only the reported period.',
  columns: {
    goal: goalName,
    week_start: text('First day of the week, in the business zone.'),
    member_class: text('new, existing, reactivated or unknown; the four add up.'),
    conversions: count('conversions', 'Gross.'),
    value: measure(major, 'Gross; empty for a goal without value.'),
    conversions_net: count('conversions', 'Without fully reversed ones.'),
    value_net: measure(major, 'Less what was reversed.'),
  },
  rows: async ({ engine, config }) => {
    const sums = await engine.rows('SELECT * FROM landed_weeks ORDER BY goal_no, week_day, member_class');
    return sums.flatMap((row) => {
      const goal = config.goals[Number(row.goal_no) - 1];
      if (goal === undefined) return [];
      return [
        {
          goal: goal.name,
          week_start: dayText(row.week_day),
          member_class: row.member_class ?? null,
          conversions: row.conversions ?? 0,
          value: majorOf(row.value_minor, goal, config, 0),
          conversions_net: row.conversions_net ?? 0,
          value_net: majorOf(row.net_minor, goal, config, 0),
        },
      ];
    });
  },
} as const satisfies Publisher;
