/** What stands around an id is no part of it, in whatever table and file it stands. */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { query, removeProjects, writeProject } from '../black_box.js';
import { runProduct } from '../oracle/product.js';
import type { World } from '../oracle/world.js';
import { worlds } from '../oracle/world.js';
import { configuration, credited, joinOf, tried } from './project.js';

afterAll(removeProjects);

const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

/** Written form of an id -> the same id. */
const wraps: Readonly<Record<string, (id: string) => string>> = {
  'a tab behind': (id) => `${id}\t`,
  'a space before': (id) => ` ${id}`,
  'line ends around': (id) => `\r\n${id}\n`,
  'no-break spaces': (id) => `\u00a0${id}\u00a0`,
  'a wide space': (id) => `${id}\u3000`,
  'a zero-width space': (id) => `\u200b${id}`,
  'a byte order mark': (id) => `\ufeff${id}`,
  'a direction mark': (id) => `\u202d${id}\u202c`,
  'a formula of text': (id) => `="${id}"`,
  'a formula half eaten': (id) => `=${id}"`,
  'an apostrophe': (id) => `'${id}`,
  'a backtick': (id) => `\`${id}`,
  'backticks around': (id) => `\`${id}\``,
  'quotes around': (id) => `"${id}"`,
  'curly quotes around': (id) => `“${id}”`,
  'an apostrophe and a tab': (id) => `'${id}\t`,
  'blanks within quotes': (id) => `" ${id} "`,
  'full width': fullWidth,
};

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe.each(Object.entries(wraps))('%s', (_, wrap) => {
  test('around the ids of orders: person and refund are found', async () => {
    const w = (id: string) => cell(wrap(id));
    const found = await tried({
      'grouplift.yaml': configuration(['reversals']),
      'conversions.csv': `conversion_id,ts,user_id,goal,value
${w('1001')},2026-11-05 10:00:00,${w('u1')},order,100.00
${w('1002')},2026-11-05 11:00:00,${w('u2')},order,50.00
1003,2026-11-06 12:00:00,u3,order,30.00
`,
      'reversals.csv': 'conversion_id,ts,value\n1001,2026-11-06 09:00:00,100.00\n',
    });
    expect(await credited(found)).toEqual({ 'g-tea': [1, 30], 'g-run': [1, 50] });
    expect(await joinOf(found, 'reversals.conversion_id')).toMatchObject({ named: 1, lost: 0 });
    expect(found.check.said).toMatch(
      /inputs\.conversions: 2 of 3 values of conversion_id \(67 %\) had blanks/,
    );
    expect(found.check.said).toMatch(/inputs\.conversions: 2 of 3 values of user_id \(67 %\) had blanks/);
  });
});

test('a blank around the ids of every other table', async () => {
  const found = await tried({
    'grouplift.yaml': configuration(['reversals', 'memberships', 'codes', 'exclusions', 'groups']),
    'activities.csv': `ts,group_id,kind,member_id
2026-11-01 09:00:00,g-tea ,link_click,m1\t
2026-11-02 09:00:00,"=""g-run""",link_click,m2
2026-11-03 09:00:00,g-tea,link_click,m3
`,
    'identities.csv': 'member_id,user_id\nm1,u1\n\u00a0m2,u2\nm3,`u3`\n',
    'memberships.csv':
      "group_id,member_id,joined_at\n'g-tea,m1,2026-10-01\ng-run,\u3000m2,2026-10-01\ng-tea,m3\t,2026-10-01\n",
    'reversals.csv': 'conversion_id,ts,value\n\ufeff1002 ,2026-11-06 09:00:00,20.00\n',
    'codes.csv': 'code,group_id\n TEA10,g-run\t\n',
    'groups.csv': 'group_id,name\ng-tea ,Tea\n',
    'exclusions.csv': 'id_type,id\nuser ,u3 \n',
  });
  // u3 is excluded, and m3 with it; order 1002 loses 20 of its 50.
  expect(await credited(found)).toEqual({ 'g-tea': [1, 100], 'g-run': [1, 30] });
  const groups = await found.run.rows('SELECT group_id, name FROM {groups} ORDER BY group_id');
  expect(groups).toEqual([
    { group_id: 'g-run', name: null },
    { group_id: 'g-tea', name: 'Tea' },
  ]);
  expect(await found.run.rows('SELECT members, matched FROM {match_rate} ORDER BY group_id')).toEqual([
    { members: 1, matched: 1 },
    { members: 1, matched: 1 },
  ]);
});

test('composed and decomposed letters are one id', async () => {
  // One letter alone may be Chinese in another encoding.
  const config = configuration().replace('conversions.csv', '{ files: conversions.csv, encoding: utf-8 }');
  const found = await tried({
    'grouplift.yaml': config,
    'identities.csv': 'member_id,user_id\nm1,Zoe\u0308\nm2,u2\nm3,u3\n',
    'conversions.csv':
      'conversion_id,ts,user_id,goal,value\n1001,2026-11-05 10:00:00,Zo\u00eb,order,100.00\n',
  });
  expect(await credited(found)).toEqual({ 'g-tea': [1, 100] });
});

test('what is inside an id stays, and so do quotes at its end alone', async () => {
  const ids = ["O'Brien", 'a b', '5"', '=SUM(A1)', '群１', '#', '(none)'];
  const found = await tried({
    'activities.csv': `ts,group_id,kind,member_id\n${ids.map((id) => `2026-11-01 09:00:00,${cell(id)},link_click,m1`).join('\n')}\n`,
  });
  const groups = await found.run.rows('SELECT group_id FROM {groups}');
  const expected = ids.map((id) => (id === '(none)' ? '\\(none)' : id));
  expect(new Set(groups.map((row) => row.group_id))).toEqual(new Set(expected));
});

test('Parquet that is read in place', async () => {
  const folder = writeProject({});
  const path = `${folder}/a.parquet`;
  await query(
    `COPY (SELECT * FROM (VALUES ('2026-11-01 09:00:00', 'g-tea', 'link_click', 'm1' || chr(9)), ('2026-11-02 09:00:00', 'g-run ', 'link_click', '''m2'),
      ('2026-11-03 09:00:00', 'g-tea', 'link_click', 'NULL')) t(ts, group_id, kind, member_id)) TO '${path}' (FORMAT parquet)`,
  );
  const found = await tried({
    'grouplift.yaml': configuration().replace('activities: activities.csv', `activities: ${path}`),
  });
  expect(await credited(found)).toEqual({ 'g-tea': [1, 100], 'g-run': [1, 50] });
  expect(found.check.said).toMatch(/inputs\.activities: 2 of 3 values of member_id \(67 %\) had blanks/);
  expect(found.check.said).toMatch(/inputs\.activities: 1 of 3 values of member_id .*"NULL" \(1\)/);
});

const marks = /^[\s='"`]|[\s'"`]$/;

/** The world with every id wrapped, or not, as numbers say; ids that begin or end with a mark of their own get blanks alone. */
function wrapped(world: World, numbers: readonly number[]): World {
  let place = 0;
  const wrap = (id: string): string => {
    const number = numbers[place++ % numbers.length] ?? 0;
    const kinds = Object.values(wraps).slice(0, marks.test(id) || !/^[\x20-\x7e]+$/.test(id) ? 7 : undefined);
    // A formula half eaten is known by its letters and digits.
    const usable = /^[0-9A-Za-z_-]+$/.test(id)
      ? kinds
      : kinds.filter((kind) => kind !== wraps['a formula half eaten']);
    return number % 2 === 0 ? id : (usable[number % usable.length] ?? String)(id);
  };
  const maybe = (id: string | null) => (id === null ? null : wrap(id));
  return {
    ...world,
    activities: world.activities.map((row) => ({
      ...row,
      activity_id: maybe(row.activity_id),
      group_id: wrap(row.group_id),
      member_id: maybe(row.member_id),
      tactic_id: maybe(row.tactic_id),
    })),
    conversions: world.conversions.map((row) => ({
      ...row,
      conversion_id: wrap(row.conversion_id),
      user_id: wrap(row.user_id),
      code: maybe(row.code),
    })),
    identities: world.identities.map((row) => ({ ...row, id_a: wrap(row.id_a), id_b: wrap(row.id_b) })),
    memberships: world.memberships.map((row) => ({
      ...row,
      group_id: wrap(row.group_id),
      member_id: wrap(row.member_id),
    })),
    groups: world.groups.map((row) => ({ group_id: wrap(row.group_id), kol_id: maybe(row.kol_id) })),
    reversals: world.reversals.map((row) => ({ ...row, conversion_id: wrap(row.conversion_id) })),
    codes: world.codes.map((row) => ({
      ...row,
      code: wrap(row.code),
      group_id: maybe(row.group_id),
      tactic_id: maybe(row.tactic_id),
      kol_id: maybe(row.kol_id),
    })),
    tactics: world.tactics.map((row) => ({ ...row, tactic_id: wrap(row.tactic_id) })),
    tactic_groups: world.tactic_groups.map((row) => ({
      ...row,
      tactic_id: wrap(row.tactic_id),
      group_id: wrap(row.group_id),
    })),
    kols: world.kols.map((row) => ({
      ...row,
      kol_id: wrap(row.kol_id),
      member_id: maybe(row.member_id),
      user_id: maybe(row.user_id),
    })),
    exclusions: world.exclusions.map((row) => ({ ...row, id: wrap(row.id) })),
  };
}

const numRuns = Number(process.env.WORLDS ?? 4);

test(
  'wrapping the ids of a random community changes no published number',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        worlds,
        fc.array(fc.nat(99), { minLength: 20, maxLength: 60 }),
        async (world, numbers) => {
          const plain = await runProduct(world);
          const other = await runProduct(wrapped(world, numbers));
          expect([other.exit, other.texts]).toEqual([plain.exit, plain.texts]);
        },
      ),
      { numRuns, seed: Number(process.env.WORLDS_SEED ?? 1), endOnFailure: true },
    );
  },
  numRuns * 120_000,
);
