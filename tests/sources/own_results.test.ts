/** Patterns that reach into the results of earlier runs. */
import { expect, test } from 'vitest';
import { refusalOf, withSources } from './loaded.js';

const files = (groups: string) => ({
  'grouplift.yaml': `timezone: UTC
inputs:
  activities: activities.csv
  conversions: orders.csv
  identities: same
  groups: "${groups}"
goals: [{ name: order, match: { goal: order }, window_days: 7 }]
`,
  'activities.csv': 'ts,group_id,member_id,kind\n2026-11-02 09:00:00,g,a,link_click\n',
  'orders.csv': 'conversion_id,ts,user_id,goal\n1,2026-11-02 10:00:00,a,order\n',
  'lists/groups.csv': 'group_id,name\ng,Tea\n',
  'out/2026-W45/tables/groups.csv': 'group_id,name\nold,Closed long ago\n',
});
const manifest = { 'out/2026-W45/manifest.json': '{ "tool": "grouplift" }' };

const groupsRead = (project: Readonly<Record<string, string>>) =>
  withSources(project, async (engine) =>
    (await engine.rows('SELECT group_id FROM in_groups ORDER BY 1')).map(({ group_id }) => group_id),
  );

test('a pattern that matches a table of an earlier run is refused, with the file', async () => {
  const refused = await refusalOf({ ...files('**/groups.csv'), ...manifest });
  expect(refused.code).toBe(3);
  expect(refused.text).toContain(
    'inputs.groups.files: "**/groups.csv" matches out/2026-W45/tables/groups.csv, which grouplift wrote itself.',
  );
});

test('a table that is named, and a folder that only looks like a result, are read', async () => {
  expect(await groupsRead({ ...files('out/2026-W45/tables/groups.csv'), ...manifest })).toEqual(['old']);
  expect(await groupsRead({ ...files('lists/*.csv'), ...manifest })).toEqual(['g']);
  expect(await groupsRead(files('**/groups.csv'))).toEqual(['g', 'old']);
});

test('what imports wrote is read: a pattern may match the tables of several', async () => {
  const imports = {
    'chats/may/manifest.json': '{ "tool": "grouplift", "command": "import" }',
    'chats/may/groups.csv': 'group_id,name\nmay,May\n',
    'chats/june/manifest.json': '{ "tool": "grouplift", "command": "import" }',
    'chats/june/groups.csv': 'group_id,name\njune,June\n',
  };
  expect(await groupsRead({ ...files('chats/*/groups.csv'), ...imports })).toEqual(['june', 'may']);
});
