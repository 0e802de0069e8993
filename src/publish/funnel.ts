import { count, goalName, text } from './columns.js';
import { dayText, type Publisher } from './table.js';

/** From a click to a result. */
export const funnel = {
  name: 'funnel',
  summary:
    'One week and goal: known people who clicked a link or scanned a code in that week, and how many of them landed the goal within its window after their first click or scan of the week. A week is complete only once its window is over. Counted, no claim that the click caused it.',
  columns: {
    week_start: text('First day of the week of the click, in the business zone.'),
    goal: goalName,
    clicked: count('people', 'Distinct known people who clicked or scanned.'),
    people: count('people', 'Those of them who landed the goal within its window.'),
  },
  rows: async ({ engine, config }) => {
    const rows = await engine.rows('SELECT * FROM funnel ORDER BY week_day, goal_no');
    return rows.map((row) => ({
      week_start: dayText(row.week_day),
      goal: config.goals[Number(row.goal_no) - 1]?.name ?? null,
      clicked: row.clicked ?? 0,
      people: row.people ?? 0,
    }));
  },
} as const satisfies Publisher;
