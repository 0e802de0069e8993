import { readRows } from '../../engines/typed_rows.js';
import type { Checked } from './checked.js';
import { type Finding, firstFew } from './findings.js';
import { totalOf } from './shares.js';

/**
 * Groups in which people wrote or clicked and of which no membership is given, while there are memberships of others: nobody is a member there, so
 * that they are missing in every rate per member and in the match rate. Places that have no members, such as feeds, are none of them.
 */
export async function listlessGroupFindings({ engine, config, as_of_us }: Checked): Promise<Finding[]> {
  if (config.inputs.memberships === undefined) return [];
  const groups = await readRows(
    engine,
    { group_id: 'text', people: 'number' },
    `SELECT a.group_id, count(DISTINCT a.member_id) AS people FROM in_activities a
    LEFT JOIN (SELECT DISTINCT group_id FROM in_memberships WHERE problem IS NULL) m ON m.group_id = a.group_id
    LEFT JOIN (
      SELECT group_id, max(type) AS type FROM in_groups WHERE problem IS NULL GROUP BY group_id
    ) g ON g.group_id = a.group_id
    WHERE a.problem IS NULL AND a.member_id IS NOT NULL AND a.ts_us <= ${as_of_us} AND m.group_id IS NULL
      AND (g.type IS NULL OR g.type = 'group')
    GROUP BY a.group_id ORDER BY people DESC, a.group_id`,
  );
  if (groups.length === 0) return [];
  const people = totalOf(groups, 'people').toLocaleString('en-US');
  const [one, has] = groups.length === 1 ? ['1 group', 'has'] : [`${groups.length} groups`, 'have'];
  return [
    {
      level: 'warning',
      text: `inputs.memberships: ${one} with activities ${has} no row: ${firstFew(groups.map(({ group_id }) => group_id))}. Nobody counts as a member there (${people} people did something), so rates per member and the match rate leave ${groups.length === 1 ? 'it' : 'them'} out.`,
      hint: 'Add their lists of members, or compare the ids of groups in activities and memberships.',
      note: { kind: 'listless_groups', count: groups.length },
    },
  ];
}
