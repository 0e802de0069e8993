/** Results of people who came because of a tactic: two groups against two by hand, and coverage on draws of its own. */
import { describe, expect, it } from 'vitest';
import { recruitEffect } from '../../src/lift/recruits.js';
import { stream, unit as uniform } from '../../src/statistics/random.js';

const evenly = Float64Array.of(10, 10, 10, 10);

describe('by hand', () => {
  // newcomers landed 2 and 2 before, 12 and 8 after; without it 1 and 1, then 3 and 1: +1 a group is usual, +10 and +6 are not
  const cohort = {
    treated: [0, 1],
    after: Float64Array.of(12, 8, 3, 1),
    before: Float64Array.of(2, 2, 1, 1),
  };
  const found = recruitEffect([cohort], [2, 3], evenly, 0.05);

  it('is what newcomers landed more than before, less the same without the tactic', () => {
    expect(found?.estimate).toBeCloseTo(10 + 6 - 2 * 1, 12);
  });

  it('has the variance of both arms: 2 (4 + 4) and 2 (1 + 1)', () => {
    expect(found?.se).toBeCloseTo(Math.sqrt(20), 12);
    // 400 / (256 + 16) = 1.47 degrees of freedom: between 12.7 (one) and 4.3 (two) standard errors
    const errors = ((found?.high ?? 0) - 14) / Math.sqrt(20);
    expect(errors).toBeGreaterThan(4.31);
    expect(errors).toBeLessThan(12.7);
    expect(14 - (found?.low ?? 0)).toBeCloseTo((found?.high ?? 0) - 14, 9);
  });

  it('counts by weight: a group twice as large is expected to gain twice as much', () => {
    const twice = recruitEffect([cohort], [2, 3], Float64Array.of(20, 10, 10, 10), 0.05);
    expect(twice?.estimate).toBeCloseTo(10 + 6 - 3 * 1, 12);
  });

  it('of two dates each is compared with the same weeks elsewhere', () => {
    const first = { treated: [0], after: Float64Array.of(5, 0, 1, 1), before: Float64Array.of(1, 0, 0, 0) };
    const second = { treated: [1], after: Float64Array.of(0, 9, 4, 2), before: Float64Array.of(0, 2, 1, 1) };
    expect(recruitEffect([first, second], [2, 3], evenly, 0.05)?.estimate).toBeCloseTo(4 - 1 + (7 - 2), 12);
  });

  it('is none with a single group on a side, or where nothing varies', () => {
    expect(recruitEffect([{ ...cohort, treated: [0] }], [2, 3], evenly, 0.05)).toBeNull();
    expect(recruitEffect([cohort], [2], evenly, 0.05)).toBeNull();
    const still = { treated: [0, 1], after: new Float64Array(4), before: new Float64Array(4) };
    expect(recruitEffect([still], [2, 3], evenly, 0.05)).toBeNull();
  });
});

describe('on planted truth', () => {
  const random = stream(20_261_129, 'recruits');
  const poisson = (mean: number) => {
    let [count, product] = [0, uniform(random)];
    while (product > Math.exp(-mean)) {
      count += 1;
      product *= uniform(random);
    }
    return count;
  };

  it.each([
    [0, 6, 14],
    [5, 6, 14],
    [5, 20, 40],
  ])('holds %i more a group in 95 of 100, with %i groups against %i', (caused, treated, controls) => {
    const draws = 600;
    let held = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      const sizes = Float64Array.from({ length: treated + controls }, () => 20 + 60 * uniform(random));
      const usual = sizes.map((size) => 0.05 * size * (0.6 + 0.8 * uniform(random)));
      const cohort = {
        treated: Array.from({ length: treated }, (_, place) => place),
        before: usual.map(poisson),
        after: usual.map((mean, place) => poisson(1.3 * mean + (place < treated ? caused : 0))),
      };
      const others = Array.from({ length: controls }, (_, place) => treated + place);
      const found = recruitEffect([cohort], others, sizes, 0.05);
      const truth = caused * treated;
      if (found !== null && found.low <= truth && truth <= found.high) held += 1;
    }
    // 95 % has a Monte Carlo error of 0.9 points
    expect(held / draws).toBeGreaterThan(0.925);
    expect(held / draws).toBeLessThan(0.985);
  });
});
