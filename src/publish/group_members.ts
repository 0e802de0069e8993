import { rosterBases } from '../contract/published_words.js';
import { count, text, word } from './columns.js';
import { published } from './table.js';

/** What rates per member divide by: who was in each group in the reported period. */
export const groupMembers = published({
  name: 'group_members',
  summary:
    'One group whose members are known: the people at risk in the reported period. Figures per 100 members divide by `members`. Excluded people are left out; nobody who joined after as_of counts.',
  columns: {
    group_id: text('The group.'),
    members: count(
      'people',
      'Distinct people (or members without a known person) with a stay in this group that overlaps the reported period.',
    ),
    home_members: count(
      'people',
      'Those of them whose home it was in the period: the group joined first, and after it was split, merged or migrated the one that the person went on in.',
    ),
    basis: word(
      rosterBases,
      'memberships; or observed, where there is no memberships table: the first activity stands for joining, and nobody is seen to leave.',
    ),
  },
  stage: 'group_members',
  order: 'group_id',
});
