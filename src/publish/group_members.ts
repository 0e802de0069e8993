import { rosterBases } from '../contract/published_words.js';
import { count, text, word } from './columns.js';
import { published } from './table.js';

/** The denominator of rates per member: who was in each group during the reported period. */
export const groupMembers = published({
  name: 'group_members',
  summary:
    'One group whose members are known: the people at risk in the reported period. Figures per 100 members are divided by `members`. Excluded people, and people who joined after as_of, are not counted.',
  columns: {
    group_id: text('The group.'),
    members: count(
      'people',
      'Distinct people (or members without a known person) with a stay in this group that overlaps the reported period.',
    ),
    home_members: count(
      'people',
      'Of those, the people whose home it was, at the end of the period if they moved in it: the group they joined first or, after a split, merge or migration, the group they continued in. Nobody is at home in two groups.',
    ),
    basis: word(
      rosterBases,
      'memberships; or observed if there is no memberships table: then the first activity counts as joining, and nobody is seen leaving.',
    ),
  },
  stage: 'group_members',
  order: 'group_id',
});
