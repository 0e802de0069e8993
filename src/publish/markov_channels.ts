import { logitInterval } from '../statistics/logit_interval.js';
import { digitsOf } from './amounts.js';
import { learned } from './learned.js';
import { type Publisher, tableOf } from './table.js';

/** Per goal and channel of the Markov chain: its removal effect and the standard shares. */
export const markovChannels: Publisher = async (made) => {
  const { config } = made;
  const rows = await learned(
    made,
    'SELECT e.*, c.label FROM markov_effects e JOIN channels c ON c.channel_no = e.channel_no ORDER BY e.goal_no, e.channel_no',
  );
  return tableOf(
    'markov_channels',
    rows.flatMap((row) => {
      const goal = config.goals[Number(row.goal_no) - 1];
      if (goal === undefined) return [];
      const [effect, se] = [row.removal_effect ?? null, row.removal_effect_se ?? null];
      const interval =
        effect === null || se === null
          ? null
          : logitInterval(Number(effect), Number(se), Number(row.buckets) - 1);
      return [
        {
          goal: goal.name,
          order: row.markov_order ?? null,
          channel: row.label ?? null,
          removal_effect: effect,
          removal_effect_se: se,
          removal_effect_low: interval?.low ?? null,
          removal_effect_high: interval?.high ?? null,
          removal_effect_value: goal.value ? (row.removal_effect_value ?? null) : null,
          standard_conversions: row.standard_conversions ?? null,
          standard_value: goal.value ? Number(row.standard_minor) / 10 ** digitsOf(goal, config) : null,
        },
      ];
    }),
  );
};
