import { goalOf } from '../config/goals.js';
import { readRows } from '../engines/typed_rows.js';
import { goalName, measure, orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Per goal and channel: its Shapley value in the subset game and in the rate game. */
export const shapleyChannels = published({
  name: 'shapley_channels',
  summary:
    'One goal and channel on any journey up to as_of, where the model shapley is asked for: its Shapley values in two games.',
  columns: {
    goal: goalName,
    channel: text('The channel; `(none)` for touches without one.'),
    subset_conversions: measure(
      'conversions',
      'In the game where channels earn the conversions of the journeys that need no others. It equals an even split among the distinct channels of each journey.',
    ),
    rate_value: orEmpty(
      measure(
        'conversions per journey',
        'In the game where channels earn the conversion rate of those journeys, drawn towards the overall rate by 20 journeys; the values add up to the overall rate with that of the rest. Can be negative. Empty for a channel on fewer than 20 journeys, or not among the 11 on most journeys where there are more than 12.',
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
