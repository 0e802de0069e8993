import { count, text } from './columns.js';
import { published } from './table.js';

/** Reversals of conversions that the input does not have. */
export const lostReversals = published({
  name: 'lost_reversals',
  summary:
    'One conversion id that reversals name and the table conversions does not have; they take nothing back.',
  columns: {
    conversion_id: text('The id.'),
    reversals: count('reversals', 'Reversals that name it.'),
  },
  stage: 'lost_reversals',
  order: 'conversion_id',
});
