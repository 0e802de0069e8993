import { goalOf } from '../config/goals.js';
import { logitInterval } from '../statistics/logit_interval.js';
import { digitsOf } from './amounts.js';
import { count, goalName, major, measure, orEmpty, text } from './columns.js';
import { learned } from './learned.js';
import { published } from './table.js';

/** Per goal and channel of the Markov chain: its removal effect and the usual shares. */
export const markovChannels = published({
  name: 'markov_channels',
  summary:
    'One goal and one channel (attribution.channel) on any journey up to as_of, if the model markov is requested: what the Markov chain of the journeys loses without it. A journey is the path of touches that ends in a conversion, or that led to nothing within the window.',
  columns: {
    goal: goalName,
    order: count('touches', 'How many touches back a state remembers.'),
    channel: text('The channel; `(none)` for touches without one.'),
    removal_effect: orEmpty(
      measure(
        'share',
        'The share of all conversions lost if every state with the channel leads to nothing. The effects do not add up to 1. Empty if there are no conversions.',
      ),
    ),
    removal_effect_se: orEmpty(
      measure('share', 'Standard error over 100 person buckets; empty if it would take too long to compute.'),
    ),
    removal_effect_low: orEmpty(
      measure(
        'share',
        'Lower end of the 95 % interval on the logit scale; empty for effects of 0 and 1 and with fewer than 10 non-empty buckets.',
      ),
    ),
    removal_effect_high: orEmpty(measure('share', 'Upper end of that interval.')),
    removal_effect_value: orEmpty(
      measure('share', 'The same share of the value of conversions; empty for a goal without value.'),
    ),
    standard_conversions: orEmpty(
      measure(
        'conversions',
        'Removal effect / sum of removal effects x conversions of all journeys, as other libraries report it. Not the credit in the ledger.',
      ),
    ),
    standard_value: orEmpty(measure(major, 'The same for value; empty for a goal without value.')),
  },
  rows: async (made) => {
    const { config } = made;
    const rows = await learned(
      made,
      effectShape,
      `SELECT e.goal_no, e.markov_order, c.label, e.removal_effect, e.removal_effect_se, e.removal_effect_value,
        e.standard_conversions, e.standard_minor, e.buckets
      FROM markov_effects e JOIN channels c ON c.channel_no = e.channel_no ORDER BY e.goal_no, e.channel_no`,
    );
    return rows.map((row) => {
      const goal = goalOf(config, row.goal_no);
      const { removal_effect, removal_effect_se } = row;
      const interval =
        removal_effect === null || removal_effect_se === null
          ? null
          : logitInterval(removal_effect, removal_effect_se, row.buckets - 1);
      return {
        goal: goal.name,
        order: row.markov_order,
        channel: row.label,
        removal_effect,
        removal_effect_se,
        removal_effect_low: interval?.low ?? null,
        removal_effect_high: interval?.high ?? null,
        removal_effect_value: goal.value ? row.removal_effect_value : null,
        standard_conversions: row.standard_conversions,
        standard_value: goal.value ? (row.standard_minor ?? 0) / 10 ** digitsOf(goal, config) : null,
      };
    });
  },
});

const effectShape = {
  goal_no: 'number',
  markov_order: 'number',
  label: 'text',
  removal_effect: 'number?',
  removal_effect_se: 'number?',
  removal_effect_value: 'number?',
  standard_conversions: 'number?',
  standard_minor: 'number?',
  buckets: 'number',
} as const;
