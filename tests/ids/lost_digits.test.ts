/** Ids of 16 digits that a spreadsheet has cut to 15. */
import { afterAll, expect, test } from 'vitest';
import { removeProjects } from '../black_box.js';
import { tried } from './project.js';

afterAll(removeProjects);

const of = (ids: readonly string[]) =>
  tried({
    'activities.csv': `ts,group_id,kind,member_id\n${ids.map((id) => `2026-11-01 09:00:00,g-tea,link_click,${id}`).join('\n')}\n2026-11-02 09:00:00,g-run,link_click,m1\n`,
  });

/** Ids of 16 digits that end in this digit, all different. */
const ending = (digit: string, count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, place) => `${2234567890123 + (from + place) * 7919}${((place * 37) % 90) + 10}${digit}`,
  );

test('all of three end in 0: refused, with the line', async () => {
  const found = await of(ending('0', 3));
  expect(found.run.code).toBe(3);
  expect(found.run.stderr).toMatch(
    /activities\.csv, line 2, column "member_id": found \d{15}0, an id that has lost its last digits/,
  );
  expect(found.check.code).toBe(3);
});

test('one id that comes in many rows is no evidence, nor are two', async () => {
  expect((await of(Array.from({ length: 50 }, () => '1234567890123450'))).run.code).toBe(0);
  expect((await of(ending('0', 2))).run.code).toBe(0);
});

test('a tenth is chance, half of twenty is none', async () => {
  expect((await of([...ending('0', 2), ...ending('7', 18, 50)])).run.code).toBe(0);
  expect((await of([...ending('0', 9), ...ending('7', 10, 50)])).run.code).toBe(0);
  expect((await of([...ending('0', 10), ...ending('7', 10, 50)])).run.code).toBe(3);
});

test('ids that are round by their making, such as microseconds of whole milliseconds, are fine', async () => {
  const rounds = Array.from({ length: 30 }, (_, place) => `${1_790_000_000_000 + place * 137}000`);
  expect((await of(rounds)).run.code).toBe(0);
});
