/** The row of a sentence about a week's total has the figures that the sentence names. */
import { expect, it } from 'vitest';
import { totalSentences } from '../../src/insights/opening/opening.js';
import { totalAbout } from '../../src/insights/opening/total_about.js';
import type { TotalSignal } from '../../src/insights/signals/signals.js';
import { wordsOf } from '../../src/insights/wording/words.js';
import { facts, sample } from '../report/sample.js';

const total: TotalSignal = {
  goal: 'orders',
  people: 496,
  weeks: [],
  landed: [],
  forecast: { expected: 287, low: 208, high: 378, p: 0.001, z: 5, dispersion: 1 },
  ordinary: 20,
  events: [],
  comparable: null,
  stands_out: true,
};
const marked: TotalSignal = {
  ...total,
  events: [{ date: '2026-11-11', name: '11.11', kind: 'campaign', comparable_to: '2026-10-28' }],
  comparable: { week: '2026-10-26', people: 306, reach: 101 },
};

it('is the line through ordinary weeks, for such a week', () => {
  expect(totalAbout(total, facts)).toMatchObject({
    figure: 496,
    expected: 287,
    low: 208,
    high: 378,
    p: 0.001,
  });
});

it('is the comparable week, for one that the calendar marks, and nothing of the line', () => {
  const [finding] = totalSentences(sample, marked, wordsOf(facts));
  expect(finding?.text).toContain('2026-10-26 (306 people): +190, more than chance explains (±\u00a0101)');
  expect(finding?.about).toMatchObject({ figure: 496, expected: 306, low: 205, high: 407 });
  expect(finding?.about?.p ?? null).toBeNull();
});

it('is nothing where the comparable week is about few people, or there is none', () => {
  const few = { ...marked, comparable: { week: '2026-10-26', people: 3, reach: 4 } };
  for (const one of [few, { ...marked, comparable: null }]) {
    const { expected = null, low = null, high = null, p = null } = totalAbout(one, facts);
    expect({ expected, low, high, p }).toEqual({ expected: null, low: null, high: null, p: null });
  }
});
