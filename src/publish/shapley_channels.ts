import { goalOf } from '../config/goals.js';
import { readRows } from '../engines/typed_rows.js';
import { goalName, measure, orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Per goal and channel: its Shapley value in the subset game and in the rate game. */
export const shapleyChannels = published({
  name: 'shapley_channels',
  summary:
    'One goal and one channel on any journey up to as_of, if the model shapley is requested: its Shapley values in two games.',
  columns: {
    goal: goalName,
    channel: text('The channel; `(none)` for touches without one.'),
    subset_conversions: measure(
      'conversions',
      'In the game where a set of channels earns the conversions of all journeys that use no other channel. It equals an even split among the distinct channels of each journey.',
    ),
    rate_value: orEmpty(
      measure(
        'conversions per journey',
        'In the game where a set of channels earns the conversion rate of those journeys, shrunk towards the overall rate with the weight of 20 journeys; together with the value of the rest, the values add up to the overall rate. Can be negative. Empty for a channel on fewer than 20 journeys, and with more than 12 channels for all but the 11 on the most journeys.',
      ),
    ),
  },
  rows: async ({ engine, config, models }) => {
    const rows = models.includes('shapley')
      ? await readRows(
          engine,
          { goal_no: 'number', label: 'text', subset_conversions: 'number', rate_value: 'number?' },
          `SELECT v.goal_no, c.label, v.subset_conversions, v.rate_value
          FROM shapley_values v JOIN channels c ON c.channel_no = v.channel_no ORDER BY v.goal_no, v.channel_no`,
        )
      : [];
    return rows.map((row) => ({
      goal: goalOf(config, row.goal_no).name,
      channel: row.label,
      subset_conversions: row.subset_conversions,
      rate_value: row.rate_value,
    }));
  },
});
