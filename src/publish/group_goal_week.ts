import { goalOf } from '../config/goals.js';
import { readRows } from '../engines/typed_rows.js';
import { count, goalName, text } from './columns.js';
import { groupPages } from './group_pages.js';
import { dayText, published } from './table.js';

/** Per group, goal and week: people who landed. */
export const groupGoalWeek = published({
  name: 'group_goal_week',
  summary:
    'One group, goal and week in which any of its people landed; no row means nobody did. A person counts for the same group in all weeks: their last home, which is the group they joined first or, after a split, merge or migration, the group they continued in. Counted, not credit.',
  columns: {
    group_id: text('The group.'),
    goal: goalName,
    week_start: text('First day of the week, in the business zone.'),
    people: count('people', 'Distinct people who landed.'),
    conversions: count('conversions', 'Gross.'),
    conversions_net: count('conversions', 'Excluding fully reversed ones.'),
  },
  pages: async function* ({ engine, config }) {
    const pages = await groupPages(engine);
    const goals = await readRows(
      engine,
      { goal_no: 'number' },
      'SELECT DISTINCT goal_no FROM group_people ORDER BY goal_no',
    );
    for (const { goal_no } of goals) {
      const goal = goalOf(config, goal_no).name;
      for (const some of pages) {
        const sums = await readRows(
          engine,
          {
            label: 'text',
            week_day: 'number',
            people: 'number',
            conversions: 'number',
            conversions_net: 'number',
          },
          `SELECT g.label, x.week_day, x.people, x.conversions, x.conversions_net
          FROM (SELECT * FROM group_people WHERE goal_no = ${goal_no} AND ${some}) x
          JOIN groups g ON g.group_no = x.group_no ORDER BY x.group_no, x.week_day`,
        );
        yield sums.map((row) => ({
          group_id: row.label,
          goal,
          week_start: dayText(row.week_day),
          people: row.people,
          conversions: row.conversions,
          conversions_net: row.conversions_net,
        }));
      }
    }
  },
});
