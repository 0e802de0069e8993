/** Who answered whom, by hand: machines, staff, oneself, what is too old, and two accounts of one person. */
import { expect, it } from 'vitest';
import { readRows } from '../../src/engines/typed_rows.js';
import { withTables } from '../tables_of_project.js';

const said = (id: string, who: string, ts: string, reply_to = '', role = 'member', group = 'G') =>
  `${id},${ts},${group},${who},message,${reply_to},${role}`;

const files = {
  'grouplift.yaml': `timezone: UTC
as_of: 2026-07-01
inputs:
  activities: activities.csv
  conversions: conversions.csv
  identities: identities.csv
  exclusions: exclusions.csv
goals:
  - { name: order, match: { goal: order }, window_days: 30 }
attribution: { models: [linear] }
`,
  'activities.csv': [
    'activity_id,ts,group_id,member_id,kind,reply_to,role',
    said('m1', 'a', '2026-02-01 10:00:00'),
    // an answer to something older counts, twice is one tie
    said('m2', 'b', '2026-06-01 10:00:00', 'm1'),
    said('m3', 'b', '2026-06-01 11:00:00', 'm1'),
    // b answers through a second account: the same tie
    said('m4', 'b again', '2026-06-01 12:00:00', 'm1'),
    said('m5', 'a', '2026-06-02 10:00:00', 'm2'),
    // oneself, a machine, staff, too old an answer, an answer to what nobody said, another group
    said('m6', 'a', '2026-06-02 11:00:00', 'm5'),
    said('m7', 'robot', '2026-06-02 12:00:00', 'm5', 'bot'),
    said('m8', 'a', '2026-06-02 13:00:00', 'm7'),
    said('m9', 'staff', '2026-06-02 14:00:00', 'm5'),
    said('m10', 'c', '2026-03-31 10:00:00', 'm1'),
    said('m11', 'c', '2026-06-03 10:00:00', 'gone'),
    said('m12', 'c', '2026-06-03 10:00:00', 'm1', 'member', 'H'),
    '',
  ].join('\n'),
  'conversions.csv': 'conversion_id,ts,user_id,goal\nc1,2026-06-10 12:00:00,u_b,order\n',
  'identities.csv': 'member_id,user_id\nb,u_b\nb again,u_b\n',
  'exclusions.csv': 'id_type,id\nmember,staff\n',
};

it('is one tie for each person who answered another in the last 90 days', async () => {
  const ties = await withTables(files, (engine) =>
    readRows(
      engine,
      { group_id: 'text', from_id: 'text', to_id: 'text' },
      `SELECT g.label AS group_id, f.member_id AS from_id, t.member_id AS to_id
      FROM reply_ties r JOIN groups g ON g.group_no = r.group_no
      JOIN members f ON coalesce(f.person_no, -f.member_no) = r.from_no AND f.member_id <> 'b again'
      JOIN members t ON coalesce(t.person_no, -t.member_no) = r.to_no AND t.member_id <> 'b again'
      ORDER BY from_id, to_id`,
    ),
  );
  expect(ties).toEqual([
    { group_id: 'G', from_id: 'a', to_id: 'b' },
    { group_id: 'G', from_id: 'b', to_id: 'a' },
  ]);
});
