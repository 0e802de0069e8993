import { rangeOf } from './range.js';
import { startsOf } from './starts.js';

/** A moment of a key (0 to n) with a value, row by row, in any order. */
export interface Moments {
  readonly keys: Int32Array;
  readonly values: Int32Array;
  readonly times_us: Float64Array;
}

/** Every key with its values, each once, and the first moment of each. */
export interface FirstMoments {
  /** key -> the position of its first value; the next entry says where they end */
  readonly starts: Int32Array;
  readonly values: Int32Array;
  readonly first_us: Float64Array;
}

/** Bytes that a moment takes while moments are sorted. */
export const bytesPerMoment = 28;

/** The first moment of every value of every key: one counting sort. */
export function firstMoments({ keys, values, times_us }: Moments): FirstMoments {
  const starts = startsOf(rangeOf(keys).high + 1, keys, 0);
  const next = starts.slice();
  const sorted = { values: new Int32Array(keys.length), first_us: new Float64Array(keys.length) };
  for (let row = 0; row < keys.length; row++) {
    const place = next[keys[row]!]!++;
    sorted.values[place] = values[row]!;
    sorted.first_us[place] = times_us[row]!;
  }
  return withoutRepeats({ starts, ...sorted });
}

/** In place: every value of a key once, with its earliest moment. */
function withoutRepeats({ starts, values, first_us }: FirstMoments): FirstMoments {
  const { low, high } = rangeOf(values);
  const placeOf = new Int32Array(high - low + 1);
  let kept = 0;
  for (let key = 0; key + 1 < starts.length; key++) {
    const [from, to, begin] = [starts[key]!, starts[key + 1]!, kept];
    starts[key] = begin;
    for (let at = from; at < to; at++) {
      const [value, moment_us] = [values[at]!, first_us[at]!];
      const place = placeOf[value - low]!;
      if (place >= begin && place < kept && values[place] === value) {
        first_us[place] = Math.min(first_us[place]!, moment_us);
        continue;
      }
      placeOf[value - low] = kept;
      values[kept] = value;
      first_us[kept] = moment_us;
      kept++;
    }
  }
  starts[starts.length - 1] = kept;
  return { starts, values: values.subarray(0, kept), first_us: first_us.subarray(0, kept) };
}
