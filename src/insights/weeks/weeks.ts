import type { Facts, MemberClass, Published } from '../../report/published.js';
import { onceARun } from '../findings/once_a_run.js';

/** The day `days` after a day, both as YYYY-MM-DD. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

let before: readonly [string, string] = ['', ''];

/** The day six days before the first day of the period; needed for every row, computed once. */
function sixBefore(day: string): string {
  if (before[0] !== day) before = [day, addDays(day, -6)];
  return before[1];
}

/** Whether a week overlaps the period of the run. */
export function inPeriod(week: string, facts: Facts): boolean {
  const afterStart = facts.period_from === null || week >= sixBefore(facts.period_from);
  return afterStart && (facts.period_to === null || week <= facts.period_to);
}

/** Every week from the first to the last one seen in any goal, oldest first, including weeks in which nothing landed. */
export const allWeeks = onceARun(weeksSeen);

function weeksSeen(published: Published): readonly string[] {
  const days = new Set<string>();
  for (const row of published.landed) days.add(row.week_start);
  for (const week of published.group_week.columns.week_start.texts) days.add(week);
  const seen = [...days].sort();
  const last = seen.at(-1);
  const weeks: string[] = [];
  for (
    let week = seen[0];
    week !== undefined && last !== undefined && week <= last;
    week = addDays(week, 7)
  ) {
    weeks.push(week);
  }
  return weeks;
}

/** Net conversions of a goal in each of the given weeks, of one class of members or of all. */
export function weeklyNet(
  published: Published,
  goal: string,
  weeks: readonly string[],
  memberClass: MemberClass | null = null,
): number[] {
  const sums = new Map<string, number>();
  for (const row of published.landed) {
    if (row.goal !== goal || (memberClass !== null && row.member_class !== memberClass)) continue;
    sums.set(row.week_start, (sums.get(row.week_start) ?? 0) + row.conversions_net);
  }
  return weeks.map((week) => sums.get(week) ?? 0);
}
