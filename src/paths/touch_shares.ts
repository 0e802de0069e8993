import { exactSums } from './exact_sums.js';
import type { Sequences } from './sequences.js';

/** What one path gives to the touch at a position: a share, as numerator over divisor. */
type Share = (place: number, length: number) => readonly [numerator: number, divisor: number];

/**
 * The rule models on a table of paths, where a touch has a position and nothing else. The shares are those of the rule models of the same
 * names: linear counts every touch, including repeats; position_based gives `first` and `last` to the ends and the rest to those between.
 */
export const touchShares = {
  first_touch: (place) => [place === 0 ? 1 : 0, 1],
  last_touch: (place, length) => [place === length - 1 ? 1 : 0, 1],
  linear: (_, length) => [1, length],
  position_based: positionShare,
} as const satisfies Record<string, Share>;

export type TouchShareModel = keyof typeof touchShares;

/** 40 % to the first touch, 40 % to the last, 20 % to those between; halves on a path of two. In fifths, so that sums stay whole. */
function positionShare(place: number, length: number): readonly [number, number] {
  if (length <= 2) return [1, length];
  return place === 0 || place === length - 1 ? [2, 5] : [1, 5 * (length - 2)];
}

/** A whole amount of every path, shared among its touches and added up by channel. */
export function sharedAmounts(
  sequences: Sequences,
  amounts: Float64Array,
  model: TouchShareModel,
): Float64Array {
  const share: Share = touchShares[model];
  const { offsets, codes } = sequences;
  const credit = exactSums(sequences.channels);
  for (const [path, amount] of amounts.entries()) {
    if (amount === 0) continue;
    const first = offsets[path]!;
    const length = offsets[path + 1]! - first;
    for (let place = 0; place < length; place++) {
      const [numerator, divisor] = share(place, length);
      if (numerator > 0) credit.add(codes[first + place]!, amount * numerator, divisor);
    }
  }
  return credit.sums();
}
