import type { Config } from '../../config/config.js';
import type { Engine, Row } from '../../engines/engine.js';
import { readRow, readTable } from '../../engines/typed_rows.js';
import { exactSums } from '../../paths/exact_sums.js';
import { playersAlone, rateGame } from '../../paths/rate_game.js';

/**
 * The rate game of the ledger: coalitions are shrunk towards the overall rate by 20 journeys, a channel on fewer than 20 journeys plays with
 * the rest, and at most 12 play for themselves.
 */
export const rateGameSettings = { prior_paths: 20, min_paths: 20, players: 12 } as const;

/** Chooses who plays the rate game of every goal: the table `rate_players`. */
export async function choosePlayers(engine: Engine, config: Config): Promise<void> {
  const counts = await channelCounts(engine, config);
  const rows = counts.flatMap(({ journeys }, place) => {
    const alone = playersAlone(journeys, rateGameSettings);
    return Array.from(journeys, (_, code) => {
      const player = alone.indexOf(code);
      return {
        goal_no: place + 1,
        channel_no: code + 1,
        bit: 2 ** (player < 0 ? alone.length : player),
        is_alone: player < 0 ? 0 : 1,
      };
    });
  });
  await engine.put(
    'rate_players',
    { goal_no: 'BIGINT', channel_no: 'BIGINT', bit: 'BIGINT', is_alone: 'BIGINT' },
    rows,
  );
}

/** Plays both games of every goal: the table `shapley_values`, one row per channel that is on any journey. */
export async function playGames(engine: Engine, config: Config): Promise<void> {
  const counts = await channelCounts(engine, config);
  const players = await readTable(
    engine,
    'rate_players',
    { goal_no: 'number', bit: 'number', is_alone: 'number' },
    'ORDER BY goal_no, channel_no',
  );
  const sets = await readTable(
    engine,
    'journey_sets',
    { goal_no: 'number', players: 'number', conversions: 'number', nulls: 'number' },
    'ORDER BY goal_no, players',
  );
  const rows: Row[] = counts.flatMap(({ journeys, subset }, place) => {
    const own = players.filter(({ goal_no }) => goal_no === place + 1);
    const played = sets.filter(({ goal_no }) => goal_no === place + 1);
    const count = own.reduce((most, { bit }) => Math.max(most, Math.log2(bit) + 1), 0);
    const values = rateGame(count, played, rateGameSettings.prior_paths);
    return own.flatMap(({ bit, is_alone }, code) =>
      journeys[code]! === 0
        ? []
        : [
            {
              goal_no: place + 1,
              channel_no: code + 1,
              subset_conversions: subset[code]!,
              rate_value: is_alone === 1 ? values[Math.log2(bit)]! : null,
            },
          ],
    );
  });
  const columns = {
    goal_no: 'BIGINT',
    channel_no: 'BIGINT',
    subset_conversions: 'DOUBLE',
    rate_value: 'DOUBLE',
  };
  await engine.put('shapley_values', columns, rows);
}

/** Journeys of every channel, and its values in the subset game, by goal. */
async function channelCounts(engine: Engine, config: Config) {
  const channels = await channelCount(engine);
  const rows = await readTable(engine, 'journey_channels', {
    goal_no: 'number',
    channel_no: 'number',
    distinct_channels: 'number',
    conversions: 'number',
    journeys: 'number',
  });
  return config.goals.map((_, place) => {
    const journeys = new Float64Array(channels);
    const subset = exactSums(channels);
    for (const row of rows) {
      if (row.goal_no !== place + 1) continue;
      const code = row.channel_no - 1;
      journeys[code] = (journeys[code] ?? 0) + row.journeys;
      subset.add(code, row.conversions, row.distinct_channels);
    }
    return { journeys, subset: subset.sums() };
  });
}

/** How many channels there are; their numbers go from 1 without gaps. */
export async function channelCount(engine: Engine): Promise<number> {
  const { channels } = await readRow(
    engine,
    { channels: 'number' },
    'SELECT count(*) AS channels FROM channels',
  );
  return channels;
}
