import type { Published } from '../report/published.js';
import { resultsBegin } from './freshness.js';
import { addDays, daysBetween, isOneWeek } from './weeks.js';

const yearInWeeks_days = 364;
/** A day that is compared with one about a year earlier moves by a few weeks at most, as Easter and the Spring Festival do. */
const farthest_days = 45;

/** A week and the one of last year that it is compared with, net results of both at equal age. */
export interface LastYear {
  readonly week: string;
  /** name of the day of the calendar that the weeks are aligned by; null: the same weekdays 52 weeks earlier */
  readonly aligned_by: string | null;
  readonly before: number;
  readonly current: number;
}

/** The reported week against that of last year; null where the period is no week, or the data do not reach back. */
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

/** The week with the day that the calendar compares a day of this week with, a year earlier; else 52 weeks before. */
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
