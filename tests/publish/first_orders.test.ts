/** What the product knows of any of a person's users is known of the person. */
import { expect, it } from 'vitest';
import { project, withTables } from '../tables_of_project.js';

it('classes all results of a person by the earliest first order of all of their users', async () => {
  const rows = await withTables(
    project({
      activities: 'ts,group_id,kind,member_id\n2026-03-02 09:00:00,g,link_click,m1',
      conversions: `conversion_id,ts,user_id,goal
old,2026-01-01 10:00:00,x,order
c1,2026-03-02 10:00:00,u1,order
c2,2026-03-03 10:00:00,u2,order
c3,2026-03-02 10:00:00,u3,order`,
      // u1 and u2 are one person, who ordered half a year before joining, as u2b, which has no result here
      identities: 'member_id,user_id\nm1,u1\nm1,u2\nm1,u2b\nm3,u3',
      memberships: 'group_id,member_id,joined_at\ng,m1,2026-03-01 08:00:00\ng,m3,2026-03-01 08:00:00',
      users: 'user_id,first_order_at\nu1,\nu2b,2025-08-01\nu3,2026-02-20',
    }),
    (engine) => engine.rows('SELECT conversion_id, member_class FROM conversions ORDER BY conversion_id'),
  );
  expect(rows).toEqual([
    { conversion_id: 'c1', member_class: 'reactivated' },
    { conversion_id: 'c2', member_class: 'reactivated' },
    { conversion_id: 'c3', member_class: 'existing' },
    { conversion_id: 'old', member_class: 'unknown' },
  ]);
});
