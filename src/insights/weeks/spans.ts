import type { Facts, Published } from '../../report/published.js';
import { addDays, daysBetween } from './weeks.js';

/** Where weeks begin. */
type Weeks = Pick<Facts, 'week_starts'>;

/** A stretch of days, both ends included. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly kind: 'week' | 'month' | 'quarter' | 'year';
}

const day = (year: number, month: number, date: number) =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

/** The days of a target's period: 2026-W46, 2026-11, 2026-Q4 or 2026; null for anything else, such as week 53 of a year with 52. */
export function spanOf(period: string, facts: Weeks): Span | null {
  const text = period.trim().toUpperCase();
  const week = /^(\d{4})-?W(\d{1,2})$/.exec(text);
  if (week !== null) return weekSpan(Number(week[1]), Number(week[2]), facts);
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(text);
  if (quarter !== null) {
    const [year, first] = [Number(quarter[1]), 3 * (Number(quarter[2]) - 1)];
    return { from: day(year, first, 1), to: day(year, first + 3, 0), kind: 'quarter' };
  }
  const month = /^(\d{4})-(\d{1,2})$/.exec(text);
  if (month !== null) {
    const [year, at] = [Number(month[1]), Number(month[2]) - 1];
    return at < 0 || at > 11 ? null : { from: day(year, at, 1), to: day(year, at + 1, 0), kind: 'month' };
  }
  return /^\d{4}$/.test(text)
    ? { from: day(Number(text), 0, 1), to: day(Number(text), 12, 0), kind: 'year' }
    : null;
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The ISO week, shifted to the start of week of the business; null if the year has no such week: its Thursday lies in another. */
function weekSpan(year: number, number: number, facts: Weeks): Span | null {
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = addDays(
    fourth.toISOString().slice(0, 10),
    7 * (number - 1) - ((fourth.getUTCDay() + 6) % 7),
  );
  if (addDays(monday, 3).slice(0, 4) !== String(year)) return null;
  const shift = weekBegin(facts);
  const from = addDays(monday, shift > 3 ? shift - 7 : shift);
  return { from, to: addDays(from, 6), kind: 'week' };
}

/** The day of the week with which weeks begin, Monday 0; Monday if none is said. */
function weekBegin({ week_starts }: Weeks): number {
  return Math.max(0, weekdays.indexOf(week_starts));
}

/** Whether the period of the run is exactly one week of the business, not seven days of two weeks. */
export function isOneWeek(facts: Facts): boolean {
  const { period_from, period_to } = facts;
  if (period_from === null || period_to === null || daysBetween(period_from, period_to) !== 6) return false;
  return weekdayOf(period_from) === weekBegin(facts);
}

/** The last day that the report is about: the end of its period, or of the data. */
export function reportDay({ facts }: Published): string {
  const last = facts.last_day;
  return facts.period_to === null || facts.period_to > last ? last : facts.period_to;
}

/** The day of the week, Monday 0. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** Every day of a stretch. */
export function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let one = from; one <= to; one = addDays(one, 1)) days.push(one);
  return days;
}
