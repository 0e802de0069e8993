/** Results of people who came because of a tactic: two groups against two by hand, and coverage on draws of its own. */
import { describe, expect, it } from 'vitest';
import { recruitEffect } from '../../src/lift/estimators/recruits.js';
import { stream, unit as uniform } from '../../src/statistics/random.js';

const evenly = Float64Array.of(10, 10, 10, 10);

describe('by hand', () => {
  // newcomers landed 2 and 2 before, 12 and 8 after; without it 1 and 1, then 3 and 1: +1 a group is usual, +10 and +6 are not
  const cohort = {
    treated: [0, 1],
    after: Float64Array.of(12, 8, 3, 1),
    before: Float64Array.of(2, 2, 1, 1),
    earlier: Float64Array.of(2, 2, 1, 1),
    weeks: 5,
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
    const still = { earlier: new Float64Array(4), weeks: 5 };
    const first = { treated: [0], after: Float64Array.of(5, 0, 1, 1), before: Float64Array.of(1, 0, 0, 0) };
    const second = { treated: [1], after: Float64Array.of(0, 9, 4, 2), before: Float64Array.of(0, 2, 1, 1) };
    const both = [first, second].map((one) => ({ ...one, ...still }));
    expect(recruitEffect(both, [2, 3], evenly, 0.05)?.estimate).toBeCloseTo(4 - 1 + (7 - 2), 12);
  });

  it('does not exist with a single group on either side, or if nothing varies', () => {
    expect(recruitEffect([{ ...cohort, treated: [0] }], [2, 3], evenly, 0.05)).toBeNull();
    expect(recruitEffect([cohort], [2], evenly, 0.05)).toBeNull();
    const still = { after: new Float64Array(4), before: new Float64Array(4) };
    expect(recruitEffect([{ ...cohort, ...still }], [2, 3], evenly, 0.05)).toBeNull();
  });
});

describe('the time before, by hand', () => {
  const evenly_8 = new Float64Array(8).fill(10);
  const read = (after: readonly number[], before: number, earlier: readonly number[]) => {
    const cohort = {
      treated: [0, 1, 2, 3],
      after: Float64Array.of(...after, 1, 1, 1, 1),
      before: Float64Array.of(before, before, before, before, 1, 1, 1, 1),
      earlier: Float64Array.of(...earlier, 1, 1, 1, 1),
      weeks: 5,
    };
    return recruitEffect([cohort], [4, 5, 6, 7], evenly_8, 0.05);
  };

  it('newcomers that did not grow leave the interval as it is: 37 +- 3.18 (Student, 3 degrees of freedom)', () => {
    const found = read([10, 10, 10, 11], 1, [1, 1, 1, 1]);
    expect([found?.estimate, found?.se]).toEqual([37, 1]);
    expect(found?.low).toBeCloseTo(37 - 3.182446, 5);
    expect(found?.widening).toEqual({ below: 0, above: 0 });
    expect(found?.verdict).toBe('likely_caused');
  });

  it('those that grew by 10 in every group grow on by as much: only the lower end moves, by 40, and the cause is open', () => {
    const found = read([19, 19, 19, 20], 10, [0, 0, 0, 0]);
    expect(found?.low).toBeCloseTo(37 - 3.182446, 5);
    expect(found?.widening).toEqual({ below: 40, above: 0 });
    expect(found?.verdict).toBe('clear_difference');
  });

  it('if growth is poorly known, the upper limit of what is likely counts: 4 per week and one standard deviation', () => {
    // changes of 2, 2, 0 and 0: 4 with an error of root (4/3 x 4); 4 % of 8 a week and 5 weeks are 1.6
    const found = read([10, 10, 10, 11], 2, [0, 0, 2, 2]);
    const [prior, noise] = [1.6 ** 2, 16 / 3];
    const tail = 1.3 * Math.sqrt(1 / (1 / prior + 1 / noise));
    const mean = (4 * prior) / (prior + noise);
    // 4 is 1.73 errors: the share of what is seen is (1.73 - 1.25) / .5 of 2 x 4 and one error
    const seen = ((4 / Math.sqrt(noise) - 1.25) / 0.5) * (8 + Math.sqrt(noise));
    expect(found?.widening.below).toBeCloseTo(Math.max(mean + tail, seen), 9);
    expect(found?.widening.above).toBeCloseTo(tail - mean, 9);
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
        earlier: usual.map(poisson),
        before: usual.map(poisson),
        weeks: 6,
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

  /** Newcomers of 26 weeks, a third of the groups from week 12 or 15 on: they come in a season, with shocks of a group's week, and buy less with time. */
  function newcomers(groups: number, slope: number, times: number) {
    const dates = Array.from({ length: groups }, (_, unit) => (unit % 3 > 0 ? 99 : unit % 2 === 0 ? 12 : 15));
    const sizes = Float64Array.from(dates, () => 20 + 60 * uniform(random));
    const landed = dates.map((date, unit) => {
      const level = 0.03 * (sizes[unit] ?? 0) * (0.5 + uniform(random));
      return Array.from({ length: 26 }, (_, joined) => {
        const grown = (date < 99 ? Math.exp(slope * joined) : 1) * (1 + 0.3 * Math.sin(joined / 4));
        const people = poisson(level * grown * (0.6 + 0.8 * uniform(random)) * (joined >= date ? times : 1));
        return Array.from({ length: 26 - joined }, (__, age) => poisson(people * (age < 2 ? 0.3 : 0.1)));
      });
    });
    const between = (from: number, to: number) =>
      Float64Array.from(landed, (joins) =>
        joins
          .slice(from, to)
          .reduce(
            (sum, ages, place) =>
              sum + ages.slice(0, to - from - place).reduce((total, one) => total + one, 0),
            0,
          ),
      );
    const cohorts = [12, 15].map((date) => {
      const weeks = Math.min(26 - date, Math.floor(date / 2));
      const [earlier, before, after] = [date - 2 * weeks, date - weeks, date].map((from) =>
        between(from, from + weeks),
      ) as [Float64Array, Float64Array, Float64Array];
      const treated = dates.flatMap((one, unit) => (one === date ? [unit] : []));
      return { treated, earlier, before, after, weeks };
    });
    return { cohorts, sizes, controls: dates.flatMap((one, unit) => (one === 99 ? [unit] : [])) };
  }

  const shareOf = (draws: number, groups: number, slope: number, times: number) => {
    const share = { likely: 0, noise: 0 };
    for (let draw = 0; draw < draws; draw += 1) {
      const { cohorts, sizes, controls } = newcomers(groups, slope, times);
      const found = recruitEffect(cohorts, controls, sizes, 0.05);
      if (found?.verdict === 'likely_caused') share.likely += 1 / draws;
      if (found !== null && (found.low > 0 || found.high < 0)) share.noise += 1 / draws;
    }
    return share;
  };

  // 6 % has a Monte Carlo error of 1.1 points with 500 draws
  it.each([0, 0.01, 0.02, 0.03, 0.05, -0.03])(
    'newcomers that grow by %f a week where it goes are called likely in at most 6 of 100',
    (slope) => {
      expect(shareOf(500, 120, slope, 1).likely).toBeLessThan(0.06 + 1.65 * 0.011);
    },
  );

  it('by noise alone such growth would be called an effect far more often, and newcomers twice as many are found', () => {
    expect(shareOf(200, 120, 0.05, 1).noise).toBeGreaterThan(0.25);
    expect(shareOf(200, 120, 0, 2).likely).toBeGreaterThan(0.7);
  });
});
