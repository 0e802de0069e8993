import type { Sequences } from './sequences.js';

export interface RateGameSettings {
  /** paths at the overall rate that are added to every coalition: thin coalitions are shrunk towards the overall rate */
  readonly prior_paths: number;
  /** a channel on fewer paths than this gets no value of its own */
  readonly min_paths: number;
  /** at most this many channels play for themselves, those on most paths first; the rest play as one */
  readonly players: number;
}

/** Journeys on which exactly this set of players was; `players` is the sum of their bits. */
export interface PlayedSet {
  readonly players: number;
  readonly conversions: number;
  readonly nulls: number;
}

/**
 * Shapley values of the conversion rate game: a coalition earns the rate of the journeys whose players all belong to it (the empty one earns
 * 0), so that the values add up to the rate of all journeys. Can be negative if data are thin.
 * Over all 2^players coalitions, by sums over subsets (Shapley 1953); rates are shrunk by a beta prior around the overall rate.
 */
export function rateGame(players: number, sets: readonly PlayedSet[], prior_paths: number): Float64Array {
  const conversions = new Float64Array(2 ** players);
  const journeys = new Float64Array(2 ** players);
  for (const set of sets) {
    conversions[set.players] = conversions[set.players]! + set.conversions;
    journeys[set.players] = journeys[set.players]! + set.conversions + set.nulls;
  }
  sumSubsets(conversions, players);
  sumSubsets(journeys, players);
  return shapleyValues(shrunkRates(conversions, journeys, prior_paths), players);
}

/** The channels that play for themselves, those on most journeys first; all others play as one more. `paths` holds the journeys of every channel. */
export function playersAlone(paths: ArrayLike<number>, { min_paths, players }: RateGameSettings): number[] {
  const ranked = Array.from(paths, (_, channel) => channel)
    .filter((channel) => paths[channel]! >= min_paths)
    .sort((a, b) => paths[b]! - paths[a]! || a - b);
  const all = ranked.length === paths.length && ranked.length <= players;
  return all ? ranked : ranked.slice(0, players - 1);
}

/** The rate game on a table of paths: one value per channel, null for one that does not play for itself. */
export function rateValues(sequences: Sequences, settings: RateGameSettings): (number | null)[] {
  const alone = playersAlone(pathsByChannel(sequences), settings);
  const player = new Int32Array(sequences.channels).fill(alone.length);
  for (const [number, channel] of alone.entries()) player[channel] = number;
  const sets = Array.from(sequences.conversions, (conversions, path) => {
    const touched = sequences.codes.subarray(sequences.offsets[path], sequences.offsets[path + 1]);
    const players = touched.reduce((mask, channel) => mask | (1 << player[channel]!), 0);
    return { players, conversions, nulls: sequences.nulls[path]! };
  });
  const count = alone.length === sequences.channels ? alone.length : alone.length + 1;
  const values = rateGame(count, sets, settings.prior_paths);
  return [...player].map((own) => (own < alone.length ? values[own]! : null));
}

/** The number of journeys that each channel is on. */
function pathsByChannel({ channels, offsets, codes, conversions, nulls }: Sequences): Float64Array {
  const paths = new Float64Array(channels);
  for (let path = 0; path + 1 < offsets.length; path++)
    for (const channel of new Set(codes.subarray(offsets[path], offsets[path + 1])))
      paths[channel] = paths[channel]! + conversions[path]! + nulls[path]!;
  return paths;
}

/** Replaces the entry of every set by the sum over its subsets. */
function sumSubsets(sets: Float64Array, players: number): void {
  for (let bit = 1; bit < 2 ** players; bit *= 2)
    for (let set = 0; set < sets.length; set++)
      if ((set & bit) !== 0) sets[set] = sets[set]! + sets[set ^ bit]!;
}

function shrunkRates(conversions: Float64Array, journeys: Float64Array, prior: number): Float64Array {
  const all = journeys.length - 1;
  const overall = journeys[all] === 0 ? 0 : conversions[all]! / journeys[all]!;
  return journeys.map((count, set) => {
    if (set === 0 || count + prior === 0) return 0;
    return (conversions[set]! + prior * overall) / (count + prior);
  });
}

/** The mean gain of each player over all orders in which the players can come. */
function shapleyValues(worth: Float64Array, players: number): Float64Array {
  const weights = orderShares(players);
  const values = new Float64Array(players);
  for (let set = 0; set < worth.length; set++) {
    const weight = weights[bitCount(set)]!;
    for (let player = 0; player < players; player++) {
      const bit = 1 << player;
      if ((set & bit) === 0) values[player] = values[player]! + weight * (worth[set | bit]! - worth[set]!);
    }
  }
  return values;
}

/** The share of orders in which exactly a given set of s players comes before a given other: s! (n - s - 1)! / n!. */
function orderShares(players: number): number[] {
  const shares = [1 / players];
  for (let size = 1; size < players; size++) shares.push((shares[size - 1]! * size) / (players - size));
  return shares;
}

function bitCount(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
