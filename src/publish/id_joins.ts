import { idDifferences, idReferences } from '../contract/published_words.js';
import { count, orEmpty, text, word } from './columns.js';
import { published } from './table.js';

/** How well the ids of one table are found in another. */
export const idJoins = published({
  name: 'id_joins',
  summary:
    'One column whose ids should be found in another table: how many rows name an id that is not there, and how many of those differ from a known id in only one way.',
  columns: {
    reference: word(
      idReferences,
      'Table and column; members.member_id: every member seen in activities, memberships and kols.',
    ),
    named: count(
      'rows',
      'Rows that name an id (for members, and for groups and tactics of activities: distinct ids).',
    ),
    lost: count('rows', 'Those whose id is not found in the other table.'),
    near: count(
      'rows',
      'Of the lost ones, those that would be found without the difference named in `apart`.',
    ),
    apart: orEmpty(
      word(
        idDifferences,
        'The difference: case, decimal (a trailing .0), zeros (leading ones), blanks (or hyphens inside the id), prefix (before the first digit) or country (of a phone number); empty if none of these.',
      ),
    ),
    example: orEmpty(text('One such id.')),
    known_id: orEmpty(text('The id that it would match.')),
  },
  stage: 'id_joins',
  order: 'reference',
});
