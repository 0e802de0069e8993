/** Who is at risk in which group: by hand through a split, without memberships, and over the raw files of the demo. */
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { demoProject } from '../../src/invented/demo/index.js';
import { csvTable, type Outcome, removeProjects, runIn, writeProject } from '../black_box.js';

afterAll(removeProjects);

const configuration = (inputs: string) => `timezone: UTC
inputs:
  activities: activities.csv
  conversions: conversions.csv
  identities: identities.csv
${inputs}goals:
  - { name: order, match: { goal: order }, window_days: 30 }
attribution: { models: [linear] }
`;

const split = {
  'grouplift.yaml': configuration('  memberships: memberships.csv\n  group_lineage: lineage.csv\n'),
  'activities.csv': [
    'activity_id,ts,group_id,member_id,kind',
    'a1,2026-03-09 12:00:00,chat only,u1,message',
    'a2,2026-03-29 12:00:00,chat only,u1,message',
    '',
  ].join('\n'),
  // P was split into A and B, and B later into C
  'lineage.csv':
    'from_group,to_group,at,kind\nP,A,2026-03-16 10:00:00,split\nP,B,2026-03-16 10:00:00,split\nB,C,2026-03-25 10:00:00,split\n',
  'memberships.csv': [
    'group_id,member_id,joined_at,left_at',
    ...['u1', 'u2', 'u3', 'lone'].map((who) => `P,${who},2026-01-05 12:00:00,2026-03-16 10:00:00`),
    'F,u4,2026-01-01 12:00:00,',
    'P,u4,2026-01-05 12:00:00,2026-03-16 10:00:00',
    // two stays in A that overlap, and a second member id of u1
    'A,u1,2026-03-16 00:00:00,',
    'A,u1,2026-03-17 00:00:00,2026-03-18 00:00:00',
    'A,u1 again,2026-03-17 00:00:00,',
    'A,u4,2026-03-16 00:00:00,',
    'B,u2,2026-03-18 00:00:00,2026-03-25 10:00:00',
    'C,u2,2026-03-26 00:00:00,',
    '',
  ].join('\n'),
  'identities.csv': `member_id,user_id\n${['u1', 'u2', 'u3', 'u4'].map((who) => `${who},${who}\n`).join('')}u1 again,u1\n`,
  'conversions.csv': [
    'conversion_id,ts,user_id,goal',
    'c1,2026-03-10 12:00:00,u1,order',
    'c2,2026-03-17 12:00:00,u1,order',
    'c3,2026-03-17 12:00:00,u2,order',
    'c4,2026-03-19 12:00:00,u2,order',
    'c5,2026-03-20 12:00:00,u3,order',
    'c6,2026-03-20 12:00:00,u4,order',
    'c7,2026-03-27 12:00:00,u2,order',
    '',
  ].join('\n'),
};

const membersIn = (outcome: Outcome) =>
  Object.fromEntries(
    csvTable(outcome, 'group_members').map((row) => [row.group_id, [row.members, row.home_members]]),
  );

describe('people through a split', () => {
  const run = (...args: string[]) =>
    runIn(writeProject(split), { args: ['--csv', '--as-of', '2026-03-30', ...args] });

  it('counts those present during the period, and at home once they are present in the child', async () => {
    const during = await run('--from', '2026-03-16', '--to', '2026-03-22');
    expect(during.code, during.stderr).toBe(0);
    // u1, u2, u3, u4 and the member without a person were in P until 10:00; u1 came home to A at 10:00, u2 to B on the 18th:
    // P is home of u3 and the member without a person, and the five people are at home once each
    expect(membersIn(during)).toEqual({
      A: ['2', '1'],
      B: ['1', '1'],
      C: ['0', '0'],
      F: ['1', '1'],
      P: ['5', '2'],
    });
    const after = await run('--from', '2026-03-23', '--to', '2026-03-29');
    expect(membersIn(after)).toEqual({
      A: ['2', '1'],
      B: ['1', '0'],
      C: ['1', '1'],
      F: ['1', '1'],
      P: ['0', '0'],
    });
  });

  it('counts results for the group that is home at that time, and members at the end of every week', async () => {
    const outcome = await run();
    const weeks = csvTable(outcome, 'group_week').map((row) => [
      `${row.group_id} ${row.week_start}`,
      [row.members, row.home_members, row.landed],
    ]);
    expect(Object.fromEntries(weeks)).toEqual({
      'A 2026-03-09': ['0', '0', '0'],
      'A 2026-03-16': ['2', '1', '1'],
      'A 2026-03-23': ['2', '1', '0'],
      'B 2026-03-09': ['0', '0', '0'],
      'B 2026-03-16': ['1', '1', '1'],
      'B 2026-03-23': ['0', '0', '0'],
      'C 2026-03-09': ['0', '0', '0'],
      'C 2026-03-16': ['0', '0', '0'],
      'C 2026-03-23': ['1', '1', '1'],
      'F 2026-03-09': ['1', '1', '0'],
      'F 2026-03-16': ['1', '1', '1'],
      'F 2026-03-23': ['1', '1', '0'],
      'P 2026-03-09': ['5', '4', '1'],
      'P 2026-03-16': ['0', '0', '2'],
      'P 2026-03-23': ['0', '0', '0'],
      // no membership of it is known: that is not zero
      'chat only 2026-03-09': ['', '', '0'],
      'chat only 2026-03-16': ['', '', '0'],
      'chat only 2026-03-23': ['', '', '0'],
    });
  });
});

it('counts those seen so far if there is no memberships table', async () => {
  const files = {
    ...split,
    'grouplift.yaml': configuration(''),
    'activities.csv':
      'activity_id,ts,group_id,member_id,kind\na1,2026-03-10 12:00:00,g,u1,message\na2,2026-03-12 12:00:00,g,u1 again,link_click\na3,2026-03-20 12:00:00,g,lone,message\na4,2026-03-20 12:00:00,h,u1,message\n',
  };
  const run = (from: string, to: string) =>
    runIn(writeProject(files), { args: ['--csv', '--as-of', '2026-03-30', '--from', from, '--to', to] });
  const first = await run('2026-03-09', '2026-03-15');
  expect(first.code, first.stderr).toBe(0);
  expect(csvTable(first, 'group_members')).toEqual([
    { group_id: 'g', members: '1', home_members: '1', basis: 'observed' },
    { group_id: 'h', members: '0', home_members: '0', basis: 'observed' },
  ]);
  expect(membersIn(await run('2026-03-16', '2026-03-22'))).toEqual({ g: ['2', '2'], h: ['1', '0'] });
});

it('credit is divided by the members of the week: by hand, 50 and 16.7 per 100', async () => {
  const files = {
    'grouplift.yaml': configuration('  memberships: memberships.csv\n'),
    'activities.csv':
      'activity_id,ts,group_id,member_id,kind\na1,2026-03-09 12:00:00,g,u1,link_click\na2,2026-03-10 12:00:00,h,u1,link_click\na3,2026-03-10 12:00:00,g,u2,link_click\n',
    'memberships.csv':
      'group_id,member_id,joined_at,left_at\ng,u1,2026-01-05 12:00:00,\ng,u2,2026-01-05 12:00:00,\ng,u3,2026-01-05 12:00:00,\nh,u1,2026-01-06 12:00:00,\nh,u4,2026-01-05 12:00:00,\nh,u5,2026-01-05 12:00:00,2026-03-09 12:00:00\nh,u6,2026-01-05 12:00:00,2026-03-02 12:00:00\n',
    'identities.csv': `member_id,user_id\n${['u1', 'u2', 'u3', 'u4', 'u5', 'u6'].map((who) => `${who},${who}\n`).join('')}`,
    'conversions.csv':
      'conversion_id,ts,user_id,goal\nc1,2026-03-11 12:00:00,u1,order\nc2,2026-03-12 12:00:00,u2,order\n',
  };
  const args = ['--csv', '--as-of', '2026-03-30', '--from', '2026-03-09', '--to', '2026-03-15'];
  const outcome = await runIn(writeProject(files), { args });
  expect(outcome.code, outcome.stderr).toBe(0);
  const members = new Map(csvTable(outcome, 'group_members').map((row) => [row.group_id, row.members]));
  const credit = csvTable(outcome, 'group_credit').filter(
    (row) => row.model === 'linear' && row.group_id !== '(unattributed)',
  );
  // u1's order is half of g's and half of h's, u2's is of g; u5 was still in h on the Monday, u6 left the week before
  expect(Object.fromEntries(credit.map((row) => [row.group_id, Number(row.conversions)]))).toEqual({
    g: 1.5,
    h: 0.5,
  });
  expect(Object.fromEntries(members)).toEqual({ g: '3', h: '3' });
  const per100 = credit.map((row) => (100 * Number(row.conversions)) / Number(members.get(row.group_id)));
  expect(per100.sort((x, y) => x - y)).toEqual([50 / 3, 50]);
});

describe('the demo', async () => {
  const files = demoProject(1, 'en');
  const outcome = await runIn(writeProject(files), { args: ['--csv', '--week', '2026-W46'] });
  const rows = (name: string): Record<string, string>[] => parse(files[name] ?? '', { columns: true });

  /** The smallest id of all that are linked to an id, by following links until none is new; with too many users they are several people. */
  const maxUsers = 5;
  const links = new Map<string, string[]>();
  for (const row of rows('data/id_map.csv')) {
    if (row.confidence !== '' && Number(row.confidence) < 0.5) continue;
    const [a, b] = [`${row.id_type_a} ${row.id_a}`, `${row.id_type_b} ${row.id_b}`];
    links.set(a, [...(links.get(a) ?? []), b]);
    links.set(b, [...(links.get(b) ?? []), a]);
  }
  const personOf = (id: string) => {
    const seen = new Set([id]);
    for (const one of seen) for (const next of links.get(one) ?? []) seen.add(next);
    const isSeveral = [...seen].filter((one) => one.startsWith('user ')).length > maxUsers;
    return isSeveral ? id : ([...seen].sort()[0] ?? id);
  };
  const staff = new Set(rows('data/staff.csv').map((row) => personOf(`${row.id_type} ${row.id}`)));

  /** Who was in each group at any time of the week from 9 to 15 November: all times of the demo are Shanghai wall times. */
  const present = new Map<string, Set<string>>();
  for (const row of rows('data/memberships.csv')) {
    const { group_id = '', member_id, joined_at = '', left_at = '' } = row;
    const mine = present.get(group_id) ?? new Set();
    present.set(group_id, mine);
    const person = personOf(`member ${member_id}`);
    const overlaps = joined_at < '2026-11-16 00:00:00' && (left_at === '' || left_at > '2026-11-09 00:00:00');
    if (overlaps && !staff.has(person)) mine.add(person);
  }

  it('has the members that its raw files have', () => {
    expect(outcome.code).toBe(0);
    const found = csvTable(outcome, 'group_members').map((row) => [row.group_id, Number(row.members)]);
    expect(found.length).toBeGreaterThan(60);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries([...present].map(([group, people]) => [group, people.size])),
    );
  });
});
