import { count, goalName, text } from './columns.js';
import { dayText, type Publisher } from './table.js';

/** Per group, goal and week: people who landed. */
export const groupGoalWeek = {
  name: 'group_goal_week',
  summary:
    'One group, goal and week in which any of its people landed; no row means nobody. A person counts for one group in all weeks: the last home, which is the group joined first, or the one that the person went on in after a split, merge or migration. Counted, not credit.',
  columns: {
    group_id: text('The group.'),
    goal: goalName,
    week_start: text('First day of the week, in the business zone.'),
    people: count('people', 'Distinct people who landed.'),
    conversions: count('conversions', 'Gross.'),
    conversions_net: count('conversions', 'Without fully reversed ones.'),
  },
  rows: async ({ engine, config }) => {
    const sums = await engine.rows(
      'SELECT g.label, x.* FROM group_people x JOIN groups g ON g.group_no = x.group_no ORDER BY x.goal_no, x.group_no, x.week_day',
    );
    return sums.flatMap((row) => {
      const goal = config.goals[Number(row.goal_no) - 1];
      if (goal === undefined) return [];
      return [
        {
          group_id: row.label ?? null,
          goal: goal.name,
          week_start: dayText(row.week_day),
          people: row.people ?? 0,
          conversions: row.conversions ?? 0,
          conversions_net: row.conversions_net ?? 0,
        },
      ];
    });
  },
} as const satisfies Publisher;
