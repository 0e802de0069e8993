/** Tactics of one kind together: by hand where all are known equally well, else against a search of the restricted likelihood. */
import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/lift/checks/checks.js';
import { defaultThresholds } from '../../src/lift/checks/thresholds.js';
import { testedAt } from '../../src/lift/estimators/interval.js';
import { type OfKind, pooledKinds } from '../../src/lift/readings/pooled_kinds.js';
import { stream, unit } from '../../src/statistics/random.js';
import { normal } from './world.js';

/** A tactic that 2 results a member and period were expected of, its effect and error as shares of that. */
function tactic(
  effect: number,
  se: number,
  more: Partial<OfKind> = {},
  checks: readonly Check[] = [],
): OfKind {
  const base_rate = 2;
  const bound = Math.max(0, ...checks.map((check) => check.bound ?? 0));
  return {
    ...{ tactic_id: `T${effect}`, kind: 'survey', goal: 'order' },
    reading: {
      estimator: 'imputation',
      tested: testedAt(effect * base_rate, se * base_rate, 30, 0.05),
      checks,
      base_rate,
      exposure: 1,
      curve: [],
      increment: null,
      treated_units: 9,
      control_units: 9,
      two_way_fixed_effects: null,
      verdict: 'too_noisy_to_tell',
      reason: null,
      widening: { below: bound, above: bound },
      smallest_useful: 0.2 * base_rate,
      p: 1,
      dropped_units: 0,
      dropped_periods: [],
    },
    ...more,
  };
}

const pool = (readings: readonly OfKind[]) => pooledKinds(readings, defaultThresholds);

describe('known equally well', () => {
  // effects .1, .2, .6 with errors of .1: mean .3, variance .07 of which .01 is noise
  const [kind] = pool([tactic(0.1, 0.1), tactic(0.2, 0.1), tactic(0.6, 0.1)]);

  it('the mean, what lies between them, and the interval of the mean', () => {
    expect(kind?.tested.estimate).toBeCloseTo(0.3, 12);
    expect(kind?.between_sd).toBeCloseTo(Math.sqrt(0.06), 9);
    expect(kind?.tested.se).toBeCloseTo(Math.sqrt(0.07 / 3), 9);
    // Student's t with 2 degrees of freedom: 4.302653 at 97.5 %
    expect(kind?.tested.high).toBeCloseTo(0.3 + 4.302653 * Math.sqrt(0.07 / 3), 5);
    expect(kind?.verdict).toBe('too_noisy_to_tell');
  });

  it('thirteen more would show a mean of a fifth: (2.1314 + .8662) sqrt(.07 / 16) = .198, with 15 it is .206', () => {
    expect(kind?.next_step).toEqual({ step: 'more_tactics', tactics: 13, groups: null, effect: 0.2 });
  });

  it('where all of them may be off by as much as would be useful, only chance tells; a settled mean needs nothing', () => {
    const off: Check = { check: 'placebo', size: 0.4, error: 0.1, bound: 0.4, passed: null };
    const [doubtful] = pool([0.1, 0.2, 0.6].map((effect) => tactic(effect, 0.1, {}, [off])));
    expect(doubtful?.next_step).toEqual({ step: 'draw_groups', tactics: null, groups: 6, effect: null });
    const [clear] = pool([0.5, 0.5, 0.5].map((effect) => tactic(effect, 0.01)));
    expect(clear?.verdict).toBe('likely_caused');
    expect(clear?.next_step).toBeNull();
  });

  it('each drawn towards the mean by the share of noise, a seventh', () => {
    expect(kind?.tactics.map(({ own }) => own)).toEqual([0.1, 0.2, 0.6]);
    const expected = [0.1 + 0.2 / 7, 0.2 + 0.1 / 7, 0.6 - 0.3 / 7];
    kind?.tactics.forEach(({ shrunk, kept }, place) => {
      expect(shrunk).toBeCloseTo(expected[place] as number, 9);
      expect(kept).toBeCloseTo(6 / 7, 9);
    });
  });

  it('three do not say where the next one will be; of four the range is of two degrees of freedom', () => {
    expect(kind?.next).toBeNull();
    // mean .3, variance .14 / 3 of which .01 is noise
    const [four] = pool([0.1, 0.2, 0.6, 0.3].map((effect) => tactic(effect, 0.1)));
    const ahead = 4.302653 * Math.sqrt(0.14 / 3 - 0.01 + 0.14 / 3 / 4);
    expect(four?.next?.low).toBeCloseTo(0.3 - ahead, 5);
    expect(four?.next?.high).toBeCloseTo(0.3 + ahead, 5);
  });

  it('tactics that agree by chance are not known better than their errors allow', () => {
    const [same] = pool([tactic(0.1, 0.1), tactic(0.1, 0.1, { tactic_id: 'b' }), tactic(0.1, 0.1)]);
    expect(same?.between_sd).toBe(0);
    expect(same?.tested.se).toBeCloseTo(0.1 / Math.sqrt(3), 12);
    for (const { shrunk, kept } of same?.tactics ?? []) {
      expect(shrunk).toBeCloseTo(0.1, 12);
      expect(kept).toBe(0);
    }
    expect(same?.tactics).toHaveLength(3);
  });
});

describe('known unequally well', () => {
  const effects = [0.1, 0.45, -0.2, 0.9, 0.3];
  const errors = [0.1, 0.3, 0.15, 0.25, 0.6];
  const [kind] = pool(effects.map((effect, place) => tactic(effect, errors[place] as number)));

  /** Twice the restricted log-likelihood, up to a constant. */
  const likelihood = (tau2: number) => {
    const variances = errors.map((error) => error ** 2 + tau2);
    const total = variances.reduce((sum, variance) => sum + 1 / variance, 0);
    const mean = effects.reduce((sum, effect, i) => sum + effect / (variances[i] as number), 0) / total;
    const fit = effects.reduce((sum, effect, i) => sum + (effect - mean) ** 2 / (variances[i] as number), 0);
    return {
      mean,
      total,
      fit,
      value: -fit - Math.log(total) - variances.reduce((sum, v) => sum + Math.log(v), 0),
    };
  };

  it('what lies between them is where a search finds the most likely value, and the mean is weighed by it', () => {
    const grid = Array.from({ length: 200_001 }, (_, place) => place / 100_000);
    const tau2 = grid.reduce((best, one) => (likelihood(one).value > likelihood(best).value ? one : best));
    expect(kind?.between_sd).toBeCloseTo(Math.sqrt(tau2), 4);
    const { mean, total, fit } = likelihood((kind?.between_sd ?? 0) ** 2);
    expect(kind?.tested.estimate).toBeCloseTo(mean, 12);
    expect(kind?.tested.se).toBeCloseTo(Math.sqrt(Math.max(1, fit / 4) / total), 12);
  });
});

describe('what is pooled', () => {
  it('needs three tactics of a kind and goal that have a number with an error', () => {
    const three = [tactic(0.1, 0.1), tactic(0.2, 0.1), tactic(0.3, 0.1)];
    expect(pool(three.slice(1))).toEqual([]);
    expect(pool([...three.slice(1), tactic(0.4, 0.1, { goal: 'register' })])).toEqual([]);
    expect(pool([...three.slice(1), tactic(0.4, 0)])).toEqual([]);
    const none = tactic(0.4, 0.1);
    expect(pool([...three.slice(1), { ...none, reading: { ...none.reading, tested: null } }])).toEqual([]);
    expect(pool(three)).toHaveLength(1);
  });

  it('kinds are read together: of two each interval is one of 97.5 %', () => {
    const survey = [tactic(0.1, 0.1), tactic(0.2, 0.1), tactic(0.6, 0.1)];
    const live = survey.map((one) => ({ ...one, kind: 'live' }));
    const kinds = pool([...survey, ...live]);
    expect(kinds.map((one) => one.kind)).toEqual(['live', 'survey']);
    // Student's t with 2 degrees of freedom: 6.205347 at 98.75 %
    expect(kinds[0]?.tested.high).toBeCloseTo(0.3 + 6.205347 * Math.sqrt(0.07 / 3), 5);
  });

  it('what the checks say of each widens the mean by as much as each weighs', () => {
    const placebo = { check: 'placebo', size: 0.6, error: 0.1, bound: 0.6, passed: null } as const;
    const [kind] = pool([tactic(1, 0.1), tactic(1, 0.1, {}, [placebo]), tactic(1, 0.1)]);
    // a bound of .6 where 2 are expected is .3, of one tactic in three
    expect(kind?.widening.below).toBeCloseTo(0.1, 12);
    expect(kind?.reason).toBe('placebo');
    expect(kind?.verdict).toBe('likely_caused');
    // the mean is 1 +- .248 (4.302653 x .1 / sqrt 3): a bound of 2.4, or .4 of the mean, leaves 0 out, one of 4.8 does not
    const wide = (bound: number) =>
      pool([tactic(1, 0.1), tactic(1, 0.1, {}, [{ ...placebo, bound }]), tactic(1, 0.1)]);
    expect(wide(2.4)[0]?.verdict).toBe('likely_caused');
    expect(wide(4.8)[0]?.verdict).toBe('clear_difference');
  });
});

describe('the interval of the mean holds it in 95 of 100, with few tactics and whatever their errors are', () => {
  const random = stream(20_261_130, 'kinds');
  /** Tactics around half as much again: what the error does with the effect, with what the tactics share, and how well it is known. */
  const drawn = (tactics: number, between: number, kind: 'plain' | 'grows' | 'shared' | 'badly known') => {
    const common = normal(random);
    return Array.from({ length: tactics }, (_, place) => {
      const truth = 0.5 + between * normal(random);
      const se = 0.08 + 0.4 * unit(random);
      const sd = kind === 'grows' ? se * Math.sqrt(Math.max(0.2, 1 + truth)) : se;
      const error = kind === 'shared' ? 0.55 * common + 0.84 * normal(random) : normal(random);
      const squares = Array.from({ length: 9 }, () => normal(random) ** 2).reduce((sum, one) => sum + one, 0);
      const known = kind === 'badly known' ? Math.sqrt(squares / 9) / 1.3 : 1;
      return tactic(truth + sd * error, se * known, { tactic_id: `T${place}` });
    });
  };

  it.each([
    ['plain', 4, 0.5],
    ['plain', 3, 0],
    ['grows', 4, 0.5],
    ['shared', 4, 0.5],
    ['badly known', 4, 0.5],
    ['badly known', 6, 0.5],
  ] as const)('%s errors, %i tactics that differ by %f', (kind, tactics, between) => {
    const draws = 1500;
    let held = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      const [{ tested } = { tested: { low: 1, high: 1 } }] = pool(drawn(tactics, between, kind));
      if (tested.low <= 0.5 && tested.high >= 0.5) held += 1;
    }
    // 95 % has a Monte Carlo error of .6 points; with nothing between them the interval is wider than it need be
    expect(held / draws).toBeGreaterThan(0.95 - 3 * 0.006);
  });
});
