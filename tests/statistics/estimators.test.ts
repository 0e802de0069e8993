/** Intervals and empirical Bayes against published figures, scipy and work by hand. */
import { describe, expect, test } from 'vitest';
import { betaPrior, shrunkRate } from '../../src/statistics/beta_binomial.js';
import { creditInterval, valueInterval } from '../../src/statistics/credit_interval.js';
import { gammaInterval } from '../../src/statistics/gamma_interval.js';
import { normalRangeCdf, normalRangeQuantile } from '../../src/statistics/normal_range.js';
import { rankSets } from '../../src/statistics/rank_sets.js';
import { ratioInterval } from '../../src/statistics/ratio_interval.js';
import { remlBetween } from '../../src/statistics/reml.js';
import { shrunkRates } from '../../src/statistics/shrunk_rates.js';

/** A count of people who convert once. */
const counted = (sum: number) => ({
  sum,
  se: Math.sqrt(sum),
  filled_buckets: Math.min(sum, 100),
  event: 1,
  typical: 1,
});

describe('gamma interval', () => {
  // Garwood's exact limits of a Poisson count, as printed in any table of them.
  test.each([
    [0, 0, 3.689],
    [1, 0.025, 5.572],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [20, 12.217, 30.888],
    [100, 81.364, 121.627],
  ])('of the count %d is the exact Poisson interval', (count, low, high) => {
    const interval = gammaInterval(counted(count), 0.95);
    expect(interval?.low).toBeCloseTo(low, 3);
    expect(interval?.high).toBeCloseTo(high, 3);
  });

  test('people who carry c each: c times the interval of their number', () => {
    const seven = gammaInterval(counted(7), 0.95);
    const three = { sum: 21, se: 3 * Math.sqrt(7), filled_buckets: 7, event: 1, typical: 1 };
    expect(gammaInterval(three, 0.95)?.low).toBeCloseTo(3 * (seven?.low ?? 0), 10);
    expect(gammaInterval(three, 0.95)?.high).toBeCloseTo(3 * (seven?.high ?? 0), 10);
  });

  test('large sums: the normal interval, to the skewness of a count', () => {
    const interval = gammaInterval(counted(1e6), 0.95);
    expect(Math.abs((interval?.high ?? 0) - (1e6 + 1959.964))).toBeLessThan(2);
    expect(Math.abs((interval?.low ?? 0) - (1e6 - 1959.964))).toBeLessThan(2);
  });

  test('a group without credit counts one person of the usual weight', () => {
    expect(gammaInterval({ ...counted(0), typical: 4 }, 0.95)?.high).toBeCloseTo(4 * 3.6889, 3);
  });
});

describe('when there is no interval', () => {
  test('20 conversions of nine people', () => {
    const few = { sum: 20, se: 7, filled_buckets: 9, event: 1, typical: 1 };
    expect(creditInterval(few)).toBeNull();
    expect(creditInterval({ ...few, filled_buckets: 10 })).not.toBeNull();
    expect(creditInterval({ ...few, sum: 19.9 })).not.toBeNull();
  });

  test('20 conversions of a goal whose channels fill fewer than 100 buckets: nothing is known about its heavy buyers', () => {
    const few = { sum: 20, se: 5, filled_buckets: 18, event: 1, typical: 1 };
    expect(creditInterval({ ...few, goal_buckets: 99 })).toBeNull();
    expect(creditInterval({ ...few, goal_buckets: 100 })).not.toBeNull();
    expect(creditInterval({ ...few, sum: 19.9, goal_buckets: 99 })).not.toBeNull();
  });

  test('value of which one person holds more than a tenth', () => {
    const value = { sum: 1000, se: 100, filled_buckets: 40, event: 0, typical: 30 };
    expect(valueInterval(value, 100.01)).toBeNull();
    expect(valueInterval(value, 100)).not.toBeNull();
  });

  test('value of nine people, and of nobody', () => {
    const value = { sum: 900, se: 300, filled_buckets: 9, event: 0, typical: 30 };
    expect(valueInterval(value, 90)).toBeNull();
    expect(valueInterval({ ...value, sum: 0, se: 0, filled_buckets: 0 }, 0)).toBeNull();
  });
});

describe('range of normals', () => {
  // Tables of the studentized range at infinite degrees of freedom; scipy 1.17.1 to the last digits.
  test.each([
    [2, 2.771807648699355],
    [3, 3.314493155398122],
    [10, 4.474124221725907],
    [40, 5.4979352627407465],
    [100, 6.084637537173171],
  ])('95 %% quantile of %d groups', (groups, quantile) => {
    expect(normalRangeQuantile(0.95, groups)).toBeCloseTo(quantile, 9);
  });

  test('of two: |Z1 - Z2|', () => {
    expect(normalRangeCdf(Math.SQRT2 * 1.959963984540054, 2)).toBeCloseTo(0.95, 12);
  });
});

describe('between-group variance by REML', () => {
  // Colditz et al. 1994, 13 trials of BCG vaccine: vaccinated cases and others, control cases and others.
  const trials = [
    [4, 119, 11, 128],
    [6, 300, 29, 274],
    [3, 228, 11, 209],
    [62, 13536, 248, 12619],
    [33, 5036, 47, 5761],
    [180, 1361, 372, 1079],
    [8, 2537, 10, 619],
    [505, 87886, 499, 87892],
    [29, 7470, 45, 7232],
    [17, 1699, 65, 1600],
    [186, 50448, 141, 27197],
    [5, 2493, 3, 2338],
    [27, 16886, 29, 17825],
  ].map(([a = 0, b = 0, c = 0, d = 0]) => ({
    ratio: Math.log(a / (a + b) / (c / (c + d))),
    variance: 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d),
  }));

  test('the log risk ratios of BCG as metafor prints them: tau^2 0.3132, mean -0.7145', () => {
    const between = remlBetween(
      trials.map((trial) => trial.ratio),
      trials.map((trial) => trial.variance),
    );
    expect(between.tau2).toBeCloseTo(0.3132, 4);
    expect(between.mean).toBeCloseTo(-0.7145, 4);
  });

  test('equal variances by hand: the variance of the estimates less the sampling variance', () => {
    const between = remlBetween([1, 3, 5, 11], [2, 2, 2, 2]);
    expect(between.mean).toBeCloseTo(5, 12);
    expect(between.tau2).toBeCloseTo(56 / 3 - 2, 9);
  });

  test('estimates closer than chance: no difference between groups', () => {
    expect(remlBetween([1, 1.1, 0.9], [1, 1, 1]).tau2).toBe(0);
  });
});

describe('beta prior by marginal likelihood', () => {
  const groups = [
    [0, 20],
    [0, 20],
    [1, 30],
    [2, 25],
    [2, 60],
    [3, 40],
    [4, 50],
    [5, 45],
    [9, 60],
    [12, 200],
    [20, 90],
    [3.5, 22.25],
  ].map(([successes = 0, trials = 0]) => ({ successes, trials }));

  test('as scipy finds it by Nelder and Mead', () => {
    const prior = betaPrior(groups);
    expect(prior.mean).toBeCloseTo(0.09015277881967344, 5);
    expect(prior.size / 35.43580655821592).toBeCloseTo(1, 4);
    expect(shrunkRate({ successes: 20, trials: 90 }, prior)).toBeCloseTo(0.1849124, 5);
  });

  test('equal rates: everything is the mean', () => {
    const same = [10, 20, 40, 1000].map((trials) => ({ successes: trials / 10, trials }));
    expect(betaPrior(same)).toEqual({ mean: 0.1, size: Number.POSITIVE_INFINITY });
  });
});

describe('shrunk rates', () => {
  test('the small lucky group falls behind the large good one', () => {
    const ratios = [
      { total: counted(3), exposure: 12 },
      { total: counted(180), exposure: 1000 },
      { total: counted(90), exposure: 1000 },
      { total: counted(110), exposure: 1000 },
      { total: counted(60), exposure: 1000 },
    ];
    const shrunk = shrunkRates(ratios);
    expect(shrunk.indexOf(Math.max(...shrunk))).toBe(1);
    expect(shrunk[1]).toBeGreaterThan(0.17);
  });

  test('if credit is not divided by anything, the order stays', () => {
    const sums = [147.4, 99.8, 48.7, 3.2, 0];
    const ratios = sums.map((sum) => ({ total: { ...counted(sum), filled_buckets: 60 }, exposure: 1 }));
    const shrunk = shrunkRates(ratios);
    expect([...shrunk].sort((a, b) => b - a)).toEqual(shrunk);
  });

  test('no credit anywhere: zeros', () => {
    expect(shrunkRates([0, 0].map((sum) => ({ total: counted(sum), exposure: 10 })))).toEqual([0, 0]);
  });
});

describe('rank sets', () => {
  const set = (...sums: number[]) => rankSets(sums.map((sum) => ({ total: counted(sum), exposure: 100 })));

  test('equal groups are all tied', () => {
    expect(set(30, 30, 30)).toEqual(Array.from({ length: 3 }, () => ({ first: 1, last: 3 })));
  });

  test('one group alone holds its place', () => {
    expect(set(5)).toEqual([{ first: 1, last: 1 }]);
  });

  // Two groups: z = 1.96 exactly, since q(.95; 2) / sqrt 2 is the normal quantile. Garwood limits of 30: 20.24 to 42.83, of 14: 7.65 to 23.49.
  test('two counts by hand: 30 is above 14 by MOVER if 16^2 > 9.76^2 + 9.49^2 = 13.6^2', () => {
    expect(set(30, 14)).toEqual([
      { first: 1, last: 1 },
      { first: 2, last: 2 },
    ]);
    expect(set(30, 17)).toEqual([
      { first: 1, last: 2 },
      { first: 1, last: 2 },
    ]);
  });

  test('the best of three is best, the others are tied', () => {
    expect(set(400, 100, 110)).toEqual([
      { first: 1, last: 1 },
      { first: 2, last: 3 },
      { first: 2, last: 3 },
    ]);
  });

  test('groups without credit are not below a group with two', () => {
    expect(set(2, 0, 0)[0]).toEqual({ first: 1, last: 3 });
  });
});

describe('ratio of two sums', () => {
  const buckets = (count: number, above: number, below: number) =>
    Array.from({ length: count }, () => ({ above, below }));

  // 10 buckets with 1 of 2, 10 with 3 of 2: ratio 1; without one bucket 39/38 or 37/38, so SE^2 = 99/100 * 20 / 38^2.
  test('by hand: deviations of 1/38 in twenty buckets, none in eighty', () => {
    const { ratio, interval } = ratioInterval([...buckets(10, 1, 2), ...buckets(10, 3, 2)], 100);
    const half = 2.0930240544 * Math.sqrt((0.99 * 20) / 38 ** 2);
    expect(ratio).toBe(1);
    expect(interval?.high).toBeCloseTo(Math.exp(half), 9);
    expect(interval?.low).toBeCloseTo(Math.exp(-half), 9);
  });

  test('nothing above: from 0 to one person that might have come', () => {
    const { ratio, interval } = ratioInterval(buckets(50, 0, 1), 100);
    expect(ratio).toBe(0);
    expect(interval?.low).toBe(0);
    expect(interval?.high).toBeCloseTo(3.6889 / 50, 4);
  });

  test('with few people, or nobody below: no interval', () => {
    expect(ratioInterval(buckets(9, 1, 1), 100)).toEqual({ ratio: 1, interval: null });
    expect(ratioInterval(buckets(20, 1, 0), 100)).toEqual({ ratio: null, interval: null });
  });
});
