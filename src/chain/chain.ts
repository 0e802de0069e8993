import type { Sequences } from '../paths/sequences.js';
import { numbering } from './numbering.js';

/**
 * An absorbing Markov chain of order k, as counts. A state is a k-gram of channels; a path shorter than k is one state, its whole tuple.
 * Rows are compressed: the transitions of state s are at `offsets[s]` to `offsets[s + 1] - 1`, by ascending target.
 */
export interface Chain {
  readonly order: number;
  readonly channels: number;
  readonly states: number;
  /** channel codes of each state, `order` per state, padded with -1 */
  readonly tuples: Int32Array;
  /** how often a path starts in the state */
  readonly starts: Float64Array;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly counts: Float64Array;
  /** how often the state leads directly to a conversion, to the value of those conversions, and to nothing */
  readonly conversions: Float64Array;
  readonly values: Float64Array;
  readonly nulls: Float64Array;
  /** how often the state is left (= entered) */
  readonly visits: Float64Array;
}

/** Two state numbers as one key, small for small numbers (Szudzik's pairing). */
function paired(source: number, target: number): number {
  return source >= target ? source * source + source + target : target * target + source;
}

function unpaired(key: number): readonly [source: number, target: number] {
  const larger = Math.floor(Math.sqrt(key));
  const rest = key - larger * larger;
  return rest >= larger ? [larger, rest - larger] : [rest, larger];
}

/** Whether k-grams of this many channels have exact keys. */
export function isCountable(channels: number, order: number): boolean {
  return (channels + 1) ** order <= Number.MAX_SAFE_INTEGER;
}

/** Counts the chain of order k of paths: sliding k-grams of the path as written, repeats kept. */
export function countChain(sequences: Sequences, order: number): Chain {
  const { offsets, codes } = sequences;
  const base = sequences.channels + 1;
  const oldest = base ** (order - 1);
  const counter = chainCounter();
  for (let path = 0; path + 1 < offsets.length; path++) {
    const conversions = sequences.conversions[path]!;
    const nulls = sequences.nulls[path]!;
    const weight = conversions + nulls;
    if (weight === 0) continue;
    const first = offsets[path]!;
    const end = offsets[path + 1]!;
    let key = 0;
    let previous = -1;
    for (let place = first; place < end; place++) {
      if (place - first >= order) key -= (codes[place - order]! + 1) * oldest;
      key = key * base + codes[place]! + 1;
      if (place - first + 1 < order && place + 1 < end) continue;
      const state = counter.state(key);
      if (previous < 0) counter.start(state, weight);
      else counter.step(previous, state, weight);
      previous = state;
    }
    counter.leave(previous, conversions, sequences.values[path]!, nulls);
  }
  return counter.chain(order, sequences.channels);
}

/** Counts the steps of a chain whose states are known by keys. */
export function chainCounter() {
  const states = numbering();
  const pairs = numbering();
  const starts: number[] = [];
  const conversions: number[] = [];
  const values: number[] = [];
  const nulls: number[] = [];
  const counts: number[] = [];
  return {
    /** the number of the state with this key */
    state(key: number): number {
      const state = states.of(key);
      if (state === starts.length) for (const column of [starts, conversions, values, nulls]) column.push(0);
      return state;
    },
    /** counts paths that start in a state */
    start(state: number, weight: number): void {
      starts[state] = starts[state]! + weight;
    },
    /** counts steps from a state to a state */
    step(source: number, target: number, weight: number): void {
      const pair = pairs.of(paired(source, target));
      if (pair === counts.length) counts.push(weight);
      else counts[pair] = counts[pair]! + weight;
    },
    /** counts the ends of paths in a state */
    leave(state: number, converted: number, value: number, lost: number): void {
      conversions[state] = conversions[state]! + converted;
      values[state] = values[state]! + value;
      nulls[state] = nulls[state]! + lost;
    },
    chain: (order: number, channels: number): Chain =>
      inOrder(states.keys(), pairs.keys(), { order, channels, starts, conversions, values, nulls, counts }),
  };
}

interface Counted {
  readonly order: number;
  readonly channels: number;
  readonly starts: readonly number[];
  readonly conversions: readonly number[];
  readonly values: readonly number[];
  readonly nulls: readonly number[];
  readonly counts: readonly number[];
}

/** The chain with its states by ascending key, so that the order of the paths does not matter. */
function inOrder(keys: Float64Array, pairs: Float64Array, counted: Counted): Chain {
  const { order, channels } = counted;
  const sorted = Uint32Array.from(keys, (_, state) => state).sort((a, b) => keys[a]! - keys[b]!);
  const rank = new Int32Array(keys.length);
  for (const [place, state] of sorted.entries()) rank[state] = place;
  const picked = (column: readonly number[]) => Float64Array.from(sorted, (state) => column[state]!);
  const rows = compressed(pairs, counted.counts, rank);
  const ends = {
    conversions: picked(counted.conversions),
    values: picked(counted.values),
    nulls: picked(counted.nulls),
  };
  const visits = Float64Array.from(ends.conversions, (count, state) => count + ends.nulls[state]!);
  for (let state = 0; state < keys.length; state++)
    for (let at = rows.offsets[state]!; at < rows.offsets[state + 1]!; at++)
      visits[state] = visits[state]! + rows.counts[at]!;
  const tuples = tuplesOf(
    Float64Array.from(sorted, (state) => keys[state]!),
    order,
    channels,
  );
  return {
    order,
    channels,
    states: keys.length,
    tuples,
    starts: picked(counted.starts),
    ...rows,
    ...ends,
    visits,
  };
}

/** Pairs of states as compressed rows, by ascending target: a counting sort by target, then by source. */
function compressed(pairs: Float64Array, counts: readonly number[], rank: Int32Array) {
  const sources = Int32Array.from(pairs, (pair) => rank[unpaired(pair)[0]]!);
  const targets = Int32Array.from(pairs, (pair) => rank[unpaired(pair)[1]]!);
  const byTarget = countingSort(
    Uint32Array.from(pairs, (_, place) => place),
    targets,
    rank.length,
  );
  const { order, offsets } = countingSort(byTarget.order, sources, rank.length);
  return {
    offsets,
    targets: Int32Array.from(order, (place) => targets[place]!),
    counts: Float64Array.from(order, (place) => counts[place]!),
  };
}

/** Positions in a stable order by key, and where each key begins. */
function countingSort(places: Uint32Array, keys: Int32Array, size: number) {
  const offsets = new Int32Array(size + 1);
  for (const place of places) offsets[keys[place]! + 1] = offsets[keys[place]! + 1]! + 1;
  for (let key = 0; key < size; key++) offsets[key + 1] = offsets[key + 1]! + offsets[key]!;
  const next = offsets.slice();
  const order = new Uint32Array(places.length);
  for (const place of places) {
    const key = keys[place]!;
    order[next[key]!] = place;
    next[key] = next[key]! + 1;
  }
  return { order, offsets };
}

/** The channel codes in state keys, oldest first. */
function tuplesOf(keys: Float64Array, order: number, channels: number): Int32Array {
  const tuples = new Int32Array(keys.length * order).fill(-1);
  for (const [state, key] of keys.entries()) {
    const digits: number[] = [];
    for (let rest = key; rest > 0; rest = Math.floor(rest / (channels + 1)))
      digits.unshift((rest % (channels + 1)) - 1);
    tuples.set(digits, state * order);
  }
  return tuples;
}

/** The key of a tuple of channel codes. */
export function tupleKey(tuple: readonly number[], channels: number): number {
  return tuple.reduce((key, code) => key * (channels + 1) + code + 1, 0);
}

/** Marks the states that contain any of the marked channels. */
export function statesWith(chain: Chain, channels: Uint8Array): Uint8Array {
  const marked = new Uint8Array(chain.states);
  for (const [place, code] of chain.tuples.entries())
    if (code >= 0 && channels[code] === 1) marked[Math.floor(place / chain.order)] = 1;
  return marked;
}

/** The sum of a column. */
export function total(column: Float64Array): number {
  let sum = 0;
  for (const one of column) sum += one;
  return sum;
}
