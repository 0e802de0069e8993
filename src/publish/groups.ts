import { text } from './columns.js';
import type { Publisher } from './table.js';

/** Every group, by the label it has in the other tables. */
export const groups = {
  name: 'groups',
  summary: 'One group that any input table speaks of.',
  columns: {
    group_id: text('The group.'),
    name: text('Its name.'),
    type: text('Its type; types are never ranked together.'),
    platform: text('The chat platform.'),
    matrix: text('The group matrix it belongs to.'),
    owner_id: text('The member who owns it.'),
  },
  rows: async ({ engine }) =>
    engine.rows(
      'SELECT label AS group_id, name, type, platform, matrix, owner_id FROM groups ORDER BY group_no',
    ),
} as const satisfies Publisher;
