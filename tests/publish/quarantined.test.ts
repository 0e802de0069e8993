/** Ids that cannot be one person are as many people as their members and users; only the list of what is in doubt holds them together. */
import { expect, it } from 'vitest';
import { project, withTables } from '../tables_of_project.js';

/** Three members of two groups share a phone; each has a user of their own, and at most two users are a person. */
const tables = {
  activities: `ts,group_id,kind,member_id
2026-03-02 09:00:00,g1,link_click,m1
2026-03-02 09:00:00,g2,link_click,m4`,
  conversions: `conversion_id,ts,user_id,goal
c0,2026-02-02 10:00:00,x,order
c1,2026-03-02 10:00:00,u1,order
c2,2026-03-02 10:00:00,u2,order
c3,2026-03-02 11:00:00,u3,order
c4,2026-03-02 12:00:00,u4,order`,
  identities: `id_type_a,id_a,id_type_b,id_b
member,m1,phone,p
member,m2,phone,p
member,m3,phone,p
member,m1,user,u1
member,m2,user,u2
member,m3,user,u3
member,m4,user,u4`,
  memberships: `group_id,member_id,joined_at
g1,m1,2026-03-01 08:00:00
g1,m2,2026-03-01 08:00:00
g2,m3,2026-03-01 09:00:00
g2,m4,2026-03-01 08:00:00`,
  kols: 'kol_id,user_id\nK,u2',
};

const files = project(tables, 'identity: { max_users: 2 }\n');

it('counts every member of a quarantined set for itself, and their results for no group', async () => {
  const found = await withTables(files, async (engine) => ({
    members: await engine.rows('SELECT group_id, members, home_members FROM group_members ORDER BY group_id'),
    whole: await engine.rows('SELECT people, places, in_several FROM membership_sums'),
    days: await engine.rows('SELECT people, conversions FROM goal_days ORDER BY day_no'),
    classes: await engine.rows(
      'SELECT member_class, conversions FROM landed_weeks ORDER BY week_day, member_class',
    ),
    landed: await engine.rows(
      'SELECT g.group_id, l.landed FROM group_landed l JOIN groups g ON g.group_no = l.group_no',
    ),
    cohorts: await engine.rows('SELECT people FROM cohorts'),
  }));
  expect(found).toEqual({
    members: [
      { group_id: 'g1', members: 2, home_members: 2 },
      { group_id: 'g2', members: 2, home_members: 2 },
    ],
    whole: [{ people: 4, places: 4, in_several: 0 }],
    days: [
      { people: 1, conversions: 1 },
      { people: 4, conversions: 4 },
    ],
    // of the three and the stranger nothing is known; m4 had joined before
    classes: [
      { member_class: 'unknown', conversions: 1 },
      { member_class: 'new', conversions: 1 },
      { member_class: 'unknown', conversions: 3 },
    ],
    landed: [{ group_id: 'g2', landed: 1 }],
    cohorts: [{ people: 1 }],
  });
});

it('still lists the set, and still gives a KOL the results of the users that are named', async () => {
  const found = await withTables(files, async (engine) => ({
    listed: await engine.rows('SELECT users, members, reason FROM quarantine'),
    kol: await engine.rows('SELECT own FROM kol_cards'),
  }));
  expect(found).toEqual({ listed: [{ users: 3, members: 3, reason: 'users' }], kol: [{ own: 3 }] });
});
