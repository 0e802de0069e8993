import { count, text } from './columns.js';
import { published } from './table.js';

/** People suspected of promo abuse, each with the reasons. */
export const promoSuspects = published({
  name: 'promo_suspects',
  summary:
    'One person suspected of promo abuse, over everything up to as_of. A list to look at: nothing is taken out of any figure.',
  columns: {
    person_key: text('The smallest of its ids, as type:id.'),
    reasons: text(
      'burst (3 conversions with value of one goal within an hour), instant_refund (landed within an hour of joining, and all of it came back), opens_only (5 red envelopes opened, nothing else ever seen), quick_leaver (left every group within 7 days, with a red envelope or a code); several are separated by a comma.',
    ),
    conversions: count('conversions', 'Conversions of any goal.'),
    conversions_reversed: count('conversions', 'Those of which all came back.'),
    red_envelopes: count('red envelopes', 'Red envelopes opened.'),
  },
  stage: 'promo_suspects',
  order: 'person_key',
});
