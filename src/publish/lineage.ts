import { readRows } from '../engines/typed_rows.js';
import { businessDay } from '../project/period.js';
import { count, text } from './columns.js';
import { published } from './table.js';

/** Splits, merges and migrations. */
export const lineage = published({
  name: 'lineage',
  summary: 'One group whose people continued in another: it was split, merged or migrated.',
  columns: {
    from_group: text('The group before.'),
    to_group: text('The group after.'),
    at_day: text('The day, in the business zone.'),
    people: count('people', 'Present in the group before at that moment.'),
    followed: count('people', 'Of those, the people also present in the group after.'),
  },
  rows: async ({ engine, config }) => {
    const rows = await readRows(
      engine,
      { from_group: 'text', to_group: 'text', at_us: 'number', people: 'number', followed: 'number' },
      `SELECT f.label AS from_group, t.label AS to_group, x.at_us, x.people, x.followed
      FROM lineage_moves x JOIN groups f ON f.group_no = x.from_no JOIN groups t ON t.group_no = x.to_no
      ORDER BY x.at_us, x.from_no, x.to_no`,
    );
    return rows.map(({ at_us, from_group, to_group, people, followed }) => ({
      from_group,
      to_group,
      at_day: businessDay(at_us, config.timezone),
      people,
      followed,
    }));
  },
});
