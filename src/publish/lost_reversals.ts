import { count, text } from './columns.js';
import { published } from './table.js';

/** Reversals of conversions that are not in the input. */
export const lostReversals = published({
  name: 'lost_reversals',
  summary:
    'One conversion id that reversals name but that is not in the conversions table; these reversals reverse nothing.',
  columns: {
    conversion_id: text('The id.'),
    reversals: count('reversals', 'Reversals that name it.'),
  },
  stage: 'lost_reversals',
  order: 'conversion_id',
});
