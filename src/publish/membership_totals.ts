import { count } from './columns.js';
import { published } from './table.js';

/** How many people there are, and how many memberships they hold. */
export const membershipTotals = published({
  name: 'membership_totals',
  summary: 'A single row: the people present in any group at the end of the reported period.',
  columns: {
    people: count('people', 'People, each counted once.'),
    places: count('memberships', 'Memberships that they hold.'),
    in_several: count('people', 'Of those, the people present in two or more groups.'),
  },
  select: 'SELECT people, places, in_several FROM membership_sums',
});
