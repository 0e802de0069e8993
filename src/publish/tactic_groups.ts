import { readRows } from '../engines/typed_rows.js';
import { orEmpty, text, word } from './columns.js';
import { dayText, published } from './table.js';

/** Which groups had a tactic, and since when. */
export const tacticGroups = published({
  name: 'tactic_groups',
  summary:
    'One tactic and one group that had it or was held out. Groups that were split, merged or migrated into one another count as having it together.',
  columns: {
    tactic_id: text('The tactic.'),
    group_id: text('The group.'),
    arm: word(['treated', 'holdout'], 'treated; or holdout: deliberately kept without it.'),
    since: orEmpty(
      text('First day of the period (week or day) in which it began there; empty for a holdout.'),
    ),
  },
  rows: async ({ engine, sources }) => {
    if (!sources.some(({ table }) => table === 'tactic_groups')) return [];
    const rows = await readRows(
      engine,
      { tactic_id: 'text', group_id: 'text', is_holdout: 'number', start_day: 'number?' },
      `SELECT t.label AS tactic_id, g.label AS group_id, u.is_holdout, u.start_day
      FROM tactic_units u JOIN group_units x ON x.unit_no = u.unit_no JOIN groups g ON g.group_no = x.group_no
      JOIN tactic_list t ON t.tactic_no = u.tactic_no ORDER BY u.tactic_no, g.group_no`,
    );
    return rows.map(({ tactic_id, group_id, is_holdout, start_day }) => ({
      tactic_id,
      group_id,
      arm: is_holdout === 1 ? ('holdout' as const) : ('treated' as const),
      since: start_day === null ? null : dayText(start_day),
    }));
  },
});
