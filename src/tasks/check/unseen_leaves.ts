import { readRows } from '../../engines/typed_rows.js';
import type { Checked } from './checked.js';
import { type Finding, firstFew, shareText } from './findings.js';
import { totalOf } from './shares.js';

/**
 * Stays that are open because their source cannot say when people leave: they count as present, so the number of members is an upper bound and
 * that of leaves a lower bound. If no source can say it, leaves are not observable, which is not zero.
 */
export async function unseenLeaveFindings({ engine, config }: Checked): Promise<Finding[]> {
  if (config.inputs.memberships === undefined) return [];
  const groups = await readRows(
    engine,
    { group_id: 'text', stays: 'number', told: 'number', silent: 'number' },
    `SELECT group_id, count(*) AS stays,
      sum(CASE WHEN left_at_us IS NOT NULL OR left_known THEN 1 ELSE 0 END) AS told,
      sum(CASE WHEN left_at_us IS NULL AND NOT left_known THEN 1 ELSE 0 END) AS silent
    FROM in_memberships WHERE problem IS NULL GROUP BY group_id ORDER BY silent DESC, group_id`,
  );
  const [stays, told, silent] = [
    totalOf(groups, 'stays'),
    totalOf(groups, 'told'),
    totalOf(groups, 'silent'),
  ];
  if (stays === 0 || (silent === 0 && told > 0)) return [];
  if (told === 0)
    return [
      {
        level: 'warning',
        text: 'inputs.memberships: no row says when anybody left, or that this would be known: leaves are not observable, and everybody who joined counts as a member to the end.',
        hint: 'Provide left_at, or left_known: true if an empty left_at means that the person is still there.',
      },
    ];
  const names = groups.filter((row) => row.silent > 0).map(({ group_id }) => group_id);
  return [
    {
      level: 'warning',
      text: `inputs.memberships: for ${shareText(silent, stays, 'stays')} the source does not say when they end (left_known is false), in ${firstFew(names)}: these people count as members to the end, and the leaves seen are only a lower bound.`,
      hint: 'Daily or weekly lists of members would show who left: see roster.',
    },
  ];
}
