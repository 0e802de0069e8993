import { describe, expect, it } from 'vitest';
import { goals } from '../../src/insights/goals.js';
import { opening } from '../../src/insights/opening/opening.js';
import { paceNodes } from '../../src/insights/pacing.js';
import { spanOf } from '../../src/insights/weeks/spans.js';
import { addDays } from '../../src/insights/weeks/weeks.js';
import { normal, poisson } from '../../src/invented/simulate/draw.js';
import { stream, unit } from '../../src/statistics/random.js';
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
    ['Value, November', '3,703.50'],
  ]);
  expect(shown(5)).toEqual([
    ['Orders, week 46', '<5', null],
    ['Orders, November', '<5', null],
    ['Value, November', '<5', null],
  ]);
  expect(goals(withFacts(few, { min_cell: 5 })).title).not.toMatch(/\d{2}/);
});

it('judges no target on days that are missing, unless it is reached without them', () => {
  const row = {
    ...{ scope: 'table' as const, table_name: 'conversions', name: 'conversions' },
    ...{ first_day: '2026-06-29', last_day: '2026-11-12', days_with_rows: 130, usual_silence_days: 1 },
    ...{ status: 'silent' as const, silent_from: '2026-11-13', silent_to: '2026-11-15', missing_days: 3 },
  };
  const days = Array.from({ length: 12 }, (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`);
  const cut = {
    ...sample,
    freshness: [row],
    landed_days: days.map((day) => ({
      ...{ goal: 'orders', day, people: 5, conversions: 5, conversions_net: 5 },
      ...{ net_365_days_ago: 0, net_366_days_ago: 0, value_net: 100, value_squares: 2000 },
    })),
    // 20 orders in four days of week 46, 60 in twelve of November
    targets: [target('2026-W46', 20), target('2026-11', 90)],
  };
  const verdicts = (published: typeof cut) =>
    paceNodes(published).map(({ verdict, landing }) => [verdict, landing === null]);
  expect(verdicts(cut)).toEqual([
    ['reached', false],
    ['not_in', true],
  ]);
  expect(verdicts({ ...cut, targets: [target('2026-W46', 21), target('2026-11', 90)] })[0]).toEqual([
    'not_in',
    true,
  ]);
  expect(opening(cut).decision.items).toHaveLength(1);
  expect(opening(cut).target.title).toBe('Week 46: 1 of 1 reached');
  expect(goals({ ...cut, targets: [target('2026-11', 90)] }).title).toBe(
    'Days are missing: no target can be judged',
  );
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

const facts = { min_cell: 0, last_day: '2026-12-31', week_label: null };

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

it.each([
  ['value', 'orders', 'posts'],
  ['z', 'y', 'x'],
])(
  'lists money, then headline goals, then others, however they are named: %s, %s, %s',
  (money, main, other) => {
    const month = (node: string, metric: string) => ({ ...target('2026-12', 62), node, metric });
    const posts = steady.landed_days.map((row) => ({ ...row, goal: 'posts' }));
    const nodes = paceNodes(
      withFacts(
        {
          ...steady,
          landed_days: [...steady.landed_days, ...posts],
          targets: [
            month(other, 'posts:conversions'),
            month(main, 'orders:conversions'),
            month(money, 'orders:value'),
          ].toSorted((a, b) => (a.node < b.node ? -1 : 1)),
        },
        { ...facts, period_from: '2026-12-01', period_to: '2026-12-31' },
      ),
    );
    expect(nodes.map((node) => node.target.node)).toEqual([money, main, other]);
  },
);

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
  expect(goals(week).title).toContain('The goal is behind its pace; orders: 0.4 behind');
});

describe.each([
  ['counts scatter by chance', 0],
  ['good and bad weeks multiply', 0.15],
] as const)('where a month will end, if %s', (_, shock) => {
  it('is inside the printed range in 85 to 94 of 100 months, whatever the rate, the weekday and the day of the report', () => {
    const random = stream(20_261_201, `pacing ${shock}`);
    const months = 600;
    let covered = 0;
    for (let month = 0; month < months; month++) {
      const rate = 1 + 20 * unit(random);
      const weekdays = Array.from({ length: 7 }, () => 0.6 + 0.8 * unit(random));
      let factor = 1;
      const days = Array.from({ length: 91 }, (_one, at) => {
        if (at % 7 === 0) factor = shock === 0 ? 1 : Math.exp(shock * normal(random) - shock ** 2 / 2);
        return {
          day: addDays('2026-09-01', at),
          count: poisson(random, rate * factor * (weekdays[at % 7] ?? 1)),
        };
      });
      const end = addDays('2026-11-08', Math.floor(14 * unit(random)));
      const seen = days.filter(({ day }) => day <= end);
      const published = withFacts(
        {
          ...sample,
          calendar: [],
          targets: [
            { node: 'Orders', period: '2026-11', target: 100, parent: null, metric: 'orders:conversions' },
          ],
          landed_days: seen.map(({ day, count }) => ({
            ...{ goal: 'orders', day, people: count, conversions: count, conversions_net: count },
            ...{ net_365_days_ago: 0, net_366_days_ago: 0, value_net: null, value_squares: null },
          })),
        },
        { period_from: addDays(end, -6), period_to: end, last_day: end },
      );
      const { landing } = paceNodes(published)[0] ?? {};
      const all = days.filter(({ day }) => day >= '2026-11-01').reduce((sum, { count }) => sum + count, 0);
      if (landing !== null && landing !== undefined && all >= landing.low && all <= landing.high) covered++;
    }
    expect(covered / months).toBeGreaterThan(0.85);
    expect(covered / months).toBeLessThan(0.945);
  });
});

it('names the period of what is behind where several are running', () => {
  const target = (period: string, size: number) => ({
    ...{ node: period, period, target: size, parent: null, metric: 'orders:conversions' },
  });
  const title = (...targets: ReturnType<typeof target>[]) => goals({ ...sample, targets }).title;
  expect(title(target('2026-11', 9000))).toMatch(/; orders: [\d,]+ behind$/);
  expect(title(target('2026-11', 1), target('2026-Q4', 90_000))).toMatch(
    /; orders: [\d,]+ behind in Q4 2026$/,
  );
});
