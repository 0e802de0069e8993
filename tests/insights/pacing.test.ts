import { expect, it } from 'vitest';
import { goals } from '../../src/insights/goals.js';
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
