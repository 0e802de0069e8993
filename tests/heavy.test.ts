/** People whose touches times conversions exceed 4e8: their pairs are bundled, by day or over the window, and nothing is lost. */
import { afterAll, expect, test } from 'vitest';
import { removeProjects, runIn, writeProject } from './black_box.js';

afterAll(removeProjects);

const [rows, start, dayS] = [20_010, 1_500_076_800, 86_400];

function lines(header: string, line: (row: number) => string): string {
  return `${header}\n${Array.from({ length: rows }, (_, row) => line(row)).join('\n')}\n`;
}

/** 20,010 clicks, 10 a day or so, and as many orders of one person; a click goes to one of so many groups. */
function project(groups: number) {
  const atS = (row: number) => start + Math.floor((row * 2000 * dayS) / rows);
  return {
    'activities.csv': lines(
      'activity_id,ts,group_id,kind,member_id',
      (row) => `a${row},${atS(row - (row % 2))},g${row % groups},link_click,m1`,
    ),
    'conversions.csv': lines('conversion_id,ts,user_id,goal', (row) => `c${row},${atS(row) + 600},u1,order`),
    'identities.csv': 'member_id,user_id\nm1,u1\n',
    'grouplift.yaml': `timezone: UTC
inputs:
  activities: { files: activities.csv }
  conversions: { files: conversions.csv }
  identities: { files: identities.csv }
goals:
  - { name: order, match: { goal: order }, window_days: 2 }
touches:
  - { kinds: [link_click], reach: actor }
attribution:
  models: [first_touch, last_touch, linear]
`,
  };
}

test.each([
  { groups: 7, bundle: 'the same day', part: `CAST(floor(a.ts / ${dayS}) AS BIGINT)` },
  { groups: 11, bundle: 'the whole window', part: 'a.ts * 0' },
])('of $groups groups the touches of $bundle are one row', async ({ groups, part }) => {
  const folder = writeProject(project(groups), 'heavy');
  const run = await runIn(folder);
  expect(run.code).toBe(0);
  const raw = (table: string) => `read_csv('${folder}/${table}.csv')`;
  const expected = `SELECT c.conversion_id, 'g' || substr(a.group_id, 2) AS group_id, max(a.ts) * 1000000 AS touch_ts_us, count(*) AS touches,
    max_by(a.activity_id, (a.ts, a.activity_id)) AS activity_id
  FROM ${raw('conversions')} c JOIN ${raw('activities')} a ON a.ts <= c.ts AND a.ts >= c.ts - ${2 * dayS}
  GROUP BY c.conversion_id, a.group_id, ${part}`;
  const found = 'SELECT conversion_id, group_id, touch_ts_us, touches, activity_id FROM {credit}';
  const [compared] =
    await run.rows(`SELECT (SELECT count(*) FROM (${expected} EXCEPT ALL ${found})) AS missing,
    (SELECT count(*) FROM (${found} EXCEPT ALL (${expected}))) AS invented, (SELECT max(touches) FROM {credit}) AS largest`);
  expect(compared).toMatchObject({ missing: 0, invented: 0 });
  expect(Number(compared?.largest)).toBeGreaterThan(1);
  const sums = await run.rows(
    'SELECT DISTINCT sum(first_touch) AS f, sum(last_touch) AS l, sum(linear) AS e FROM {credit} GROUP BY conversion_id',
  );
  expect(sums.map((row) => Object.values(row).map(Number))).toEqual([[1e6, 1e6, 1e6]]);
});
