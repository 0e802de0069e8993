/** Ids that stay apart by case, zeros or a trailing .0: never joined in silence, always named, and the light of the report turns. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { removeProjects } from '../black_box.js';
import { base, configuration, credited, joinOf, type Tried, tried } from './project.js';

afterAll(removeProjects);

const verdict = ({ run }: Tried) => readFileSync(join(run.out, 'report.md'), 'utf8');

describe.each([
  ['decimal', (id: string) => `${id}.0`, '1001', 'a trailing .0'],
  ['zeros', (id: string) => `00${id}`, '1001', 'leading zeros'],
  ['case', (id: string) => id.toLowerCase(), 'AB12', 'upper and lower case'],
  ['blanks', (id: string) => id.replace('-', ''), '10-01', 'blanks or hyphens inside'],
  ['prefix', (id: string) => `order_${id}`, '1001', 'what stands before the first digit'],
])('refunds whose ids differ by %s', (apart, write, id, words) => {
  test('take nothing back, are named with the share that would, and turn the light', async () => {
    const found = await tried({
      'grouplift.yaml': configuration(['reversals']),
      'conversions.csv': `conversion_id,ts,user_id,goal,value\n${id},2026-11-05 10:00:00,u1,order,100.00\n9,2026-11-07 10:00:00,u9,order,1.00\n`,
      'reversals.csv': `conversion_id,ts,value\n${write(id)},2026-11-06 09:00:00,100.00\n`,
    });
    expect(await credited(found)).toEqual({ 'g-tea': [1, 100] });
    expect(await joinOf(found, 'reversals.conversion_id')).toEqual({
      ...{ named: 1, lost: 1, near: 1, apart },
      ...{ example: write(id), known_id: id },
    });
    expect(found.check.said).toContain(
      `reversals.conversion_id: 1 of 1 ids (100 %) are not found in conversions; all of them differ from a known id only by ${words}, such as "${write(id)}" from "${id}".`,
    );
    expect(verdict(found)).toMatch(/Not yet: ids that do not match/);
  });
});

test.each([
  ['+86 138 0013 8000', '13800138000'],
  ['13900139000', '+86-139-0013-9000'],
  ['8613800138000', '13800138000'],
  ['0044 20 7946 0958', '020 7946 0958'],
])('the phone number %s is named as near %s, and not joined', async (user, known) => {
  const found = await tried({
    'identities.csv': `member_id,user_id\nm1,${known}\nm2,u2\n`,
    'conversions.csv': `conversion_id,ts,user_id,goal,value\n1,2026-11-05 10:00:00,${user},order,5\n2,2026-11-05 10:00:00,u2,order,7\n`,
  });
  expect(await credited(found)).toEqual({ 'g-run': [1, 7] });
  expect(found.check.said).toContain(
    `conversions.user_id: 1 of 2 ids (50 %) are not found in the identities; all of them differ from a known id only by the country code or the grouping of a phone number, such as "${user}" from "${known}".`,
  );
});

test('numbers that only end alike are no phone numbers of one line', async () => {
  const found = await tried({
    'identities.csv': 'member_id,user_id\nm1,10013800138\nm2,u2\n',
    'conversions.csv':
      'conversion_id,ts,user_id,goal,value\n1,2026-11-05 10:00:00,20013800138,order,5\n2,2026-11-05 10:00:00,u2,order,7\n',
  });
  expect(found.check.said).not.toContain('differ from a known id');
});

test('ids that meet leave the light alone', async () => {
  const found = await tried({
    'grouplift.yaml': configuration(['reversals']),
    'reversals.csv': 'conversion_id,ts,value\n1001,2026-11-06 09:00:00,100.00\n',
  });
  expect(await found.run.rows('SELECT reference, lost FROM {id_joins} WHERE lost > 0')).toEqual([]);
  expect(verdict(found)).not.toMatch(/(Not yet|With care): .*ids that do not match/);
});

test('users of orders, members of chats and members of rosters: each join is counted apart', async () => {
  const found = await tried({
    'grouplift.yaml': configuration(['memberships', 'exclusions', 'codes']),
    'identities.csv': 'member_id,user_id\nM1,U1\nm2,u2\nm3,u3\n',
    'memberships.csv':
      'group_id,member_id,joined_at\ng-tea,m1,2026-10-01\nG-Run,m2,2026-10-01\ng-tea,m3.0,2026-10-01\n',
    'exclusions.csv': 'id_type,id\nmember,M2\n',
    'codes.csv': 'code,group_id\nTEA10,g-tea \nRUN5,G-RUN\n',
  });
  expect(await joinOf(found, 'conversions.user_id')).toMatchObject({
    named: 3,
    lost: 1,
    near: 1,
    apart: 'case',
    known_id: 'U1',
  });
  // Seen are m1, m2, m3 of the chats and m3.0 of the roster; M1 alone is in the identities for m1.
  expect(await joinOf(found, 'members.member_id')).toMatchObject({ named: 4, lost: 2, near: 1 });
  expect(await joinOf(found, 'memberships.member_id')).toMatchObject({ named: 3, lost: 2 });
  expect(await joinOf(found, 'memberships.group_id')).toMatchObject({
    named: 3,
    lost: 1,
    near: 1,
    apart: 'case',
    known_id: 'g-run',
  });
  expect(await joinOf(found, 'exclusions.id')).toMatchObject({
    named: 1,
    lost: 1,
    near: 1,
    apart: 'case',
    known_id: 'm2',
  });
  expect(await joinOf(found, 'codes.group_id')).toMatchObject({ named: 2, lost: 1, near: 1, apart: 'case' });
  expect(verdict(found)).toMatch(/(Not yet|With care): .*ids that do not match/);
});

test('a few digits that are alike by chance are no prefix, and tables that were not given are not looked in', async () => {
  const found = await tried({
    'conversions.csv':
      'conversion_id,ts,user_id,goal,value\n1001,2026-11-05 10:00:00,x1,order,100.00\n1002,2026-11-05 10:00:00,u2,order,50.00\n',
  });
  expect(await joinOf(found, 'conversions.user_id')).toMatchObject({
    named: 2,
    lost: 1,
    near: 0,
    apart: null,
  });
  expect(await joinOf(found, 'tactic_groups.tactic_id')).toBeUndefined();
  expect(await joinOf(found, 'conversions.code')).toBeUndefined();
});

test('groups and tactics of a plan that no other table has', async () => {
  const found = await tried({
    'grouplift.yaml': configuration(['tactics', 'tactic_groups']),
    'tactics.csv': 'tactic_id,kind,starts_at\nt1,red_envelope,2026-11-01 00:00:00\n',
    'tactic_groups.csv': 'tactic_id,group_id\nT1,g-tea\nt1,g-tee\nt1,g-run\n',
  });
  expect(found.check.said).toMatch(
    /tactic_groups\.tactic_id: 1 of 3 ids \(33 %\) are not found in tactics; all of them differ .* case, such as "T1" from "t1"/,
  );
  expect(found.check.said).toMatch(
    /tactic_groups\.group_id: 1 of 3 ids \(33 %\) are not found in activities, memberships or groups\./,
  );
});

test('an id of another length in a large community is looked up all the same', async () => {
  const rows = Array.from({ length: 300 }, (_, place) => `m${place},u${place}`).join('\n');
  const found = await tried({
    ...base,
    'identities.csv': `member_id,user_id\n${rows}\n`,
    'conversions.csv': `conversion_id,ts,user_id,goal,value\n${Array.from({ length: 300 }, (_, place) => `${place},2026-11-05 10:00:00,0u${place},order,1.00`).join('\n')}\nmeets,2026-11-05 10:00:00,u1,order,1.00\n`,
  });
  expect(await joinOf(found, 'conversions.user_id')).toMatchObject({
    named: 301,
    lost: 300,
    near: 300,
    apart: 'zeros',
  });
});
