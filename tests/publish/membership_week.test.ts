/** A split or merge moves people between groups: nobody has joined or left. */
import { expect, it } from 'vitest';
import { project, withTables } from '../tables_of_project.js';

/** OLD was split into NEW on Wednesday, 11 March 2026. */
const tables = {
  activities: 'ts,group_id,kind,member_id\n2026-03-02 09:00:00,OLD,link_click,moved',
  conversions: 'conversion_id,ts,user_id,goal\nc,2026-03-02 10:00:00,u,order',
  identities: 'member_id,user_id\nmoved,u',
  group_lineage: 'from_group,to_group,at,kind\nOLD,NEW,2026-03-11,split',
  memberships: `group_id,member_id,joined_at,left_at
OLD,moved,2026-03-02 09:00:00,2026-03-11 12:00:00
NEW,moved,2026-03-11 12:05:00,
OLD,both,2026-03-02 09:00:00,
NEW,both,2026-03-12 09:00:00,
OLD,gone,2026-03-02 09:00:00,2026-03-05 12:00:00
NEW,gone,2026-03-25 09:00:00,
OLD,lost,2026-03-02 09:00:00,2026-03-11 12:00:00
NEW,fresh,2026-03-12 09:00:00,
OLD,again,2026-03-02 09:00:00,2026-03-11 12:00:00
NEW,again,2026-03-11 12:05:00,2026-03-19 12:00:00
NEW,again,2026-03-26 09:00:00,
OLD,late,2026-03-17 09:00:00,2026-03-18 09:00:00
NEW,late,2026-03-18 09:00:00,`,
};

it('counts neither those who went along, but those who left before, came back, or came later', async () => {
  const rows = await withTables(project(tables), (engine) =>
    engine.rows(
      'SELECT day_text(week_day) AS week, joined, left_people FROM membership_weeks ORDER BY week_day',
    ),
  );
  expect(rows).toEqual([
    // moved, both, gone, lost and again join; gone leaves, before the split
    { week: '2026-03-02', joined: 5, left_people: 1 },
    // fresh joins, lost leaves; moved, both and again go along
    { week: '2026-03-09', joined: 1, left_people: 1 },
    // late joins (and leaves) the old group after the split, again leaves the new one
    { week: '2026-03-16', joined: 1, left_people: 2 },
    // gone, who had left before, and again, who had left since, join
    { week: '2026-03-23', joined: 2, left_people: 0 },
  ]);
});
