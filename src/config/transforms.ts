/** The transforms that can be declared for a cell, and what each does. A closed list: anything else belongs in the program that makes the file. */
export const transforms = {
  trim: 'removes spaces, tabs and zero-width characters from both ends',
  unwrap:
    'removes what export programs put around values: ="...", a leading apostrophe, backtick or tab, and spaces',
  half_width: 'converts full-width letters, digits and signs to half width',
  lower: 'converts letters to lower case',
  amount: 'removes currency signs, units and thousands separators from an amount',
  unsigned: 'removes the minus sign from an amount, for refunds written as negative amounts',
  phone:
    'the digits of a telephone number within its country: without a country code after + or 00 (or without them, before a mobile number of 18 countries), a leading 0, or .0 at the end',
  first: 'keeps the first of several values separated by commas, semicolons or 、',
  month_day: 'reads 11月2日, 11.2 or 11/2 as a day of `year`',
  range_start: 'the first day of 11.2-11.4 or 11月2日至4日, in `year`',
  range_end: 'the last day of such a range',
} as const;

export type Transform = keyof typeof transforms;

export const transformNames = Object.keys(transforms) as [Transform, ...Transform[]];

/** The ones that make sense for every cell of a file. */
export const cleanings = ['trim', 'unwrap', 'half_width'] as const;
