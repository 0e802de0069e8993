/** Memberships that are lists of who was there: refused, while people who come back, or lists with an end, are not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandIn, removeProjects, runIn, writeProject } from '../../black_box.js';

afterAll(removeProjects);

const configuration = `timezone: UTC
inputs:
  activities: activities.csv
  conversions: conversions.csv
  identities: same
  memberships: memberships.csv
touches:
  - { kinds: [broadcast], reach: audience }
goals:
  - { name: order, match: { goal: order }, window_days: 7 }
attribution: { models: [linear] }
`;

/** One post on the 5th and one order of u1 on the 6th. */
const project = (memberships: readonly string[], posts: readonly string[] = ['2026-03-05 12:00:00']) =>
  writeProject({
    'grouplift.yaml': configuration,
    'activities.csv': `activity_id,ts,group_id,member_id,kind\n${posts.map((ts, at) => `p${at},${ts},g,staff,broadcast\n`).join('')}`,
    'conversions.csv': 'conversion_id,ts,user_id,goal\no1,2026-03-06 12:00:00,u1,order\n',
    'memberships.csv': `group_id,member_id,joined_at,left_at\n${memberships.map((row) => `${row}\n`).join('')}`,
  });

/** Every day everybody who is there; u1 is there on the first two days only. */
const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'];
const rosters = days.flatMap((day, at) =>
  ['u1', 'u2', 'u3'].filter((who) => who !== 'u1' || at < 2).map((who) => `g,${who},${day},`),
);

describe('memberships', () => {
  it.each([
    ['a list a day', rosters],
    [
      'two lists of two people, one of whom has left',
      ['g,u1,2026-03-01,', 'g,u2,2026-03-01,', 'g,u3,2026-03-01,', 'g,u2,2026-03-02,', 'g,u3,2026-03-02,'],
    ],
  ])('are refused where they are %s, by check and by run', async (_, memberships) => {
    const folder = project(memberships);
    const ran = await runIn(folder);
    expect([ran.code, ran.published]).toEqual([3, false]);
    expect(ran.stderr).toContain('lists of members');
    expect(ran.stderr).toContain('left_at');
    const checked = await commandIn(folder, ['check']);
    expect(checked.code).toBe(3);
    expect(checked.stdout + checked.stderr).toContain('lists of members');
  });

  it('are right once they say when somebody left: u1 had left before the post', async () => {
    const ran = await runIn(project(['g,u1,2026-03-01,2026-03-03', 'g,u2,2026-03-01,', 'g,u3,2026-03-01,']));
    expect(ran.code).toBe(0);
    expect(await ran.rows('SELECT reason, conversions FROM {unattributed} WHERE conversions > 0')).toEqual([
      { reason: 'no_touch', conversions: 1 },
    ]);
  });

  it.each([
    [
      'somebody joins again by another way',
      [
        'g,u1,2026-03-01 10:00:00,',
        'g,u1,2026-03-03 11:00:00,',
        'g,u2,2026-03-01 10:30:00,',
        'g,u2,2026-03-04 12:00:00,',
      ],
    ],
    [
      'everybody is in two groups since the same moment',
      ['g,u1,2026-03-01,', 'g,u2,2026-03-01,', 'h,u1,2026-03-02,', 'h,u2,2026-03-02,'],
    ],
    [
      'every stay of a day has its end',
      days.flatMap((day, at) => ['u1', 'u2'].map((who) => `g,${who},${day},2026-03-0${at + 2}`)),
    ],
  ])('are taken where %s', async (_, memberships) => {
    const ran = await runIn(project(memberships));
    expect([ran.code, ran.stderr]).toEqual([0, expect.not.stringContaining('lists of who')]);
    expect(await ran.rows("SELECT conversions FROM {group_credit} WHERE group_id = 'g'")).toEqual([
      { conversions: 1 },
    ]);
  });

  it('are questioned if rows with the true time of joining repeat', async () => {
    const repeated = ['g,u1,2026-03-01 10:00:00,', 'g,u2,2026-03-01 11:00:00,'].flatMap((row) => [
      row,
      row,
      row,
    ]);
    const folder = project(repeated);
    const checked = await commandIn(folder, ['check']);
    expect(checked.stdout + checked.stderr).toContain('4 of 6 rows');
  });
});

describe('explain', () => {
  it('says the same in its rows as in its reason: a post before a person joined is not a touch of theirs', async () => {
    const folder = project(
      ['g,u1,2026-03-04 12:00:00,', 'g,u2,2026-03-01 10:00:00,'],
      ['2026-02-20 12:00:00', '2026-03-02 12:00:00', '2026-03-08 12:00:00'],
    );
    const { stdout } = await commandIn(folder, ['explain', 'o1']);
    const verdicts = stdout.split('\n').flatMap((line) => /rejected: (.*?)\s*$/.exec(line)?.[1] ?? []);
    expect(verdicts).toEqual(['not a member then', 'not a member then', 'after the conversion']);
    expect(stdout).toContain('touch_only_after (every touch came after the conversion)');
  });

  it('says that touches were used if an earlier conversion used them', async () => {
    const folder = project(['g,u1,2026-03-01 10:00:00,']);
    const reuse = readFileSync(join(folder, 'grouplift.yaml'), 'utf8').replace(
      'models: [linear]',
      'models: [linear], reuse_touches: false',
    );
    const files = Object.fromEntries(
      ['activities.csv', 'memberships.csv'].map((name) => [name, readFileSync(join(folder, name))]),
    );
    const twice = writeProject({
      ...files,
      'grouplift.yaml': reuse,
      'conversions.csv':
        'conversion_id,ts,user_id,goal\no1,2026-03-06 12:00:00,u1,order\no2,2026-03-07 12:00:00,u1,order\n',
    });
    const { stdout } = await commandIn(twice, ['explain', 'o2']);
    expect(stdout).toContain('(every touch in the window was used by an earlier conversion)');
    expect(stdout).not.toContain('is older than the window');
  });
});
