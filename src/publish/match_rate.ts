import { rosterBases } from '../contract/published_words.js';
import { count, text, word } from './columns.js';
import { published } from './table.js';

/** How many members of each group are linked to a product user. */
export const matchRate = published({
  name: 'match_rate',
  summary: 'One group: how many of its members are linked to a product user. Excluded members are left out.',
  columns: {
    group_id: text('The group.'),
    members: count('members', 'Members up to as_of, including those who left.'),
    matched: count('members', 'Of those, members linked to a product user and not quarantined.'),
    basis: word(
      rosterBases,
      'memberships; or observed if there is no memberships table: then members are those seen in the activities.',
    ),
  },
  stage: 'match_counts',
  order: 'group_id',
});
