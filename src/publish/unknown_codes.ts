import { count, text } from './columns.js';
import { published } from './table.js';

/** Codes on conversions that are not in the codes table. */
export const unknownCodes = published({
  name: 'unknown_codes',
  summary: 'One code that conversions carry but that is not in the codes table.',
  columns: {
    code: text('The code.'),
    conversions: count('conversions', 'Number of conversions that carry it.'),
  },
  stage: 'unknown_codes',
  order: 'code',
});
