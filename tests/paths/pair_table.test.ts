/** Steps counted in a table of all pairs are the steps counted one by one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countChain } from '../../src/chain/chain.js';
import { countPairs } from '../../src/chain/pair_table.js';

const counts = fc.record({ conversions: fc.nat(5), nulls: fc.nat(5), value: fc.nat(1000) });
const path = fc.record({ touches: fc.array(fc.nat(6), { minLength: 1, maxLength: 8 }), counts });

test('of any paths, with rows that count nothing among them', () => {
  fc.assert(
    fc.property(fc.array(path, { maxLength: 30 }), (paths) => {
      const offsets = [0];
      for (const { touches } of paths) offsets.push((offsets.at(-1) ?? 0) + touches.length);
      const sequences = {
        channels: 7,
        offsets: Int32Array.from(offsets),
        codes: Int32Array.from(paths.flatMap(({ touches }) => touches)),
        conversions: Float64Array.from(paths, ({ counts: { conversions } }) => conversions),
        values: Float64Array.from(paths, ({ counts: { value } }) => value),
        nulls: Float64Array.from(paths, ({ counts: { nulls } }) => nulls),
      };
      expect(countPairs(sequences)).toEqual(countChain(sequences, 1));
    }),
  );
});
