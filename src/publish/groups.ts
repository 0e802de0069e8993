import { orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Every group, by the label used in the other tables. */
export const groups = published({
  name: 'groups',
  summary: 'One group that any input table mentions.',
  columns: {
    group_id: text('The group.'),
    name: orEmpty(text('Its name.')),
    type: orEmpty(text('Its type; groups of different types are never ranked together.')),
    platform: orEmpty(text('The chat platform.')),
    matrix: orEmpty(text('The group matrix it belongs to.')),
    owner_id: orEmpty(text('The member id of its owner.')),
    owner_kol_id: orEmpty(text('The KOL that this owner is.')),
  },
  select: `SELECT g.label AS group_id, g.name, g.type, g.platform, g.matrix, g.owner_id, k.kol_id AS owner_kol_id
    FROM groups g LEFT JOIN (
      SELECT member_id, min(kol_id) AS kol_id FROM in_kols
      WHERE problem IS NULL AND member_id IS NOT NULL GROUP BY member_id
    ) k ON k.member_id = g.owner_id ORDER BY g.group_no`,
});
