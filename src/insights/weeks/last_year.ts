import type { Published } from '../../report/published.js';
import { resultsBegin } from '../trust/freshness.js';
import { isOneWeek } from './spans.js';
import { addDays, daysBetween } from './weeks.js';

export const yearInWeeks_days = 364;
/** A day compared with one about a year earlier moves by at most a few weeks, as Easter and the Spring Festival do. */
const farthest_days = 45;

/** A week and the one of last year that it is compared with, with net results of both at equal age. */
export interface LastYear {
  readonly week: string;
  /** name of the calendar day by which the weeks are aligned; null: the same weekdays 52 weeks earlier */
  readonly aligned_by: string | null;
  readonly before: number;
  readonly current: number;
}

/** The reported week compared with last year's; null if the period is not a week, or the data do not reach back that far. */
export function lastYear(published: Published, goal: string): LastYear | null {
  const { facts, goal_week } = published;
  const { period_from } = facts;
  if (period_from === null || !isOneWeek(facts)) return null;
  const { week, aligned_by } = weekBefore(published, period_from);
  const begin = resultsBegin(published);
  const net = (start: string) =>
    goal_week.find((row) => row.goal === goal && row.week_start === start)?.conversions_same_age ?? null;
  const current = net(period_from);
  if (current === null || begin === null || week < begin) return null;
  return { week, aligned_by, before: net(week) ?? 0, current };
}

/** The week a year earlier that contains the day which the calendar compares with a day of this week; else 52 weeks before. */
function weekBefore({ calendar }: Published, start: string): Pick<LastYear, 'week' | 'aligned_by'> {
  for (const { date, name, comparable_to } of calendar) {
    const inWeek = daysBetween(start, date) >= 0 && daysBetween(start, date) <= 6;
    if (!inWeek || comparable_to === null) continue;
    const back_days = daysBetween(comparable_to, start);
    if (Math.abs(back_days - yearInWeeks_days) <= farthest_days)
      return { week: addDays(start, -7 * Math.ceil(back_days / 7)), aligned_by: name };
  }
  return { week: addDays(start, -yearInWeeks_days), aligned_by: null };
}

/** Whole months and the same days of last year: net results of both at equal age, so that refunds still to come do not look like a rise. */
export interface LastYearMonths {
  readonly from: string;
  readonly to: string;
  readonly before: number;
  readonly current: number;
  /** a calendar day whose counterpart of last year lies outside these months */
  readonly moved: { readonly name: string; readonly date: string } | null;
}

/** The reported month or quarter, as far as it was read, compared with the same days of last year; null: not whole months, or the data are too recent. */
export function lastYearMonths(published: Published, goal: string): LastYearMonths | null {
  const { facts, landed_days, calendar } = published;
  const { period_from, period_to } = facts;
  if (period_from === null || period_to === null) return null;
  if (!period_from.endsWith('-01') || !addDays(period_to, 1).endsWith('-01')) return null;
  const end = [period_to, facts.last_day].toSorted()[0] ?? period_to;
  const [from, to] = [yearBefore(period_from), yearBefore(end)];
  const begin = resultsBegin(published);
  if (begin === null || from < begin || end < period_from) return null;
  const isLeap = daysBetween(to, end) > 365;
  const net = (first: string, last: string, of: (row: (typeof landed_days)[number]) => number) =>
    landed_days.reduce(
      (sum, row) => sum + (row.goal === goal && row.day >= first && row.day <= last ? of(row) : 0),
      0,
    );
  const moved = calendar.find(
    ({ date, comparable_to: day }) =>
      date >= period_from && date <= end && day !== null && isLastYear(date, day) && (day < from || day > to),
  );
  return {
    ...{ from, to },
    before: net(from, to, (row) => (isLeap ? row.net_366_days_ago : row.net_365_days_ago)),
    current: net(period_from, end, (row) => row.conversions_net),
    moved: moved === undefined ? null : { name: moved.name, date: moved.comparable_to ?? '' },
  };
}

function isLastYear(date: string, day: string): boolean {
  return Math.abs(daysBetween(day, date) - yearInWeeks_days) <= farthest_days;
}

/** The same day a year earlier; 29 February becomes the 28th, the end of February its end. */
function yearBefore(day: string): string {
  const next = addDays(day, 1);
  if (next.endsWith('-01')) return addDays(`${Number(next.slice(0, 4)) - 1}${next.slice(4)}`, -1);
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
}
