import { count, text } from './columns.js';
import type { Publisher } from './table.js';

/** How many members of each group are linked to a product user. */
export const matchRate = {
  name: 'match_rate',
  summary: 'One group: how many of its members are linked to a product user. Excluded members are left out.',
  columns: {
    group_id: text('The group.'),
    members: count('members', 'Members up to as_of, those who left included.'),
    matched: count('members', 'Those linked to a product user, not quarantined.'),
    basis: text(
      'memberships, or observed: members seen in the activities, where there is no memberships table.',
    ),
  },
  stage: 'match_counts',
  order: 'group_id',
} as const satisfies Publisher;
