/** What digits alone can be declared to mean in a column of times: a calendar time such as 202611051000, or a count from 1970 in one unit. */
export const digitsFormats = ['compact', 'epoch_s', 'epoch_ms', 'epoch_us', 'epoch_ns'] as const;

export type DigitsFormat = (typeof digitsFormats)[number];

/** The characters that can stand between whole units and decimals. */
export const decimalMarks = ['.', ','] as const;

export type DecimalMark = (typeof decimalMarks)[number];
