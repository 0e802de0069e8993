import { majorOf } from './amounts.js';
import { type Publisher, tableOf } from './table.js';

/** Per goal and reason: conversions without credit, in the major unit. */
export const unattributed: Publisher = async ({ engine, config }) => {
  const sums = await engine.rows('SELECT * FROM unattributed_moments ORDER BY goal_no, reason');
  const rows = sums.flatMap((row) => {
    const goal = config.goals[Number(row.goal_no) - 1];
    if (goal === undefined) return [];
    return [
      {
        goal: goal.name,
        reason: row.reason ?? null,
        conversions: row.conversions ?? 0,
        value: majorOf(row.value_minor, goal, config, 0),
      },
    ];
  });
  return tableOf('unattributed', rows);
};
