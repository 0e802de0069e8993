/** Interval and p of one procedure never contradict each other, and tests keep their level. */
import { describe, expect, test } from 'vitest';
import { holmAdjusted } from '../../src/lift/checks/checks.js';
import { simultaneousFactor } from '../../src/lift/estimators/bands.js';
import { holdoutEffect, sampleRatio } from '../../src/lift/estimators/holdout.js';
import { permutationTest } from '../../src/lift/estimators/permutation.js';
import { rankHalfWidth, rankP } from '../../src/lift/estimators/placebo_ranks.js';
import { slopeBefore } from '../../src/lift/estimators/slope_before.js';
import { waldTest } from '../../src/lift/estimators/wald.js';
import { type Random, stream, unit } from '../../src/statistics/random.js';
import { normal } from './world.js';

/** Arms of unequal units with an effect, skewed outcomes and a time before that explains half of them. */
function arms(random: Random, units: number, effect: number) {
  const is_treated = Uint8Array.from({ length: units }, (_, place) => (place % 3 === 0 ? 1 : 0));
  const weight = Float64Array.from({ length: units }, () => 1 + Math.floor(20 * unit(random)));
  const before = Float64Array.from({ length: units }, () => normal(random));
  const outcome = before.map((x, place) => x + normal(random) ** 2 + effect * (is_treated[place] as number));
  return { is_treated, weight, before, outcome };
}

describe('the permutation test', () => {
  test('its interval excludes 0 exactly if its p is at most alpha', () => {
    const random = stream(11, 'contradictions');
    for (let draw = 0; draw < 150; draw += 1) {
      const found = permutationTest(arms(random, 30, 0.8 * (draw % 3)), 0.05, draw);
      expect(found.low > 0 || found.high < 0).toBe(found.p <= 0.05);
      expect(found.low).toBeLessThanOrEqual(found.estimate);
      expect(found.high).toBeGreaterThanOrEqual(found.estimate);
    }
  });

  test('its interval holds the effect about as often as it says', () => {
    const random = stream(12, 'coverage');
    const draws = 300;
    let inside = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      const found = permutationTest(arms(random, 24, 1), 0.05, draw);
      if (found.low <= 1 && 1 <= found.high) inside += 1;
    }
    expect(inside / draws).toBeGreaterThan(0.915);
    expect(inside / draws).toBeLessThan(0.985);
  });

  test('p agrees with all assignments of a small trial', () => {
    const outcome = Float64Array.from([1, 2, 3, 4, 9, 11, 12, 15]);
    const is_treated = Uint8Array.from([0, 0, 1, 0, 0, 1, 1, 1]);
    const weight = new Float64Array(8).fill(1);
    const statistic = (treated: readonly number[]) => {
      const arm = (is: boolean) => [...outcome].filter((_, place) => treated.includes(place) === is);
      const moments = (values: number[]) => {
        const mean = values.reduce((sum, y) => sum + y, 0) / values.length;
        return {
          mean,
          variance: values.reduce((sum, y) => sum + (y - mean) ** 2, 0) / (values.length - 1) / values.length,
        };
      };
      const [one, other] = [moments(arm(true)), moments(arm(false))];
      return Math.abs(one.mean - other.mean) / Math.sqrt(one.variance + other.variance);
    };
    const sets = Array.from({ length: 256 }, (_, bits) =>
      [...Array(8).keys()].filter((k) => (bits >> k) & 1),
    ).filter((set) => set.length === 4);
    const observed = statistic([2, 5, 6, 7]);
    const exact = sets.filter((set) => statistic(set) >= observed - 1e-9).length / sets.length;
    const { p } = permutationTest({ outcome, is_treated, weight }, 0.05, 5);
    expect(Math.abs(p - exact)).toBeLessThan(3 * Math.sqrt((exact * (1 - exact)) / 999));
  });

  test('the slope on the time before is that of each assignment: p agrees with all of them', () => {
    const outcome = [3, 2, 6, 4, 9, 10, 12, 16];
    const before = [1, 0, 2, 3, 4, 3, 5, 6];
    const mean = (values: readonly number[]) => values.reduce((sum, y) => sum + y, 0) / values.length;
    let apart = 0;
    const statistic = (treated: readonly number[]) => {
      const both = [true, false].map((is) => {
        const places = [...outcome.keys()].filter((place) => treated.includes(place) === is);
        const [x, y] = [before, outcome].map((all) => mean(places.map((place) => all[place] as number)));
        return { x: x as number, y: y as number, places };
      });
      const sumOf = (value: (dx: number, dy: number) => number, among = both) =>
        among.reduce(
          (sum, { x, y, places }) =>
            sum +
            places.reduce(
              (all, place) => all + value((before[place] as number) - x, (outcome[place] as number) - y),
              0,
            ),
          0,
        );
      // of both arms or, if theirs differ by more than noise, as far as noise allows from that without the tactic
      const [with_, without] = both.map((arm) => {
        const xx = sumOf((dx) => dx * dx, [arm]);
        const own = sumOf((dx, dy) => dx * dy, [arm]) / xx;
        return { own, noise: sumOf((dx, dy) => (dy - own * dx) ** 2, [arm]) / 2 / xx };
      }) as [{ own: number; noise: number }, { own: number; noise: number }];
      const common = sumOf((dx, dy) => dx * dy) / sumOf((dx) => dx * dx);
      const share = (3 * (with_.noise + without.noise)) / (with_.own - without.own) ** 2;
      const slope = share < 1 ? without.own + share * (common - without.own) : common;
      if (share < 1) apart += 1;
      const variance = both.reduce(
        (sum, arm) => sum + sumOf((dx, dy) => (dy - slope * dx) ** 2, [arm]) / 3 / 4,
        0,
      );
      const [one, other] = both as [(typeof both)[0], (typeof both)[0]];
      return Math.abs(one.y - other.y - slope * (one.x - other.x)) / Math.sqrt(variance);
    };
    const sets = Array.from({ length: 256 }, (_, bits) =>
      [...Array(8).keys()].filter((k) => (bits >> k) & 1),
    ).filter((set) => set.length === 4);
    const observed = statistic([2, 5, 6, 7]);
    const exact = sets.filter((set) => statistic(set) >= observed - 1e-9).length / sets.length;
    const found = permutationTest(
      {
        outcome: Float64Array.from(outcome),
        before: Float64Array.from(before),
        is_treated: Uint8Array.from([0, 0, 1, 0, 0, 1, 1, 1]),
        weight: new Float64Array(8).fill(1),
      },
      0.05,
      5,
    );
    expect(apart).toBeGreaterThan(0);
    expect(found.p).toBeCloseTo(exact, 12);
  });

  test('the same seed gives the same numbers, a constant outcome no claim', () => {
    const one = arms(stream(1, 'same'), 30, 1);
    expect(permutationTest(one, 0.05, 3)).toEqual(permutationTest(one, 0.05, 3));
    const flat = permutationTest({ ...one, outcome: new Float64Array(30).fill(2) }, 0.05, 3);
    expect(flat.p).toBe(1);
    expect(flat.low).toBe(Number.NEGATIVE_INFINITY);
  });
});

test('CUPED takes variance away and leaves the effect', () => {
  const one = arms(stream(4, 'cuped'), 2000, 0.5);
  const with_before = holdoutEffect(one, 0.05, 1);
  const without = holdoutEffect({ ...one, before: null }, 0.05, 1);
  expect(with_before.se).toBeLessThan(without.se);
  expect(with_before.cuped_share).toBeGreaterThan(0.2);
  expect(Math.abs(with_before.estimate - 0.5)).toBeLessThan(3 * with_before.se);
});

describe('groups whose levels differ, half of them drawn, CUPED', () => {
  /** Levels that differ by half, seen before and after with noise; with the tactic by a factor. */
  const drawn = (random: Random, factor: number) => {
    const units = 24;
    const order = [...Array(units).keys()]
      .map((place) => [unit(random), place] as const)
      .sort((a, b) => a[0] - b[0]);
    const is_treated = new Uint8Array(units);
    for (const [, place] of order.slice(0, units / 2)) is_treated[place] = 1;
    const weight = Float64Array.from({ length: units }, () => 1 / (1 - unit(random)) ** 0.7);
    const level = Float64Array.from({ length: units }, () => Math.exp(0.5 * normal(random)));
    const seen = (usual: number) => usual * Math.exp(0.2 * normal(random));
    const before = level.map(seen);
    const usual = level.map(seen);
    const outcome = usual.map((y, place) => (is_treated[place] === 1 ? factor * y : y));
    const [added, time] = usual.reduce(
      ([sum, all], y, place) =>
        is_treated[place] === 1
          ? [sum + weight[place]! * (factor - 1) * y, all + weight[place]!]
          : [sum, all],
      [0, 0] as [number, number],
    );
    return { arms: { is_treated, weight, before, outcome }, truth: added / time };
  };

  // the error of the mean of 150 draws is about 1 point; with a slope that ignores the arms it was 5 points too low
  test('the estimate of half as much again is right on average', () => {
    const random = stream(21, 'half as much again');
    const errors = Array.from({ length: 150 }, (_, seed) => {
      const { arms: one, truth } = drawn(random, 1.5);
      return holdoutEffect(one, 0.05, seed).estimate - truth;
    });
    const bias = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    expect(Math.abs(bias)).toBeLessThan(0.035);
  });

  test('what was added to groups that were above the others before is what they have more of, not what a usual group would', () => {
    // without the tactic as before; with it half as much again of 4, 5, 6, 9
    const before = [1, 2, 3, 4, 4, 5, 6, 9];
    const is_treated = Uint8Array.from(before, (_, place) => (place < 4 ? 0 : 1));
    const outcome = Float64Array.from(before, (x, place) => (place < 4 ? x : 1.5 * x));
    const trial = {
      is_treated,
      outcome,
      before: Float64Array.from(before),
      weight: new Float64Array(8).fill(1),
    };
    expect(holdoutEffect(trial, 0.05, 1).estimate).toBeCloseTo(0.5 * 6, 9);
  });

  // 5 % of 300 has a Monte Carlo error of 1.3 points
  test('without an effect 5 in 100 are claimed, however unequal the groups', () => {
    const random = stream(22, 'level');
    const draws = 300;
    let claimed = 0;
    for (let seed = 0; seed < draws; seed += 1)
      if (holdoutEffect(drawn(random, 1).arms, 0.05, seed).p <= 0.05) claimed += 1;
    expect(claimed / draws).toBeGreaterThan(0.015);
    expect(claimed / draws).toBeLessThan(0.09);
  });
});

test('the sample ratio asks for planned shares', () => {
  expect(sampleRatio([80, 20], [4, 1]).statistic).toBeCloseTo(0, 12);
  expect(sampleRatio([60, 40], [1, 1]).statistic).toBeCloseTo(4, 12);
  expect(sampleRatio([60, 40], [1, 1]).p).toBeCloseTo(0.04550026, 7);
});

test('ranks: an effect is in the interval exactly if its p is above alpha', () => {
  const random = stream(9, 'ranks');
  for (let draw = 0; draw < 300; draw += 1) {
    const placebos = Array.from({ length: 15 + Math.floor(80 * unit(random)) }, () => normal(random));
    const estimate = 3 * normal(random);
    const alpha = draw % 2 === 0 ? 0.05 : 0.05 / 3;
    expect(Math.abs(estimate) > rankHalfWidth(placebos, alpha)).toBe(
      rankP(estimate, placebos) <= alpha + 1e-12,
    );
  }
  expect(rankHalfWidth([1, 2, 3], 0.05)).toBe(Number.POSITIVE_INFINITY);
});

test('Holm, by hand', () => {
  expect(holmAdjusted([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
  expect(holmAdjusted([0.5, 0.001]).map((p) => Number(p.toFixed(6)))).toEqual([0.5, 0.002]);
});

test('simultaneous bands lie between a single interval and Bonferroni, and know perfect correlation', () => {
  const count = 6;
  const independent = new Float64Array(count * count);
  for (let a = 0; a < count; a += 1) independent[a * count + a] = 4;
  const factor = simultaneousFactor(independent, count, 0.95, 1);
  // P(|Z| <= c)^6 = 0.95 at c = 2.6310
  expect(Math.abs(factor - 2.631)).toBeLessThan(0.06);
  expect(simultaneousFactor(new Float64Array(count * count).fill(4), count, 0.95, 1)).toBeLessThan(2.05);
});

test('Wald, by hand', () => {
  const found = waldTest([1, 2], Float64Array.from([2, 1, 1, 2]));
  expect(found?.statistic).toBeCloseTo(2, 12);
  expect(found?.p).toBeCloseTo(Math.exp(-1), 12);
  expect(waldTest([1, 1], Float64Array.from([1, 1, 1, 1]))).toBeNull();
});

describe('the slope by which a trial is adjusted for the time before', () => {
  const arm = (xx: number, xy: number, yy: number, df: number) => ({ xx, xy, yy, df });

  test('is that of both arms as long as theirs differ by no more than noise', () => {
    // slopes 1.5 and 1 with residuals of 4 over 4 units each: squared errors 4 / 4 / 4, so that noise explains 3 x 0.5, and the difference squared is 0.25
    expect(slopeBefore(arm(4, 6, 13, 5), arm(4, 4, 8, 5))).toBeCloseTo(10 / 8, 12);
  });

  test('moves towards that without the tactic by what noise does not explain', () => {
    // slopes 3 and 1, squared errors 1 / 4 / 4 and 3 / 4 / 4: noise explains 3 x 0.25 of 4, which leaves 0.1875 of the way from 1 to 2
    expect(slopeBefore(arm(4, 12, 37, 5), arm(4, 4, 7, 5))).toBeCloseTo(1 + 0.1875, 12);
    expect(slopeBefore(arm(4, 6, 9, 5), arm(4, 4, 4, 5))).toBeCloseTo(1, 12);
  });

  test('is that of one arm if the other is level, and 0 if both are', () => {
    expect(slopeBefore(arm(0, 0, 9, 5), arm(4, 2, 9, 5))).toBeCloseTo(0.5, 12);
    expect(slopeBefore(arm(0, 0, 9, 5), arm(0, 0, 9, 5))).toBe(0);
  });
});
