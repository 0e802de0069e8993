import { count, text } from './columns.js';
import { published } from './table.js';

/** Linked ids that cannot be one person. */
export const quarantine = published({
  name: 'quarantine',
  summary: 'One set of linked ids that cannot be one person; its conversions are unattributed.',
  columns: {
    person_key: text('The smallest of its ids, as type:id.'),
    users: count('product users', 'Product users in it.'),
    members: count('members', 'Chat members in it.'),
    reason: text(
      'users: more than identity.max_users; members: more than identity.max_members, or 20 and more that are a larger share of all than identity.max_share; conversions: one of its users has 100 conversions with a value and more, and a larger share of all than identity.max_share.',
    ),
  },
  stage: 'quarantine',
  order: 'person_key',
});
