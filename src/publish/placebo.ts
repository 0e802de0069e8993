import { count, goalName, measure } from './columns.js';
import type { Publisher } from './table.js';

/** Per goal: reported conversions with a touch in the window before, and in the window after. */
export const placebo = {
  name: 'placebo',
  summary: 'One goal: conversions with a touch before and after, over the reported period.',
  columns: {
    goal: goalName,
    window_days: measure('days', 'The window of the goal.'),
    real: count('conversions', 'Conversions with credit.'),
    placebo: count('conversions', 'Conversions whose person was touched within the window after.'),
  },
  rows: async ({ engine, config }) => {
    const counts = await engine.rows('SELECT * FROM placebo_counts ORDER BY goal_no');
    return counts.map((row) => {
      const goal = config.goals[Number(row.goal_no) - 1];
      return {
        goal: goal?.name ?? null,
        window_days: goal?.window_days ?? null,
        real: row.real_count ?? 0,
        placebo: row.placebo_count ?? 0,
      };
    });
  },
} as const satisfies Publisher;
