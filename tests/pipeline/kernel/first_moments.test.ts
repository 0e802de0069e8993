import { expect, it } from 'vitest';
import { firstMoments } from '../../../src/pipeline/kernel/first_moments.js';

const firstOf = (rows: readonly (readonly [number, number, number])[]) => {
  const { starts, values, first_us } = firstMoments({
    keys: Int32Array.from(rows, ([key]) => key),
    values: Int32Array.from(rows, ([, value]) => value),
    times_us: Float64Array.from(rows, ([, , time_us]) => time_us),
  });
  return Array.from(starts.subarray(0, -1), (from, key) =>
    Array.from(values.subarray(from, starts[key + 1]), (value, at) => [value, first_us[from + at]]),
  );
};

it('keeps every value of a key once, with its earliest moment', () => {
  // key 1 meets 7 twice, the earlier time last; key 3 meets 7 too, and a value below 0; nothing is known of keys 0 and 2
  const rows = [
    [3, 7, 40],
    [1, 7, 30],
    [1, 9, 10],
    [3, -2, 5],
    [1, 7, 20],
    [3, 7, 50],
  ] as const;
  expect(firstOf(rows)).toEqual([
    [],
    [
      [7, 20],
      [9, 10],
    ],
    [],
    [
      [7, 40],
      [-2, 5],
    ],
  ]);
  expect(firstOf([])).toEqual([]);
});
