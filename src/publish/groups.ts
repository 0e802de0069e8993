import { type Publisher, tableOf } from './table.js';

/** Every group, by the label it has in the other tables. */
export const groups: Publisher = async ({ engine }) =>
  tableOf(
    'groups',
    await engine.rows('SELECT label AS group_id, name, type, platform, matrix FROM groups ORDER BY group_no'),
  );
