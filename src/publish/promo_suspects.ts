import { count, text } from './columns.js';
import { published } from './table.js';

/** People suspected of promo abuse, each with the reasons. */
export const promoSuspects = published({
  name: 'promo_suspects',
  summary:
    'One person suspected of promo abuse, judged on everything up to as_of. A list to review: no figure excludes these people.',
  columns: {
    person_key: text("The smallest of the person's ids, as type:id."),
    reasons: text(
      'burst (3 conversions with a value, of one goal, within an hour), instant_refund (landed within an hour of joining, and all of it was reversed), opens_only (opened 5 red envelopes and was never seen doing anything else), quick_leaver (left every group within 7 days, after using a red envelope or a code); several are separated by commas.',
    ),
    conversions: count('conversions', 'Conversions of any goal.'),
    conversions_reversed: count('conversions', 'Of those, fully reversed ones.'),
    red_envelopes: count('red envelopes', 'Red envelopes opened.'),
  },
  stage: 'promo_suspects',
  order: 'person_key',
});
