/** What lies outside of every figure is counted with its money: on stdout, in check, in the manifest, in the report and its light. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandIn, type Files, type Outcome, removeProjects, runIn, writeProject } from '../../black_box.js';

afterAll(removeProjects);

const head = 'order_id,ts,user_id,goal,value';
const orders = (...rows: string[]) => `${[head, ...rows].join('\n')}\n`;
const ten = Array.from({ length: 9 }, (_, at) => `a${at},2026-03-02 10:00:00,u1,order,10.00`);

function project(conversions: string, more: Files = {}, top = '', inputs = ''): Files {
  return {
    'activities.csv': 'ts,group_id,kind,member_id\n2026-03-01 09:00:00,g1,link_click,m1\n',
    'ids.csv': 'member_id,user_id\nm1,u1\n',
    'orders.csv': conversions,
    'grouplift.yaml': `timezone: Asia/Shanghai
currency: CNY
${top}inputs:
  activities: activities.csv
  conversions: { files: orders.csv, columns: { conversion_id: order_id } }
  identities: ids.csv
${inputs}goals:
  - { name: order, match: { goal: order }, window_days: 30, value: true, settle_days: 0 }
  - { name: again, match: { goal: [order, more] }, window_days: 30 }
attribution: { models: [last_touch] }
`,
    ...more,
  };
}

const text = ({ out }: Outcome, name: string) => readFileSync(join(out, name), 'utf8');

async function said(files: Files) {
  const folder = writeProject(files);
  const [check, run] = [await commandIn(folder, ['check']), await runIn(folder)];
  expect([check.code, run.code]).toEqual([0, 0]);
  const manifest = JSON.parse(text(run, 'manifest.json'));
  return { check: check.stdout, run, left_out: manifest.left_out, report: text(run, 'report.html') };
}

describe('links between ids', () => {
  const links = (day: string): Files => ({
    'activities.csv':
      'ts,group_id,kind,member_id\n2026-03-01 09:00:00,g1,link_click,m1\n2026-03-01 09:00:00,g1,link_click,m2\n',
    'ids.csv': `member_id,user_id,first_seen\nm1,u1,${day}\nm2,u2,2026-03-01\n`,
  });
  const rows = orders('1,2026-03-02 10:00:00,u1,order,100.00', '2,2026-03-02 12:00:00,u2,order,1.00');

  it('that were first seen after as_of join nobody, and are counted', async () => {
    const late = await said(project(rows, links('2026-03-03')));
    const words =
      'warning: inputs.identities: 1 of 2 links (50 %) were first seen after as_of 2026-03-02T12:00:00+08:00 and are not used.';
    for (const text of [late.check, late.run.stderr]) expect(text).toContain(words);
    expect(late.check).toContain('--as-of 2026-03-04 would use them');
    const known = await said(project(rows, links('2026-03-02')));
    for (const text of [known.check, known.run.stderr]) expect(text).not.toContain('first seen after');
  });
});

describe('conversions of no goal', () => {
  it('are a line by value of goal; a large share turns the light', async () => {
    const rows = ['1,2026-03-02 10:00:00,u1,order,100.00', '2,2026-03-02 10:00:00,u1,Order,50.00'];
    const found = await said(
      project(orders(...rows, '3,2026-03-02 10:00:00,u1,order ,30.00', '4,2026-03-02 10:00:00,u1,login,')),
    );
    const words =
      '3 of 4 conversions (75 %), 80.00 CNY, match no goal: "Order" (1, 50.00 CNY), "login" (1), "order " (1, 30.00 CNY).';
    expect(found.check).toContain(`warning: ${words} Almost a goal: "Order", "order ".`);
    expect(found.run.stderr).toContain(words);
    expect(found.run.stdout).toContain('left out: 3 of 4 conversions match no goal (80.00 CNY)');
    expect(found.left_out).toEqual([{ kind: 'no_goal', part: 3, whole: 4, money: '80.00 CNY', share: 0.75 }]);
    expect(found.report).toMatch(/With care: [^<]*results that match no goal/);
  });

  it('a small share is a note and leaves the light; money may make it large', async () => {
    const small = await said(project(orders(...ten, 'x,2026-03-02 10:00:00,u1,login,1.00')));
    expect(small.check).toContain(
      'note: 1 of 10 conversions (10 %), 1.00 CNY, match no goal: "login" (1, 1.00 CNY).',
    );
    expect(small.report).not.toMatch(/With care: [^<]*results that match no goal/);
    // 910 of 1,000
    const dear = await said(project(orders(...ten, 'x,2026-03-02 10:00:00,u1,login,910.00')));
    expect(dear.left_out).toMatchObject([{ share: 0.91 }]);
    expect(dear.report).toMatch(/With care: [^<]*results that match no goal/);
  });

  it('are not reported if one of several goals matches them', async () => {
    const found = await said(project(orders(...ten, 'x,2026-03-02 10:00:00,u1,more,1.00')));
    expect(found.left_out).toEqual([]);
    expect(found.run.stdout).not.toContain('left out');
  });
});

describe('after as_of', () => {
  it('reversals are counted with what they would reverse, also those without a value, and the way to include them is named', async () => {
    const rows = [
      '1,2026-03-02 10:00:00,u1,order,100.00',
      '2,2026-03-02 11:00:00,u1,order,50.00',
      '3,2026-03-03 12:00:00,u1,order,30.00',
    ];
    const files = project(
      orders(...rows),
      {
        'r.csv':
          'conversion_id,ts,value\n1,2026-03-03 09:00:00,100.00\n3,2026-03-03 12:30:00,30.00\n2,2026-03-05 23:00:00,\n',
      },
      '',
      '  reversals: r.csv\n',
    );
    const found = await said(files);
    const words =
      '2 of 3 reversals (67 %), 80.00 CNY, are after as_of 2026-03-03T12:00:00+08:00 and are left out; --as-of 2026-03-06 would include them.';
    expect(found.check).toContain(words);
    expect(found.run.stderr).toContain(words);
    expect(found.run.stdout).toContain('left out: 2 of 3 reversals are after as_of (80.00 CNY)');
    // 80 of 180
    expect(found.left_out).toEqual([
      { kind: 'late_reversals', part: 2, whole: 3, money: '80.00 CNY', share: 80 / 180 },
    ]);
    expect(found.report).toMatch(/With care: [^<]*refunds after the end/);
    const later = await runIn(writeProject(files), { args: ['--as-of', '2026-03-06'] });
    expect(later.stdout).not.toContain('left out');
    const checked = await commandIn(writeProject(files), ['check', '--as-of', '2026-03-06']);
    expect([checked.code, checked.stdout.includes('after as_of')]).toEqual([0, false]);
    expect(await later.rows("SELECT sum(value_net) AS v FROM {group_credit} WHERE goal = 'order'")).toEqual([
      { v: 0 },
    ]);
  });

  it('conversions are counted with their money', async () => {
    const rows = [...ten, 'x,2026-03-09 10:00:00,u1,order,30.00'];
    const found = await said(project(orders(...rows), {}, 'as_of: 2026-03-05\n'));
    expect(found.run.stdout).toContain('left out: 1 of 10 conversions are after as_of (30.00 CNY)');
    expect(found.left_out).toMatchObject([{ kind: 'late_conversions', part: 1, whole: 10, share: 0.25 }]);
  });
});

describe('what the documents say of reversals', () => {
  it('two equal rows in one file are two; a goal without value keeps what came back in part', async () => {
    const rows = ['1,2026-03-02 10:00:00,u1,order,100.00', '2,2026-03-02 11:00:00,u1,order,50.00'];
    const net = async (reversals: string) => {
      const files = { 'r.csv': `conversion_id,ts,value\n${reversals}` };
      const outcome = await runIn(
        writeProject(project(orders(...rows), files, 'as_of: 2026-03-09\n', '  reversals: r.csv\n')),
      );
      const found = await outcome.rows(
        'SELECT sum(conversions_net) AS n, sum(value_net) AS v FROM {group_credit} GROUP BY goal ORDER BY goal',
      );
      return found.map(({ n, v }) => [n, v]);
    };
    const part = '1,2026-03-03 09:00:00,10.00\n';
    // again, then order
    expect(await net(part + part)).toEqual([
      [2, null],
      [2, 130],
    ]);
    expect(await net(`1,2026-03-03 09:00:00,60.00\n1,2026-03-03 10:00:00,40.00\n`)).toEqual([
      [1, null],
      [1, 50],
    ]);
    expect(await net('1,2026-03-03 09:00:00,\n')).toEqual([
      [1, null],
      [1, 50],
    ]);
  });
});
