/** CSV for spreadsheet programs: text that such a program would turn into something else stays text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { csvTable, removeProjects, runIn, writeProject } from '../black_box.js';

afterAll(removeProjects);

const turned = ['0021', '1234567890123456789', '21', '3/4', '1E5', '12:30', 'TRUE', 'Mar-5', '3月5日', '5%'];
const kept = ['g-1', 'Tea 3', '2026-11-09', 'Marchers', 'Club 0021', '群21'];
const groups = [...turned, ...kept];

const files = (groups: readonly string[]) => ({
  'grouplift.yaml': `timezone: UTC
inputs:
  groups: groups.csv
  activities: activities.csv
  conversions: conversions.csv
  identities: same
touches:
  - { kinds: [link_click], reach: actor }
goals:
  - { name: order, match: { goal: order }, window_days: 7 }
attribution: { models: [linear] }
`,
  'activities.csv': `activity_id,ts,group_id,member_id,kind\n${groups.map((id, at) => `a${at},2026-03-05 12:00:00,${id},u${at},link_click\n`).join('')}`,
  'conversions.csv': `conversion_id,ts,user_id,goal\n${groups.map((_, at) => `o${at},2026-03-06 12:00:00,u${at},order\n`).join('')}`,
  'groups.csv': `group_id,name\n${groups.map((id) => `${id},\n`).join('')}`,
});

it('writes with --bom what looks like a number or a date as ="...", and the same as it is without', async () => {
  const folder = writeProject(files(groups));
  const spread = await runIn(folder, { args: ['--csv', '--bom'], out: 'spread' });
  expect(spread.code).toBe(0);
  const ids = readFileSync(join(spread.out, 'tables', 'groups.csv'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/^\uFEFF/, ''));
  for (const id of turned) expect(ids.filter((line) => line.startsWith(`"=""${id}""",`))).toHaveLength(1);
  for (const id of kept) expect(ids.filter((line) => line.startsWith(`${id},`))).toHaveLength(1);
  const plain = await runIn(folder, { args: ['--csv'], out: 'plain' });
  expect(
    csvTable(plain, 'groups')
      .map((row) => row.group_id)
      .sort(),
  ).toEqual([...groups].sort());
});

/** What some spreadsheet program may take for a formula, though its first character is no = + - @. */
const formulas = [
  '=1+x',
  '@SUM(x)',
  '-x',
  '+x',
  '\u00a0=x',
  '\u200b=x',
  '\u2060@x',
  ' \u3000-x',
  '＝x',
  '＋x',
  '－x',
  '＠x',
  '\u2212x',
];

it('puts an apostrophe before text that may run as a formula, and before nothing else', async () => {
  const names = [...formulas, 'plain', 'a=b', '群=1', 'x@y'];
  const folder = writeProject({
    ...files(names.map((_, at) => `group${at}`)),
    'groups.csv': `group_id,name\n${names.map((name, at) => `group${at},"${name}"\n`).join('')}`,
  });
  const run = await runIn(folder, { args: ['--csv', '--bom'] });
  expect(run.code).toBe(0);
  const written = new Map(
    csvTable(run, 'groups').map((row) => [row.group_id ?? row['\uFEFFgroup_id'], row.name]),
  );
  for (const [at, name] of names.entries())
    expect(written.get(`group${at}`), name).toBe(formulas.includes(name) ? `'${name}` : name);
});
