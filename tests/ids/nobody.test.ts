/** Ids that stand for nobody, ids that stand for too many, and conversions of guests. */
import { afterAll, describe, expect, test } from 'vitest';
import { placeholderWords } from '../../src/contract/empty_words.js';
import { removeProjects } from '../black_box.js';
import { base, configuration, credited, tried } from './project.js';

afterAll(removeProjects);

/** Three of four members are linked to the word, and two of three orders are of it. */
const strangers = (word: string) => ({
  'activities.csv': `${base['activities.csv']}2026-11-04 09:00:00,g-run,link_click,m4\n`,
  'identities.csv': `member_id,user_id\nm1,u1\nm2,${word}\nm3,${word}\nm4,${word}\n`,
  'conversions.csv': `conversion_id,ts,user_id,goal,value
1001,2026-11-05 10:00:00,u1,order,100.00
1002,2026-11-05 11:00:00,${word},order,50.00
1003,2026-11-06 12:00:00,${word},order,30.00
`,
});

const others = [
  'NULL',
  'None',
  'NaN',
  'N/A',
  '#N/A',
  '\\N',
  'Guest',
  'Anonymous',
  ' null ',
  "'NULL",
  '无',
  'ＮＵＬＬ',
];

describe.each([...new Set([...placeholderWords, ...others])])('the user %s', (word) => {
  test('is nobody: strangers earn nothing, the orders count and are told', async () => {
    const found = await tried(strangers(word));
    expect(found.run.code).toBe(0);
    expect(await credited(found)).toEqual({ 'g-tea': [1, 100] });
    expect(await found.run.rows('SELECT reason, conversions FROM {unattributed}')).toEqual([
      { reason: 'no_identity', conversions: 2 },
    ]);
    const said = found.check.said;
    expect(said).toMatch(
      /inputs\.identities: 3 of 4 values of user_id \(75 %\) are words that mean "nobody"/,
    );
    expect(said).toMatch(/inputs\.conversions: 2 of 3 values of user_id .* mean "nobody" .*: ".+" \(2\)\./);
  });
});

test('an empty list takes every word for an id, and a list of words replaces ours', async () => {
  const files = strangers('NULL');
  const none = configuration([], 'identity: { placeholders: [] }\n');
  expect(await credited(await tried({ ...files, 'grouplift.yaml': none }))).toEqual({
    'g-tea': [1, 100],
    'g-run': [2, 80],
  });
  const own = configuration([], 'identity: { placeholders: [Visitor] }\n');
  const visitors = await tried({ ...strangers('visitor'), 'grouplift.yaml': own });
  expect(await credited(visitors)).toEqual({ 'g-tea': [1, 100] });
});

test('words in other columns: a code and an id that say nothing are none, a group may be called 0', async () => {
  const found = await tried({
    'grouplift.yaml': configuration(['codes']),
    'activities.csv': `activity_id,ts,group_id,kind,member_id
NULL,2026-11-01 09:00:00,0,link_click,m1
NULL,2026-11-01 10:00:00,0,link_click,m2
a3,2026-11-03 09:00:00,g-tea,link_click,m3
`,
    'conversions.csv': `conversion_id,ts,user_id,goal,value,code
\\N,2026-11-05 10:00:00,u1,order,100.00,NULL
\\N,2026-11-05 11:00:00,u2,order,50.00,None
1003,2026-11-06 12:00:00,u3,order,30.00,-
`,
    'codes.csv': 'code,group_id\nTEA10,g-tea\n',
  });
  // Two orders without an id are two orders, and two clicks are two clicks.
  expect(await credited(found)).toEqual({ '0': [2, 150], 'g-tea': [1, 30] });
  expect(await found.run.rows('SELECT * FROM {unknown_codes}')).toEqual([]);
});

test('a member who is nobody is no member, in activities and in memberships', async () => {
  const found = await tried({
    'grouplift.yaml': configuration(['memberships']),
    'activities.csv': `${base['activities.csv']}2026-11-04 09:00:00,g-run,link_click,anonymous\n`,
    'memberships.csv':
      'group_id,member_id,joined_at\ng-tea,m1,2026-10-01\ng-tea,-,2026-10-01\ng-tea,NULL,2026-10-01\ng-run,m2,2026-10-01\n',
  });
  expect(found.run.code).toBe(0);
  expect(await found.run.rows('SELECT group_id, members FROM {match_rate} ORDER BY group_id')).toEqual([
    { group_id: 'g-run', members: 1 },
    { group_id: 'g-tea', members: 1 },
  ]);
  expect(found.check.said).toMatch(
    /inputs\.memberships: 2 of 4 values of member_id \(50 %\) .*"-" \(1\), "NULL" \(1\)/,
  );
});

test('an order of a guest counts, and its code earns', async () => {
  const found = await tried({
    'grouplift.yaml': configuration(['codes']),
    'conversions.csv': `conversion_id,ts,user_id,goal,value,code
1001,2026-11-05 10:00:00,u1,order,100.00,
1002,2026-11-05 11:00:00,,order,50.00,TEA10
1003,2026-11-06 12:00:00,,order,30.00,
`,
    'codes.csv': 'code,group_id\nTEA10,g-tea\n',
  });
  expect(found.run.code).toBe(0);
  expect(await credited(found)).toEqual({ 'g-tea': [2, 150] });
  expect(await found.run.rows('SELECT reason, conversions, value FROM {unattributed}')).toEqual([
    { reason: 'no_identity', conversions: 1, value: 30 },
  ]);
  expect(await found.run.rows('SELECT * FROM {rejects}')).toEqual([]);
  expect(found.check.said).toMatch(/2 of 3 conversions \(67 %\) have no user \(guests\)/);
});

/** Orders of this many users, one each, and `many` of one user more, who is linked to the member of g-run. */
function shop(users: number, many: number) {
  const order = (id: string, user: string) => `${id},2026-11-05 10:00:00,${user},order,1.00`;
  const own = Array.from({ length: users }, (_, place) => order(`o${place}`, `w${place}`));
  const large = Array.from({ length: many }, (_, place) => order(`p${place}`, 'u2'));
  return { 'conversions.csv': `conversion_id,ts,user_id,goal,value\n${[...own, ...large].join('\n')}\n` };
}

test('a user with a quarter of a large shop is no person; a KOL with 40 % of ten orders is one', async () => {
  const large = await tried(shop(299, 101));
  expect(await credited(large)).toEqual({});
  expect(await large.run.rows('SELECT * FROM {quarantine}')).toEqual([
    { person_key: 'member:m2', users: 1, members: 1, reason: 'conversions' },
  ]);
  expect(large.check.said).toMatch(
    /have ids that cannot belong to one person, and are quarantined: member:m2/,
  );
  const honest = await tried(shop(6, 4));
  expect(await credited(honest)).toEqual({ 'g-run': [4, 4] });
  const borderline = await tried(shop(301, 100));
  expect(await credited(borderline)).toEqual({ 'g-run': [100, 100] });
  const allowed = await tried({
    ...shop(299, 101),
    'grouplift.yaml': configuration([], 'identity: { max_share: 1 }\n'),
  });
  expect(await credited(allowed)).toEqual({ 'g-run': [101, 101] });
});

/** `alone` members with a user each, and `many` members of one user. */
const linked = (alone: number, many: number) => {
  const own = Array.from({ length: alone }, (_, place) => `n${place},w${place}`);
  const shared = Array.from({ length: many }, (_, place) => `s${place},u9`);
  return { 'identities.csv': `member_id,user_id\nm1,u1\nm2,u9\n${[...own, ...shared].join('\n')}\n` };
};

test('a user whom no person has so many members of is no person', async () => {
  const orders =
    'conversion_id,ts,user_id,goal,value\n1001,2026-11-05 10:00:00,u1,order,100.00\n1002,2026-11-05 11:00:00,u9,order,50.00\n';
  const of = async (alone: number, many: number) => {
    const found = await tried({ ...linked(alone, many), 'conversions.csv': orders });
    const reasons = await found.run.rows('SELECT members, reason FROM {quarantine}');
    return [await credited(found), reasons];
  };
  const tea = { 'g-tea': [1, 100] };
  // With m2: 20 of 60 members, 19 of 60, 101 of 602, 20 of 81 (not more than a quarter).
  expect(await of(39, 19)).toEqual([tea, [{ members: 20, reason: 'members' }]]);
  expect(await of(40, 18)).toEqual([{ ...tea, 'g-run': [1, 50] }, []]);
  expect(await of(500, 100)).toEqual([tea, [{ members: 101, reason: 'members' }]]);
  expect(await of(60, 19)).toEqual([{ ...tea, 'g-run': [1, 50] }, []]);
});
