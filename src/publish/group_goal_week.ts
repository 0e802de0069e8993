import { goalOf } from '../config/goals.js';
import { readRows } from '../engines/typed_rows.js';
import { count, goalName, text } from './columns.js';
import { dayText, published } from './table.js';

/** Per group, goal and week: people who landed. */
export const groupGoalWeek = published({
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
    const sums = await readRows(
      engine,
      {
        label: 'text',
        goal_no: 'number',
        week_day: 'number',
        people: 'number',
        conversions: 'number',
        conversions_net: 'number',
      },
      `SELECT g.label, x.goal_no, x.week_day, x.people, x.conversions, x.conversions_net
      FROM group_people x JOIN groups g ON g.group_no = x.group_no ORDER BY x.goal_no, x.group_no, x.week_day`,
    );
    return sums.map((row) => ({
      group_id: row.label,
      goal: goalOf(config, row.goal_no).name,
      week_start: dayText(row.week_day),
      people: row.people,
      conversions: row.conversions,
      conversions_net: row.conversions_net,
    }));
  },
});
