import { expect, it } from 'vitest';
import { project, withTables } from '../tables_of_project.js';

it('counts as messages what people wrote: not what they took back, and no notice of a payment', async () => {
  const files = project({
    activities: `ts,group_id,kind,member_id
2026-03-02T09:00:00Z,g,message,m1
2026-03-02T09:01:00Z,g,recall,m2
2026-03-02T09:02:00Z,g,payment,
2026-03-02T09:03:00Z,g,system,
2026-03-02T09:04:00Z,g,link_shared,m1
2026-03-02T09:05:00Z,g,broadcast,m3`,
    conversions: 'conversion_id,ts,user_id,goal\nc,2026-03-02T10:00:00Z,u1,order',
    identities: 'member_id,user_id\nm1,u1',
  });
  const rows = await withTables(files, (engine) =>
    engine.rows('SELECT messages, chatters FROM group_weeks WHERE messages > 0'),
  );
  expect(rows).toEqual([{ messages: 3, chatters: 2 }]);
});
