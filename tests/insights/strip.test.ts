import { expect, it } from 'vitest';
import { landed } from '../../src/insights/landed.js';
import { stripOf } from '../../src/insights/opening/strip.js';
import { risk } from '../../src/insights/risk.js';
import { en } from '../../src/report/en/index.js';
import type { Published } from '../../src/report/published.js';
import { sample, weeks, withFacts } from '../report/sample.js';

const [before = '', week = ''] = weeks.slice(-2);
const entries = (published: Published) => stripOf(published, en).map(({ strong, text }) => [strong, text]);

/** The sample with a table of reversals. */
const refunds: Published = {
  ...sample,
  sources: sample.sources.map((source, at) => (at === 0 ? { ...source, table_name: 'reversals' } : source)),
};

it('says of refunds what the reported week and the week before have, not what the last two weeks with results have', () => {
  // 10 of 618 and of 617 are 1.6 %
  const [, both] = entries(refunds);
  expect(both).toEqual([
    '1.6\u00a0% came back so far',
    'the week before stood at 1.6\u00a0% at the same age',
  ]);
  const without = (gone: string): Published => ({
    ...refunds,
    goal_week: sample.goal_week.filter(({ week_start }) => week_start !== gone),
  });
  expect(entries(without(week))[1]).toEqual(['–', '']);
  expect(entries(without(before))[1]).toEqual(['1.6\u00a0% came back so far', '']);
});

it('says of members what is known of a first week, and nothing where no week is', () => {
  const first = weeks[0] ?? '';
  const from = (published: Published): Published => ({
    ...published,
    facts: { ...published.facts, period_from: first, period_to: '2026-07-12' },
  });
  // the first of all weeks: 50 joined, 20 left
  expect(entries(from(sample))[0]).toEqual(['20 left the groups', '50 joined']);
  const unseen = {
    ...sample,
    membership_week: sample.membership_week.map((row) => ({ ...row, left: null })),
  };
  expect(entries(from(unseen))[0]).toEqual(['Leaves cannot be observed', '50 joined']);
});

it('names the week it is about where the report is about more', () => {
  const long = withFacts(refunds, { period_from: '2026-10-01', period_to: '2026-12-31', week_label: null });
  const labels = (published: Published) => stripOf(published, en).map(({ label }) => label);
  expect(labels(refunds)).toEqual(['Members', 'Refunds', 'Effort', 'Trust']);
  expect(labels(long).slice(0, 2)).toEqual([`Members, week of ${week}`, `Refunds, week of ${week}`]);
  expect(risk(refunds).title).toMatch(/^1\.6/);
  expect(risk(long).title).toBe(`Week of ${week}: ${risk(refunds).title}`);
});

it('writes of one person in the singular', () => {
  const [effect] = sample.promo_effect;
  const one: Published = {
    ...withFacts(refunds, { min_cell: 0 }),
    promo_effect: effect === undefined ? [] : [{ ...effect, suspects: 1 }],
    membership_week: sample.membership_week.map((row) => ({ ...row, left: 1 })),
  };
  expect(risk(one).title).toMatch(/; 1 person left$/);
  expect(JSON.stringify(risk(one).blocks)).toContain(
    '1 person who landed a result in the period looks like a promo abuser. orders: 700 net with them',
  );
});

it('names the goal that refunds and unattributed results are of, where there are several headline goals', () => {
  const several: Published = { ...refunds, goals: sample.goals.map((goal) => ({ ...goal, headline: true })) };
  expect(entries(several)[1]?.[0]).toBe('1.6\u00a0% of orders came back so far');
  expect(risk(several).title).toMatch(/^1\.6\u00a0% of orders came back so far/);
  expect(risk(refunds).title).toMatch(/^1\.6\u00a0% of the results came back so far/);
  const texts = (published: Published) => JSON.stringify(landed(published).blocks);
  expect(texts(several)).toMatch(/"orders: \d+ results \(/);
  expect(texts(refunds)).toMatch(/"text":"\d+ results \(/);
});
