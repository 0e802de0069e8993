import { count, text } from './columns.js';
import type { Publisher } from './table.js';

/** Linked ids with more product users than one person can have. */
export const quarantine = {
  name: 'quarantine',
  summary:
    'One set of linked ids with more product users than identity.max_users; its conversions are unattributed.',
  columns: {
    person_key: text('The smallest of its ids, as type:id.'),
    users: count('product users', 'Product users in it.'),
  },
  stage: 'quarantine',
  order: 'person_key',
} as const satisfies Publisher;
