/** Files as operators keep them: what init takes them for, and what it says of those that it cannot use. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeProject } from '../../../src/project/folder.js';
import { guessProject, guessTable } from '../../../src/tasks/init/guess.js';
import { initProject } from '../../../src/tasks/init/index.js';
import { whyLeft } from '../../../src/tasks/init/nearest.js';
import { silent } from '../../silent.js';

const file = (name: string, columns: string) => ({ name, bytes: 1, columns: columns.split(',') });

test('titles of groups are their ids where there is nothing better', () => {
  expect(guessTable('时间,群名称,成员ID,动作'.split(','))).toMatchObject({
    table: 'activities',
    columns: { ts: '时间', group_id: '群名称', member_id: '成员ID', kind: '动作' },
  });
  expect(guessTable('时间,群ID,群名称,成员ID,动作'.split(','))?.columns.group_id).toBe('群ID');
  expect(guessTable('group id,group name,type'.split(','))).toMatchObject({
    table: 'groups',
    columns: { group_id: 'group id', name: 'group name' },
  });
});

test('lists of members by title of the group are stays, and WeChat ids are members', () => {
  const lists = ['名单/群成员20261101.xlsx', '名单/群成员20261108.xlsx'].map((name) =>
    file(name, '群名称,成员ID,昵称'),
  );
  const { found, left } = guessProject([...lists, file('会员对照.csv', '微信ID,用户ID')]);
  expect(left).toEqual([]);
  expect(found.map(({ table, columns }) => [table, columns])).toEqual([
    ['identities', { member_id: '微信ID', user_id: '用户ID' }],
    ['memberships', { group_id: '群名称', member_id: '成员ID' }],
  ]);
});

test('what is left out is said with the table it looks like, and what it lacks', () => {
  expect(whyLeft('日期,类型,覆盖群,负责人,预算(元)'.split(','))).toBe(
    'looks most like tactics (kind = 类型, starts_at = 日期, cost = 预算(元), owner = 负责人), but no column is its tactic_id',
  );
  expect(whyLeft('用户ID,时间,备注'.split(','))).toMatch(
    /^looks most like \w+ \(.*\), but no column is its .+$/,
  );
  expect(whyLeft(['a', 'b'])).toBe('no table has such columns');
});

test('results of an earlier run in the folder are no input, what an import wrote is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-init-results-'));
  const files = {
    'out/manifest.json': '{ "tool": "grouplift" }',
    'out/groups.csv': 'group_id,name\nold,Closed\n',
    'chats/manifest.json': '{ "tool": "grouplift", "command": "import", "sources": [] }',
    'chats/activities.csv': 'ts,group_id,member_id,kind\n2026-11-02T09:00:00Z,g,a,link_click\n',
  };
  try {
    writeProject(folder, files, []);
    const said = await initProject(folder, silent);
    expect(said).toContain('  activities: chats/activities.csv');
    expect(said).toContain('  out: results of an earlier run, which are no input');
    expect(said.join('\n')).not.toContain('groups.csv');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('orders of a counter, kept by hand, have a number, a day, a telephone number and what was paid', () => {
  expect(guessTable('编号,日期,姓名,手机号,应付,实付'.split(','))).toMatchObject({
    table: 'conversions',
    columns: { conversion_id: '编号', ts: '日期', user_id: '手机号', value: '实付' },
  });
});

const byTable = (found: ReturnType<typeof guessProject>['found']) =>
  Object.fromEntries(found.map(({ table, columns }) => [table, columns]));

test('a calendar of tactics says by title, range of days and list of groups what ran where', () => {
  const { found, left } = guessProject([file('玩法日历.csv', '日期,玩法名称,类型,覆盖群,负责人,预算(元)')]);
  expect(left).toEqual([]);
  expect(byTable(found)).toEqual({
    tactics: {
      tactic_id: '玩法名称',
      kind: '类型',
      starts_at: '日期',
      ends_at: '日期',
      cost: '预算(元)',
      owner: '负责人',
    },
    tactic_groups: { tactic_id: '玩法名称', group_id: '覆盖群' },
  });
  expect(found[1]?.keys?.[0]).toMatch(/^list_cells: true /);
});

test('an id is better than a title, and a table of its own than the groups in a calendar', () => {
  const calendar = file('plan.csv', 'tactic_id,campaign name,kind,start,end,groups');
  expect(byTable(guessProject([calendar]).found)).toMatchObject({
    tactics: { tactic_id: 'tactic_id', name: 'campaign name' },
    tactic_groups: { tactic_id: 'tactic_id', group_id: 'groups' },
  });
  const own = file('arms.csv', 'tactic_id,group_id,arm');
  expect(byTable(guessProject([calendar, own]).found).tactic_groups).toEqual({
    tactic_id: 'tactic_id',
    group_id: 'group_id',
    arm: 'arm',
  });
});

test('names of members in a group are not the names of groups', () => {
  const alias = { ...file('imported/member_alias.csv', 'member_id,group_id,name'), bytes: 9 };
  const { found } = guessProject([alias, file('imported/groups.csv', 'group_id,name,platform,type')]);
  const groups = found.filter(({ table }) => table === 'groups');
  expect(groups.flatMap(({ files }) => files.map(({ name }) => name))).toEqual(['imported/groups.csv']);
});
