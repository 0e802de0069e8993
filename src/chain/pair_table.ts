import type { Sequences } from '../paths/sequences.js';
import type { Chain } from './chain.js';

/** With so many channels, the counts of all pairs fit into a small table. */
export const mostDense = 512;

/** The chain of order 1 of paths over few channels: a step is one addition to a table of all pairs. */
export function countPairs({ channels, offsets, codes, conversions, values, nulls }: Sequences): Chain {
  const steps = new Float64Array(channels * channels);
  const isState = new Uint8Array(channels);
  const [starts, converted, worth, lost] = [0, 1, 2, 3].map(() => new Float64Array(channels)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let path = 0; path + 1 < offsets.length; path++) {
    const weight = conversions[path]! + nulls[path]!;
    if (weight === 0) continue;
    const end = offsets[path + 1]!;
    let previous = codes[offsets[path]!]!;
    starts[previous] = starts[previous]! + weight;
    isState[previous] = 1;
    for (let place = offsets[path]! + 1; place < end; place++) {
      const code = codes[place]!;
      const pair = previous * channels + code;
      steps[pair] = steps[pair]! + weight;
      isState[code] = 1;
      previous = code;
    }
    converted[previous] = converted[previous]! + conversions[path]!;
    worth[previous] = worth[previous]! + values[path]!;
    lost[previous] = lost[previous]! + nulls[path]!;
  }
  const states = Int32Array.from([...isState.keys()].filter((code) => isState[code] === 1));
  const picked = (column: Float64Array) => Float64Array.from(states, (code) => column[code]!);
  const ends = { conversions: picked(converted), values: picked(worth), nulls: picked(lost) };
  const rows = rowsOf(steps, states, channels);
  const visits = Float64Array.from(ends.conversions, (count, state) => {
    const left = rows.counts.subarray(rows.offsets[state], rows.offsets[state + 1]);
    return left.reduce((sum, one) => sum + one, count + ends.nulls[state]!);
  });
  const size = { order: 1, channels, states: states.length };
  return { ...size, tuples: states, starts: picked(starts), ...rows, ...ends, visits };
}

/** The steps that were taken, as compressed rows by ascending target. */
function rowsOf(steps: Float64Array, states: Int32Array, channels: number) {
  const offsets = new Int32Array(states.length + 1);
  const targets: number[] = [];
  const counts: number[] = [];
  for (const [state, source] of states.entries()) {
    for (const [place, target] of states.entries()) {
      const count = steps[source * channels + target]!;
      if (count === 0) continue;
      targets.push(place);
      counts.push(count);
    }
    offsets[state + 1] = targets.length;
  }
  return { offsets, targets: Int32Array.from(targets), counts: Float64Array.from(counts) };
}
