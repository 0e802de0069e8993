/** What else may have moved the groups with a tactic, and can be seen: members who leave, groups that close, other tactics, sales, assignment in waves. */
import { describe, expect, test } from 'vitest';
import { cellsOfOthers } from '../../src/claims/claim_facts.js';
import { gridOf } from '../../src/claims/grid.js';
import type { Check, CheckName } from '../../src/lift/checks/checks.js';
import { defaultThresholds } from '../../src/lift/checks/thresholds.js';
import { drawsOf } from '../../src/lift/estimators/draws.js';
import { armsOf } from '../../src/lift/estimators/holdout_arms.js';
import type { Panel } from '../../src/lift/panel/panel.js';
import { asIfNobodyLeft } from '../../src/lift/panel/time_at_start.js';
import type { Claim } from '../../src/lift/readings/claim.js';
import { type Reading, readClaims } from '../../src/lift/readings/read_claims.js';
import { stream, unit } from '../../src/statistics/random.js';
import { claimOf } from './claim_of.js';

interface Cell {
  readonly group: number;
  readonly week: number;
  readonly has: boolean;
}

interface Drawn {
  readonly groups: number;
  readonly weeks: number;
  /** first week with the tactic, -1 = never */
  readonly first: (group: number) => number;
  readonly results: (cell: Cell) => number;
  readonly members?: (cell: Cell) => number;
}

function panelOf({ groups, weeks, first, results, members = () => 10 }: Drawn): Panel {
  const cells = Array.from({ length: groups * weeks }, (_, cell) => {
    const [group, week] = [Math.floor(cell / weeks), cell % weeks];
    return { group, week, has: first(group) >= 0 && week >= first(group) };
  });
  const time = Float64Array.from(cells, members);
  return {
    unit_ids: Array.from({ length: groups }, (_, group) => `g${group}`),
    period_labels: Array.from({ length: weeks }, (_, week) => `w${week}`),
    outcome: Float64Array.from(cells, (cell, at) => (time[at]! > 0 ? results(cell) / time[at]! : 0)),
    first_treated: Int32Array.from({ length: groups }, (_, group) => first(group)),
    weight: new Float64Array(groups).fill(10),
    time,
    activity: null,
  };
}

function read(panel: Panel, more: Partial<Claim> = {}): Reading {
  return readClaims(
    [claimOf(panel, { shared_members: null, overlap: null, ...more })],
    defaultThresholds,
    1,
  )[0]!;
}

const checkOf = ({ checks }: Reading, name: CheckName): Check => checks.find(({ check }) => check === name)!;

/** Results of a group that differ a little from week to week and from group to group, the same in every run. */
const uneven = ({ group, week }: Cell) => 20 + ((group * 7 + week * 5) % 11);

const half = (from: number) => (group: number) => (group % 2 === 0 ? from : -1);

describe('members who leave', () => {
  const stay = { groups: 40, weeks: 24, first: half(12), results: uneven };
  const leave = panelOf({ ...stay, members: ({ has }) => (has ? 5 : 10) });

  test('half of the members go and take no result with them: twice the rate, no result more, no cause named', () => {
    for (const randomised of [{ treated: 20, holdout: 20 }, null]) {
      const reading = read(leave, { randomised });
      const { size, below } = checkOf(reading, 'leaving');
      // 25 results a week on 5 members instead of 10
      expect(reading.tested!.estimate).toBeGreaterThan(2.3);
      // with all 10 counted the results are those of before: the whole estimate is lost
      expect(Math.abs(reading.tested!.estimate + size!)).toBeLessThan(0.1);
      expect(below).toBeCloseTo(-size!, 12);
      expect(reading.tested!.low - reading.widening.below).toBeLessThan(0);
      expect(reading.verdict).toBe('clear_difference');
      expect(reading.reason).toBe('leaving');
    }
  });

  test('where nobody leaves there is nothing to ask', () => {
    expect(checkOf(read(panelOf(stay)), 'leaving').size).toBeNull();
  });

  test('whoever leaves counts until the end, with no results; what landed stays as it was', () => {
    const stayed = asIfNobodyLeft(leave)!.panel;
    const landed = ({ outcome, time }: Panel, cell: number) => outcome[cell]! * time![cell]!;
    expect([...stayed.time!].every((time) => time === 10)).toBe(true);
    for (const cell of [0, 11, 12, 23, 24]) expect(landed(stayed, cell)).toBeCloseTo(landed(leave, cell), 12);
  });
});

test('groups that fade before they close make others look better: the estimate is read without them', () => {
  const closes = (group: number) => group % 2 === 1 && group % 4 === 1;
  const open = ({ group, week }: Cell) => !closes(group) || week < 20;
  const fading = ({ group, week }: Cell) => (closes(group) && week >= 14 ? 0.75 ** (week - 13) : 1);
  const drawn = { groups: 60, weeks: 24, first: half(14), members: (cell: Cell) => (open(cell) ? 10 : 0) };
  const reading = read(panelOf({ ...drawn, results: (cell) => uneven(cell) * fading(cell) }));
  const { size, below } = checkOf(reading, 'closures');
  expect(reading.tested!.estimate).toBeGreaterThan(0.3);
  expect(Math.abs(reading.tested!.estimate + size!)).toBeLessThan(0.1 * reading.tested!.estimate);
  expect(below!).toBeGreaterThanOrEqual(-size!);
  expect(reading.verdict).not.toBe('likely_caused');
});

describe('what grows since the start', () => {
  const [groups, weeks] = [60, 26];
  const launched = { groups, weeks, first: (group: number) => (group % 2 === 0 ? 12 + 2 * (group % 4) : -1) };
  const since = ({ group, week, has }: Cell) => (has ? week - launched.first(group) : -1);
  const worked = (factor: (cell: Cell) => number) =>
    read(panelOf({ ...launched, results: (cell) => uneven(cell) * (cell.has ? factor(cell) : 1) }));

  test('in a straight line explains the whole estimate, and is not likely caused by it', () => {
    const reading = worked((cell) => 1 + 0.04 * (since(cell) + 0.5));
    const growth = checkOf(reading, 'growth_since');
    // week e counts 4 % x (e + 1/2): over 14 weeks from week 12 and 10 from week 16, by their weeks, (14 x 28 % + 10 x 20 %) / 24
    expect(reading.tested!.estimate / reading.base_rate!).toBeCloseTo((14 * 0.28 + 10 * 0.2) / 24, 1);
    expect(growth.size!).toBeCloseTo(reading.tested!.estimate, 1);
    expect(growth.below!).toBeCloseTo(growth.size! + growth.error!, 9);
    expect(growth.above!).toBe(0);
    expect([reading.verdict, reading.reason]).toEqual(['clear_difference', 'growth_since']);
  });

  test('falling all along widens the end towards 0 of a harm', () => {
    const growth = checkOf(
      worked((cell) => 1 - 0.04 * (since(cell) + 0.5)),
      'growth_since',
    );
    expect(growth.size!).toBeLessThan(0);
    expect(growth.below!).toBe(0);
    expect(growth.above!).toBeGreaterThan(-growth.size!);
  });

  test('nothing is added where it begins at once and stays, or fades', () => {
    for (const factor of [() => 1.5, (cell: Cell) => 1 + 0.8 * 0.85 ** since(cell)]) {
      const reading = worked(factor);
      expect(checkOf(reading, 'growth_since').bound).toBe(0);
      expect(reading.verdict).toBe('likely_caused');
    }
  });

  test('dates whose effects differ are not growth', () => {
    // the first date gains 60 %, the second, with a shorter time, 20 %: by weeks since the start alone the mean rises once the second is over
    const reading = worked(({ group }) => (launched.first(group) === 12 ? 1.6 : 1.2));
    const { size, error } = checkOf(reading, 'growth_since');
    expect(Math.abs(size!)).toBeLessThan(1.5 * error!);
  });
});

test('groups that a sale moves twice as much: the sale before it began shows by how much', () => {
  const sale = ({ week }: Cell) => (week === 5 || week === 6 ? 0.8 : week === 18 || week === 19 ? 1.2 : 0);
  const results = (cell: Cell) => uneven(cell) * Math.exp(sale(cell) * (cell.group % 2 === 0 ? 1.5 : 0.75));
  const reading = read(panelOf({ groups: 60, weeks: 24, first: half(14), results }));
  expect(reading.tested!.low).toBeGreaterThan(0);
  const { size, bound } = checkOf(reading, 'common_swings');
  expect(size!).toBeLessThan(-0.7 * reading.tested!.estimate);
  expect(bound!).toBeGreaterThanOrEqual(-size!);
  expect(reading.verdict).not.toBe('likely_caused');
});

describe('types of groups with a season of their own', () => {
  const weeks = 40;
  // 30 groups of each type: two of three with the tactic in the first, one of three in the second; what moves the first type comes after the start
  const type = (group: number) => Math.floor(group / 30);
  const first = (group: number) => (group % 3 < 2 - type(group) ? 20 : -1);
  const results = (cell: Cell) =>
    uneven(cell) *
    Math.exp((type(cell.group) === 0 ? 0.6 : -0.6) * Math.max(0, Math.sin((cell.week - 20) / 6.5)));
  const plain = panelOf({ groups: 60, weeks, first, results });
  const types = Int32Array.from({ length: 60 }, (_, group) => type(group));

  test('looks like an effect where the tactic is more frequent in one of them; within types nothing is left', () => {
    const reading = read({ ...plain, type: types });
    const { size, below } = checkOf(reading, 'types');
    expect(reading.tested!.estimate).toBeGreaterThan(0.2);
    expect(Math.abs(reading.tested!.estimate + size!)).toBeLessThan(0.05);
    expect(below!).toBeGreaterThanOrEqual(-size!);
    expect(reading.verdict).not.toBe('likely_caused');
  });

  test('cannot be asked where nothing is known of types', () => {
    expect(checkOf(read(plain), 'types').size).toBeNull();
  });

  test('a type without two groups on a side says nothing', () => {
    const lonely = Int32Array.from(types, (one, group) => (group === 59 || group === 58 ? 2 : one));
    const [some, all] = [read({ ...plain, type: lonely }), read({ ...plain, type: types })];
    expect(checkOf(some, 'types').size! / checkOf(all, 'types').size!).toBeCloseTo(1, 1);
  });

  test('events that recur are compared within types as well', () => {
    // one event each, when the season of the first type begins
    const events = [...types.keys()].filter((unit) => first(unit) >= 0).map((unit) => ({ unit, period: 22 }));
    const untreated = { ...plain, first_treated: new Int32Array(60).fill(-1) };
    const reading = read({ ...untreated, type: types }, { events });
    const { size } = checkOf(reading, 'types');
    expect(reading.estimator).toBe('recurring');
    expect(reading.tested!.estimate).toBeGreaterThan(0.1);
    expect(Math.abs(reading.tested!.estimate + size!)).toBeLessThan(0.5 * reading.tested!.estimate);
  });
});

describe('other tactics', () => {
  const drawn = { groups: 60, weeks: 26, first: half(14) };
  const others = (from: number, share: number) =>
    Uint8Array.from({ length: drawn.groups * drawn.weeks }, (_, cell) => {
      const [group, week] = [Math.floor(cell / drawn.weeks), cell % drawn.weeks];
      return group % 2 === 0 && group % 10 < 10 * share && week >= from ? 1 : 0;
    });
  const lifted = (marked: Uint8Array, own: number) =>
    panelOf({
      ...drawn,
      results: (cell) => {
        const other = marked[cell.group * drawn.weeks + cell.week] === 1 ? 1.6 : 1;
        return uneven(cell) * other * (cell.has ? 1 + own : 1);
      },
    });

  test.each([
    ['two weeks later, in all of its groups', 16, 1],
    ['two weeks later, in four of five', 16, 0.8],
    ['in the same week, in four of five', 14, 0.8],
    ['in the same week, in all of them', 14, 1],
  ])('one that works, %s: the other is not called the cause', (_, from, share) => {
    const marked = others(from, share);
    const reading = read(lifted(marked, 0), { others: marked });
    expect(reading.tested!.low).toBeGreaterThan(0);
    const { bound } = checkOf(reading, 'other_tactics');
    expect(bound!).toBeGreaterThan(0.9 * reading.tested!.estimate);
    expect(reading.verdict).toBe('clear_difference');
    // without the weeks of the other tactic being known, nothing would tell
    expect(read(lifted(marked, 0)).verdict).toBe('likely_caused');
  });

  test('an effect of its own is still found where another one runs in a few of its groups', () => {
    const marked = others(16, 0.2);
    expect(read(lifted(marked, 0.5), { others: marked }).verdict).toBe('likely_caused');
  });

  test('with few groups too', () => {
    const few = (group: number) => (group % 10 === 0 && group < 30 ? 14 : -1);
    const marked = Uint8Array.from({ length: 30 * 26 }, (_, cell) =>
      few(Math.floor(cell / 26)) >= 0 && cell % 26 >= 15 ? 1 : 0,
    );
    const results = (cell: Cell) => uneven(cell) * (marked[cell.group * 26 + cell.week] === 1 ? 2 : 1);
    const panel = panelOf({ groups: 30, weeks: 26, first: few, results });
    const reading = read(panel, { others: marked });
    expect(reading.estimator).toBe('synthetic_did');
    expect(read(panel).verdict).toBe('likely_caused');
    expect(reading.verdict).toBe('clear_difference');
    expect(reading.reason).toBe('other_tactics');
  });

  test('count from their start to their end, but not if they are older than the panel, part of the claim, or in all groups at once', () => {
    const units = [1, 2].map((unit_no) => ({
      unit_no,
      unit_id: `g${unit_no}`,
      members: 1,
      first_treated: -1,
    }));
    const grid = gridOf(units, [70, 77, 84, 91]);
    const run = (tactic_no: number, unit_no: number, start_day: number, end_day: number | null) => ({
      tactic_no,
      unit_no,
      start_day,
      end_day,
    });
    const stays = [
      run(1, 1, 77, null),
      run(2, 1, 63, null),
      run(3, 1, 84, null),
      run(3, 2, 84, null),
      run(4, 2, 77, 85),
      run(4, 9, 77, 85),
      run(5, 1, 91, null),
    ];
    expect([...cellsOfOthers(stays, [1], grid)]).toEqual([0, 0, 0, 1, 0, 1, 1, 0]);
  });
});

describe('groups assigned in waves', () => {
  const weeks = 26;
  /** 20 groups in week 8, four of five with it; 20 in week 18, one of five with it */
  const wave = (group: number) => (group < 20 ? 8 : 18);
  const first = (group: number) => (group % 5 === 0 ? (group < 20 ? -1 : 18) : group < 20 ? 8 : -1);
  const since = Int32Array.from({ length: 40 }, (_, group) => wave(group));
  const growing = ({ week }: Cell) => 20 * 1.05 ** week;

  test('growth between the waves is no effect, though more of the later wave is held out', () => {
    const random = stream(5, 'waves');
    const noise = Array.from({ length: 40 * weeks }, () => 1 + 0.01 * unit(random));
    const results = (cell: Cell) => growing(cell) * noise[cell.group * weeks + cell.week]!;
    const panel = panelOf({ groups: 40, weeks, first, results });
    const reading = read(panel, { randomised: { treated: 20, holdout: 20, since } });
    expect(reading.estimator).toBe('holdout');
    expect(Math.abs(reading.tested!.estimate)).toBeLessThan(0.005 * reading.base_rate!);
    expect(reading.verdict).not.toBe('proven_by_holdout');
  });

  test('an effect of a half more is found in both', () => {
    const results = (cell: Cell) => uneven(cell) * (cell.has ? 1.5 : 1);
    const reading = read(panelOf({ groups: 40, weeks, first, results }), {
      randomised: { treated: 20, holdout: 20, since },
    });
    expect(reading.tested!.estimate / reading.base_rate!).toBeCloseTo(0.5, 1);
    expect(reading.verdict).toBe('proven_by_holdout');
  });

  test('dates with both arms are draws of their own; others are joined, as far as that adds time to compare', () => {
    const [held, has] = [false, true];
    expect(drawsOf([2, 2, 2, 2, 5, 5, 5, 5], [has, has, held, held, has, has, held, held], 10)).toEqual([
      { units: [0, 1, 2, 3], begins: 2, since: 2 },
      { units: [4, 5, 6, 7], begins: 5, since: 5 },
    ]);
    // pairs, one a week: two of them together
    expect(drawsOf([2, 2, 3, 3], [has, held, has, held], 10)).toEqual([
      { units: [0, 1, 2, 3], begins: 2, since: 3 },
    ]);
    // held out from the start, launched one after another: 2 x 8 weeks, or 4 x 5, but not 6 x 1
    const launched = drawsOf(
      [0, 0, 0, 2, 2, 5, 5, 9, 9],
      [held, held, held, has, has, has, has, has, has],
      10,
    );
    expect(launched).toEqual([{ units: [0, 1, 2, 3, 4, 5, 6], begins: 0, since: 5 }]);
    expect(drawsOf([0, 1, 1], [held, has, has], 10)).toEqual([]);
  });

  test('every unit of a draw is observed over the same weeks', () => {
    const launches = [-1, -1, -1, -1, 4, 4, 8, 8];
    const panel = panelOf({ groups: 8, weeks: 20, first: (group) => launches[group]!, results: growing });
    const arms = armsOf(panel, Int32Array.from([0, 0, 0, 0, 4, 4, 8, 8]));
    expect([...arms.since]).toEqual(new Array(8).fill(8));
    expect(new Set(arms.outcome).size).toBe(1);
  });
});

test('few groups on a straight path of their own: what it explains is the slope times the way to the middle', () => {
  const weeks = 20;
  const few = (group: number) => (group < 2 ? 10 : -1);
  const results = ({ group, week }: Cell) => (group < 2 ? 20 + 3 * week : 20 + ((group * 7 + week * 5) % 3));
  const reading = read(panelOf({ groups: 14, weeks, first: few, results }));
  expect(reading.estimator).toBe('synthetic_did');
  const { size } = checkOf(reading, 'ever_treated_trend');
  // .3 a week and member, from the middle of weeks 0 to 9 to that of weeks 10 to 19
  expect(size!).toBeGreaterThan(0.3 * 10 - 0.2);
  expect(size!).toBeLessThan(0.3 * 10 + 0.2);
  expect(reading.verdict).not.toBe('likely_caused');
});

test('few groups of unequal size: the effect is per member, so that a small group counts little', () => {
  const weeks = 20;
  const members = [90, 10];
  const drawn = panelOf({
    groups: 24,
    weeks,
    first: (group) => (group < 2 ? 10 : -1),
    members: ({ group }) => members[group] ?? 50,
    // 9 results a week more in the large group, 11 in the small one
    results: ({ group, week, has }) =>
      (members[group] ?? 50) * (2 + ((group + week) % 3) / 1000) + (has ? [9, 11][group]! : 0),
  });
  const weight = Float64Array.from({ length: 24 }, (_, group) => members[group] ?? 50);
  const reading = read({ ...drawn, weight });
  expect(reading.estimator).toBe('synthetic_did');
  // 20 results on 100 members, not the mean of .1 and 1.1
  expect(reading.tested!.estimate).toBeCloseTo(0.2, 2);
});

test('a tactic that works better in some groups: their spread is noise of the mean effect, all of it', () => {
  const factors = [1.1, 1.3, 1.5, 1.7, 1.9];
  const results = ({ group, has }: Cell) => 10_000 * (has ? factors[(group / 2) % 5]! : 1);
  const reading = read(panelOf({ groups: 20, weeks: 24, first: half(12), results }));
  expect(reading.estimator).toBe('imputation');
  expect(reading.tested!.estimate).toBeCloseTo(500, 6);
  // each factor twice: variance .8 / 9 between ten groups, on 1,000 results a member and week
  expect(reading.tested!.se).toBeCloseTo(1000 * Math.sqrt(0.8 / 9 / 10), 4);
});
