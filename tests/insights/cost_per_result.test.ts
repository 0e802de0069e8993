import { describe, expect, it } from 'vitest';
import { costPerResult } from '../../src/insights/tactics/cost_per_result.js';
import { tactics } from '../../src/insights/tactics.js';
import type { Facts, Lift, Tactic } from '../../src/report/published.js';
import { facts, sample } from '../report/sample.js';

/** 00:00 of a day in the zone of the sample, Asia/Shanghai, in microseconds. */
const midnight = (day: string) => Date.parse(`${day}T00:00:00+08:00`) * 1000;

const week: Facts = { ...facts, period_from: '2026-11-09', period_to: '2026-11-15' };
const [anyTactic] = sample.tactics;
const [anyClaim] = sample.lift;
if (anyTactic === undefined || anyClaim === undefined) throw new Error('the sample has no tactics');

/** Runs over the four weeks from 19 October to 15 November and cost 2,800: 100 a day. */
const trial: Tactic = {
  ...anyTactic,
  cost: 2800,
  currency: 'CNY',
  starts_at_us: midnight('2026-10-19'),
  ends_at_us: midnight('2026-11-16'),
};
const added = (low: number | null, value: number | null, high: number | null): Lift => ({
  ...anyClaim,
  incremental: value,
  incremental_low: low,
  incremental_high: high,
});

describe('the price of an incremental result', () => {
  it('is the cost of the days in the period over the increment, from its upper end to its lower end', () => {
    // 7 of 28 days: 700 of 2,800
    expect(costPerResult(added(10, 35, 70), [trial], 'CNY', week)).toEqual({ value: 20, low: 10, high: 70 });
  });

  it('is the whole cost where the whole tactic is in the period', () => {
    const all = { ...facts, period_from: null, period_to: null };
    expect(costPerResult(added(10, 35, 70), [trial], 'CNY', all)?.value).toBe(80);
  });

  it('has no upper end where nothing may have been added', () => {
    expect(costPerResult(added(-3, 35, 70), [trial], 'CNY', week)).toEqual({
      value: 20,
      low: 10,
      high: null,
    });
    expect(costPerResult(added(0, 35, 70), [trial], 'CNY', week)?.high).toBeNull();
  });

  it('adds the tactics of a series, and never two currencies', () => {
    const other = { ...trial, cost: 280 };
    expect(costPerResult(added(1, 7, 10), [trial, other], 'CNY', week)?.value).toBe(110);
    expect(costPerResult(added(1, 7, 10), [trial, { ...other, currency: 'USD' }], 'CNY', week)?.value).toBe(
      100,
    );
  });

  it.each([
    ['an increment', added(null, null, null), trial],
    ['an interval', added(null, 35, null), trial],
    ['anything that was added', added(-9, -5, -1), trial],
    ['a cost', added(10, 35, 70), { ...trial, cost: null }],
    ['a cost above 0', added(10, 35, 70), { ...trial, cost: 0 }],
    ['an end', added(10, 35, 70), { ...trial, ends_at_us: null }],
  ])('is not known without %s', (_, claim, tactic) => {
    expect(costPerResult(claim, [tactic], 'CNY', week)).toBeNull();
  });

  it('stands beside the tactic', () => {
    const claim = { ...added(-3, 35, 70), tactic_id: trial.tactic_id, verdict: 'too_noisy_to_tell' as const };
    const part = tactics({ ...sample, facts: week, tactics: [trial], lift: [claim] });
    const table = part.blocks.find((block) => block.kind === 'table');
    const at = table?.columns.findIndex(({ label }) => label === 'Cost per incremental') ?? -1;
    expect(table?.rows[0]?.[at]).toMatchObject({ value: 20, missing: '10, no upper end' });
  });
});
