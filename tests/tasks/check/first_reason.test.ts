/** What check says of an input that cannot be read is the true reason, also where columns are made by the configuration. */
import { afterAll, expect, test } from 'vitest';
import { commandIn, removeProjects, writeProject } from '../../black_box.js';

afterAll(removeProjects);

test('if the zone is missing, a constant and a derived column are not reported as missing', async () => {
  const folder = writeProject({
    'grouplift.yaml': `inputs:
  activities: activities.csv
  conversions: { files: orders.csv, columns: { goal: { value: order }, ts: { column: When, transform: trim } } }
  identities: same
goals: [{ name: order, match: { goal: order }, window_days: 30 }]
`,
    'activities.csv': 'ts,group_id,member_id,kind\n2026-11-02T09:00:00Z,g1,u1,link_click\n',
    'orders.csv': 'When,user_id\n2026-11-05 10:00:00,u1\n',
  });
  const { code, stdout, stderr } = await commandIn(folder, ['check']);
  expect(code).toBe(3);
  const said = stdout + stderr;
  expect(said).toContain('a time without a zone, and no zone is declared');
  expect(said).not.toContain('has no column');
});
