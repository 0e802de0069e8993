/** The rules of the verdicts, one by one; and which estimator reads a claim, and what it says of claims that cannot be read. */
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/contract/errors.js';
import { scenarios, simulatePanel } from '../../src/invented/simulate/index.js';
import type { Claim, Finding } from '../../src/lift/claim.js';
import type { Gate, GateName } from '../../src/lift/gates.js';
import type { Panel } from '../../src/lift/panel.js';
import { type Reading, readClaims } from '../../src/lift/read_claims.js';
import { defaultThresholds } from '../../src/lift/thresholds.js';
import { verdictOf } from '../../src/lift/verdict.js';
import { randomPanel } from './world.js';

const asked: readonly GateName[] = [
  'activity_trend',
  'ever_treated_trend',
  'placebo',
  'estimators_agree',
  'trend_interval',
  'placebo_mde',
  'activity_shift',
  'levels_and_ratios',
  'leave_one_cohort_out',
  'spillover',
  'overlap',
  'claims',
];

const gate = (name: GateName, passed: boolean | null): Gate => ({
  gate: name,
  statistic: 1,
  p: null,
  passed,
});

/** A finding whose interval leaves 0 out, with some gates failed. */
function finding(failed: readonly GateName[], changes: Partial<Finding> = {}): Finding {
  return {
    estimator: 'imputation',
    tested: { estimate: 2, se: 0.5, df: 99, low: 1, high: 3, low_90: 1.2, high_90: 2.8, p: 0.0001, mde: 1.4 },
    gates: asked.map((name) => gate(name, !failed.includes(name))),
    exposure: 1,
    treated_units: 100,
    control_units: 100,
    two_way_fixed_effects: null,
    ...changes,
  };
}

const zeroInside = {
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
  test.each([
    ['no gate fails', [], 'likely_caused'],
    ['one soft gate fails', ['levels_and_ratios'], 'suggestive'],
    ['one soft gate of the four trend tests fails', ['placebo'], 'suggestive'],
    ['one hard gate fails', ['trend_interval'], 'too_noisy_to_tell'],
    ['members are shared', ['spillover'], 'too_noisy_to_tell'],
    ['two soft gates fail', ['activity_trend', 'activity_shift'], 'not_separable_from_a_trend'],
    ['a hard and a soft gate fail', ['estimators_agree', 'placebo'], 'not_separable_from_a_trend'],
    ['Holm over the claims does not keep it', ['claims'], 'too_noisy_to_tell'],
  ] as const)('%s', (_, failed, verdict) => {
    expect(verdictOf({ finding: finding(failed), smallest_useful: null }).verdict).toBe(verdict);
  });

  test('the reason is the hard gate before the soft one', () => {
    expect(verdictOf({ finding: finding(['placebo', 'spillover']), smallest_useful: null }).reason).toBe(
      'spillover',
    );
  });

  test('a trend gate that could not be asked counts as failed', () => {
    const gates = asked.map((name) => gate(name, name === 'activity_trend' ? null : true));
    expect(verdictOf({ finding: finding([], { gates }), smallest_useful: null }).verdict).toBe('suggestive');
  });

  test('a real lot is proof, a holdout without a known lot is not', () => {
    const lot = (passed: boolean | null) =>
      finding([], {
        estimator: 'holdout',
        gates: [gate('sample_ratio', passed), gate('groups_per_arm', true), gate('claims', true)],
      });
    expect(verdictOf({ finding: lot(true), smallest_useful: null }).verdict).toBe('proven_by_holdout');
    expect(verdictOf({ finding: lot(null), smallest_useful: null }).verdict).not.toBe('proven_by_holdout');
    expect(verdictOf({ finding: lot(false), smallest_useful: null }).verdict).toBe('too_noisy_to_tell');
  });

  test('smaller than the smallest useful effect: excluded 0 or not', () => {
    const noisy = finding(['trend_interval', 'placebo_mde', 'claims'], { tested: zeroInside });
    expect(verdictOf({ finding: noisy, smallest_useful: 0.5 }).verdict).toBe('no_effect_bigger_than');
    expect(verdictOf({ finding: noisy, smallest_useful: 0.3 }).verdict).toBe('too_noisy_to_tell');
    const only_90 = { ...zeroInside, low_90: 0.02 };
    expect(
      verdictOf({ finding: finding(['claims'], { tested: only_90 }), smallest_useful: 0.5 }).verdict,
    ).toBe('no_effect_bigger_than');
    expect(verdictOf({ finding: finding(['placebo_mde']), smallest_useful: 3 }).verdict).toBe(
      'real_but_smaller_than',
    );
    expect(verdictOf({ finding: finding(['placebo', 'placebo_mde']), smallest_useful: 3 }).verdict).toBe(
      'not_separable_from_a_trend',
    );
  });

  test('what is not identified has no number', () => {
    const none = finding([], { tested: null, gates: [gate('pre_periods', false)] });
    expect(verdictOf({ finding: none, smallest_useful: 1 })).toEqual({
      verdict: 'cannot_be_identified',
      reason: 'pre_periods',
    });
  });
});

const claimOf = (panel: Panel, changes: Partial<Claim> = {}): Claim => ({
  panel,
  estimator: null,
  randomised: null,
  events: null,
  shared_members: 0,
  overlap: 0,
  smallest_useful: null,
  ...changes,
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
    expect(reading.gates.map((one) => one.gate)).toEqual(
      expect.arrayContaining([...asked, 'breakdown', 'common_support', 'pre_periods']),
    );
  });

  test('a lot that holds: holdout; a lot that lost groups: not', () => {
    const [kept] = read(claimOf(panel, { randomised: { treated: 30, holdout: 30 } })) as [Reading];
    expect(kept.estimator).toBe('holdout');
    expect(kept.verdict).toBe('proven_by_holdout');
    const [lost] = read(claimOf(panel, { randomised: { treated: 300, holdout: 30 } })) as [Reading];
    expect(lost.estimator).toBe('imputation');
    expect(lost.verdict).not.toBe('proven_by_holdout');
    expect(lost.gates.find((one) => one.gate === 'sample_ratio')?.passed).toBe(false);
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

describe('what cannot be read says why, and gives no number', () => {
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

  test('a number that is none is refused', () => {
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

  test('two tactics launched together: the overlap stands among the gates and nothing is called likely', () => {
    const [reading] = read(claimOf(panel, { overlap: 1 })) as [Reading];
    expect(reading.gates.find((one) => one.gate === 'overlap')).toEqual({
      gate: 'overlap',
      statistic: 1,
      p: null,
      passed: false,
    });
    expect(['suggestive', 'not_separable_from_a_trend']).toContain(reading.verdict);
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
