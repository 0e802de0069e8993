import { idDifferences, idReferences } from '../contract/published_words.js';
import { count, orEmpty, text, word } from './columns.js';
import { published } from './table.js';

/** How well the ids of one table are found in another. */
export const idJoins = published({
  name: 'id_joins',
  summary:
    'One column whose ids another table should know: how many rows name an id that is not found there, and how many of them would be found but for one thing.',
  columns: {
    reference: word(
      idReferences,
      'Table and column; members.member_id: every member seen in activities, memberships and kols.',
    ),
    named: count('rows', 'Rows that name an id there (of members, groups and tactics of activities: ids).'),
    lost: count('rows', 'Those whose id is not found.'),
    near: count('rows', 'Of the lost ones, those that would be found but for what `apart` says.'),
    apart: orEmpty(
      word(
        idDifferences,
        'case, decimal (a trailing .0), zeros (leading ones), blanks (or hyphens inside), prefix (before the first digit) or country (of a phone number); empty: none of these.',
      ),
    ),
    example: orEmpty(text('One such id.')),
    known_id: orEmpty(text('The id that it would be.')),
  },
  stage: 'id_joins',
  order: 'reference',
});
