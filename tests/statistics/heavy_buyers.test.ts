/** Simulation: what intervals and places promise where few people buy often, belong to several groups, or whole groups have good weeks. */
import { describe, expect, test } from 'vitest';
import { creditInterval } from '../../src/statistics/credit_interval.js';
import { typicalWeight } from '../../src/statistics/gamma_interval.js';
import { rankSets } from '../../src/statistics/rank_sets.js';
import { weekShock } from '../../src/statistics/week_shocks.js';
import { type Random, seeded } from './random.js';

const groups = 10;

/** How often a person buys, and the mean of it. */
const buyers: Readonly<Record<string, { readonly mean: number; readonly draw: (random: Random) => number }>> =
  {
    'one in twenty ten times as often': { mean: 1.45, draw: (random) => (random.uniform() < 0.05 ? 10 : 1) },
    // floor of a Pareto variable: P(at least k) = k^-2, so that the mean is zeta(2)
    'Pareto, exponent 2': {
      mean: Math.PI ** 2 / 6,
      draw: (random) => Math.floor((1 - random.uniform()) ** -0.5),
    },
  };

/** One person in fifty who buys for thirty: in a goal of few people nobody may have met one. */
const wholesalers = { mean: 1.58, draw: (random: Random) => (random.uniform() < 0.02 ? 30 : 1) };

/** Groups of the same expected credit; each person is in one to so many of them, which share what the person buys. */
function drawGoal(kind: string, expected: number, most: number, random: Random, of = groups) {
  const { mean, draw } = buyers[kind] ?? wholesalers;
  const buckets = Array.from({ length: of }, () => new Float64Array(100));
  for (let left = random.poisson((of * expected) / mean); left > 0; left -= 1) {
    const [bought, bucket] = [draw(random), random.below(100)];
    const mine = new Set<number>();
    for (const size = 1 + random.below(most); mine.size < size; ) mine.add(random.below(of));
    for (const group of mine) {
      const row = buckets[group] as Float64Array;
      row[bucket] = (row[bucket] ?? 0) + bought / mine.size;
    }
  }
  const sums = buckets.map(sumOf);
  const typical = typicalWeight(sums);
  const goal_buckets = sums.reduce((all, one) => all + one.filled_buckets, 0);
  return sums.map((one) => ({ ...one, event: 1, typical, goal_buckets }));
}

function sumOf(row: Float64Array) {
  const sum = row.reduce((total, one) => total + one, 0);
  const squares = row.reduce((total, one) => total + (one - sum / 100) ** 2, 0);
  return {
    sum,
    se: Math.sqrt((100 / 99) * squares),
    largest: Math.max(...row) - sum / 100,
    filled_buckets: row.filter((one) => one > 0).length,
  };
}

describe.each(Object.keys(buyers))('at least 93 %% of the intervals of credit cover: %s', (kind) => {
  test.each([30, 60, 100].flatMap((expected) => [1, 3].map((most) => ({ expected, most }))))(
    '$expected expected, in up to $most groups',
    ({ expected, most }) => {
      const random = seeded(812 + expected + most);
      let [covered, printed] = [0, 0];
      for (let run = 0; run < 120; run += 1)
        for (const sum of drawGoal(kind, expected, most, random)) {
          const interval = creditInterval(sum);
          if (interval === null) continue;
          printed += 1;
          if (interval.low <= expected && expected <= interval.high) covered += 1;
        }
      expect(printed).toBeGreaterThan(0.95 * 120 * groups);
      expect(covered / printed).toBeGreaterThanOrEqual(0.93);
    },
  );
});

test.each([
  { of: 1, expected: 60 },
  { of: 5, expected: 30 },
  { of: 8, expected: 40 },
])(
  'wholesalers: of $of groups of $expected at least 93 %% cover, or nothing is printed',
  ({ of, expected }) => {
    const random = seeded(4096 + of);
    let [covered, printed, drawn] = [0, 0, 0];
    while (drawn < 2000)
      for (const sum of drawGoal('wholesalers', expected, 1, random, of)) {
        drawn += 1;
        // credit below 20 of so many is a selection: what is low by chance
        const interval = sum.sum < 20 ? null : creditInterval(sum);
        if (interval === null) continue;
        printed += 1;
        if (interval.low <= expected && expected <= interval.high) covered += 1;
      }
    if (of > 5) expect(covered / printed).toBeGreaterThanOrEqual(0.93);
    expect(printed / drawn)[of > 5 ? 'toBeGreaterThan' : 'toBeLessThan'](of > 5 ? 0.9 : 0.1);
  },
);

test('a large group is judged by its own people, not by the wholesalers of another', () => {
  const [plain, wholesale] = [
    { sum: 1000, se: Math.sqrt(1000), largest: 5 },
    { sum: 1000, se: Math.sqrt(20_000), largest: 20 },
  ];
  const typical = typicalWeight([plain, wholesale]);
  const interval = creditInterval({ ...plain, filled_buckets: 100, event: 1, typical });
  // by hand: (21,000 + 400) / (2,000 + 20) = 10.6 a person; 20 of the goal and 94.4 of its own: (212 + 94.4) / 114.4 = 2.68
  expect(typical).toBeCloseTo(10.594, 3);
  expect(interval?.high).toBeGreaterThan(1000 + 1.96 * Math.sqrt(2600));
  expect(interval?.high).toBeLessThan(1000 + 2.1 * Math.sqrt(2750));
});

describe('weeks that are good for a whole group', () => {
  test('their size by hand: two groups up, one down', () => {
    // each total 40, each week 30 of 120: 10 expected; deviations +-2 in 4 of 12 cells: 16; times 12 / (2 * 3): 32, less than 120
    const quiet = [
      [12, 8, 10, 10],
      [8, 12, 10, 10],
      [10, 10, 10, 10],
    ];
    expect(weekShock(quiet, 1)).toBe(0);
    // +-8 in 4 cells: 256 x 2 = 512; (512 - 120) / (12 x 100)
    const loud = [
      [18, 2, 10, 10],
      [2, 18, 10, 10],
      [10, 10, 10, 10],
    ];
    expect(weekShock(loud, 1)).toBeCloseTo(392 / 1200, 12);
    expect(weekShock(loud.slice(1), 1)).toBeNull();
  });

  test.each([1, 4])(
    'rank sets hold all true places in 95 of 100, over %d weeks that vary by a third',
    (weeks) => {
      const random = seeded(31 + weeks);
      const leagues = 100;
      const held = { plain: 0, allowed: 0 };
      for (let run = 0; run < leagues; run += 1) {
        const rates = Array.from({ length: 30 }, () => 25 * Math.exp(0.2 * random.normal()));
        const counts = rates.map((rate) =>
          Array.from({ length: 13 }, () => random.poisson(rate * Math.exp(0.35 * random.normal() - 0.06125))),
        );
        const shock = (weekShock(counts, 1) ?? 0) / weeks;
        const place = rates.map((rate) => 1 + rates.filter((other) => other > rate).length);
        const sums = counts.map((row) => row.slice(-weeks).reduce((sum, one) => sum + one, 0));
        const ratios = sums.map((sum) => ({
          total: { sum, se: Math.sqrt(sum), filled_buckets: 20, event: 1, typical: 0 },
          exposure: 1,
        }));
        const isHeld = (sets: ReturnType<typeof rankSets>) =>
          sets.every(({ first, last }, j) => first <= (place[j] ?? 0) && (place[j] ?? 0) <= last);
        if (isHeld(rankSets(ratios))) held.plain += 1;
        if (isHeld(rankSets(ratios.map((ratio) => ({ ...ratio, shock }))))) held.allowed += 1;
      }
      expect(held.allowed / leagues).toBeGreaterThanOrEqual(0.95);
      expect(held.plain / leagues).toBeLessThan(0.9);
    },
  );
});
