import { learned } from './learned.js';
import { type Publisher, tableOf } from './table.js';

/** Per goal and KOL or matrix: the effect of removing all its groups at once. */
export const markovRollups: Publisher = async (made) => {
  const rows = await learned(made, 'SELECT * FROM markov_sets ORDER BY goal_no, level, name');
  return tableOf(
    'markov_rollups',
    rows.flatMap((row) => {
      const goal = made.config.goals[Number(row.goal_no) - 1];
      if (goal === undefined) return [];
      return [
        {
          goal: goal.name,
          level: row.level ?? null,
          name: row.name ?? null,
          channels: row.channels ?? null,
          removal_effect: row.removal_effect ?? null,
          removal_effect_value: goal.value ? (row.removal_effect_value ?? null) : null,
        },
      ];
    }),
  );
};
