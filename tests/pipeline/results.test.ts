import { expect, it } from 'vitest';
import { resultRows } from '../../src/pipeline/results.js';
import { project, withTables } from '../tables_of_project.js';

it('names the home of each result at that time: the old group before a split, the new one after it', async () => {
  const files = project({
    activities: 'ts,group_id,kind,member_id\n2026-03-02 09:00:00,A,link_click,m',
    conversions: `conversion_id,ts,user_id,goal
c1,2026-03-10 10:00:00,u,order
c2,2026-03-12 10:00:00,u,order`,
    identities: 'member_id,user_id\nm,u',
    memberships:
      'group_id,member_id,joined_at,left_at\nA,m,2026-03-01 08:00:00,2026-03-11 08:00:00\nB,m,2026-03-11 08:00:00,',
    group_lineage: 'from_group,to_group,at,kind\nA,B,2026-03-11,split',
  });
  const rows = await withTables(files, (engine) =>
    engine.rows(
      `SELECT r.conversion_id, g.group_id FROM (${resultRows().select}) r JOIN groups g ON g.group_no = r.group_id ORDER BY r.conversion_id`,
    ),
  );
  expect(rows).toEqual([
    { conversion_id: 'c1', group_id: 'A' },
    { conversion_id: 'c2', group_id: 'B' },
  ]);
});
