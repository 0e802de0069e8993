/** What was there before a tactic: how much of an estimate it explains, at which end of the interval. */
import { describe, expect, test } from 'vitest';
import { bentAmount, bentGrowth, pathBound, pathCheck } from '../../src/lift/checks/bounds.js';
import { boundAt, type Check, wideningOf, widestAt } from '../../src/lift/checks/checks.js';
import { defaultThresholds } from '../../src/lift/checks/thresholds.js';
import type { Panel } from '../../src/lift/panel/panel.js';
import type { Claim } from '../../src/lift/readings/claim.js';
import { readClaims } from '../../src/lift/readings/read_claims.js';
import { type Random, stream, unit } from '../../src/statistics/random.js';
import { normal } from './world.js';

describe('the bound of a path before', () => {
  test('by hand, usual rate 10: the prior is 1.5, the error 2', () => {
    // prior 2.25, noise 4: (2.25 x 1 + 1.3 sqrt(2.25 x 4 x 6.25)) / 6.25 = (2.25 + 9.75) / 6.25
    expect(pathBound(1, 2, 1.5)).toBeCloseTo(12 / 6.25, 12);
    // the other way round it hides an effect and makes none: (-2.25 + 9.75) / 6.25
    expect(pathBound(-1, 2, 1.5)).toBeCloseTo(7.5 / 6.25, 12);
    expect(pathBound(-10, 2, 1.5)).toBe(0);
    // seen at 2 errors: twice and one error more
    expect(pathBound(4, 2, 1.5)).toBeCloseTo(10, 12);
    // half seen at 1.5 errors: half of that
    expect(pathBound(3, 2, 1.5)).toBeCloseTo(4, 12);
  });

  test('a path that is known exactly is kept as it is', () => {
    const exact = { estimate: 0.5, scores: Float64Array.of(0, 0) };
    expect(pathCheck('placebo', exact, 1)).toMatchObject({ below: 0.5, above: 0, bound: 0.5 });
  });

  test('growth by a factor goes on by the factor: half as much again twice is 1.25 at least, not 1', () => {
    const seen = (estimate: number) => ({ estimate, scores: Float64Array.of(0.06, 0.08) });
    const onward = bentGrowth(20, 10);
    const up = pathCheck('ever_treated_trend', seen(0.5), 1, onward);
    // a short time after: 1.5^2 - 1, and one error
    expect(up.below).toBeCloseTo(1.25 + 0.1, 12);
    expect(up.above).toBe(0);
    // what falls by half twice has nothing left to lose: it counts as an amount
    expect(pathCheck('ever_treated_trend', seen(-0.5), 1, onward).above).toBeCloseTo(1 + 0.1, 12);
    // in another unit: ten times the rate, the path and its error
    const tenfold = { estimate: 5, scores: Float64Array.of(0.6, 0.8) };
    expect(pathCheck('ever_treated_trend', tenfold, 10, onward).below).toBeCloseTo(13.5, 12);
  });

  test.each([
    [10, 10],
    [10, 26],
    [12, 40],
  ])('a square through %d periods before and %d after goes as far as is said', (before, after) => {
    // the square x^2, its straight line by least squares over the time before, and both means over the time after, from 1,000 points a period
    const points = (from: number, to: number) =>
      Array.from({ length: 1000 * (to - from) }, (_, step) => from + (step + 0.5) / 1000);
    const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
    const early = points(0, before);
    const level = mean(early.map((x) => x * x));
    const slope =
      mean(early.map((x) => (x - before / 2) * x * x)) / mean(early.map((x) => (x - before / 2) ** 2));
    const late = points(before, before + after);
    const straight = mean(late.map((x) => slope * (x - before / 2)));
    const bent = mean(late.map((x) => x * x - level));
    expect(bentAmount(before, after).up(straight)).toBeCloseTo(bent, 0);
    expect(bentAmount(before, after).up(straight) / bent).toBeCloseTo(1, 4);
    // as a logarithm, and small: by the same factor
    expect(bentGrowth(before, after).up(1e-4) / (1e-4 * (bent / straight))).toBeCloseTo(1, 2);
  });

  test('growth that gets faster all along, half a year after ten weeks: not mistaken for an effect', () => {
    const weeks = 36;
    const adopts = (i: number) => (i % 2 === 0 ? 10 : -1);
    const accelerated = (pace: number): Panel => ({
      unit_ids: Array.from({ length: 60 }, (_, i) => `g${i}`),
      period_labels: Array.from({ length: weeks }, (_, t) => `w${t}`),
      outcome: Float64Array.from({ length: 60 * weeks }, (_, cell) => {
        const [i, t] = [Math.floor(cell / weeks), cell % weeks];
        return (20 + ((i * 7 + t * 5) % 11) / 10) * (adopts(i) < 0 ? 1 : Math.exp(pace * t * (t + 5)));
      }),
      first_treated: Int32Array.from({ length: 60 }, (_, i) => adopts(i)),
      weight: new Float64Array(60).fill(10),
      activity: null,
    });
    const claim = { estimator: null, randomised: null, events: null, shared_members: 0, overlap: 0 } as const;
    const verdict = (pace: number) =>
      readClaims([{ ...claim, panel: accelerated(pace), smallest_useful: null }], defaultThresholds, 1)[0]!
        .verdict;
    // growth of 1 % a week at first, 5 % when it began, 15 % at the end; half of that
    expect(verdict(0.002)).toBe('clear_difference');
    expect(verdict(0.001)).toBe('clear_difference');
  });

  test('each end of the interval has the largest bound of its own', () => {
    const of = (check: Check['check'], below: number, above: number): Check => ({
      ...{ check, size: 0, error: 1, bound: Math.max(below, above), below, above, passed: null },
    });
    const overlap: Check = { check: 'overlap', size: 0.1, error: null, bound: 0.3, passed: null };
    const checks = [of('placebo', 0.1, 0.7), of('ever_treated_trend', 0.5, 0), overlap];
    expect(wideningOf(checks)).toEqual({ below: 0.5, above: 0.7 });
    expect(widestAt(checks, 'below')?.check).toBe('ever_treated_trend');
    expect(boundAt(overlap, 'above')).toBe(0.3);
  });
});

interface Grown {
  readonly groups: number;
  /** growth a week of a trait that nobody sees and that brings the tactic */
  readonly slope: number;
  readonly effect: number;
}

/** Counts of 4 a group and week over 26 weeks; half of the groups get the tactic between week 11 and 19. */
function grown(seed: number, { groups, slope, effect }: Grown): Panel {
  const random: Random = stream(seed, 'grown');
  const trait = Array.from({ length: groups }, () => normal(random));
  const key = trait.map((value) => (slope > 0 ? value : 0) + 0.8 * normal(random));
  const middle = [...key].sort((a, b) => a - b)[Math.floor(groups / 2)] as number;
  const first_treated = Int32Array.from(key, (value) =>
    value > middle ? 11 + Math.floor(9 * unit(random)) : -1,
  );
  const outcome = new Float64Array(groups * 26);
  for (let i = 0; i < groups; i += 1) {
    const level = Math.exp(0.4 * normal(random));
    for (let t = 0; t < 26; t += 1) {
      const has = (first_treated[i] as number) >= 0 && t >= (first_treated[i] as number);
      const rate = 4 * level * Math.exp(slope * (trait[i] as number) * (t - 13) + 0.25 * normal(random));
      outcome[i * 26 + t] = counted(random, rate * (has ? 1 + effect : 1)) / 50;
    }
  }
  return {
    unit_ids: Array.from({ length: groups }, (_, i) => `g${i}`),
    period_labels: Array.from({ length: 26 }, (_, t) => `w${t}`),
    ...{ outcome, first_treated, weight: new Float64Array(groups).fill(50), activity: null },
  };
}

function counted(random: Random, mean: number): number {
  let [count, product] = [0, unit(random)];
  for (const floor = Math.exp(-mean); product > floor; count += 1) product *= unit(random);
  return count;
}

/** The share of draws that are called likely. */
function likely(shape: Grown, draws: number, seed: number): number {
  const found = Array.from({ length: draws }, (_, draw) => {
    const claim: Claim = {
      ...{ panel: grown(seed + draw, shape), estimator: null, randomised: null, events: null },
      ...{ shared_members: null, overlap: 0, smallest_useful: null },
    };
    return readClaims([claim], defaultThresholds, 1)[0]?.verdict;
  });
  return found.filter((verdict) => verdict === 'likely_caused').length / draws;
}

// Monte Carlo: 40 draws each; a true share of 2 % exceeds 10 % in 1 of 1,000 such tests, one of 90 % falls below 75 % in 1 of 300
describe('hidden trends that are slow', () => {
  test.each([0.005, 0.01])('are not called likely (%d a week)', (slope) => {
    expect(likely({ groups: 200, slope, effect: 0 }, 40, 4100)).toBeLessThanOrEqual(0.1);
  });

  test('and half as much again is still found with 100 groups', () => {
    expect(likely({ groups: 100, slope: 0, effect: 0.5 }, 40, 4200)).toBeGreaterThanOrEqual(0.75);
  });
});

/** Shocks of a group's week that last, and with growth by a factor in the groups that get the tactic, all in one of four weeks. */
function multiplying(seed: number, groups: number, weeks: number, dates: readonly number[], growth: number) {
  const random: Random = stream(seed, 'multiplying');
  const first_treated = Int32Array.from({ length: groups }, (_, i) =>
    i % 5 < 2 ? (dates[Math.floor(unit(random) * dates.length)] as number) : -1,
  );
  const outcome = new Float64Array(groups * weeks);
  for (let i = 0; i < groups; i += 1) {
    const level = 4 * Math.exp(0.5 * normal(random));
    let shock = 0.3 * normal(random);
    for (let t = 0; t < weeks; t += 1) {
      shock = 0.3 * shock + 0.3 * Math.sqrt(1 - 0.09) * normal(random);
      const own = (first_treated[i] as number) >= 0 ? growth * (t - (dates[0] as number)) : 0;
      outcome[i * weeks + t] = counted(random, level * Math.exp(own + shock - 0.045)) / 50;
    }
  }
  const panel: Panel = {
    unit_ids: Array.from({ length: groups }, (_, i) => `g${i}`),
    period_labels: Array.from({ length: weeks }, (_, t) => `w${t}`),
    ...{ outcome, first_treated, weight: new Float64Array(groups).fill(50), activity: null },
  };
  const claim: Claim = {
    ...{ panel, estimator: null, randomised: null, events: null },
    ...{ shared_members: null, overlap: 0, smallest_useful: null },
  };
  return readClaims([claim], defaultThresholds, 1)[0]?.verdict;
}

// Monte Carlo: a true share of 5 % exceeds 10 % in 1 of 500 such tests of 200 draws; with a prior of half the size it was 16 to 18 %
test.each([
  ['3 % a week over half a year, 40 groups', 40, 26, [10, 12, 14, 16], 0.03],
  ['1 % a week over a year, 80 groups', 80, 52, [16, 20, 24, 28], 0.01],
] as const)(
  'growth by a factor that adopters alone had before is seldom called likely: %s',
  (_, groups, weeks, dates, growth) => {
    const draws = 200;
    const found = Array.from({ length: draws }, (__, draw) =>
      multiplying(5000 + draw, groups, weeks, dates, growth),
    );
    expect(found.filter((verdict) => verdict === 'likely_caused').length / draws).toBeLessThanOrEqual(0.1);
  },
);
