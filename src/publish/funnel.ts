import { goalOf } from '../config/goals.js';
import { readTable } from '../engines/typed_rows.js';
import { count, goalName, text } from './columns.js';
import { dayText, published } from './table.js';

/** From click to result. */
export const funnel = published({
  name: 'funnel',
  summary:
    'One week and goal: people with a known product user, neither excluded nor a machine, who clicked a link or scanned a code in that week, and how many of them landed the goal within its window after their first click or scan of the week. A week is complete only once its window is over. Counted; it does not claim that the click caused it.',
  columns: {
    week_start: text('First day of the week of the click, in the business zone.'),
    goal: goalName,
    clicked: count('people', 'Distinct people who clicked or scanned and whose results can be observed.'),
    people: count('people', 'Of those, the people who landed the goal within its window.'),
  },
  rows: async ({ engine, config }) => {
    const weeks = await readTable(
      engine,
      'funnel',
      { week_day: 'number', goal_no: 'number', clicked: 'number', people: 'number' },
      'ORDER BY week_day, goal_no',
    );
    return weeks.map((row) => ({
      week_start: dayText(row.week_day),
      goal: goalOf(config, row.goal_no).name,
      clicked: row.clicked,
      people: row.people,
    }));
  },
});
