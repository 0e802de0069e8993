import { describe, expect, it } from 'vitest';
import { changeInterval, tableDispersion } from '../../src/statistics/change_interval.js';
import { seeded } from './random.js';

describe('the interval of a change between two counts', () => {
  it('does not exist without counts, contains the change, and is wider if counts vary more', () => {
    expect(changeInterval(0, 0, 1)).toEqual({ low: 0, high: 0 });
    const plain = changeInterval(20, 30, 1);
    // by hand (Wilson, 30 of 50): 0.46176 to 0.72392, so 50 x (2p - 1)
    expect(plain.low).toBeCloseTo(-3.82, 1);
    expect(plain.high).toBeCloseTo(22.39, 1);
    const wide = changeInterval(20, 30, 4);
    expect(wide.low < plain.low && wide.high > plain.high).toBe(true);
  });

  it('holds the true change in about 95 of 100 draws', () => {
    const { poisson } = seeded(7);
    let held = 0;
    for (let at = 0; at < 2000; at++) {
      const { low, high } = changeInterval(poisson(12), poisson(18), 1);
      if (low <= 6 && high >= 6) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.92);
  });
});

describe('how much a table of counts varies', () => {
  it('is 1 where rows keep their share, and where it cannot be known', () => {
    expect(
      tableDispersion([
        [10, 20, 30],
        [20, 40, 60],
      ]),
    ).toBe(1);
    expect(tableDispersion([[3, 4]])).toBe(1);
    expect(tableDispersion([])).toBe(1);
  });

  it('is chi-square over its degrees of freedom', () => {
    // rows 10, 30 and 30, 10: every expected count is 20, chi-square 4 x 100 / 20 = 20, one degree
    expect(
      tableDispersion([
        [10, 30],
        [30, 10],
      ]),
    ).toBeCloseTo(20, 12);
  });
});
