import { count, exact, minor, orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Conversion ids whose rows differ or were summed. */
export const conflicts = published({
  name: 'conflicts',
  summary:
    'One conversion id whose rows differ or were summed. A row that overlapping exports repeat is counted once here.',
  columns: {
    conversion_id: text('The conversion.'),
    rule: text('What was done: newest (by ingested_at), latest, first or sum (see on_conflict).'),
    versions: count('versions', 'Number of different contents seen.'),
    row_count: count('rows', 'Number of rows seen.'),
    currency: orEmpty(text('Currency of the amounts.')),
    rows_minor: orEmpty(exact(minor, 'Sum over the rows; empty if none has a value.')),
    value_minor: orEmpty(
      exact(minor, 'The value that was used; empty if there is none, or if the conversion has not landed.'),
    ),
  },
  stage: 'conflicts',
  order: 'conversion_id',
});
