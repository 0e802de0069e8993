import { count, text } from './columns.js';
import { dayText, type Publisher } from './table.js';

/** Joins and leaves by week. */
export const membershipWeek = {
  name: 'membership_week',
  summary:
    'One week in which anybody joined or left: distinct people. Going on in a group that the old one was split, merged or migrated into is no leaving. Without a memberships table joining is the first activity.',
  columns: {
    week_start: text('First day of the week, in the business zone.'),
    joined: count('people', 'People who joined a group.'),
    left: count(
      'people',
      'People who left a group; empty where no source says when people leave. At least those where some sources do not.',
    ),
  },
  rows: async ({ engine }) => {
    const rows = await engine.rows('SELECT * FROM membership_weeks ORDER BY week_day');
    return rows.map((row) => ({
      week_start: dayText(row.week_day),
      joined: row.joined ?? 0,
      left: row.left_people ?? null,
    }));
  },
} as const satisfies Publisher;
