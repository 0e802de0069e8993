/** Simulation, people and conversions drawn anew: what the intervals and the league promise. */
import { describe, expect, test } from 'vitest';
import { creditInterval } from '../../src/statistics/credit_interval.js';
import { rankSets } from '../../src/statistics/rank_sets.js';
import { ratioInterval } from '../../src/statistics/ratio_interval.js';
import { shrunkRates } from '../../src/statistics/shrunk_rates.js';
import { drawSum, people, withTypical } from './people.js';
import { seeded } from './random.js';

const runs = 4000;

/** The share of intervals that hold the expected credit; a group so few people carry that there is none does not count. */
function coverage(kind: string, expected: number): number {
  const random = seeded(20261124 + expected);
  const person = people[kind];
  if (person === undefined) throw new Error(kind);
  let [covered, printed] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const interval = creditInterval(drawSum(person, expected, random));
    if (interval === null) continue;
    printed += 1;
    if (interval.low <= expected && expected <= interval.high) covered += 1;
  }
  expect(printed).toBeGreaterThan(0.95 * runs);
  return covered / printed;
}

describe.each(Object.keys(people))('95 %% intervals of credit: %s', (kind) => {
  test.each([0.5, 1, 2, 5, 10, 15])('at least 93 %% cover %d expected conversions', (expected) => {
    expect(coverage(kind, expected)).toBeGreaterThanOrEqual(0.93);
  });

  test.each([20, 22, 25, 30, 50, 100, 400])('93 to 97 %% cover %d expected conversions', (expected) => {
    const share = coverage(kind, expected);
    expect(share).toBeGreaterThanOrEqual(0.93);
    expect(share).toBeLessThanOrEqual(0.97);
  });
});

/** The share of intervals that hold the true ratio; a person counts above with a chance that depends on the count below. */
function ratioCoverage(ratio: number, expected: number): number {
  const random = seeded(99 + expected);
  let [covered, printed] = [0, 0];
  for (let run = 0; run < 2000; run += 1) {
    const sums = new Map<number, { above: number; below: number }>();
    for (let left = random.poisson(2 * expected); left > 0; left -= 1) {
      const at = random.below(100);
      const bucket = sums.get(at) ?? { above: 0, below: 0 };
      const below = random.uniform() < 0.5 ? 1 : 0;
      const above = random.uniform() < (below === 1 ? 0.7 : 0.3) * ratio ? 1 : 0;
      sums.set(at, { above: bucket.above + above, below: bucket.below + below });
    }
    const { interval } = ratioInterval(
      [...sums.values()].filter((b) => b.above + b.below > 0),
      100,
    );
    if (interval === null) continue;
    printed += 1;
    if (interval.low <= ratio && ratio <= interval.high) covered += 1;
  }
  expect(printed).toBeGreaterThan(1900);
  return covered / printed;
}

describe('95 %% intervals of a ratio of counts', () => {
  test.each([
    [0.5, 30],
    [1, 30],
    [0.5, 100],
    [0.8, 100],
    [1, 400],
  ])('93 to 97 %% cover %d with %d below', (ratio, expected) => {
    const share = ratioCoverage(ratio, expected);
    expect(share).toBeGreaterThanOrEqual(0.93);
    expect(share).toBeLessThanOrEqual(0.97);
  });
});

const groups = 40;

/** Forty groups of 20 to 2,000 members whose rates differ by chance and by themselves. */
function drawLeague(kind: string, spread: number, random: ReturnType<typeof seeded>) {
  const person = people[kind];
  if (person === undefined) throw new Error(kind);
  const members = Array.from({ length: groups }, () => Math.round(20 * 100 ** random.uniform()));
  const rates = members.map(() => 0.05 * Math.exp(spread * random.normal() - (spread * spread) / 2));
  const sums = withTypical(members.map((size, j) => drawSum(person, size * (rates[j] ?? 0), random)));
  return { members, rates, ratios: sums.map((total, j) => ({ total, exposure: members[j] ?? 1 })) };
}

const indexOfLargest = (values: readonly number[]) => values.indexOf(Math.max(...values));

describe.each(Object.keys(people))('league of 40 groups: %s', (kind) => {
  test.each([0.1, 0.3, 1])('rank sets hold the true places in 95 of 100, rates spread by %d', (spread) => {
    const random = seeded(7);
    const leagues = 150;
    let [best, all] = [0, 0];
    for (let run = 0; run < leagues; run += 1) {
      const { rates, ratios } = drawLeague(kind, spread, random);
      const sets = rankSets(ratios);
      const place = rates.map((rate) => 1 + rates.filter((other) => other > rate).length);
      if (sets[indexOfLargest(rates)]?.first === 1) best += 1;
      if (sets.every(({ first, last }, j) => first <= (place[j] ?? 0) && (place[j] ?? 0) <= last)) all += 1;
    }
    expect(best / leagues).toBeGreaterThanOrEqual(0.95);
    expect(all / leagues).toBeGreaterThanOrEqual(0.95);
  });
});

test('the raw number 1 is mostly a small group, the shrunk one seldom', () => {
  const random = seeded(3);
  let [raw, shrunk, rawError, shrunkError] = [0, 0, 0, 0];
  const leagues = 200;
  for (let run = 0; run < leagues; run += 1) {
    const { members, rates, ratios } = drawLeague('one conversion each', 0.3, random);
    const small = [...members].sort((a, b) => a - b)[9] ?? 0;
    const rawRates = ratios.map(({ total, exposure }) => total.sum / exposure);
    const shrunkOnes = shrunkRates(ratios);
    if ((members[indexOfLargest(rawRates)] ?? 0) <= small) raw += 1;
    if ((members[indexOfLargest(shrunkOnes)] ?? 0) <= small) shrunk += 1;
    rawError += rawRates.reduce((sum, rate, j) => sum + (rate - (rates[j] ?? 0)) ** 2, 0);
    shrunkError += shrunkOnes.reduce((sum, rate, j) => sum + (rate - (rates[j] ?? 0)) ** 2, 0);
  }
  expect(raw / leagues).toBeGreaterThan(0.5);
  expect(shrunk / leagues).toBeLessThan(0.15);
  expect(shrunkError / rawError).toBeLessThan(0.3);
});
