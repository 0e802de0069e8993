import { goalOf } from '../config/goals.js';
import { count, goalName, measure, orEmpty, text } from './columns.js';
import { learned } from './learned.js';
import { published } from './table.js';

/** Per goal and KOL or matrix: the effect of removing all of its groups at once. */
export const markovRollups = published({
  name: 'markov_rollups',
  summary:
    'One goal and one KOL or matrix, if the channels are groups: what the Markov chain loses without all of its groups at once. That is less than the sum over the groups, because a journey through several of them is lost only once.',
  columns: {
    goal: goalName,
    level: text('kol or matrix.'),
    name: text('The KOL, or the matrix.'),
    channels: count('channels', 'Number of its channels on any journey.'),
    removal_effect: orEmpty(measure('share', 'The share of all conversions lost.')),
    removal_effect_value: orEmpty(
      measure('share', 'The share of their value lost; empty for a goal without value.'),
    ),
  },
  rows: async (made) => {
    const rows = await learned(
      made,
      {
        goal_no: 'number',
        level: 'text',
        name: 'text',
        channels: 'number',
        removal_effect: 'number?',
        removal_effect_value: 'number?',
      },
      'SELECT goal_no, level, name, channels, removal_effect, removal_effect_value FROM markov_sets ORDER BY goal_no, level, name',
    );
    return rows.map(({ goal_no, ...row }) => {
      const goal = goalOf(made.config, goal_no);
      return {
        goal: goal.name,
        ...row,
        removal_effect_value: goal.value ? row.removal_effect_value : null,
      };
    });
  },
});
