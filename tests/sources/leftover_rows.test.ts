/** Rows of a file that are none of its table: a second header, sums, and what programs write below their rows. */
import { describe, expect, test } from 'vitest';
import { isFooter, isTotal } from '../../src/sources/records/leftovers.js';
import { refusalOf, withSources } from './loaded.js';

const project = (groups: string, identities = 'member_id,user_id\nm1,u1\n') => ({
  'grouplift.yaml': `timezone: Asia/Shanghai
inputs:
  activities: activities.csv
  conversions: orders.csv
  identities: ids.csv
  groups: groups.csv
goals:
  - { name: order, match: { goal: order }, window_days: 30 }
`,
  'activities.csv': 'ts,group_id,member_id,kind\n2026-11-02T09:00:00+08:00,g1,m1,link_click\n',
  'orders.csv': 'conversion_id,ts,user_id,goal\n1,2026-11-03T09:00:00+08:00,u1,order\n',
  'ids.csv': identities,
  'groups.csv': groups,
});

/** The groups that are read, and how often each rule left a row out. */
const read = (groups: string) =>
  withSources(project(groups), async (engine, sources) => ({
    groups: (await engine.rows('SELECT group_id FROM in_groups WHERE problem IS NULL ORDER BY group_id')).map(
      ({ group_id }) => group_id,
    ),
    skipped: Object.fromEntries(
      (sources.find(({ table }) => table === 'groups')?.skipped ?? []).map(({ rule, count }) => [
        rule,
        count,
      ]),
    ),
  }));

describe('in a list of groups', () => {
  const rows = (...lines: string[]) => ['group_id,name,type', 'g1,Tea,store', ...lines, ''].join('\n');

  test.each([
    ['the header in other letters', rows('Group_ID,Name,TYPE', 'g2,Run,store'), { 'repeated header': 1 }],
    ['the header with blanks', rows('group id, Name ,type', 'g2,Run,store'), { 'repeated header': 1 }],
    ['sums between two parts', rows('合计,1,', 'g2,Run,store'), { 'total row': 1 }],
    ['sums with their count', rows('合计(2),,', 'TOTAL 2,,', '共2条,,', 'g2,Run,store'), { 'total row': 3 }],
    ['averages', rows('Average,1.5,', 'g2,Run,store'), { 'total row': 1 }],
    [
      'what programs write below',
      rows('g2,Run,store', '(2 rows),,', '-- end --,,', '导出时间：2026-11-06 10:00,,', 'Page 1 of 1,,'),
      { footer: 4 },
    ],
    ['lines of dashes', rows('--------,,', 'g2,Run,store', '+------+,,'), { footer: 2 }],
    ['footers that lack the other cells', rows('g2,Run,store', '(2 rows)', 'End of report'), { footer: 2 }],
  ])('%s are no groups', async (_, groups, skipped) => {
    expect(await read(groups)).toEqual({ groups: ['g1', 'g2'], skipped });
  });

  test('names that only sound like one are groups', async () => {
    const { groups, skipped } = await read(
      rows('Total,Total Fitness,store', 'End,End of the road,store', '2,Two rows,'),
    );
    expect(groups).toEqual(['2', 'End', 'Total', 'g1']);
    expect(skipped).toEqual({});
  });
});

test.each([
  ['user_id,member_id', 'user_id'],
  ['User_ID,MEMBER_ID', 'User_ID'],
])(
  'rows under a second header with its columns in another order (%s) are not read as if they were in the first',
  async (header, found) => {
    const { code, text } = await refusalOf(
      project('group_id\ng1\n', `member_id,user_id\nm1,u1\n${header}\nu2,m2\n`),
    );
    expect(code).toBe(3);
    expect(text).toContain(
      `ids.csv, line 3: the column names appear here again, in a different order: found "${found}" in the column "member_id".`,
    );
  },
);

test('a header is known again if an underscore is among its first letters', async () => {
  const header = 'id_type_a,id_a,id_type_b,id_b';
  const files = project('group_id\ng1\n', `${header}\nmember,m1,user,u1\n${header}\nmember,m2,user,u2\n`);
  const { skipped, rows } = await withSources(files, async (_, sources) => {
    const found = sources.find(({ table }) => table === 'identities');
    return { skipped: found?.skipped.map(({ rule, count }) => ({ rule, count })), rows: found?.rows };
  });
  expect({ skipped, rows }).toEqual({ skipped: [{ rule: 'repeated header', count: 1 }], rows: 2 });
});

test('a line that the engine could not take is judged by the same words', () => {
  for (const cells of [['合计：2人'], ['Total users', '2'], ['', 'Sum'], ['本页合计', '', '30']])
    expect(isTotal(cells), cells.join()).toBe(true);
  for (const cells of [['totally'], ['Summer 2'], ['共享群'], ['2']])
    expect(isTotal(cells), cells.join()).toBe(false);
  for (const cells of [['2 rows selected.'], ['Generated on: 2026-11-06'], ['第1页/共2页']])
    expect(isFooter(cells), cells.join()).toBe(true);
  for (const cells of [['ended'], ['2'], ['导出群', ''], ['End', 'x']])
    expect(isFooter(cells), cells.join()).toBe(false);
});
