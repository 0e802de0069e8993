/** What can be declared to be done with a cell before it is read, and what it does. A closed list: anything else is done where the file is made. */
export const transforms = {
  trim: 'takes blanks, tabs and marks without a width off both ends',
  unwrap:
    'takes off what export programs put around values: ="...", a leading apostrophe, backtick or tab, and blanks',
  half_width: 'writes full-width letters, digits and signs in half width',
  lower: 'writes letters in lower case',
  amount: 'takes currency signs, units and thousands marks off an amount',
  unsigned: 'takes the minus off an amount, for refunds that are written as less than nothing',
  first: 'keeps the first of several values between commas, semicolons or 、',
  month_day: 'reads 11月2日, 11.2 or 11/2 as a day of `year`',
  range_start: 'the first day of 11.2-11.4 or 11月2日至4日, in `year`',
  range_end: 'the last day of such a range',
} as const;

export type Transform = keyof typeof transforms;

export const transformNames = Object.keys(transforms) as [Transform, ...Transform[]];

/** Those that make sense for every cell of a file. */
export const cleanings = ['trim', 'unwrap', 'half_width'] as const;
