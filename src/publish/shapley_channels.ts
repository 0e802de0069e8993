import { type Publisher, tableOf } from './table.js';

/** Per goal and channel: its Shapley value in the subset game and in the rate game. */
export const shapleyChannels: Publisher = async ({ engine, config, models }) => {
  const rows = models.includes('shapley')
    ? await engine.rows(
        'SELECT v.*, c.label FROM shapley_values v JOIN channels c ON c.channel_no = v.channel_no ORDER BY v.goal_no, v.channel_no',
      )
    : [];
  return tableOf(
    'shapley_channels',
    rows.map((row) => ({
      goal: config.goals[Number(row.goal_no) - 1]?.name ?? null,
      channel: row.label ?? null,
      subset_conversions: row.subset_conversions ?? null,
      rate_value: row.rate_value ?? null,
    })),
  );
};
