/** Cells of a calendar that name several groups: worked out by hand. */
import { describe, expect, test } from 'vitest';
import { groupsIn } from '../../src/sources/copies/list_cells.js';
import { refusalOf, withSources } from './loaded.js';

const groups = [
  { group_id: 'g1', type: 'store', name: 'One' },
  { group_id: 'g2', type: 'Store', name: 'Two' },
  { group_id: 'g3', type: 'vip', name: 'Three' },
];

describe('a cell', () => {
  test.each<[string, readonly string[]]>([
    ['g1', ['g1']],
    ['g1, g2', ['g1', 'g2']],
    ['g1、g3；g1', ['g1', 'g3']],
    ['all', ['g1', 'g2', 'g3']],
    ['全部', ['g1', 'g2', 'g3']],
    ['type=store', ['g1', 'g2']],
    ['type = vip, g1', ['g3', 'g1']],
    ['g9', ['g9']],
    ['a=b', ['a=b']],
    ['', []],
  ])('%s', (cell, found) => expect(groupsIn(cell, groups)).toEqual(found));

  test('that matches no group, or needs groups that are not described', () => {
    expect(groupsIn('type=shop', groups)).toEqual({ wrong: '"type=shop", which matches no group' });
    expect(groupsIn('all', [])).toMatchObject({ wrong: expect.stringContaining('no groups table') });
  });

  test('a group that is called all is that group', () => {
    expect(groupsIn('all', [...groups, { group_id: 'all' }])).toEqual(['all']);
  });
});

const project = (cells: readonly string[], more = '  groups: groups.csv\n') => ({
  'grouplift.yaml': `timezone: UTC
inputs:
  activities: activities.csv
  conversions: orders.csv
  tactics: calendar.csv
  tactic_groups: { files: calendar.csv, list_cells: true, columns: { group_id: groups } }
${more}  identities: same
goals: [{ name: order, match: { goal: order }, window_days: 30 }]
`,
  'activities.csv': 'ts,group_id,member_id,kind\n2026-11-02 09:00:00,g1,a,link_click\n',
  'orders.csv': 'ts,user_id,goal\n2026-11-02 10:00:00,a,order\n',
  'groups.csv': 'group_id,type\ng1,store\ng2,store\ng3,vip\n',
  'calendar.csv': `tactic_id,kind,starts_at,groups\n${cells.map((cell, at) => `t${at + 1},mail,2026-11-02 09:00:00,"${cell}"\n`).join('')}`,
});

test('becomes one row per group', async () => {
  await withSources(project(['type=store', 'g3, g1', 'all']), async (engine) => {
    const rows = await engine.rows(
      'SELECT tactic_id, group_id FROM in_tactic_groups ORDER BY tactic_id, group_id',
    );
    expect(rows.map(({ tactic_id, group_id }) => `${tactic_id} ${group_id}`)).toEqual([
      ...['t1 g1', 't1 g2', 't2 g1', 't2 g3', 't3 g1', 't3 g2', 't3 g3'],
    ]);
  });
});

test('is refused with its row if it means nothing', async () => {
  const wrong = await refusalOf(project(['g1', 'type=shop']));
  expect(wrong).toMatchObject({
    code: 3,
    text: expect.stringMatching(/calendar\.csv, row 3, column groups: found "type=shop"/),
  });
  expect((await refusalOf(project(['all'], ''))).text).toMatch(/no groups table/);
});

test('a constant that names several groups, with other constants, applies to every row', async () => {
  const files = project(['', '']);
  const yaml = files['grouplift.yaml'].replace(
    '{ group_id: groups }',
    '{ group_id: { value: "type=store" }, arm: { value: treated } }',
  );
  await withSources({ ...files, 'grouplift.yaml': yaml }, async (engine) => {
    const rows = await engine.rows(
      'SELECT tactic_id, group_id, arm FROM in_tactic_groups ORDER BY tactic_id, group_id',
    );
    expect(rows.map(({ tactic_id, group_id, arm }) => `${tactic_id} ${group_id} ${arm}`)).toEqual([
      ...['t1 g1 treated', 't1 g2 treated', 't2 g1 treated', 't2 g2 treated'],
    ]);
  });
});

test('files with columns in different orders are read by name', async () => {
  const files = project(['g1']);
  const yaml = files['grouplift.yaml'].replace(
    'tactic_groups: { files: calendar.csv',
    'tactic_groups: { files: [calendar.csv, more.csv]',
  );
  const more = 'groups,starts_at,kind,tactic_id\n"g2,g3",2026-11-02 09:00:00,mail,t2\n';
  await withSources({ ...files, 'grouplift.yaml': yaml, 'more.csv': more }, async (engine) => {
    const rows = await engine.rows(
      'SELECT tactic_id, group_id FROM in_tactic_groups ORDER BY tactic_id, group_id',
    );
    expect(rows.map(({ tactic_id, group_id }) => `${tactic_id} ${group_id}`)).toEqual([
      ...['t1 g1', 't2 g2', 't2 g3'],
    ]);
  });
});

test('a total below the groups does not stand for all groups', async () => {
  const files = project(['all']);
  await withSources({ ...files, 'groups.csv': `${files['groups.csv']}合计,3\n` }, async (engine) => {
    const rows = await engine.rows('SELECT group_id FROM in_tactic_groups ORDER BY group_id');
    expect(rows.map(({ group_id }) => group_id)).toEqual(['g1', 'g2', 'g3']);
  });
});

test('groups between commas that are not quoted are not dropped in silence', async () => {
  const files = project(['g1']);
  const yaml = files['grouplift.yaml'].replace(
    'tactic_groups: { files: calendar.csv',
    'tactic_groups: { files: more.csv',
  );
  const more = 'tactic_id,kind,starts_at,groups\nt2,mail,2026-11-02 09:00:00,g2,g3\n';
  const { code, text } = await refusalOf({ ...files, 'grouplift.yaml': yaml, 'more.csv': more });
  expect([code, text]).toEqual([3, expect.stringContaining('more.csv, line 2: found 5 cells, expected 4')]);
});
