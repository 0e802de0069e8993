import { orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Every group, by the label it has in the other tables. */
export const groups = published({
  name: 'groups',
  summary: 'One group that any input table speaks of.',
  columns: {
    group_id: text('The group.'),
    name: orEmpty(text('Its name.')),
    type: orEmpty(text('Its type; types are never ranked together.')),
    platform: orEmpty(text('The chat platform.')),
    matrix: orEmpty(text('The group matrix it belongs to.')),
    owner_id: orEmpty(text('The member who owns it.')),
  },
  select: 'SELECT label AS group_id, name, type, platform, matrix, owner_id FROM groups ORDER BY group_no',
});
