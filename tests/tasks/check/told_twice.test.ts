/** Things that an input tells twice, and ids that stand for several: what is left out is said, with counts worked out by hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

  it('are other than targets of several nodes for one goal: each is compared with all of it', async () => {
    const text = `node,period,target,metric
all,2026-03,50,order:value
north,2026-03,20,order:value
south,2026-03,30,order:value
all,2026-03,2,order:conversions
all,2026-04,50,order:value
`;
    const files = project({ 'targets.csv': text });
    expect(await warningsOf(files)).toEqual([
      'inputs.targets: 3 targets share their period and metric with another node, such as order:value of 2026-03 (all, north, south): each is compared with all results of that goal, not with a part of them.',
    ]);
    const { out } = await runIn(writeProject(files));
    const report = readFileSync(join(out, 'report.md'), 'utf8');
    for (const node of ['all', 'north', 'south'])
      expect(report).toContain(`order, net value, CNY, ${node}: `);
    expect(report).toContain(' order: ');
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

describe('several files that describe one thing', () => {
  /** a source for each file, because they do not have the same columns */
  const listed = (table: string, files: readonly string[]) =>
    `  ${table}: [${files.map((file) => `{ files: ${JSON.stringify(file)} }`).join(', ')}]\ngoals:`;
  const withFiles = (
    table: string,
    texts: Readonly<Record<string, string>>,
    files: readonly string[] = Object.keys(texts),
  ): Files => {
    const base = project({});
    const yaml = String(base['grouplift.yaml']).replace('goals:', listed(table, files));
    return { ...base, ...texts, 'grouplift.yaml': yaml };
  };
  const findingsOf = async (files: Files) => {
    const { stdout } = await commandIn(writeProject(files), ['check', '--json']);
    const { findings } = JSON.parse(stdout) as { findings: { level: string; text: string }[] };
    return findings.filter(({ text }) => text.includes('described differently'));
  };
  const [old, now] = ['group_id,name,type,kol_id\ng1,One,store,k1\n', 'group_id,name,type\ng1,Uno,event\n'];

  it.each([
    [['z.csv', 'a.csv'], { group_id: 'g1', name: 'Uno', type: 'event', kol: 'k1' }],
    [['a.csv', 'z.csv'], { group_id: 'g1', name: 'One', type: 'store', kol: 'k1' }],
  ])('the last of the list %s counts for what it fills, and a note says so', async (list, expected) => {
    const files = withFiles('groups', { 'z.csv': old, 'a.csv': now }, list);
    expect(await findingsOf(files)).toEqual([
      {
        level: 'note',
        text: 'inputs.groups: 1 of 1 groups (100 %) are described differently by several files, and the last of these files counts: g1.',
      },
    ]);
    const { rows } = await runIn(writeProject(files));
    expect(
      await rows(`SELECT g.group_id, g.name, g.type, k.kol_id AS kol FROM {groups} g
        CROSS JOIN {kol_cards} k WHERE g.group_id = 'g1'`),
    ).toEqual([expected]);
  });

  it('files of one pattern have no order that somebody wrote: a warning', async () => {
    const files = withFiles(
      'groups',
      { 'groups-1.csv': old, 'groups-2.csv': old.replace('store', 'event') },
      ['groups-*.csv'],
    );
    expect(await findingsOf(files)).toEqual([expect.objectContaining({ level: 'warning' })]);
  });

  it('a column that a list does not have contradicts nothing', async () => {
    const files = withFiles('groups', {
      'a.csv': 'group_id,type\ng1,store\n',
      'b.csv': 'group_id,name\ng1,One\n',
    });
    expect(await findingsOf(files)).toEqual([]);
    const { rows } = await runIn(writeProject(files));
    expect(await rows("SELECT name, type FROM {groups} WHERE group_id = 'g1'")).toEqual([
      { name: 'One', type: 'store' },
    ]);
  });

  it('a tactic keeps start and end of one row, and cost and currency of one row', async () => {
    const files = withFiles('tactics', {
      'a.csv':
        'tactic_id,kind,starts_at,ends_at,cost,currency,owner\nt1,gift,2026-03-01,2026-03-02,100,USD,Li\n',
      'b.csv': 'tactic_id,kind,starts_at,ends_at,cost\nt1,gift,2026-03-10,,700\n',
    });
    const { rows } = await runIn(writeProject(files));
    expect(
      await rows(
        'SELECT CAST(starts_at_us AS VARCHAR) AS starts_at_us, ends_at_us, cost, currency, owner FROM {tactics}',
      ),
    ).toEqual([
      { starts_at_us: '1773100800000000', ends_at_us: null, cost: 700, currency: null, owner: 'Li' },
    ]);
  });

  it('a contract whose fee and end were corrected is one contract', async () => {
    const files = withFiles('kols', {
      'a.csv': 'kol_id,member_id,from,to,fee\nk1,m1,2026-03-01,,100\n',
      'b.csv': 'kol_id,member_id,from,to,fee\nk1,m1,2026-03-01,2026-03-10,50\n',
    });
    const { rows } = await runIn(writeProject(files), {
      args: ['--from', '2026-03-01', '--to', '2026-03-10'],
    });
    // the data ends on 2026-03-02 at 10:00: 34 of the 240 hours of the contract
    expect(await rows('SELECT DISTINCT fee FROM {kol_cards}')).toEqual([{ fee: 7.083333 }]);
  });

  it.each([
    ['a newer list', ['a.csv', 'b.csv']],
    ['an older list that is read last', ['b.csv', 'a.csv']],
  ])('a stay that ended in one list is over, whatever %s says of it', async (_, list) => {
    const files = withFiles(
      'memberships',
      {
        'a.csv': 'group_id,member_id,joined_at,left_at\ng1,m1,2026-02-01,\ng2,m2,2026-02-01,\n',
        'b.csv': 'group_id,member_id,joined_at,left_at\ng1,m1,2026-02-01,2026-02-20\ng2,m2,2026-02-01,\n',
      },
      list,
    );
    const { rows } = await runIn(writeProject(files));
    expect(
      await rows(
        'SELECT group_id, CAST(max(members) AS INTEGER) AS members FROM {group_week} GROUP BY ALL ORDER BY ALL',
      ),
    ).toEqual([
      { group_id: 'g1', members: 0 },
      { group_id: 'g2', members: 1 },
    ]);
  });
});
