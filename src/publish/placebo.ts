import { goalOf } from '../config/goals.js';
import { readTable } from '../engines/typed_rows.js';
import { count, goalName, measure } from './columns.js';
import { published } from './table.js';

/** Per goal: reported conversions with a touch in the window before, and in the window after. */
export const placebo = published({
  name: 'placebo',
  summary: 'One goal: conversions of the reported period with a touch before, and with one after.',
  columns: {
    goal: goalName,
    window_days: measure('days', 'The window of the goal.'),
    real: count('conversions', 'Conversions with credit.'),
    placebo: count('conversions', 'Conversions whose person was touched within the window after.'),
  },
  rows: async ({ engine, config }) => {
    const counts = await readTable(
      engine,
      'placebo_counts',
      { goal_no: 'number', real_count: 'number', placebo_count: 'number' },
      'ORDER BY goal_no',
    );
    return counts.map((row) => {
      const { name, window_days } = goalOf(config, row.goal_no);
      return { goal: name, window_days, real: row.real_count, placebo: row.placebo_count };
    });
  },
});
