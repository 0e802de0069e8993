/** Choices that look random and are the same for the same seed. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A source of choices for one case: the same seed and number give the same choices. */
export function choices(seed, number) {
  const generator = xoroshiro128plus((Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) | 0);
  const below = (n) => uniformInt(generator, 0, n - 1);
  return {
    /** A whole number from 0 to n - 1. */
    below,
    /** One of a list. */
    pick: (list) => list[below(list.length)],
    /** True in `share` of all cases. */
    happens: (share) => below(1_000_000) < share * 1_000_000,
  };
}
