import { count, exact, minor, orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Conversion ids whose rows differ, or were added up. */
export const conflicts = published({
  name: 'conflicts',
  summary:
    'One conversion id whose rows differ, or were added up. Rows that overlapping exports repeat count once here.',
  columns: {
    conversion_id: text('The conversion.'),
    rule: text('What was done: newest (by ingested_at), latest, first or sum (see on_conflict).'),
    versions: count('versions', 'Different contents seen.'),
    row_count: count('rows', 'Rows seen.'),
    currency: orEmpty(text('Currency of the amounts.')),
    rows_minor: orEmpty(exact(minor, 'The sum of the rows; empty where none has a value.')),
    value_minor: orEmpty(exact(minor, 'The value that counts; empty where it has none, or has not landed.')),
  },
  stage: 'conflicts',
  order: 'conversion_id',
});
