import { expect, it } from 'vitest';
import { highlights } from '../../src/insights/highlights.js';
import { signalsOf, weeksBefore } from '../../src/insights/signals/signals.js';
import { poisson } from '../../src/invented/simulate/draw.js';
import { groupGoalWeek } from '../../src/publish/group_goal_week.js';
import { inColumns } from '../../src/publish/table.js';
import type { Published } from '../../src/report/published.js';
import type { Card } from '../../src/report/report.js';
import { stream } from '../../src/statistics/random.js';
import { sample, withFacts } from '../report/sample.js';

const days = Array.from({ length: 40 }, (_, at) =>
  new Date(Date.UTC(2026, 1, 9) + at * 7 * 86_400_000).toISOString().slice(0, 10),
);

const people = (count: number) => ({ people: count, conversions: count, conversions_net: count });

/** Twelve quiet groups and one whose weeks are given from the last back. */
function run(last: readonly number[]) {
  const random = stream(3, 'still');
  const rows = Array.from({ length: 13 }, (_, group) =>
    days.map((week_start, at) => ({
      ...{ group_id: `g${group}`, goal: 'orders', week_start },
      ...people(group === 0 ? (last[at - days.length + last.length] ?? 4) : poisson(random, 12)),
    })),
  ).flat();
  const made = { ...sample, calendar: [], group_goal_week: inColumns(groupGoalWeek, rows) };
  return {
    ...made,
    goal_week: days.map((week_start) => ({
      ...{ goal: 'orders', week_start, people: 150, conversions: 150, value_same_age: null },
      conversions_same_age: 150,
    })),
    landed: days.map((week_start) => ({
      ...sample.landed[0],
      ...{
        goal: 'orders',
        week_start,
        member_class: 'new' as const,
        conversions: 150,
        conversions_once: 150,
        conversions_net: 150,
      },
    })) as typeof sample.landed,
  };
}

const cardsOf = (published: Published): readonly Card[] =>
  highlights(published).blocks.flatMap((block) => (block.kind === 'cards' ? block.cards : []));

it('says of a group whose third last week stood out by itself that it is still above, not that no week stands out', () => {
  const published = run([30, 14, 9]);
  expect(weeksBefore(published).at(-1)).toBe('2026-11-09');
  const [up] = signalsOf(published).ups;
  expect([up?.group_id, up?.kind, up?.since]).toEqual(['g0', 'jump', '2026-10-26']);
  const [card] = cardsOf(published);
  expect(card?.mark.text).toBe('Still above');
  expect(card?.text).toContain('since the week of 2026-10-26');
  expect(card?.text).not.toContain('No single week');
});

it('says that no week stands out where eight are a little above', () => {
  const published = run([9, 8, 9, 8, 9, 8, 9, 8]);
  const [up] = signalsOf(published).ups;
  expect([up?.group_id, up?.kind, up?.since]).toEqual(['g0', 'built_up', null]);
  expect(cardsOf(published)[0]?.text).toContain('No single week stands out');
});

it('draws the share that the sentence names: that of the weeks before the ones it adds up', () => {
  const [card] = cardsOf(withFacts(run([30, 14, 9]), { min_cell: 0 }));
  const { expected = 0 } = card?.about ?? {};
  const shown = card?.chart.usual ?? [];
  const window = shown.slice(-Number(/in (\d) weeks/.exec(card?.title ?? '')?.[1] ?? 1));
  expect(window.reduce((sum, value) => sum + value, 0)).toBeCloseTo(expected ?? 0, 6);
});

it('says of the last week what it holds, not what the weeks add up to', () => {
  const [card] = cardsOf(withFacts(run([30, 14, 9]), { min_cell: 0 }));
  expect(card?.title).toContain('57 people in 4 weeks');
  expect(card?.chart.description).toContain('The last week has 9 people');
});

it('names no sum of weeks that gives a hidden week away: 57 less 30, 14 and 9 is 4', () => {
  const [card] = cardsOf(withFacts(run([30, 14, 9]), { min_cell: 5 }));
  expect(card?.chart.values.slice(-4)).toEqual([null, 30, 14, 9]);
  expect(card?.title).toBe('g0: more people than its usual share (orders)');
  expect(card?.about.figure).toBeNull();
});

it('counts a total that stands out in the title: it may not say that nothing does above a sentence that one does', () => {
  const quiet = run([]);
  expect(highlights(quiet).title).toMatch(/^No real highlight this week/);
  const high = {
    ...quiet,
    goal_week: quiet.goal_week.map((row) =>
      row.week_start === days.at(-1) ? { ...row, people: 400, conversions: 400 } : row,
    ),
  };
  expect(signalsOf(high).totals[0]?.stands_out).toBe(true);
  expect(highlights(high).title).toMatch(/^1 highlight from/);
  expect(JSON.stringify(highlights(high).blocks)).toContain('400 people, above the usual range');
});

it('draws no usual share that gives away weeks which are not printed', () => {
  // the group lands 4 people in each quiet week, and 30 in the last one: the share is the sum of the quiet weeks times a known ratio
  const open = withFacts(run([30]), { min_cell: 0 });
  const [shown] = cardsOf(open);
  expect(shown?.chart).toMatchObject({ usual: expect.any(Array), low: expect.any(Array) });
  const hidden = withFacts(open, { min_cell: 5 });
  const [card] = cardsOf(hidden);
  expect(card?.title).toMatch(/: 30 people/);
  expect(card?.chart).toMatchObject({ usual: null, low: null, high: null, description: '' });
  expect(card?.chart?.values.filter((value) => value !== null)).toEqual([30]);
  expect(card?.about.p).toBeNull();
  expect(Number.isInteger(card?.about.expected)).toBe(true);
  expect(card?.text).toContain('not drawn');
});
