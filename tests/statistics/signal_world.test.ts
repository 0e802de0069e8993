/** What a group is compared with: since when, in what kind of week, and in which tail. Right values by hand. */
import { describe, expect, it } from 'vitest';
import { groupSignals } from '../../src/statistics/signal_groups.js';
import { startOf } from '../../src/statistics/signal_start.js';
import { inTail, modelTail, tailOf } from '../../src/statistics/signal_tail.js';
import { sharedScatter } from '../../src/statistics/signal_week.js';
import { stepUp } from '../../src/statistics/step_up.js';
import { seeded } from './random.js';

const repeat = (value: number, times: number) => Array.from({ length: times }, () => value);
const level = 0.01;

/** Forty groups with Poisson counts, the first of them replaced. */
function withGroup(first: readonly number[], seed: number): number[][] {
  const { poisson } = seeded(seed);
  const others = Array.from({ length: 39 }, (_, at) => first.map(() => poisson(1 + at / 2)));
  return [[...first], ...others];
}

const isNamed = (rows: readonly (readonly number[])[]) =>
  stepUp(
    groupSignals(rows).map(({ p }) => p),
    level,
  )[0];

describe('the start of a group', () => {
  it('is the week after its first result if the empty weeks before it are no chance: e^-60 for 20 weeks of 3', () => {
    expect(startOf([...repeat(0, 20), ...repeat(3, 14)], repeat(1, 34))).toBe(21);
  });

  it('is the first week if a few empty weeks are chance: 3 results in 14 weeks leave 20 empty with e^-4.3', () => {
    const row = [...repeat(0, 20), 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0];
    expect(startOf(row, repeat(1, 34))).toBe(0);
    expect(startOf(repeat(3, 34), repeat(1, 34))).toBe(0);
    expect(startOf(repeat(0, 34), repeat(1, 34))).toBe(0);
  });

  it('counts empty weeks by what others land in them', () => {
    // nobody landed anything in the weeks before: nothing is missing
    expect(startOf([...repeat(0, 20), ...repeat(3, 14)], [...repeat(1e-9, 20), ...repeat(100, 14)])).toBe(0);
  });

  it.each([1, 2, 3, 6, 12])(
    'does not make a group that began %i weeks ago and is as ever since a highlight',
    (weeks) => {
      const { poisson } = seeded(weeks);
      const row = [...repeat(0, 60 - weeks), ...Array.from({ length: weeks }, () => poisson(20))];
      expect(isNamed(withGroup(row, 7))).toBe(false);
    },
  );

  it('still names a group that doubles long after it began, and an old one that wakes up', () => {
    const { poisson } = seeded(3);
    const steady = Array.from({ length: 20 }, () => poisson(20));
    expect(isNamed(withGroup([...repeat(0, 39), ...steady, 60], 8))).toBe(true);
    expect(isNamed(withGroup([2, 1, 3, ...repeat(0, 56), 30], 8))).toBe(true);
  });
});

describe('the scatter of a week', () => {
  it('is none beyond earlier weeks where groups are as far off as chance says', () => {
    const { poisson } = seeded(11);
    const groups = Array.from({ length: 400 }, () => ({ landed: poisson(20), expected: 20, variance: 20 }));
    expect(sharedScatter(groups)).toBe(0);
    expect(sharedScatter(groups.slice(0, 10))).toBe(0);
  });

  it('is the variance of the factors that a holiday multiplies groups by, whatever a few of them do', () => {
    // half of the groups 40 % above, half 40 % below: 1600 / (100 + c 100^2) is .92054 less two errors of 1.1106 / 10
    const groups = Array.from({ length: 100 }, (_, at) => ({
      landed: at % 2 === 0 ? 140 : 60,
      expected: 100,
      variance: 100,
    }));
    const c = 1600 / (0.92054 - 0.22212) / 1e4 - 0.01;
    expect(sharedScatter(groups)).toBeCloseTo(c, 4);
    const loud = groups.map((one, at) => (at < 5 ? { ...one, landed: 5000 } : one));
    // five that stand out count 4 each: 95 x + 20 = 69.84
    expect(sharedScatter(loud)).toBeCloseTo(1600 / ((69.842 - 20) / 95) / 1e4 - 0.01, 4);
  });
});

describe('the tail of earlier weeks', () => {
  it('is that of the model if p is uniform', () => {
    const p = Array.from({ length: 5000 }, (_, at) => (at + 0.5) / 5000);
    expect(tailOf(p, 5000, 1)).toEqual(modelTail);
    expect(inTail(1e-5, modelTail)).toBeCloseTo(1e-5, 12);
    expect(tailOf([1e-9, 1e-9], 5000, 1)).toEqual(modelTail);
  });

  it('is longer if one week in ten is one that the model thinks impossible', () => {
    const p = Array.from({ length: 1000 }, (_, at) => (at < 100 ? 1e-9 : (at - 99) / 901));
    const tail = tailOf(p, 1000, 1);
    // 100 + 18 below .02 where 20 should be
    expect(tail.rate).toBeCloseTo(118 / 20, 1);
    expect(tail.excess).toBeGreaterThan(10);
    // one in ten, not one in a billion
    expect(inTail(1e-9, tail)).toBeGreaterThan(0.02);
    expect(inTail(0.3, tail)).toBe(0.3);
  });

  it('does not name a large group without results for a week where one week in ten of all groups is like that', () => {
    const { poisson, uniform } = seeded(21);
    const rows = Array.from({ length: 60 }, () =>
      Array.from({ length: 60 }, () => (uniform() < 0.1 ? 0 : poisson(40))),
    );
    const first = rows[0]?.map((_, week) => (week === 59 ? 0 : 40)) ?? [];
    expect(isNamed([first, ...rows.slice(1)])).toBe(false);
    const always = rows.map((row) => row.map((y) => (y === 0 ? 40 : y)));
    expect(isNamed([first, ...always.slice(1)])).toBe(true);
  });
});
