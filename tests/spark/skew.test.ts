/** One person with more than 400 million possible pairs takes the bundled path on both engines, and nothing is lost. */
import { afterAll, expect, test } from 'vitest';
import { removeProjects, runIn, writeProject } from '../black_box.js';
import { expectSameTables } from './compare.js';
import { removeSettings, sparkSettings } from './settings.js';

afterAll(() => {
  removeProjects();
  removeSettings();
});

const rows = 20_010;
const start = 1_700_000_000;
const dayS = 86_400;

function csv(header: string, line: (row: number) => string): string {
  return `${header}\n${Array.from({ length: rows }, (_, row) => line(row)).join('\n')}\n`;
}

/** 20,010 clicks and as many orders of one person over 200 days, besides two others. */
const project = {
  'activities.csv': csv('activity_id,ts,group_id,kind,member_id', (row) => {
    const member = row % 1000 === 0 ? 'm2' : row === 1 ? 'm3' : 'm1';
    return `a${row},${start + Math.floor((row * 200 * dayS) / rows)},g${row % 7},link_click,${member}`;
  }).concat(
    Array.from({ length: 40 }, (_, row) => `b${row},${start + row * dayS},g1,link_click,m1\n`).join(''),
  ),
  'conversions.csv': csv('conversion_id,ts,user_id,goal,value', (row) => {
    const user = row % 500 === 0 ? 'u2' : 'u1';
    return `c${row},${start + 600 + Math.floor((row * 200 * dayS) / rows)},${user},order,${row % 90}.50`;
  }).concat(Array.from({ length: 60 }, (_, row) => `d${row},${start + row * dayS},u1,order,1.00\n`).join('')),
  'identities.csv': 'member_id,user_id\nm1,u1\nm2,u2\nm3,u3\n',
  'grouplift.yaml': `timezone: Asia/Shanghai
currency: CNY
inputs:
  activities: { files: activities.csv }
  conversions: { files: conversions.csv }
  identities: { files: identities.csv }
goals:
  - { name: order, match: { goal: order }, window_days: 1, value: true, headline: true }
touches:
  - { kinds: [link_click], reach: actor }
attribution:
  models: [first_touch, last_touch, linear, position_based]
`,
};

test('a heavy person: bundled by day, the same tables on both engines', async () => {
  const folder = writeProject(project, 'skew');
  const { env } = sparkSettings();
  const duckdb = await runIn(folder, { out: 'duckdb' });
  const spark = await runIn(folder, {
    out: 'spark',
    args: ['--engine', 'spark', '--master', 'local[2]'],
    env,
  });
  expect([duckdb.code, spark.code]).toEqual([0, 0]);
  const [bundled] = await spark.rows('SELECT max(touches) AS touches FROM {credit}');
  expect(Number(bundled?.touches)).toBeGreaterThan(5);
  await expectSameTables(duckdb.out, spark.out);
});
