import { plural } from './nouns.js';

/** The placebo window and its tests, in English. */
export const placebo = {
  title: 'Placebo window',
  counts: (days: number, after: string, before: string) =>
    `Conversions with a touch in the ${plural(days, 'day', 'days')} after the result: ${after}; before it: ${before}.`,
  more: 'More after than before: timing alone gives no support for this credit. This shows neither that the tactic works nor that it does not; conversions may also bring people to the group.',
  high: 'The count after is nearly as high as before, or higher: timing alone gives no support for this credit. This shows neither that the tactic works nor that it does not; conversions may also bring people to the group.',
  low: 'Fewer after than before: compatible with cause, and with people becoming active shortly before they convert.',
  few: 'Too few conversions to say anything about timing.',
  unobserved:
    'For none of them can both windows be observed in full, so nothing can be said about timing yet.',
  unclear:
    'The count after may be as high as before: timing alone gives no clear support for this credit. This shows neither that the tactic works nor that it does not.',
  paired: (pairs: string, after: string, before: string, ratio: string, interval: string | null) =>
    `Of ${pairs} whose windows can be seen on both sides: ${after} after, ${before} before, ratio ${ratio}${interval === null ? '' : ` (${interval})`}.`,
  testsTitle: 'Placebo tests: windows that cannot have caused the result',
  testsNote:
    'Touches in the window of another result of the same person count on neither side. Where the window of the test has as many as the window before, timing alone gives no support for the credit; where it has fewer, that is compatible with cause, and with people becoming active shortly before they convert.',
  groupsTitle: 'The window after against the window before, by group',
  groupsNote:
    'Same conversions on both sides. A ratio near 1 shows neither that a group works nor that it does not; results may also bring people to the group.',
  test: 'Against',
  tests: {
    after_window: 'the window after',
    shifted_window: 'the window before the window before',
    random_date: 'the window before a random date of the same person',
  },
  pairs: 'Conversions',
  before: 'Touched before',
  other: 'Touched in the other window',
  ratio: 'Ratio',
};
