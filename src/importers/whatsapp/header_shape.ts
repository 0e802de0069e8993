/** The beginning of a record, as WhatsApp writes it: `[D/M/YY, H:MM:SS AM] ` or `D/M/YY, H:MM - `. */
export interface Header {
  /** what is the same throughout a file: another shape is pasted text */
  readonly shape: string;
  /** the three numbers of the date, as written */
  readonly date: readonly [number, number, number];
  /** whether the first or the last number is the year, judging by its digits; unknown if the year has two digits */
  readonly year_at: 'first' | 'last' | 'unknown';
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly has_seconds: boolean;
  /** whether there is a comma between the date and the time */
  readonly has_comma: boolean;
  /** where in the line the body begins */
  readonly end: number;
}

/** What is the same throughout a file, as one text. */
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
