/** What a scheduled job asks of `run`: one object, silence, and an exit code by the light of the report. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { removeProjects, runIn, writeProject } from '../black_box.js';

afterAll(removeProjects);

/** One order of a person who clicked; the refund names an order that nobody knows, or none. */
const project = (refunded: string) =>
  writeProject({
    'grouplift.yaml': `timezone: UTC
currency: CNY
inputs: { activities: activities.csv, conversions: conversions.csv, identities: same, reversals: reversals.csv }
goals: [{ name: order, match: { goal: order }, window_days: 7, value: true }]
attribution: { models: [linear] }
`,
    'activities.csv': 'ts,group_id,member_id,kind\n2026-03-02 10:00:00,g1,u1,link_click\n',
    'conversions.csv': 'conversion_id,ts,user_id,goal,value\n1001,2026-03-03 12:00:00,u1,order,90.00\n',
    'reversals.csv': `conversion_id,ts,value\n${refunded},2026-03-03 12:00:00,90.00\n`,
  });

it('--json prints one object and nothing else on stdout; --quiet prints nothing on stderr', async () => {
  const folder = project('1001');
  const ran = await runIn(folder, { args: ['--json', '--quiet'] });
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  const said = JSON.parse(ran.stdout);
  expect(said).toMatchObject({
    folder: 'out',
    period: { from: null, to: null, week: null },
    totals: [{ goal: 'order', conversions: 1, conversions_net: 0 }],
    paths: { manifest: 'out/manifest.json', html: 'out/report.html' },
  });
  expect(Object.keys(said.seconds)).toContain('read');
  for (const path of Object.values(said.paths as Record<string, string>))
    expect(existsSync(join(folder, path)), path).toBe(true);
  expect(said.status).toMatch(/^Yes: [^.]+\. [A-Z][^.]+.*\.$/);
  const manifest = JSON.parse(readFileSync(join(ran.out, 'manifest.json'), 'utf8'));
  expect([manifest.light, manifest.status]).toEqual([said.light, said.status]);
  const silent = await runIn(folder, { args: ['--quiet'], out: 'silent' });
  expect([silent.code, silent.stdout, silent.stderr]).toEqual([0, '', '']);
});

it('--fail-on exits with 3 at that light and worse, and the result stays', async () => {
  const folder = project('01001');
  const plain = await runIn(folder, { args: ['--json'], out: 'plain' });
  expect([plain.code, JSON.parse(plain.stdout).light]).toEqual([0, 'red']);
  const ran = await runIn(folder, { args: ['--quiet', '--fail-on', 'red'] });
  expect([ran.code, ran.stdout, ran.published]).toEqual([3, '', true]);
  expect(ran.stderr).toMatch(/^error: The light is red: .+\n {2}hint: The result is in out; .+\n$/);
  const wrong = await runIn(folder, { args: ['--fail-on', 'blue'], out: 'other' });
  expect([wrong.code, wrong.published]).toEqual([2, false]);
});
