/** What a label of a period stands for: its place in time, and the days it covers where a calendar knows them. */
export interface Span {
  /** orders the labels of one reading; neighbouring months, quarters, years or weeks differ by 1 */
  readonly order: number;
  /** day number (from 1970-01-01, with a fraction for times) of its beginning; null: no calendar knows it */
  readonly start: number | null;
  /** day number at which it is over */
  readonly end: number | null;
}

/** A span whose place in time is a number and nothing else. */
export function numberSpan(value: number): Span | null {
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER
    ? { order: value, start: null, end: null }
    : null;
}

/** The day number of a date; null where the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): number | null {
  if (year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.getTime() / 86_400_000 : null;
}

/** One day, or a moment of it: `share` of the day gone. */
export function daySpan(year: number, month: number, day: number, share: number | null = null): Span | null {
  const start = dayOf(year, month, day);
  if (start === null) return null;
  return share === null
    ? { order: start, start, end: start + 1 }
    : { order: start + share, start: start + share, end: start + share };
}

/** `parts` of a year in equal months: 12 for months, 4 for quarters, 2 for halves, 1 for years; `part` counts from 1. */
export function yearPartSpan(year: number, part: number, parts: number): Span | null {
  if (part < 1 || part > parts) return null;
  const months = 12 / parts;
  const first = (part - 1) * months;
  const start = dayOf(year, first + 1, 1);
  const end = first + months === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, first + months + 1, 1);
  return start === null || end === null ? null : { order: year * parts + part - 1, start, end };
}

/** An ISO week: from Monday, the first of a year being that with its first Thursday. */
export function weekSpan(year: number, week: number): Span | null {
  const [first, next] = [firstMonday(year), firstMonday(year + 1)];
  if (first === null || next === null || week < 1) return null;
  const start = first + 7 * (week - 1);
  return start < next ? { order: (start + 3) / 7, start, end: start + 7 } : null;
}

/** Monday of the first ISO week of a year: that of 4 January. */
function firstMonday(year: number): number | null {
  const fourth = dayOf(year, 1, 4);
  return fourth === null ? null : fourth - ((((fourth + 3) % 7) + 7) % 7);
}

/** A day number as a date, with the time where it is no midnight. */
export function dayText(day: number): string {
  const text = new Date(Math.round(day * 86_400_000)).toISOString();
  return Number.isInteger(day) ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
