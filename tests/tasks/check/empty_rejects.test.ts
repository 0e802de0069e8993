/** Words that say "nothing" in columns of times and amounts: the hint names them, and works when it is followed. */
import { afterAll, expect, it } from 'vitest';
import { commandIn, type Files, removeProjects, writeProject } from '../../black_box.js';

afterAll(removeProjects);

const project = (values: string): Files => ({
  'activities.csv': 'ts,group_id,kind,member_id\n2026-03-01 09:00:00,g1,link_click,m1\n',
  'ids.csv': 'member_id,user_id\nm1,u1\n',
  'orders.csv': 'conversion_id,ts,user_id,goal,value\nc1,2026-03-02 10:00:00,u1,order,10.00\n',
  'stays.csv': `群,成员,入群,退群
g1,m1,2026-02-01,#N/A
g1,m2,2026-02-01,空
g1,m3,2026-02-01,2026-02-03
`,
  'calendar.csv': 'tactic_id,kind,starts_at,Cost,hours\nt1,gift,2026-03-01,--,2\nt2,gift,2026-03-01,5,-\n',
  'grouplift.yaml': `timezone: UTC
currency: CNY
inputs:
  activities: activities.csv
  conversions: orders.csv
  identities: ids.csv
  memberships:
    files: stays.csv
    columns: { group_id: 群, member_id: 成员, joined_at: 入群, left_at: 退群 }
  tactics:
    files: calendar.csv
${values}goals:
  - { name: order, match: { goal: order }, window_days: 30, value: true }
`,
});

const errorsOf = async (files: Files) => {
  const { stdout } = await commandIn(writeProject(files), ['check', '--json']);
  const { findings } = JSON.parse(stdout) as { findings: { level: string; text: string; hint?: string }[] };
  return findings.filter(({ level }) => level === 'error');
};

it('are named in the hint, which makes the input readable', async () => {
  const errors = await errorsOf(project(''));
  const hints = errors.map(({ hint = '' }) => /write (values: \{.*\}) under inputs\.(\w+)\./.exec(hint));
  expect(hints.map((found) => found?.slice(1))).toEqual([
    ['values: { left_at: { "#N/A": "", 空: "" } }', 'memberships'],
    ['values: { cost: { "--": "" }, hours: { "-": "" } }', 'tactics'],
  ]);
  const [stays = '', tactics = ''] = hints.map((found) => found?.[1] ?? '');
  const followed = project(`    ${tactics}\n`);
  const yaml = String(followed['grouplift.yaml']).replace(
    '    files: stays.csv',
    `    ${stays}\n    files: stays.csv`,
  );
  expect(await errorsOf({ ...followed, 'grouplift.yaml': yaml })).toEqual([]);
});

it('are not, where the column must not be empty or the word says something', async () => {
  const files = project('');
  const stays = '群,成员,入群,退群\ng1,m1,NULL,\ng1,m2,2026-02-01,soon\n';
  const [error] = await errorsOf({ ...files, 'stays.csv': stays });
  expect(error?.hint).toBe('Fix the file, or raise rejects.max_share if these rows may be left out.');
});

it('are rows of their own only if each row has what every row needs: the hint leaves the others out', async () => {
  const files = project('');
  // further lines of an order, as Nuvemshop and Shopify write them: only the first has a time and the total
  const orders =
    'conversion_id,ts,user_id,goal,value\n1,2026-03-02 10:00:00,u1,order,80.00\n1,,,,\n1,,,,\n2,2026-03-03 10:00:00,u1,order,20.00\n';
  const lines = {
    ...files,
    'orders.csv': orders,
    'stays.csv': '群,成员,入群,退群\ng1,m1,2026-02-01,\n',
    'calendar.csv': 'tactic_id,kind,starts_at\nt1,survey,2026-03-01\n',
  };
  const [error] = await errorsOf(lines);
  expect(error?.hint).toBe(
    'If rows without ts are no records of their own (further lines of an order, or orders that were never paid), write filled: [ts] under inputs.conversions. Fix the file, or raise rejects.max_share if these rows may be left out.',
  );
  const yaml = String(files['grouplift.yaml']).replace(
    'conversions: orders.csv',
    'conversions: { files: orders.csv, filled: [ts] }',
  );
  expect(await errorsOf({ ...lines, 'grouplift.yaml': yaml })).toEqual([]);
});

it('days without a year are asked for their year, with which they can be read', async () => {
  const files = (keys: string) => {
    const { 'grouplift.yaml': yaml, ...others } = project('');
    return {
      ...others,
      'stays.csv': '群,成员,入群,退群\ng1,m1,2026-02-01,2026-02-03\n',
      'calendar.csv': 'tactic_id,kind,days\nt1,gift,3.1-3.4\nt2,gift,3月5日\n',
      'grouplift.yaml': String(yaml).replace(
        'files: calendar.csv\n',
        `files: calendar.csv\n    columns: { starts_at: { column: days, transform: range_start }, ends_at: { column: days, transform: range_end } }\n${keys}`,
      ),
    };
  };
  const [asked] = await errorsOf(files(''));
  expect(asked?.hint).toMatch(/^These days have no year: .* year: 2026, under inputs\.tactics\. /);
  expect(await errorsOf(files('    year: 2026\n'))).toEqual([]);
});
