/** Things that an input tells twice, and ids that stand for several: what is left out is said, with counts worked out by hand. */
import { afterAll, describe, expect, it } from 'vitest';
import { commandIn, type Files, removeProjects, runIn, writeProject } from '../../black_box.js';

afterAll(removeProjects);

const plain: Readonly<Record<string, string>> = {
  'activities.csv': `activity_id,ts,group_id,kind,member_id
a1,2026-03-01 09:00:00,g1,link_click,m1
a2,2026-03-01 09:00:00,g2,link_click,m2
`,
  'ids.csv': 'member_id,user_id\nm1,u1\nm2,u2\n',
  'orders.csv': `conversion_id,ts,user_id,goal,value,code
c1,2026-03-02 10:00:00,u1,order,10.00,
c2,2026-03-02 10:00:00,u2,order,20.00,
`,
};

function project(files: Readonly<Record<string, string>>, columns = ''): Files {
  const tables = Object.keys(files).filter((name) => plain[name] === undefined);
  return {
    ...plain,
    ...files,
    'grouplift.yaml': `timezone: UTC
currency: CNY
inputs:
  activities: { files: activities.csv${columns} }
  conversions: orders.csv
  identities: ids.csv
${tables.map((name) => `  ${name.replace('.csv', '')}: ${name}\n`).join('')}goals:
  - { name: order, match: { goal: order }, window_days: 30, value: true }
attribution: { models: [last_touch] }
`,
  };
}

async function warningsOf(files: Files): Promise<string[]> {
  const { stdout } = await commandIn(writeProject(files), ['check', '--json']);
  const { findings } = JSON.parse(stdout) as { findings: { level: string; text: string }[] };
  return findings.filter(({ level }) => level === 'warning').map(({ text }) => text);
}

describe('rows that describe one thing differently', () => {
  const twice = 'are in several rows of one file with different content, and only one of these counts';
  it.each([
    [
      'groups',
      'group_id,type\ng1,store\ng1,event\ng2,store\ng2,store\n',
      `inputs.groups: 1 of 2 groups (50 %) ${twice}: g1.`,
    ],
    [
      'tactics',
      'tactic_id,kind,starts_at,cost\nt1,gift,2026-03-01,300\nt1,gift,2026-03-08,200\nt2,gift,2026-03-01,1\n',
      `inputs.tactics: 1 of 2 tactics (50 %) ${twice}: t1.`,
    ],
    [
      'targets',
      'node,period,target,metric\nall,2026-03,5,order:conversions\nall,2026-03,6,order:conversions\nall,2026-03,9,order:value\n',
      `inputs.targets: 1 of 2 targets (50 %) ${twice}: all 2026-03 order:conversions.`,
    ],
    [
      'codes',
      'code,group_id,valid_from,valid_to\nA,g1,,\nA,g2,,\nB,g1,2026-01-01,2026-02-28\nB,g2,2026-03-01,\nC,g1,,\nC,g1,,\n',
      'inputs.codes: a code is used for several groups, tactics or KOLs at the same time, and only one of these earns credit: A.',
    ],
  ])('%s', async (table, text, said) => {
    expect(await warningsOf(project({ [`${table}.csv`]: text }))).toEqual([said]);
  });

  it('are none where a node has targets for two metrics: both are published', async () => {
    const text = 'node,period,target,metric\nall,2026-03,5,order:conversions\nall,2026-03,9,order:value\n';
    const { rows } = await runIn(writeProject(project({ 'targets.csv': text })));
    expect(await rows('SELECT metric, target FROM {targets} ORDER BY metric')).toEqual([
      { metric: 'order:conversions', target: 5 },
      { metric: 'order:value', target: 9 },
    ]);
  });
});

describe('one activity id', () => {
  const campaign = `activity_id,ts,group_id,kind,member_id
spring,2026-03-01 09:00:00,g1,link_click,m1
spring,2026-03-01 09:05:00,g1,link_click,m2
spring,2026-03-01 09:05:00,g1,code_scan,m2
spring,2026-03-01 09:05:00,g2,link_click,m2
`;
  const credited = async (files: Files) => {
    const { rows } = await runIn(writeProject(files));
    return rows('SELECT credited FROM {reconciliation}');
  };

  it('of several members or kinds in a group is said with what is left out', async () => {
    expect(await warningsOf(project({ 'activities.csv': campaign }))).toEqual([
      'inputs.activities: 2 of 4 rows (50 %) have the activity_id of another row in their group with a different member or kind, and are left out: spring.',
    ]);
  });

  it('no longer hides the others once it is read as what it is, as the hint says', async () => {
    const mapped = ', columns: { activity_id: { value: "" }, tactic_id: activity_id }';
    const files = project({ 'activities.csv': campaign }, mapped);
    expect(await warningsOf(files)).toEqual([]);
    expect(await credited(files)).toEqual([{ credited: 2 }]);
  });

  it('of one member and kind is a row that came twice, or was edited', async () => {
    const edited = `${plain['activities.csv']}a1,2026-03-01 09:01:00,g1,link_click,m1\n`;
    expect(await warningsOf(project({ 'activities.csv': edited }))).toEqual([]);
  });
});

it('conversions with several unknown codes in a cell are counted once', async () => {
  const orders = `conversion_id,ts,user_id,goal,value,code
c1,2026-03-02 10:00:00,u1,order,10.00,https://x.example/?c=A
c2,2026-03-02 10:00:00,u2,order,20.00,"Y,A"
c3,2026-03-02 11:00:00,u2,order,20.00,A
`;
  const found = await warningsOf(project({ 'orders.csv': orders, 'codes.csv': 'code,group_id\nA,g1\n' }));
  expect(found).toEqual([
    expect.stringMatching(/^2 of 3 conversions \(67 %\) carry a code that is not in the codes table: /),
  ]);
});
