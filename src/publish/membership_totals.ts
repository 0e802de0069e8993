import { count } from './columns.js';
import type { Publisher } from './table.js';

/** How many people hold how many places. */
export const membershipTotals = {
  name: 'membership_totals',
  summary: 'One row: people present in any group at the end of the reported period.',
  columns: {
    people: count('people', 'Each once.'),
    places: count('memberships', 'The places they hold in groups.'),
    in_several: count('people', 'Those present in two groups or more.'),
  },
  rows: async ({ engine }) => engine.rows('SELECT people, places, in_several FROM membership_sums'),
} as const satisfies Publisher;
