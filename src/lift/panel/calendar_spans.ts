/** What a period label stands for: its place in time, and the days it covers if a calendar knows them. */
export interface Span {
  /** orders the labels of one reading; neighbouring months, quarters, years or weeks differ by 1 */
  readonly order: number;
  /** day number (from 1970-01-01, with a fraction for times) on which it begins; null: it is not a calendar date */
  readonly start: number | null;
  /** day number on which it ends (exclusive) */
  readonly end: number | null;
}

/** A span known only by a number. */
export function numberSpan(value: number): Span | null {
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER
    ? { order: value, start: null, end: null }
    : null;
}

/** The day number of a date; null if the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): number | null {
  if (year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.getTime() / 86_400_000 : null;
}

/** One day, or a moment in it: `share` is the part of the day that has passed. */
export function daySpan(year: number, month: number, day: number, share: number | null = null): Span | null {
  const start = dayOf(year, month, day);
  if (start === null) return null;
  return share === null
    ? { order: start, start, end: start + 1 }
    : { order: start + share, start: start + share, end: start + share };
}

/** Equal `parts` of a year: 12 for months, 4 for quarters, 2 for halves, 1 for years; `part` counts from 1. */
export function yearPartSpan(year: number, part: number, parts: number): Span | null {
  if (part < 1 || part > parts) return null;
  const months = 12 / parts;
  const first = (part - 1) * months;
  const start = dayOf(year, first + 1, 1);
  const end = first + months === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, first + months + 1, 1);
  return start === null || end === null ? null : { order: year * parts + part - 1, start, end };
}

/** An ISO week: starts on Monday; the first of a year is the one with its first Thursday. */
export function weekSpan(year: number, week: number): Span | null {
  const [first, next] = [firstMonday(year), firstMonday(year + 1)];
  if (first === null || next === null || week < 1) return null;
  const start = first + 7 * (week - 1);
  return start < next ? { order: (start + 3) / 7, start, end: start + 7 } : null;
}

/** Monday of the first ISO week of a year: the week of 4 January. */
function firstMonday(year: number): number | null {
  const fourth = dayOf(year, 1, 4);
  return fourth === null ? null : fourth - ((((fourth + 3) % 7) + 7) % 7);
}

/** A day number as a date, with the time unless it is midnight. */
export function dayText(day: number): string {
  const text = new Date(Math.round(day * 86_400_000)).toISOString();
  return Number.isInteger(day) ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
