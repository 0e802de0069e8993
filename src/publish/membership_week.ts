import { readTable } from '../engines/typed_rows.js';
import { count, orEmpty, text } from './columns.js';
import { dayText, published } from './table.js';

/** Joins and leaves by week. */
export const membershipWeek = published({
  name: 'membership_week',
  summary:
    "One week in which anybody joined or left, in distinct people. Continuing in the group that one's old group was split, merged or migrated into is neither joining nor leaving. Without a memberships table, the first activity counts as joining.",
  columns: {
    week_start: text('First day of the week, in the business zone.'),
    joined: count('people', 'People who joined a group.'),
    left: orEmpty(
      count(
        'people',
        'People who left a group; empty if no source says when people leave. A lower bound if only some sources do.',
      ),
    ),
  },
  rows: async ({ engine }) => {
    const rows = await readTable(
      engine,
      'membership_weeks',
      { week_day: 'number', joined: 'number', left_people: 'number?' },
      'ORDER BY week_day',
    );
    return rows.map((row) => ({
      week_start: dayText(row.week_day),
      joined: row.joined,
      left: row.left_people,
    }));
  },
});
