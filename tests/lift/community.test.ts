/** What everybody had at once: counted against the time before, with no effect. */
import { expect, test } from 'vitest';
import { type CommunityEvent, readCommunity } from '../../src/lift/readings/read_community.js';

const event = (tactic_id: string, start_day: number, end_day: number | null = start_day): CommunityEvent => ({
  ...{ tactic_id, kind: 'workshop', start_day, end_day },
});

/** 10 a day, 40 a day in the week from day 210 on. */
const landed = new Map(
  Array.from({ length: 300 }, (_, day): [number, number] => [day, day >= 210 && day < 217 ? 40 : 10]),
);
const known = { first: 0, end: 300 };

test('a week of 280 after weeks of 70 is above what is usual', () => {
  const reading = readCommunity(event('e', 210, 212), [], landed, known);
  expect(reading).toMatchObject({ from_day: 210, days: 7, counted: 280, before: null });
  expect(reading?.usual?.expected).toBeCloseTo(70, 6);
  // equal weeks vary as Poisson counts do, at least: 70 +- 1.96 sqrt(70) and a little for the line
  expect(reading?.usual?.high).toBeGreaterThan(70 + 1.96 * Math.sqrt(70));
  expect(reading?.usual?.high).toBeLessThan(110);
  expect(reading?.usual?.low).toBeLessThan(70 - 1.96 * Math.sqrt(70));
});

test('the previous event of the same kind is counted over as many days, and is not ordinary time', () => {
  const [last, later] = [event('last', 210), event('later', 252, 262)];
  const reading = readCommunity(later, [last, event('other', 230)], landed, known);
  // two weeks from day 252 on; the two weeks from day 210 on hold 7 x 40 + 7 x 10; those before it hold nothing else
  expect(reading).toMatchObject({ days: 14, counted: 140, before: { tactic_id: 'other', counted: 140 } });
  expect(readCommunity(later, [last], landed, known)?.before).toEqual({ tactic_id: 'last', counted: 350 });
  expect(reading?.usual?.expected).toBeCloseTo(140, 6);
});

test('nothing is said about unknown days, nor about a range from too little time', () => {
  expect(readCommunity(event('e', 295), [], landed, known)).toBeNull();
  expect(readCommunity(event('e', 10), [], landed, { first: 11, end: 300 })).toBeNull();
  expect(readCommunity(event('e', 70), [], landed, known)).toMatchObject({ counted: 70, usual: null });
  expect(readCommunity(event('e', 84), [], landed, known)?.usual).not.toBeNull();
});

test('for an ongoing event the first week is counted, for a long one at most eight weeks', () => {
  expect(readCommunity(event('e', 100, null), [], landed, known)?.days).toBe(7);
  expect(readCommunity(event('e', 100, 290), [], landed, known)?.days).toBe(56);
});
