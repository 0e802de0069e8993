/** A group that no list of members names, while others have one, has no members: that is said, for the match rate does not show it. */
import { expect, test } from 'vitest';
import { listlessGroupFindings } from '../../../src/tasks/check/listless_groups.js';
import { withTables } from '../../tables_of_project.js';

const project = (memberships: string | null) => ({
  'grouplift.yaml': `timezone: UTC
as_of: 2026-03-30
inputs:
  activities: activities.csv
  conversions: conversions.csv
  groups: groups.csv
  identities: same
${memberships === null ? '' : '  memberships: memberships.csv'}
goals: [{ name: order, match: { goal: order }, window_days: 30 }]
`,
  // h has two people and no list; nobody is known to have done anything in s; m is a feed; l came after as_of
  'activities.csv': `ts,group_id,member_id,kind
2026-03-03 12:00:00,g,a,link_click
2026-03-03 12:00:00,h,a,message
2026-03-04 12:00:00,h,b,message
2026-03-04 12:00:00,s,,system
2026-03-04 12:00:00,m,b,link_click
2026-04-04 12:00:00,l,b,link_click
`,
  'groups.csv': 'group_id,type\nm,feed\nh,group\n',
  'conversions.csv': 'ts,user_id,goal\n2026-03-04 12:00:00,a,order\n',
  'memberships.csv': `group_id,member_id,joined_at\n${memberships}\n`,
});

const said = (memberships: string | null) =>
  withTables(project(memberships), (engine, config) =>
    listlessGroupFindings({ engine, config, sources: [], as_of_us: Date.UTC(2026, 2, 31) * 1000 }),
  );

test('groups without a list are named, with the people that did something there', async () => {
  expect(await said('g,a,2026-03-01')).toMatchObject([
    {
      level: 'warning',
      text: 'inputs.memberships: 1 group with activities has no row: h. Nobody counts as a member there (2 people did something), so rates per member and the match rate leave it out.',
      note: { kind: 'listless_groups', count: 1 },
    },
  ]);
});

test('nothing is said where every group has one, nor without any memberships', async () => {
  expect(await said('g,a,2026-03-01\nh,a,2026-03-01')).toEqual([]);
  expect(await said(null)).toEqual([]);
});
