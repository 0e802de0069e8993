import { count, text } from './columns.js';
import { published } from './table.js';

/** Why linked ids cannot belong to one person, as in the stage `people`. */
export const quarantineReasons = ['users', 'members', 'conversions'] as const;

/** Linked ids that cannot belong to one person. */
export const quarantine = published({
  name: 'quarantine',
  summary: 'One set of linked ids that cannot belong to one person; its conversions are unattributed.',
  columns: {
    person_key: text('The smallest id of the set, as type:id.'),
    users: count('product users', 'Product users in the set.'),
    members: count('members', 'Chat members in the set.'),
    reason: text(
      'users: more than identity.max_users; members: more than identity.max_members, or at least 20 that are more than identity.max_share of all members; conversions: one of its users has at least 100 conversions with a value, more than identity.max_share of all of them.',
    ),
  },
  stage: 'quarantine',
  order: 'person_key',
});
