/** The rules of the verdicts, one by one; and which estimator reads a claim, and what it says of claims that cannot be read. */
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/contract/errors.js';
import { scenarios, simulatePanel } from '../../src/invented/simulate/index.js';
import { type Check, type CheckName, checkKinds, condition } from '../../src/lift/checks/checks.js';
import { defaultThresholds } from '../../src/lift/checks/thresholds.js';
import { verdictOf } from '../../src/lift/checks/verdict.js';
import type { Panel } from '../../src/lift/panel/panel.js';
import type { Claim, Finding } from '../../src/lift/readings/claim.js';
import { type Reading, readClaims } from '../../src/lift/readings/read_claims.js';
import { claimOf } from './claim_of.js';
import { randomPanel } from './world.js';

const bound = (check: CheckName, size: number | null): Check => ({
  check,
  size,
  error: null,
  bound: size,
  passed: null,
});

const tested = {
  estimate: 2,
  se: 0.5,
  df: 99,
  low: 1,
  high: 3,
  low_90: 1.2,
  high_90: 2.8,
  p: 0.0001,
  mde: 1.4,
};

/** A finding whose raw interval leaves 0 out by 1. */
function finding(checks: readonly Check[], changes: Partial<Finding> = {}): Finding {
  return {
    estimator: 'imputation',
    tested,
    checks,
    base_rate: 10,
    exposure: 1,
    curve: [],
    increment: null,
    treated_units: 100,
    control_units: 100,
    two_way_fixed_effects: null,
    ...changes,
  };
}

const around0 = {
  estimate: 0.1,
  se: 0.2,
  df: 99,
  low: -0.3,
  high: 0.5,
  low_90: -0.2,
  high_90: 0.4,
  p: 0.6,
  mde: 0.6,
};

describe('verdicts', () => {
  const verdict = (
    checks: readonly Check[],
    changes: Partial<Finding> = {},
    smallest_useful: number | null = null,
    claims = 5,
  ) => verdictOf({ finding: finding(checks, changes), smallest_useful, claims });

  test.each([
    ['no bound reaches 0', [bound('placebo', 0.9), bound('overlap', 0.3)], 'likely_caused', 'placebo'],
    ['one bound reaches 0', [bound('placebo', 1.1), bound('overlap', 0.3)], 'clear_difference', 'placebo'],
    ['bounds do not add up', [bound('placebo', 0.7), bound('overlap', 0.7)], 'likely_caused', 'placebo'],
    ['nothing measured, nothing to doubt', [bound('placebo', 0)], 'likely_caused', null],
    ['what could not be asked is no doubt', [bound('activity_trend', null)], 'likely_caused', null],
  ] as const)('%s', (_, checks, expected, reason) => {
    expect(verdict(checks)).toEqual({ verdict: expected, reason });
  });

  test('harm gets the same scrutiny as a gain', () => {
    const harm = { tested: { ...tested, estimate: -2, low: -3, high: -1, low_90: -2.8, high_90: -1.2 } };
    expect(verdict([bound('placebo', 0.9)], harm).verdict).toBe('likely_caused');
    expect(verdict([bound('placebo', 1.1)], harm).verdict).toBe('clear_difference');
  });

  test('proof is a random assignment that can be believed, of enough groups', () => {
    const drawn = (ratio: boolean | null, groups: boolean) =>
      verdict([condition('sample_ratio', 0.5, ratio), condition('groups_per_arm', 8, groups)], {
        estimator: 'holdout',
      });
    expect(drawn(true, true)).toEqual({ verdict: 'proven_by_holdout', reason: null });
    expect(drawn(true, false)).toEqual({ verdict: 'clear_difference', reason: 'groups_per_arm' });
    expect(drawn(false, true)).toEqual({ verdict: 'clear_difference', reason: 'sample_ratio' });
    expect(drawn(null, true).verdict).toBe('clear_difference');
  });

  test('smaller than the smallest useful effect: raw interval without 0, or with it', () => {
    expect(verdict([], { tested: around0 }, 0.5).verdict).toBe('no_effect_bigger_than');
    expect(verdict([], { tested: around0 }, 0.3).verdict).toBe('too_noisy_to_tell');
    expect(verdict([bound('placebo', 0.2)], { tested: around0 }, 0.5).verdict).toBe('too_noisy_to_tell');
    expect(verdict([bound('placebo', 1.1)], {}, 4).verdict).toBe('real_but_smaller_than');
    expect(verdict([bound('placebo', 1.1)], {}, 3).verdict).toBe('clear_difference');
  });

  test('a clear difference is never too noisy, though many claims are read together', () => {
    for (const z of [2.81, 3.5, 6, -2.81, -6]) {
      const wide = { ...around0, estimate: z, se: 1, low: z - 7, high: z + 7, low_90: z - 7, high_90: z + 7 };
      expect(verdict([], { tested: wide }, 1)).toEqual({ verdict: 'clear_difference', reason: 'claims' });
      // what the check may explain would make it unclear: that is the stronger reason to doubt
      const doubted = verdict([bound('placebo', 5)], { tested: wide }, 1);
      expect(doubted).toEqual({ verdict: 'clear_difference', reason: 'placebo' });
      // read alone, it is not for the number of claims that a rank or permutation test does not reject
      expect(verdict([], { tested: wide }, 1, 1)).toEqual({ verdict: 'clear_difference', reason: null });
    }
  });

  test('an effect that is not identified has no number', () => {
    expect(verdict([condition('pre_periods', 3, false)], { tested: null }, 1)).toEqual({
      verdict: 'cannot_be_identified',
      reason: 'pre_periods',
    });
  });
});

const read = (...claims: Claim[]): Reading[] => readClaims(claims, defaultThresholds, 1);

const shape = { units: 60, periods: 16, dates: [-1, -1, 9, 11], effect: 3 };

describe('which estimator reads', () => {
  const panel = randomPanel(1, shape);

  test('many groups: imputation, and a plain effect is found', () => {
    const [reading] = read(claimOf(panel)) as [Reading];
    expect(reading.estimator).toBe('imputation');
    expect(reading.tested?.low).toBeGreaterThan(2);
    expect(reading.tested?.p).toBeLessThan(1e-6);
    const kinds = ['bound', 'condition', 'claims'];
    const asked = Object.entries(checkKinds).filter(
      ([name, kind]) => kinds.includes(kind) && name !== 'qualifying_events',
    );
    expect(reading.checks.map((one) => one.check)).toEqual(
      expect.arrayContaining(asked.map(([name]) => name)),
    );
  });

  test('a random assignment that holds: holdout; one that lost groups: not', () => {
    const [kept] = read(claimOf(panel, { randomised: { treated: 30, holdout: 30 } })) as [Reading];
    expect(kept.estimator).toBe('holdout');
    expect(kept.verdict).toBe('proven_by_holdout');
    const [lost] = read(claimOf(panel, { randomised: { treated: 300, holdout: 30 } })) as [Reading];
    expect(lost.estimator).toBe('imputation');
    expect(lost.verdict).not.toBe('proven_by_holdout');
    expect(lost.checks.find((one) => one.check === 'sample_ratio')?.passed).toBe(false);
  });

  test('few treated groups: synthetic difference-in-differences, never p = 0', () => {
    const few = { ...panel, first_treated: panel.first_treated.map((_, i) => (i < 2 ? 10 : -1)) };
    const lifted = few.outcome.map((y, cell) => (cell < 2 * 16 && cell % 16 >= 10 ? y + 6 : y));
    const [reading] = read(claimOf({ ...few, outcome: lifted })) as [Reading];
    expect(reading.estimator).toBe('synthetic_did');
    expect(reading.tested?.p).toBeCloseTo(1 / 200, 10);
    expect(reading.tested?.low).toBeGreaterThan(0);
  });

  test('an estimator may be asked for', () => {
    const [reading] = read(claimOf(panel, { estimator: 'synthetic_did' })) as [Reading];
    expect(reading.estimator).toBe('synthetic_did');
  });
});

describe('claims read together', () => {
  const panels = [1, 2, 3].map((seed) => randomPanel(seed, { ...shape, effect: seed === 1 ? 3 : 0 }));

  test('intervals widen with the claims, p is multiplied, and interval and p agree', () => {
    const [alone] = read(claimOf(panels[0] as Panel)) as [Reading];
    const together = read(...panels.map((panel) => claimOf(panel)));
    expect(together[0]?.tested?.low).toBeLessThan(alone.tested?.low as number);
    for (const { tested, p } of together) {
      expect(p).toBeCloseTo(Math.min(1, 3 * (tested?.p as number)), 12);
      expect((tested?.low as number) > 0 || (tested?.high as number) < 0).toBe((p as number) <= 0.05);
    }
  });

  test('their order does not matter, and a claim without a number costs the others nothing', () => {
    const claims = panels.map((panel) => claimOf(panel));
    expect(read(...claims.toReversed()).toReversed()).toEqual(read(...claims));
    const nobody = claimOf({ ...(panels[1] as Panel), first_treated: new Int32Array(60).fill(-1) });
    expect(read(claims[0] as Claim, nobody)[0]).toEqual(read(claims[0] as Claim)[0]);
  });
});

describe('an effect that cannot be estimated says why, and gives no number', () => {
  const panel = randomPanel(1, shape);
  const adopted = (date: (i: number) => number) => ({
    ...panel,
    first_treated: Int32Array.from(panel.unit_ids, (_, i) => date(i)),
  });

  test.each([
    ['no group has the tactic', adopted(() => -1), 'treated_groups'],
    ['every group at once', adopted(() => 10), 'untreated_comparison'],
    ['every group from the very start', adopted(() => 0), 'untreated_comparison'],
    [
      'every group at once, and nothing landed before',
      { ...adopted(() => 10), outcome: panel.outcome.map((value, cell) => (cell % 16 < 10 ? 0 : value)) },
      'untreated_comparison',
    ],
    ['everything too early', adopted((i) => (i % 2 === 0 ? 3 : -1)), 'pre_periods'],
    ['from the very start', adopted((i) => (i % 2 === 0 ? 0 : -1)), 'pre_periods'],
    ['a constant outcome', { ...panel, outcome: new Float64Array(60 * 16).fill(1) }, 'outcome_varies'],
    [
      'no control as lively as the treated',
      { ...panel, activity: Float64Array.from(panel.first_treated, (date, i) => (date >= 0 ? 100 + i : i)) },
      'common_support',
    ],
  ] as const)('%s', (_, one, reason) => {
    const [reading] = read(claimOf(one)) as [Reading];
    expect(reading.verdict).toBe('cannot_be_identified');
    expect(reading.reason).toBe(reason);
    expect(reading.tested).toBeNull();
    expect(reading.p).toBeNull();
  });

  test('no group is never treated: those that adopt last are the controls, periods after that are left out', () => {
    const [reading] = read(claimOf(adopted((i) => (i % 2 === 0 ? 9 : 14)))) as [Reading];
    expect(reading.tested).not.toBeNull();
    expect(reading.dropped_periods).toEqual(['15', '16']);
    expect(reading.control_units).toBe(30);
  });

  test('one group', () => {
    const one = {
      ...panel,
      unit_ids: ['g'],
      first_treated: Int32Array.from([9]),
      weight: panel.weight.slice(0, 1),
      activity: null,
      outcome: panel.outcome.slice(0, 16),
    };
    expect(read(claimOf(one))[0]?.verdict).toBe('cannot_be_identified');
  });

  test('an invalid number is refused', () => {
    const broken = panel.outcome.slice();
    broken[20] = Number.NaN;
    expect(() => read(claimOf({ ...panel, outcome: broken }))).toThrow(UserError);
    expect(() => read(claimOf({ ...panel, outcome: broken }))).toThrow(
      'The panel of the group "g001" holds an outcome',
    );
    expect(() => read(claimOf({ ...panel, weight: panel.weight.map((w, i) => (i === 5 ? -w : w)) }))).toThrow(
      '"g005" holds a weight',
    );
  });

  test('two tactics launched together: the overlap is among the checks and nothing is called likely', () => {
    const [reading] = read(claimOf(panel, { overlap: 1 })) as [Reading];
    const overlap = reading.checks.find((one) => one.check === 'overlap');
    expect(overlap?.bound).toBeCloseTo(Math.abs(reading.tested?.estimate ?? 0), 12);
    expect(reading.verdict).toBe('clear_difference');
    expect(reading.reason).toBe('overlap');
  });
});

test('the order of groups does not matter', () => {
  const { panel } = simulatePanel(scenarios.base, { groups: 60, weeks: 30 }, 5);
  const order = [...panel.unit_ids.keys()].reverse();
  const turned: Panel = {
    ...panel,
    unit_ids: order.map((i) => panel.unit_ids[i] as string),
    first_treated: Int32Array.from(order, (i) => panel.first_treated[i] as number),
    weight: Float64Array.from(order, (i) => panel.weight[i] as number),
    activity: Float64Array.from(order, (i) => panel.activity?.[i] as number),
    outcome: Float64Array.from(order.flatMap((i) => [...panel.outcome.subarray(i * 30, (i + 1) * 30)])),
  };
  const [one, other] = [read(claimOf(panel))[0], read(claimOf(turned))[0]] as [Reading, Reading];
  expect(other.verdict).toBe(one.verdict);
  expect(other.tested?.estimate).toBeCloseTo(one.tested?.estimate as number, 12);
});
