/** What a single value of a column may leave open: whether digits are a calendar time, which mark separates decimals, whether the day or the month comes first. */
export const unclearReadings = ['digits', 'mark', 'days'] as const;

export type UnclearReading = (typeof unclearReadings)[number];

/** Whether a row waits for its column to decide how one of its values is read; over the column `problem`. */
export const isUnclear = `(${unclearReadings.map((of) => `problem LIKE '%:${of}'`).join(' OR ')})`;
