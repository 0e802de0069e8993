/** A tactic in one group, read by synthetic difference-in-differences: levels against ratios, worked out by hand. */
import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/lift/checks/checks.js';
import { defaultThresholds } from '../../src/lift/checks/thresholds.js';
import type { Claim } from '../../src/lift/readings/claim.js';
import { readSyntheticDid } from '../../src/lift/readings/read_synthetic_did.js';

/** One group with the tactic and twenty without it, half of them of level 1 and half of level 3; 12 flat periods, then 4 of `after`. */
function readFlat(own: readonly [number, number], after: (level: number) => number) {
  const levels = Array.from({ length: 20 }, (_, place) => (place % 2 === 0 ? 1 : 3));
  const paths = [own, ...levels.map((level) => [level, after(level)] as const)];
  const claim: Claim = {
    panel: {
      unit_ids: paths.map((_, place) => `g${place}`),
      period_labels: Array.from({ length: 16 }, (_, t) => `${t + 1}`),
      outcome: Float64Array.from(
        paths.flatMap(([before, then]) => Array.from({ length: 16 }, (_, t) => (t < 12 ? before : then))),
      ),
      first_treated: Int32Array.from(paths, (_, place) => (place === 0 ? 12 : -1)),
      weight: new Float64Array(21).fill(10),
      activity: null,
    },
    estimator: 'synthetic_did',
    randomised: null,
    events: null,
    shared_members: 0,
    overlap: 0,
    smallest_useful: null,
  };
  const found = readSyntheticDid(claim.panel, claim, 0.05, defaultThresholds, 1, null);
  const check = found.checks.find((one) => one.check === 'levels_and_ratios') as Check;
  return { ...found, check };
}

describe('levels and ratios', () => {
  it('a season of half as much again: by amount the effect is 4, by factor 3 of the 6 that are expected', () => {
    // 4 before and 9 after; the others go from 2 to 3 on average: 5 - 1, and 9 - 4 x 3 / 2
    const { tested, base_rate, check } = readFlat([4, 9], (level) => 1.5 * level);
    expect(tested?.estimate).toBeCloseTo(4, 9);
    expect(base_rate).toBeCloseTo(6, 9);
    expect(check.size).toBeCloseTo(-1, 9);
    expect(check.bound).toBeCloseTo(1, 9);
  });

  it('where nothing moves but the group itself, both say the same: 5 more than the 4 before', () => {
    const { tested, base_rate, check } = readFlat([4, 9], (level) => level);
    expect(tested?.estimate).toBeCloseTo(5, 9);
    expect(base_rate).toBeCloseTo(4, 9);
    expect(check.bound).toBeCloseTo(0, 9);
  });

  it('a group as lively as the others on average: a factor and an amount are the same, 2 to 3 is what is expected', () => {
    const { tested, base_rate, check } = readFlat([2, 5], (level) => 1.5 * level);
    expect(tested?.estimate).toBeCloseTo(2, 9);
    expect(base_rate).toBeCloseTo(3, 9);
    expect(check.size).toBeCloseTo(0, 9);
  });

  it('where nothing lands elsewhere any more there is no factor: the check is not asked, the base is the 4 before', () => {
    const { base_rate, check } = readFlat([4, 9], () => 0);
    expect(check.size).toBeNull();
    expect(check.bound).toBeNull();
    expect(base_rate).toBe(4);
  });
});
