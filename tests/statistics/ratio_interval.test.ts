import { describe, expect, it } from 'vitest';
import { ratioInterval } from '../../src/statistics/ratio_interval.js';

const buckets = (count: number, above: number, below: number) =>
  Array.from({ length: count }, () => ({ above, below }));

describe('a ratio that is the same in every bucket', () => {
  it('has an interval: of 20 cases, 3.7 that were never seen to differ may do so', () => {
    const { ratio, interval } = ratioInterval(buckets(20, 1, 1), 100);
    expect(ratio).toBe(1);
    // -ln .025 = 3.689, of 20
    expect(interval?.low).toBeCloseTo(1 - 3.689 / 20, 3);
    expect(interval?.high).toBeCloseTo(1 + 3.689 / 20, 3);
  });

  it('has a narrower one the more cases there are, and never one of no width', () => {
    const widths = [10, 20, 50, 100].map((count) => {
      const { interval } = ratioInterval(buckets(count, 1, 1), 100);
      return (interval?.high ?? 0) - (interval?.low ?? 0);
    });
    expect(widths.toSorted((a, b) => b - a)).toEqual(widths);
    expect(widths.at(-1)).toBeGreaterThan(0.05);
  });

  it('is about as wide as where one case differs', () => {
    const one = [...buckets(19, 1, 1), { above: 0, below: 1 }];
    const { interval } = ratioInterval(one, 100);
    const same = ratioInterval(buckets(20, 1, 1), 100).interval;
    expect((same?.high ?? 0) - (same?.low ?? 0)).toBeGreaterThan(
      0.5 * ((interval?.high ?? 0) - (interval?.low ?? 0)),
    );
  });
});
