/** A run against an earlier run of the same period: what the report says about numbers that changed. */
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { pageText, removeProjects, runIn, writeProject } from '../../black_box.js';

const files = {
  'grouplift.yaml': `timezone: UTC
currency: CNY
inputs:
  activities: activities.csv
  conversions: conversions.csv
  identities: identities.csv
  reversals: reversals.csv
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true, settle_days: 14 }
attribution: { models: [linear] }
report: { min_cell: 0 }
`,
  'activities.csv': 'ts,group_id,member_id,kind\n2026-03-02 10:00:00,g1,m1,link_click\n',
  'conversions.csv':
    'conversion_id,ts,user_id,goal,value\nc1,2026-03-03 12:00:00,u1,order,90.00\nc2,2026-03-08 12:00:00,u1,order,10.50\n',
  'identities.csv': 'member_id,user_id\nm1,u1\n',
  'reversals.csv': 'conversion_id,ts,value\nc1,2026-03-20 12:00:00,\n',
};

afterAll(removeProjects);

it('names the totals that changed, says so when none did, and refuses what cannot be compared', async () => {
  const folder = writeProject(files);
  const week = ['--from', '2026-03-02', '--to', '2026-03-08'];
  const run = (out: string, ...args: string[]) => runIn(folder, { out, args: [...week, ...args] });
  const trust = (out: string) => pageText({ out: join(folder, out) });

  expect((await run('first', '--as-of', '2026-03-09')).code).toBe(0);
  expect(trust('first')).toContain('Figures from 2026-02-16 on can still change');
  expect(trust('first')).not.toContain('Since the run as of');

  const later = await run('second', '--as-of', '2026-04-09', '--previous', 'first');
  expect([later.code, later.stderr.replace(/^note: .*\n/gm, '')]).toEqual([0, '']);
  expect(trust('second')).toContain(
    'Since the run as of 2026-03-09 00:00: order, landed net: 2 → 1 (−1 refunds); order, value net: 100.50 → 10.50 (−90.00 refunds).',
  );
  expect(trust('second')).toContain('window and settling time have passed for the whole period');

  expect((await run('third', '--as-of', '2026-04-09', '--previous', 'second')).code).toBe(0);
  expect(trust('third')).toContain(
    'The totals are those of the run as of 2026-04-09 00:00: none has changed.',
  );

  const other = await runIn(folder, { out: 'fourth', args: ['--previous', 'first'] });
  expect([other.code, other.published]).toEqual([2, false]);
  expect(other.stderr).toContain(
    'covers another period: found 2026-03-02 to 2026-03-08, expected the beginning to the end',
  );
  const none = await runIn(folder, { out: 'fifth', args: ['--previous', '.'] });
  expect([none.code, none.published]).toEqual([2, false]);
  expect(none.stderr).toContain('contains no run that can be compared');
});
