/** What digits in a time column can be declared to mean: a calendar time such as 202611051000, or time since 1970 in one unit. */
export const digitsFormats = ['compact', 'epoch_s', 'epoch_ms', 'epoch_us', 'epoch_ns'] as const;

export type DigitsFormat = (typeof digitsFormats)[number];

/** What dates with the year last (11/02/2026) can be declared to begin with. */
export const dayOrders = ['day_first', 'month_first'] as const;

export type DayOrderFormat = (typeof dayOrders)[number];

/** What can be declared about the times of a column. */
export const timeFormats = [...digitsFormats, ...dayOrders] as const;

export type TimeFormat = (typeof timeFormats)[number];

/** The possible decimal separators. */
export const decimalMarks = ['.', ','] as const;

export type DecimalMark = (typeof decimalMarks)[number];
