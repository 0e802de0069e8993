import type { Engine } from '../../engines/engine.js';
import { type RowIn, readRow, readRows } from '../../engines/typed_rows.js';
import type { Checked } from './checked.js';
import { type Finding, firstFew, shareText } from './findings.js';

/** The share of memberships without left_at from which they look like dated lists of members, one list per day. */
const rosterShare = 0.3;
const repeatShare = 0.3;
/** The number of people listed several times: a single one may just have come back. */
const leastPeople = 2;

/**
 * Memberships that are lists of everybody present, one list per day: nobody ever leaves such a table, so people who left long ago would get
 * credit for what they never saw. A run refuses them.
 */
export async function rosterFindings({ engine, config }: Checked): Promise<Finding[]> {
  if (config.inputs.memberships === undefined) return [];
  const row = await readRow(engine, rosterShape, rosterSql);
  const { stays, people, listed, left_stays } = row;
  const copies = row.copies ?? 0;
  if (stays === 0) return [];
  if (people >= leastPeople && listed >= rosterShare * stays)
    return [rosterError(row, await examples(engine))];
  if (left_stays > 0 || copies < repeatShare * (stays + copies)) return [];
  return [
    {
      level: 'warning',
      text: `inputs.memberships: ${shareText(copies, stays + copies, 'rows')} repeat another row, and no row says that anybody left.`,
      hint: 'If these are lists of members on several days, people missing from a later list have left: provide left_at.',
    },
  ];
}

/** What the stays without an end look like. */
const rosterShape = {
  stays: 'number',
  copies: 'number?',
  listed: 'number',
  people: 'number',
  left_stays: 'number',
} as const;

function rosterError(row: RowIn<typeof rosterShape>, names: readonly string[]): Finding {
  const share = shareText(row.listed, row.stays, 'memberships without left_at');
  return {
    level: 'error',
    text: `inputs.memberships: ${share} name somebody who is already in the group, together with others at the same time (${row.people} people, such as ${firstFew(names, row.people, 3)}): they look like dated lists of members, from which nobody would ever leave.`,
    hint: 'If so, write `roster:` with the column that has the date of the list, or `file name`; joins and leaves are then the differences between lists. Or write one row per stay: joined_at is when somebody is first in the list, left_at when they are first missing from it (empty: still there).',
  };
}

/**
 * Open stays, each person, group and time once; those after another open stay of the same person and group at a time that others share;
 * the rows that repeat one; and the stays with an end.
 */
const openStays = `SELECT group_id, member_id, joined_at_us, count(*) AS copies FROM in_memberships
    WHERE problem IS NULL AND left_at_us IS NULL GROUP BY group_id, member_id, joined_at_us`;
const listedStays = `SELECT o.group_id, o.member_id, o.joined_at_us FROM (${openStays}) o
    JOIN (SELECT group_id, member_id, min(joined_at_us) AS first_us FROM (${openStays}) f GROUP BY group_id, member_id) f
      ON f.group_id = o.group_id AND f.member_id = o.member_id AND f.first_us < o.joined_at_us
    JOIN (SELECT group_id, joined_at_us FROM (${openStays}) m GROUP BY group_id, joined_at_us HAVING count(*) > 1) m
      ON m.group_id = o.group_id AND m.joined_at_us = o.joined_at_us`;
const rosterSql = `SELECT (SELECT count(*) FROM (${openStays}) o) AS stays, (SELECT CAST(sum(copies - 1) AS BIGINT) FROM (${openStays}) o) AS copies,
    (SELECT count(*) FROM (${listedStays}) l) AS listed, (SELECT count(DISTINCT member_id) FROM (${listedStays}) l) AS people,
    (SELECT count(*) FROM in_memberships WHERE problem IS NULL AND left_at_us IS NOT NULL) AS left_stays`;

async function examples(engine: Engine): Promise<string[]> {
  const rows = await readRows(
    engine,
    { member_id: 'text', group_id: 'text' },
    `SELECT DISTINCT member_id, group_id FROM (${listedStays}) l ORDER BY member_id, group_id LIMIT 3`,
  );
  return rows.map((row) => `${row.member_id} in ${row.group_id}`);
}
