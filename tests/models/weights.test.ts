/** Every rule model that arrays can compute, on random paths of single touches, against its second version in the oracle: without a build. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse.js';
import { creditOf as creditInArrays } from '../../src/pipeline/kernel/path_credit.js';
import { creditOf, type Element } from '../oracle/oracle.js';
import { emptyWorld, ruleModels } from '../oracle/world.js';

const { attribution } = parseConfig(
  'inputs: { activities: a.csv, conversions: c.csv, identities: same }\ngoals: [{ name: order, match: { goal: order }, window_days: 7 }]\n',
  'grouplift.yaml',
);
const world = emptyWorld();
const hour_us = 3_600_000_000;
const inArrays = ruleModels.flatMap((model) => {
  const credit = creditInArrays(model, attribution);
  return credit === null ? [] : [{ model, credit }];
});

/** Touches in hours, oldest first. */
const paths = fc
  .array(fc.integer({ min: 0, max: 24 * 60 }), { minLength: 1, maxLength: 12 })
  .map((hours) => hours.toSorted((a, b) => a - b));

function touchAt(hours: number): Element {
  return {
    ...{ group_id: 'g', tactic_id: null, kol_id: null, kind: 'link_click', reach: 'actor' },
    ...{ activity_id: null, touches: 1, touch_ts: hours * hour_us, rule_weight: 1 },
  };
}

test('there are models to try', () => {
  expect(inArrays.map(({ model }) => model)).toEqual(expect.arrayContaining(['linear', 'time_decay']));
});

test.each(inArrays)('$model', ({ model, credit }) => {
  fc.assert(
    fc.property(paths, (hours) => {
      const got = credit({
        starts: Int32Array.of(0, hours.length),
        times_us: Float64Array.from(hours, (one) => one * hour_us),
      });
      const want = creditOf(world, model, hours.map(touchAt));
      const off = want.map((micro, at) => Math.abs(Number(micro) - (got[at] ?? 0)));
      expect(got.reduce((sum, micro) => sum + micro, 0)).toBe(1_000_000);
      // weights are whole numbers on the way: credit may be off by one, where powers are rounded by two
      expect(Math.max(...off), `expected ${want}, got ${got}`).toBeLessThanOrEqual(
        model === 'time_decay' ? 2 : 1,
      );
    }),
  );
});
