import { count } from './columns.js';
import { published } from './table.js';

/** How many people hold how many places. */
export const membershipTotals = published({
  name: 'membership_totals',
  summary: 'One row: people present in any group at the end of the reported period.',
  columns: {
    people: count('people', 'Each once.'),
    places: count('memberships', 'The places they hold in groups.'),
    in_several: count('people', 'Those present in two groups or more.'),
  },
  select: 'SELECT people, places, in_several FROM membership_sums',
});
