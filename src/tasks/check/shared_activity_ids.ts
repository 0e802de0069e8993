import type { Engine } from '../../engines/engine.js';
import { readRows } from '../../engines/typed_rows.js';
import { type Finding, firstFew, shareText } from './findings.js';

/**
 * Activities of one id that are of several members or kinds: these are no versions of one thing, and all but one of them are lost. So it is
 * where the column holds the id of a campaign, or numbers that begin anew every day.
 */
export async function sharedActivityIds(engine: Engine): Promise<Finding[]> {
  const shared = await readRows(
    engine,
    { id: 'text', things: 'number' },
    `SELECT r.of_id AS id, count(DISTINCT coalesce(a.member_id, '') || chr(31) || a.kind) AS things
    FROM in_activities a JOIN activity_repeats r
      ON r.of_id = a.activity_id AND r.of_group = a.group_id AND r.of_platform = coalesce(a.platform, '')
    WHERE a.problem IS NULL GROUP BY r.of_platform, r.of_group, r.of_id
    HAVING count(DISTINCT coalesce(a.member_id, '') || chr(31) || a.kind) > 1 ORDER BY r.of_id, things`,
  );
  if (shared.length === 0) return [];
  const [all] = await readRows(
    engine,
    { rows: 'number' },
    'SELECT count(*) AS rows FROM in_activities WHERE problem IS NULL',
  );
  const lost = shared.reduce((sum, { things }) => sum + things - 1, 0);
  return [
    {
      level: 'warning',
      text: `inputs.activities: ${shareText(lost, all?.rows ?? 0, 'rows')} have the activity_id of another row in their group with a different member or kind, and are left out: ${firstFew([...new Set(shared.map(({ id }) => id))])}.`,
      hint: 'An id must belong to one thing that one person did. If it is the id of a campaign, read it as tactic_id; with activity_id: { value: "" } under inputs.activities.columns, rows are told apart by their content.',
    },
  ];
}
