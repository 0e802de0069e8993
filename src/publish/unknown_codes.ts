import { count, text } from './columns.js';
import { published } from './table.js';

/** Codes on conversions that the codes table does not have. */
export const unknownCodes = published({
  name: 'unknown_codes',
  summary: 'One code that conversions carry and the codes table does not have.',
  columns: {
    code: text('The code.'),
    conversions: count('conversions', 'Conversions that carry it.'),
  },
  stage: 'unknown_codes',
  order: 'code',
});
