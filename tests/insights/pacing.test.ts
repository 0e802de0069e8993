import { expect, it } from 'vitest';
import { goals } from '../../src/insights/goals.js';
import { opening } from '../../src/insights/opening.js';
import { spanOf } from '../../src/insights/spans.js';
import { sample, withFacts } from '../report/sample.js';

it('hides the money of a target with its results, where these are too few', () => {
  const days = ['2026-11-03', '2026-11-09', '2026-11-12'];
  const few = {
    ...sample,
    landed_days: days.map((day) => ({
      ...{ goal: 'orders', day, people: 1, conversions: 1, conversions_net: 1 },
      ...{ net_365_days_ago: 0, net_366_days_ago: 0 },
      ...{ value_net: 1234.5, value_squares: 1234.5 ** 2 },
    })),
  };
  const shown = (least: number) =>
    goals(withFacts(few, { min_cell: least })).blocks.flatMap((block) =>
      block.kind === 'pace' ? block.rows.map(({ name, so_far, about }) => [name, so_far, about?.figure]) : [],
    );
  // three results in November, two of them in week 46
  expect(shown(0).map(([name, so_far]) => [name, so_far])).toEqual([
    ['Orders, week 46', '2'],
    ['Orders, November', '3'],
    ['Value, November', '3,704'],
  ]);
  expect(shown(5)).toEqual([
    ['Orders, week 46', '<5', null],
    ['Orders, November', '<5', null],
    ['Value, November', '<5', null],
  ]);
  expect(goals(withFacts(few, { min_cell: 5 })).title).not.toMatch(/\d{2}/);
});

const target = (period: string, goal: number) => ({
  node: period,
  period,
  target: goal,
  parent: null,
  metric: 'orders:conversions',
});

/** Two orders a day in all of 2026 up to 31 December. */
const steady = {
  ...sample,
  landed_days: Array.from({ length: 365 }, (_, at) => ({
    ...{ goal: 'orders', day: new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10) },
    ...{ people: 2, conversions: 2, conversions_net: 2, net_365_days_ago: 2, net_366_days_ago: 2 },
    ...{ value_net: 20, value_squares: 200 },
  })),
  lift: [],
  targets: [
    target('2026-W53', 14),
    target('2026-12', 62),
    target('2026-Q4', 200),
    target('2026', 1000),
    target('2025-W53', 1),
  ],
};

const facts = { min_cell: 0, as_of: '2027-01-01T00:00:00+08:00', week_label: null };

it('answers for the reported period first, and says that its target is missed', () => {
  const quarter = withFacts(steady, { ...facts, period_from: '2026-10-01', period_to: '2026-12-31' });
  const { title, target, decision } = opening(quarter);
  // 92 days of 2 are 184 of 200; 365 of 2 are 730 of 1,000
  expect(title).toMatch(/Q4 2026/);
  expect(target.tables.map(({ head, lines }) => [head[0], lines.map(({ landed }) => landed)])).toEqual([
    ['Q4 2026', ['184']],
    ['2026', ['730']],
  ]);
  expect(decision.none).not.toContain('No target is missed');
  const month = withFacts(steady, { ...facts, period_from: '2026-12-01', period_to: '2026-12-31' });
  expect(opening(month).target.tables.map(({ head }) => head[0])).toEqual(['December', 'Q4 2026']);
});

it('knows no week 53 in a year of 52', () => {
  expect(spanOf('2026-W53', sample.facts)).toEqual({ from: '2026-12-28', to: '2027-01-03', kind: 'week' });
  expect(
    ['2025-W53', '2026-W54', '2026-W00', '2026-13'].map((period) => spanOf(period, sample.facts)),
  ).toEqual([null, null, null, null]);
});

it('is never 0 behind', () => {
  const week = withFacts(
    { ...steady, targets: [target('2026-12', 62.4)] },
    { ...facts, period_from: '2026-12-28', period_to: '2026-12-31' },
  );
  expect(goals(week).title).toContain('orders is 0.4 behind');
});
