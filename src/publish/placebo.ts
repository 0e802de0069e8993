import { type Publisher, tableOf } from './table.js';

/** Per goal: reported conversions with a touch in the window before, and in the window after. */
export const placebo: Publisher = async ({ engine, config }) => {
  const counts = await engine.rows('SELECT * FROM placebo_counts ORDER BY goal_no');
  const rows = counts.map((row) => {
    const goal = config.goals[Number(row.goal_no) - 1];
    return {
      goal: goal?.name ?? null,
      window_days: goal?.window_days ?? null,
      real: row.real_count ?? 0,
      placebo: row.placebo_count ?? 0,
    };
  });
  return tableOf('placebo', rows);
};
