import { Temporal } from 'temporal-polyfill';
import type { Config } from '../config/config.js';
import { type WeekStart, weekdays } from '../config/weekdays.js';
import { usageError } from '../contract/errors.js';
import { possibleYears } from '../contract/tables.js';

/** A range of business days, both included, and the moments it stands for: from_us <= ts < to_us. */
export interface Period {
  /** ISO date, null = from the beginning */
  readonly from: string | null;
  /** ISO date, null = to the end */
  readonly to: string | null;
  readonly from_us: number;
  readonly to_us: number;
  /** as requested, such as 2026-W46 */
  readonly week: string | null;
}

/** Earlier and later than all times (microseconds), exact in a double. */
const always = 9_000_000_000_000_000;

/** What may choose a period: one of these, or --from with --to. */
export interface PeriodOptions {
  readonly week?: string;
  readonly month?: string;
  readonly quarter?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
}

type Days = readonly [Temporal.PlainDate | null, Temporal.PlainDate | null];

/** The period that --week, --month, --quarter, or --from and --to, choose; everything when none is given. */
export function choosePeriod(
  options: PeriodOptions,
  config: Pick<Config, 'timezone' | 'week_starts'> & { readonly as_of?: string | null },
): Period {
  const named = (['week', 'month', 'quarter'] as const).filter((name) => options[name] !== undefined);
  const [
    first,
    second = options.from !== undefined || options.to !== undefined ? 'from or --to' : undefined,
  ] = named;
  if (first !== undefined && second !== undefined)
    throw usageError(
      `--${first} was given together with --${second}.`,
      `Use --${first} alone, or --from and --to.`,
    );
  const asOf = options.asOf ?? config.as_of ?? null;
  const [from, to] = daysOf(options, () => lastDayRead(asOf, config.timezone), config.week_starts);
  if (from !== null && to !== null && Temporal.PlainDate.compare(from, to) > 0)
    throw usageError(`--from ${from} is after --to ${to}.`, 'Swap them; both days are included.');
  for (const day of [from, to]) refuseImpossible(day);
  return {
    from: from?.toString() ?? null,
    to: to?.toString() ?? null,
    from_us: from === null ? -always : startOfDay(from, config.timezone),
    to_us: to === null ? always : startOfDay(to.add({ days: 1 }), config.timezone),
    week:
      options.week === undefined || from === null ? null : weekName(options.week, from, config.week_starts),
  };
}

/** No row can lie in other years, and a period that reaches them would have weeks without end. */
function refuseImpossible(day: Temporal.PlainDate | null): void {
  const [first, last] = possibleYears;
  if (day === null || (day.year >= first && day.year <= last)) return;
  throw usageError(
    `The period reaches ${day}, and times are read from ${first} to ${last} only.`,
    'Choose another period, or leave out --from or --to for an open one.',
  );
}

function daysOf(
  { week, month, quarter, from, to }: PeriodOptions,
  last: () => Temporal.PlainDate,
  starts: WeekStart,
): Days {
  if (week !== undefined) return week === 'last' ? lastWeek(last(), starts) : weekDays(week, starts);
  if (month !== undefined) return month === 'last' ? lastMonths(last(), 1) : monthDays(month);
  if (quarter !== undefined) return quarter === 'last' ? lastMonths(last(), 3) : quarterDays(quarter);
  return [parseDay(from, '--from'), parseDay(to, '--to')];
}

/** The last day that can be read completely: the day before as_of, or before today. */
function lastDayRead(asOf: string | null, zone: string): Temporal.PlainDate {
  const moment = asOf === null ? Temporal.Now.instant() : instantOf(parseAsOf(asOf, zone));
  return moment.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 });
}

function instantOf(us: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(us / 1000));
}

/** The last complete week. */
function lastWeek(last: Temporal.PlainDate, starts: WeekStart): Days {
  const next = last.add({ days: 1 });
  const into = (next.dayOfWeek - 1 - weekdays.indexOf(starts) + 7) % 7;
  const first = next.subtract({ days: into + 7 });
  return [first, first.add({ days: 6 })];
}

/** The last complete month or quarter. */
function lastMonths(last: Temporal.PlainDate, length: 1 | 3): Days {
  const next = last.add({ days: 1 });
  const month = next.month - ((next.month - 1) % length);
  const first = Temporal.PlainDate.from({ year: next.year, month, day: 1 }).subtract({ months: length });
  return [first, first.add({ months: length }).subtract({ days: 1 })];
}

function monthDays(text: string): Days {
  const match = /^(\d{4})-(\d{1,2})$/.exec(text);
  const month = Number(match?.[2] ?? 0);
  if (match === null || month < 1 || month > 12)
    throw usageError(`--month: found "${text}", expected a month.`, 'Write it like 2026-11, or use last.');
  const first = Temporal.PlainDate.from({ year: Number(match[1]), month, day: 1 });
  return [first, first.add({ months: 1 }).subtract({ days: 1 })];
}

function quarterDays(text: string): Days {
  const match = /^(\d{4})-?Q([1-4])$/i.exec(text);
  if (match === null)
    throw usageError(
      `--quarter: found "${text}", expected a quarter.`,
      'Write it like 2026-Q4, or use last.',
    );
  const first = Temporal.PlainDate.from({ year: Number(match[1]), month: 3 * Number(match[2]) - 2, day: 1 });
  return [first, first.add({ months: 3 }).subtract({ days: 1 })];
}

/** The week as requested; for the last one its number. */
function weekName(week: string, first: Temporal.PlainDate, starts: WeekStart): string {
  if (week !== 'last') return week;
  const shift = weekdays.indexOf(starts);
  const monday = first.subtract({ days: shift > 3 ? shift - 7 : shift });
  return `${monday.yearOfWeek}-W${String(monday.weekOfYear).padStart(2, '0')}`;
}

function parseDay(text: string | undefined, option: string): Temporal.PlainDate | null {
  if (text === undefined) return null;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    throw usageError(`${option}: found "${text}", expected a date.`, 'Write it like 2026-11-09.');
  }
}

/** First and last day of a week such as 2026-W46: the ISO week, shifted to the start of the business week. */
function weekDays(text: string, starts: WeekStart): [Temporal.PlainDate, Temporal.PlainDate] {
  const match = /^(\d{4})-?W(\d{1,2})$/i.exec(text);
  const monday = match === null ? null : isoMonday(Number(match[1]), Number(match[2]));
  if (monday === null)
    throw usageError(
      `--week: found "${text}", expected a week of the year.`,
      'Write it like 2026-W46; 53 only in years that have it.',
    );
  const shift = weekdays.indexOf(starts);
  const first = monday.add({ days: shift > 3 ? shift - 7 : shift });
  return [first, first.add({ days: 6 })];
}

/** Monday of an ISO week, or null if the year has no such week. */
function isoMonday(year: number, week: number): Temporal.PlainDate | null {
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ days: 7 * (week - 1) });
  return week >= 1 && monday.weekOfYear === week && monday.yearOfWeek === year ? monday : null;
}

function startOfDay(day: Temporal.PlainDate, zone: string): number {
  return Number(day.toZonedDateTime(zone).epochNanoseconds / 1000n);
}

/** The moment up to which data is read: a date is the start of that day in the business zone. */
export function parseAsOf(text: string, zone: string): number {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return startOfDay(Temporal.PlainDate.from(text), zone);
    if (/(Z|[+-]\d{2}(:?\d{2})?)$/i.test(text))
      return Number(Temporal.Instant.from(text.replace(' ', 'T')).epochNanoseconds / 1000n);
    return Number(
      Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(zone, { disambiguation: 'reject' })
        .epochNanoseconds / 1000n,
    );
  } catch {
    throw usageError(
      `as_of: found "${text}", expected a date or a time that exists in ${zone}.`,
      'Write it like 2026-11-16 or 2026-11-16T08:00:00+08:00.',
    );
  }
}

/** What to add to a day number to make it divisible by 7 on the first day of a week (large enough for days before 1970). */
export function weekShift(starts: WeekStart): number {
  return 7_000_000 + 3 - weekdays.indexOf(starts);
}

/** A UTC time in microseconds as ISO text in a zone, to the second. */
export function zonedText(us: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(us / 1000))
    .toZonedDateTimeISO(zone)
    .toString({ smallestUnit: 'second', timeZoneName: 'never' });
}

/** The business day of a UTC time in microseconds. */
export function businessDay(us: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(us / 1000))
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}
