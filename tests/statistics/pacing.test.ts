import { describe, expect, it } from 'vitest';
import { decompose } from '../../src/statistics/decomposition.js';
import {
  countLanding,
  dispersionOf,
  paceVerdict,
  valueLanding,
  weekdayWeights,
} from '../../src/statistics/pacing.js';
import { stream, unit } from '../../src/statistics/random.js';

function poisson(random: ReturnType<typeof stream>, mean: number): number {
  const limit = Math.exp(-mean);
  let [count, product] = [0, unit(random)];
  while (product > limit) [count, product] = [count + 1, product * unit(random)];
  return count;
}

describe('where a period will end', () => {
  it('is certain when it is over', () => {
    const over = countLanding({ landed: 80, base: 80, base_weight: 7, rest_weight: 0, dispersion: 1 });
    expect([over.mean, over.low, over.high, over.chance(80), over.chance(81)]).toEqual([80, 80, 80, 1, 0]);
  });

  it('doubles at half time, and knows the geometric distribution', () => {
    // one result at half time: what is to come is geometric with probability 1/2, so P(at least 1 more) = 1/2
    const half = countLanding({ landed: 1, base: 1, base_weight: 15, rest_weight: 15, dispersion: 1 });
    expect(half.mean).toBe(2);
    expect(half.chance(2)).toBeCloseTo(0.5, 12);
    expect(half.chance(3)).toBeCloseTo(0.25, 12);
    expect(half.high).toBe(1 + 4); // 1 - 2^-(k+1) >= .95 from k = 4 on
  });

  it('covers what comes in 85 to 94 of 100 cases', () => {
    const random = stream(7, 'coverage');
    let covered = 0;
    const cases = 1500;
    for (let i = 0; i < cases; i++) {
      const rate = 1 + 9 * unit(random);
      const days = Array.from({ length: 30 }, () => poisson(random, rate));
      const gone = 8 + Math.floor(unit(random) * 14);
      const landed = days.slice(0, gone).reduce((sum, day) => sum + day, 0);
      const all = days.reduce((sum, day) => sum + day, 0);
      const dispersion = dispersionOf(days.slice(0, gone), Array(gone).fill(1));
      const { low, high } = countLanding({
        landed,
        base: landed,
        base_weight: gone,
        rest_weight: 30 - gone,
        dispersion,
      });
      if (all >= low && all <= high) covered++;
    }
    expect(covered / cases).toBeGreaterThan(0.85);
    expect(covered / cases).toBeLessThan(0.945);
  });

  it('is wider in money than in orders, and exact where every order costs the same', () => {
    const so = { landed: 100, base: 100, base_weight: 1, rest_weight: 1, dispersion: 1 };
    const [same, differing] = [0, 30].map((deviation) =>
      valueLanding(so, { mean: 20, deviation, count: 100, landed: 2000 }),
    );
    expect(same?.mean).toBe(4000);
    expect((differing?.high ?? 0) - (differing?.low ?? 0)).toBeGreaterThan(
      (same?.high ?? 0) - (same?.low ?? 0),
    );
    expect(same?.chance(4000)).toBeCloseTo(0.5, 6);
  });

  it('gives verdicts by chance', () => {
    expect([0.96, 0.8, 0.5, 0.1, 0.05].map(paceVerdict)).toEqual([
      'on_track',
      'likely',
      'open',
      'unlikely',
      'will_miss',
    ]);
  });

  it('shrinks weekdays towards even ones: eight weeks of double Sundays are worth 17/9 of 8/7', () => {
    const days = Array.from({ length: 56 }, (_, i) => ({ weekday: i % 7, landed: i % 7 === 6 ? 2 : 1 }));
    expect(weekdayWeights(days)[6]).toBeCloseTo((8 * (2 / (8 / 7)) + 1) / 9, 12);
  });
});

describe('why a number moved', () => {
  it('adds up in 500 random cases, groups that come and go among them', () => {
    const random = stream(3, 'decomposition');
    for (let i = 0; i < 500; i++) {
      const groups = Array.from({ length: 1 + Math.floor(unit(random) * 20) }, () => {
        const members = [0, 1].map(() => (unit(random) < 0.15 ? null : Math.floor(1 + unit(random) * 500)));
        const landed = members.map((count) => (count === null ? 0 : Math.floor(unit(random) * count)));
        return {
          members: [members[0] ?? null, members[1] ?? null],
          landed: [landed[0] ?? 0, landed[1] ?? 0],
        } as const;
      });
      if ([0, 1].some((side) => groups.every((group) => group.members[side] === null))) continue;
      const { total, volume, mix, rate } = decompose(groups);
      expect(Math.abs(volume + mix + rate - total)).toBeLessThan(1e-9);
    }
  });

  it('is all rate where members stay, all volume where rates stay', () => {
    const rate = decompose([{ members: [100, 100], landed: [10, 15] }]);
    expect([rate.volume, rate.mix]).toEqual([0, 0]);
    expect(rate.rate).toBeCloseTo(5, 12);
    const volume = decompose([{ members: [100, 150], landed: [10, 15] }]);
    expect(volume.volume).toBeCloseTo(5, 12);
    expect(volume.mix + volume.rate).toBeCloseTo(0, 12);
  });
});
