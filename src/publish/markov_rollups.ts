import { count, goalName, measure, text } from './columns.js';
import { learned } from './learned.js';
import type { Publisher } from './table.js';

/** Per goal and KOL or matrix: the effect of removing all its groups at once. */
export const markovRollups = {
  name: 'markov_rollups',
  summary:
    'One goal and one KOL or matrix, where channels are of groups: what the Markov chain loses without all its groups at once. It is less than the sum over the groups: journeys that meet several of them are lost once.',
  columns: {
    goal: goalName,
    level: text('kol or matrix.'),
    name: text('The KOL, or the matrix.'),
    channels: count('channels', 'Its channels that are on any journey.'),
    removal_effect: measure('share', 'The share of all conversions that is lost.'),
    removal_effect_value: measure('share', 'The share of their value; empty for a goal without value.'),
  },
  rows: async (made) => {
    const rows = await learned(made, 'SELECT * FROM markov_sets ORDER BY goal_no, level, name');
    return rows.flatMap((row) => {
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
    });
  },
} as const satisfies Publisher;
