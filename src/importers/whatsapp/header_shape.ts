/** The beginning of a record as WhatsApp writes it: `[D/M/YY, H:MM:SS AM] ` or `D/M/YY, H:MM - `. */
export interface Header {
  /** what stays the same in one file: another shape is text that was pasted */
  readonly shape: string;
  /** the three numbers of the date as they stand there */
  readonly date: readonly [number, number, number];
  /** whether the first, or the last, number is the year by its digits; 0 where it has two digits */
  readonly year_at: 'first' | 'last' | 'unknown';
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly has_seconds: boolean;
  /** whether a comma stands between the date and the time */
  readonly has_comma: boolean;
  /** where the body begins in the line */
  readonly end: number;
}

/** What stays the same in one file, as one text. */
export function shapeOf(
  bracket: string,
  separator: string,
  comma: string,
  year_at: Header['year_at'],
  noon: string,
  has_seconds: boolean,
  dash: string,
): string {
  return [bracket, separator, comma, year_at, noon, has_seconds ? 's' : 'm', dash].join(' ');
}
