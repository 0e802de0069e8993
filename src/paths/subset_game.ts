import { exactSums } from './exact_sums.js';
import type { Sequences } from './sequences.js';

/**
 * Shapley values of the subset game, in which a coalition earns the amounts of the paths whose channels all belong to it. In closed form:
 * an amount is shared equally among the *distinct* channels of its path (Zhao, Mahboobi, Bagheri 2018). It is linear attribution without repeats.
 */
export function subsetValues(sequences: Sequences, amounts: Float64Array): Float64Array {
  const { offsets, codes } = sequences;
  const credit = exactSums(sequences.channels);
  const seenIn = new Int32Array(sequences.channels).fill(-1);
  const distinct: number[] = [];
  for (const [path, amount] of amounts.entries()) {
    if (amount === 0) continue;
    distinct.length = 0;
    for (let place = offsets[path]!; place < offsets[path + 1]!; place++) {
      const channel = codes[place]!;
      if (seenIn[channel] === path) continue;
      seenIn[channel] = path;
      distinct.push(channel);
    }
    for (const channel of distinct) credit.add(channel, amount, distinct.length);
  }
  return credit.sums();
}
