import { expect, it } from 'vitest';
import { movementOf, nameOfMoved } from '../../src/insights/movement.js';
import { groupWeek } from '../../src/publish/group_week.js';
import { inColumns } from '../../src/publish/table.js';
import { en } from '../../src/report/en/index.js';
import { sample, weeks } from '../report/sample.js';

it('knows nobody at home in a group that was left from a group whose members are not known', () => {
  const last = weeks.at(-1);
  const rows = weeks.flatMap((week_start) =>
    (
      [
        ['closed', week_start === last ? 0 : 5],
        ['open', 10],
        ['unknown', null],
      ] as const
    ).map(([group_id, home_members]) => ({
      ...{ group_id, week_start, members: home_members, home_members },
      ...{ landed: 1, value: null, messages: 0, chatters: 0, value_reversed: null },
    })),
  );
  const moved = movementOf({ ...sample, group_week: inColumns(groupWeek, rows) });
  expect(moved?.groups.map(({ group_id, members }) => [group_id, members])).toEqual([
    ['closed', [5, 0]],
    ['open', [10, 10]],
  ]);
});

/** Members at the end of both weeks, and what they landed in them. */
type Sides = readonly [members: readonly [number, number], landed: readonly [number, number]];

function panelOf(groups: Readonly<Record<string, Sides>>) {
  const sides = weeks.slice(-2);
  const rows = Object.entries(groups).flatMap(([group_id, [members, landed]]) =>
    sides.map((week_start, side) => ({
      ...{ group_id, week_start, members: members[side] ?? 0, home_members: members[side] ?? 0 },
      ...{ landed: landed[side] ?? 0, value: null, messages: 0, chatters: 0, value_reversed: null },
    })),
  );
  const all = Object.values(groups).flatMap(([, landed]) => [landed]);
  const [template] = sample.landed;
  if (template === undefined) throw new Error('no landed row');
  const landed = sides.map((week_start, side) => {
    const conversions = all.reduce((sum, one) => sum + (one[side] ?? 0), 0);
    return { ...template, week_start, conversions, conversions_once: conversions };
  });
  return { ...sample, group_week: inColumns(groupWeek, rows), landed, lineage: [] };
}

const partsOf = (moved: ReturnType<typeof movementOf>) =>
  [moved?.total, moved?.volume, moved?.mix, moved?.rate, moved?.outside].map((part) =>
    Number(part?.toFixed(9)),
  );

it('counts a group and those it was split into as one: nothing moved, so no part did', () => {
  const groups: Record<string, Sides> = {
    parent: [
      [40, 0],
      [6, 1],
    ],
    left: [
      [0, 25],
      [0, 3],
    ],
    right: [
      [0, 15],
      [0, 2],
    ],
    other: [
      [40, 40],
      [4, 4],
    ],
  };
  const [from = ''] = weeks.slice(-1);
  const move = { from_group: 'parent', at_day: from, people: 40, followed: 20 };
  const lineage = ['left', 'right'].map((to_group) => ({ ...move, to_group }));
  const moved = movementOf({ ...panelOf(groups), lineage });
  expect(partsOf(moved)).toEqual([0, 0, 0, 0, 0]);
  expect(moved?.groups.map(({ group_id, family, members }) => [group_id, family, members])).toEqual([
    ['left', ['parent', 'left', 'right'], [40, 40]],
    ['other', ['other'], [40, 40]],
  ]);
});

it('adds up if a group landed something before its last member left', () => {
  const moved = movementOf(
    panelOf({
      emptied: [
        [5, 0],
        [1, 3],
      ],
      other: [
        [40, 40],
        [4, 8],
      ],
    }),
  );
  // 45 members landed 5 (rate 1/9), then 40 landed 8 (1/5): members -5 x 7/45, rate 42.5 x (17/18) x 1/10, the rest mix; 3 by nobody present
  const [total = 0, volume = 0, mix = 0, rate = 0, outside = 0] = partsOf(moved);
  expect([total, outside]).toEqual([6, 3]);
  expect(volume).toBeCloseTo((-5 * 7) / 45, 9);
  expect(rate).toBeCloseTo(42.5 * (17 / 18) * 0.1, 9);
  expect(volume + mix + rate + outside).toBeCloseTo(total, 6);
});

it('names what moved, and what it is called if several goals move together', () => {
  expect(nameOfMoved(sample, en)).toBe('orders');
  const both = { ...sample, goals: sample.goals.map((goal) => ({ ...goal, headline: true })) };
  expect(nameOfMoved(both, en)).toBe('Headline results');
  const unmarked = { ...sample, goals: sample.goals.map((goal) => ({ ...goal, headline: false })) };
  expect(nameOfMoved(unmarked, en)).toBe('orders');
});
