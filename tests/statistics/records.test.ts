import { describe, expect, it } from 'vitest';
import { normal, poisson } from '../../src/invented/simulate/draw.js';
import { stream } from '../../src/statistics/random.js';
import { chanceOfRecord } from '../../src/statistics/record_chance.js';
import { countRecords } from '../../src/statistics/records.js';

const evenWeeks = (mean: number, weeks: number) => Array.from({ length: weeks }, () => mean);

describe('the chance that the last week is the best', () => {
  it('is that of no tie if there are two weeks: (1 - e^-2 I0(2)) / 2 for a mean of 1', () => {
    // I0(2) = sum of 1 / k!^2 = 2.2795853
    const tie = Math.exp(-2) * 2.2795853023360673;
    const chance = chanceOfRecord({ mean: [1, 1], phi: 1, covariances: [0] });
    expect(chance).toBeCloseTo((1 - tie) / 2, 9);
  });

  it('is nearly 1 in 61 if weeks are large and independent', () => {
    const chance = chanceOfRecord({ mean: evenWeeks(4000, 61), phi: 1, covariances: [0] });
    expect(chance).toBeGreaterThan(0.97 / 61);
    expect(chance).toBeLessThan(1 / 61);
  });

  it('is what drawing says where good weeks follow good weeks, and more than if each week was drawn by itself', () => {
    const [rho, spread, mean, weeks, draws] = [0.8, 0.5, 20, 26, 20_000];
    const random = stream(11, 'records');
    let best = 0;
    for (let draw = 0; draw < draws; draw++) {
      let state = normal(random);
      const landed = evenWeeks(mean, weeks).map((mu) => {
        state = rho * state + Math.sqrt(1 - rho * rho) * normal(random);
        return poisson(random, mu * Math.exp(spread * state - spread ** 2 / 2));
      });
      if (landed.every((y, at) => at === weeks - 1 || y < (landed[weeks - 1] ?? 0))) best++;
    }
    const covariances = Array.from({ length: 13 }, (_, j) => Math.expm1(spread ** 2 * rho ** j));
    const carried = chanceOfRecord({ mean: evenWeeks(mean, weeks), phi: 1, covariances });
    const alone = chanceOfRecord({
      mean: evenWeeks(mean, weeks),
      phi: 1,
      covariances: [covariances[0] ?? 0],
    });
    // 20,000 draws of a chance of 1 in 20 are off by 3 % once in 20 times
    expect(best / draws / carried).toBeGreaterThan(0.95);
    expect(best / draws / carried).toBeLessThan(1.05);
    expect(carried / alone).toBeGreaterThan(1.15);
  });
});

describe('records of many groups', () => {
  it('are counted and expected over all of them, however many', () => {
    const one = { landed: [1, 2, 3], mean: [2, 2, 2], phi: 1, covariances: [0] };
    const many = countRecords(Array.from({ length: 1000 }, () => one));
    expect(many.seen).toBe(1000);
    expect(many.expected).toBeCloseTo(1000 * chanceOfRecord(one), 6);
  });

  it('have nearly the same sum whether each size is computed or one of each 20', () => {
    const sizes = Array.from({ length: 1200 }, (_, at) => 0.05 * 800 ** (at / 1199));
    const series = sizes.map((mean) => ({
      landed: evenWeeks(0, 30),
      mean: evenWeeks(mean, 30),
      phi: 1.2,
      covariances: [0.1],
    }));
    const each = series.reduce((sum, weeks) => sum + chanceOfRecord(weeks), 0);
    expect(countRecords(series).expected / each).toBeCloseTo(1, 2);
  });

  it('are no record if the best earlier week is as good', () => {
    const tied = { landed: [3, 1, 3], mean: [2, 2, 2], phi: 1, covariances: [0] };
    expect(countRecords([tied]).seen).toBe(0);
  });
});
