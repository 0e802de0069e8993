/** Every part of a report on a month is about one week: the last that ends within it. */
import { expect, it } from 'vitest';
import { league } from '../../src/insights/league.js';
import { matrix } from '../../src/insights/matrix.js';
import { movementOf } from '../../src/insights/movement.js';
import { opening } from '../../src/insights/opening/opening.js';
import { weekShown } from '../../src/insights/opening/strip.js';
import { signalsOf } from '../../src/insights/signals/signals.js';
import { isOneWeek } from '../../src/insights/weeks/spans.js';
import { compareWeeks, reportedWeek } from '../../src/insights/weeks/week_change.js';
import { weeksBeyond } from '../../src/insights/weeks/whole_weeks.js';
import { facts, sample, withFacts } from '../report/sample.js';

const over = (period_from: string, period_to: string) =>
  withFacts(sample, { period_from, period_to, week_label: null });

it('is the last that ends within a month, for the strip, the split of the change and the highlights', () => {
  // 31 October is a Saturday: the week of the 26th ends in November
  const october = over('2026-10-01', '2026-10-31');
  expect(weekShown(october)).toBe('2026-10-19');
  expect(reportedWeek(october, 'orders')).toBe('2026-10-19');
  expect(movementOf(october)?.week).toBe('2026-10-19');
  expect(signalsOf(october).week).toBe('2026-10-19');
});

it('is none where the period has no whole week', () => {
  const days = over('2026-10-20', '2026-10-22');
  expect(compareWeeks(days, 'orders')).toBe('not_over');
  expect([weekShown(days), movementOf(days), signalsOf(days).week]).toEqual([null, null, null]);
});

it('is told apart from the whole weeks of a weekly sum', () => {
  const october = { ...facts, period_from: '2026-10-01', period_to: '2026-10-31' };
  expect(weeksBeyond(['2026-09-28', '2026-10-26', '2026-10-05'], october)).toEqual({
    from: '2026-09-28',
    to: '2026-11-01',
  });
  const week = { ...facts, period_from: '2026-10-05', period_to: '2026-10-11' };
  expect(weeksBeyond(['2026-10-05'], week)).toBeNull();
});

it('has its messages by whole weeks, and says so beside credit of other days; the matrix names the goal it counts', () => {
  const notes = (from: string, to: string) =>
    league(over(from, to)).blocks.flatMap((block) => (block.kind === 'notes' ? block.notes : []));
  expect(notes('2026-10-01', '2026-10-31')).toContain(
    'Messages are those of the whole weeks from 2026-09-28 to 2026-11-01.',
  );
  expect(notes('2026-10-19', '2026-10-25').join()).not.toContain('Messages are');
  const groups = sample.groups.map((group) => ({ ...group, matrix: 'core' }));
  const tables = matrix({ ...sample, groups }).blocks.flatMap((block) =>
    block.kind === 'table' ? block : [],
  );
  expect(tables.find(({ id }) => id === 'matrix')?.columns.at(-1)?.label).toBe('orders, gross');
});

it('is not named like the period where seven days are those of two weeks: results of one and people of the other are no sentence', () => {
  // from a Wednesday to a Tuesday; the last whole week began on the 2nd
  const across = over('2026-11-04', '2026-11-10');
  expect([isOneWeek(across.facts), isOneWeek(facts)]).toEqual([false, true]);
  expect(weekShown(across)).toBe('2026-11-02');
  expect(opening(across).change.title).not.toContain('people');
  expect(opening(across).strip[0]?.label).toBe('Members, week of 2026-11-02');
});
