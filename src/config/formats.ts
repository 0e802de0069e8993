/** What digits in a time column can be declared to mean: a calendar time such as 202611051000, or time since 1970 in one unit. */
export const digitsFormats = ['compact', 'epoch_s', 'epoch_ms', 'epoch_us', 'epoch_ns'] as const;

export type DigitsFormat = (typeof digitsFormats)[number];

/** The possible decimal separators. */
export const decimalMarks = ['.', ','] as const;

export type DecimalMark = (typeof decimalMarks)[number];
