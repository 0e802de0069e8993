/** What a run says of days, files, kinds and goals that are missing: every count of days is by the calendar. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandIn, pageText, removeProjects, runIn, writeProject } from '../black_box.js';

afterAll(removeProjects);

const configuration = `timezone: UTC
inputs:
  activities: [chat.csv, clicks.csv]
  conversions: conversions.csv
  identities: same
touches:
  - { kinds: [link_click], reach: actor }
  - { kinds: [message], reach: actor }
goals:
  - { name: order, match: { goal: order }, window_days: 7, headline: true }
  - { name: register, match: { goal: register }, window_days: 7 }
attribution: { models: [linear] }
`;

/** Monday 2026-09-07 is day 0; the last day of four weeks, a Sunday, is day 27 (2026-10-04). */
const dayText = (day: number) => new Date(Date.UTC(2026, 8, 7) + day * 86_400_000).toISOString().slice(0, 10);

interface Days {
  readonly zone?: string;
  readonly from?: number;
  readonly chat?: number;
  readonly clicks?: number;
  readonly orders?: number;
  readonly registrations?: number;
}

/** Six rows a day of each kind from a day on to the last day of each. */
function project({ zone = 'UTC', from = 0, chat = 27, clicks = 27, orders = 27, registrations = 27 }: Days) {
  const rows = (last: number, row: (day: string, at: number) => string) =>
    Array.from({ length: last - from + 1 }, (_, i) =>
      Array.from({ length: 6 }, (_, at) => `${row(dayText(from + i), at)}\n`).join(''),
    ).join('');
  const activities = (name: string, kind: string, last: number) =>
    `activity_id,ts,group_id,member_id,kind\n${rows(last, (day, at) => `${name}${day}${at},${day} 2${at % 4}:5${at}:00,g${at % 2},u${at},${kind}`)}`;
  const results = (goal: string, last: number) =>
    rows(last, (day, at) => `${goal}${day}${at},${day} 2${at % 4}:55:00,u${at},${goal}`);
  return writeProject({
    'grouplift.yaml': configuration.replace('UTC', zone),
    'chat.csv': activities('m', 'message', chat),
    'clicks.csv': activities('c', 'link_click', clicks),
    'conversions.csv': `conversion_id,ts,user_id,goal\n${results('order', orders)}${results('register', registrations)}`,
  });
}

const week = ['--from', '2026-09-28', '--to', '2026-10-04'];

async function reportOf(days: Days, args: readonly string[] = week) {
  const ran = await runIn(project(days), { args });
  expect([ran.code, ran.stderr]).toEqual([0, expect.not.stringContaining('error')]);
  return readFileSync(join(ran.out, 'report.md'), 'utf8');
}

const lineOf = (report: string, word: string) => report.split('\n').find((line) => line.includes(word)) ?? '';

describe('the headline of a period', () => {
  it('is green if every day is in, and compares the week', async () => {
    const report = await reportOf({});
    expect(lineOf(report, '**Status**')).toContain('Yes');
    expect(lineOf(report, '**What changed?**')).toContain('order 42, by 6 people');
  });

  it.each([
    ['everything ends on Wednesday', { chat: 23, clicks: 23, orders: 23, registrations: 23 }, []],
    [
      'the same, of an as_of that was chosen',
      { chat: 23, clicks: 23, orders: 23, registrations: 23 },
      ['2026-10-05'],
    ],
    ['only the results end on Wednesday', { orders: 23, registrations: 23 }, []],
    ['only the activities end on Wednesday', { chat: 23, clicks: 23 }, []],
    [
      'there is nothing but three days',
      { from: 21, chat: 23, clicks: 23, orders: 23, registrations: 23 },
      [],
    ],
  ])('is red and counts the days: %s', async (_, days: Days, asOf) => {
    const report = await reportOf(days, [...week, ...asOf.flatMap((day) => ['--as-of', day])]);
    expect(lineOf(report, '**Status**')).toContain('Not yet: 3 of 7 days are in');
    expect(lineOf(report, '**What changed?**')).toContain('only 3 of 7 days are in');
    // results are compared where they are in themselves
    if ((days.orders ?? 27) < 27) expect(lineOf(report, '**What changed?**')).not.toContain('week before');
    expect(report).toMatch(/Fix the data first: /);
  });

  it('is neither red nor silent if the end that was chosen is all that is missing', async () => {
    const report = await reportOf({}, [...week, '--as-of', '2026-10-01']);
    expect(lineOf(report, '**Status**')).toContain('With care: 3 of 7 days are in');
    expect(lineOf(report, '**What changed?**')).toContain('only 3 of 7 days are in');
    expect(report).not.toMatch(/Fix the data first|missing/);
  });

  it('is the same if the day that was chosen has no midnight', async () => {
    // in Santiago 6 September 2026 begins at 01:00
    const days = { zone: 'America/Santiago', from: -27, chat: 5, clicks: 5, orders: 5, registrations: 5 };
    const args = ['--from', '2026-08-31', '--to', '2026-09-06', '--as-of', '2026-09-06'];
    const report = await reportOf(days, args);
    expect(lineOf(report, '**Status**')).toContain('With care: 6 of 7 days are in');
    expect(report).not.toMatch(/Fix the data first|missing/);
  });

  it('is red if the period begins before the first row', async () => {
    const report = await reportOf({}, ['--from', '2026-09-03', '--to', '2026-09-12']);
    expect(lineOf(report, '**Status**')).toContain('Not yet: 6 of 10 days are in');
  });

  it('is red if a week has no activity at all', async () => {
    const report = await reportOf({ chat: 20, clicks: 20 });
    expect(lineOf(report, '**Status**')).toContain('Not yet: 0 of 7 days are in');
  });
});

describe('what stopped against its own rhythm', () => {
  it.each([
    [
      'a kind and its file',
      { clicks: 20 },
      'activities of the kind link clicks: no row from 2026-09-28 to 2026-10-04',
      'no row from 2026-09-28 to 2026-10-04 in activities of the kind link_click (usually there is one every day)',
    ],
    [
      'a goal',
      { registrations: 20 },
      'conversions of goal register: no row from 2026-09-28 to 2026-10-04',
      'no row from 2026-09-28 to 2026-10-04 in conversions of the goal register (usually there is one every day)',
    ],
    [
      'a goal that stopped before the first touch that can still earn credit',
      { from: -30, registrations: 8 },
      'conversions of goal register: no row from 2026-09-16 to 2026-10-04',
      'no row from 2026-09-16 to 2026-10-04 in conversions of the goal register (usually there is one every day)',
    ],
  ])('is named and turns the light: %s', async (_, days: Days, text, warning) => {
    const folder = project(days);
    const ran = await runIn(folder, { args: week });
    const report = readFileSync(join(ran.out, 'report.md'), 'utf8');
    expect(lineOf(report, '**Status**')).toContain('Not yet: freshness');
    expect(pageText(ran)).toContain(text);
    const checked = await commandIn(folder, ['check']);
    expect(checked.stdout + checked.stderr).toContain(warning);
  });

  it('is not: a goal whose results come on Tuesdays only', async () => {
    const folder = project({});
    const rare = [1, 8, 15, 22].map((day) => `r${day},${dayText(day)} 12:00:00,u1,register\n`).join('');
    const orders = readFileSync(join(folder, 'conversions.csv'), 'utf8').replace(/^register.*\n/gm, '');
    const files = {
      'grouplift.yaml': configuration,
      'chat.csv': readFileSync(join(folder, 'chat.csv')),
      'clicks.csv': readFileSync(join(folder, 'clicks.csv')),
      'conversions.csv': orders + rare,
    };
    const ran = await runIn(writeProject(files), { args: week });
    const report = readFileSync(join(ran.out, 'report.md'), 'utf8');
    expect(lineOf(report, '**Status**')).toContain('Yes');
  });
});

describe('the week before', () => {
  it('does not exist if the data begin in the middle of it', async () => {
    const report = await reportOf({ from: 17 });
    expect(lineOf(report, '**What changed?**')).not.toContain('week before');
  });

  it('is not compared if it has no data, and the reason is not that there is no earlier week', async () => {
    const folder = project({});
    const file = readFileSync(join(folder, 'conversions.csv'), 'utf8');
    const hole = file.split('\n').filter((line) => !/,2026-09-2[1-7] /.test(line));
    const files = {
      'grouplift.yaml': configuration,
      'chat.csv': readFileSync(join(folder, 'chat.csv')),
      'clicks.csv': readFileSync(join(folder, 'clicks.csv')),
      'conversions.csv': hole.join('\n'),
    };
    const ran = await runIn(writeProject(files), { args: week });
    const report = readFileSync(join(ran.out, 'report.md'), 'utf8');
    expect(lineOf(report, '**Status**')).toContain('freshness');
    expect(lineOf(report, '**What changed?**')).toMatch(
      /order: 42 landed net `counted`|too few ordinary weeks/,
    );
  });
});
