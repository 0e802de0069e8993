import { expect, it } from 'vitest';
import { memberUse } from '../../src/publish/member_use.js';
import { membershipTotals } from '../../src/publish/membership_totals.js';
import { pyramid } from '../../src/publish/pyramid.js';
import { replyGraphs } from '../../src/publish/reply_graph.js';
import { project, publishedRows } from '../tables_of_project.js';

// The latest time of the input is as_of unless one is given: what happened at that moment has happened.
const files = project(
  {
    activities: `activity_id,ts,group_id,kind,member_id,reply_to
a,2026-03-20T10:00:00Z,G,message,m1,
b,2026-03-29T16:00:00Z,G,message,m2,a`,
    conversions: `conversion_id,ts,user_id,goal
c,2026-03-29T16:00:00Z,u1,order`,
    identities: `member_id,user_id
m1,u1
m2,u2`,
    memberships: `group_id,member_id,joined_at,left_at
G,m1,2026-03-01T00:00:00Z,
G,m2,2026-03-29T16:00:00Z,
G,m3,2026-03-01T00:00:00Z,2026-03-29T16:00:00Z`,
  },
  // 2026-03-30 in Asia/Shanghai begins at that moment
  '    headline: true\n',
);

it('counts who landed, wrote, joined and left at the very moment of as_of', async () => {
  const use = await publishedRows(memberUse, files);
  expect([...use].filter((row) => row.group_id === 'G' && row.people > 0)).toEqual([
    { group_id: 'G', class: 'both', people: 1, conversions: 1, conversions_net: 1 },
    { group_id: 'G', class: 'neither', people: 1, conversions: 0, conversions_net: 0 },
    { group_id: 'G', class: 'talks', people: 1, conversions: 0, conversions_net: 0 },
  ]);
  expect(await publishedRows(membershipTotals, files)).toEqual([{ people: 2, places: 2, in_several: 0 }]);
  expect(await publishedRows(pyramid, files)).toEqual([
    { goal: 'order', tier: 'top_1_percent', people: 1, conversions: 1, messages: 1 },
  ]);
  expect([...(await publishedRows(replyGraphs, files))].map(({ people, pairs }) => [people, pairs])).toEqual([
    [2, 1],
  ]);
});
