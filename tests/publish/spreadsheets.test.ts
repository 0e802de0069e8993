/** CSV for spreadsheet programs: text that such a program would turn into something else stays text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { csvTable, removeProjects, runIn, writeProject } from '../black_box.js';

afterAll(removeProjects);

const turned = ['0021', '1234567890123456789', '21', '3/4', '1E5', '12:30', 'TRUE', 'Mar-5', '3月5日', '5%'];
const kept = ['g-1', 'Tea 3', '2026-11-09', 'Marchers', 'Club 0021', '群21'];
const groups = [...turned, ...kept];

const project = () =>
  writeProject({
    'grouplift.yaml': `timezone: UTC
inputs:
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
  });

it('writes with --bom what looks like a number or a date as ="...", and the same as it is without', async () => {
  const folder = project();
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
