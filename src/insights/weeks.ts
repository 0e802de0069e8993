import type { Facts, MemberClass, Published } from '../report/published.js';

/** The day `days` after a day, both as YYYY-MM-DD. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The last day of which anything was read: the day before as_of when as_of is the very start of a day. */
export function lastDay(facts: Facts): string {
  const day = facts.as_of.slice(0, 10);
  const atMidnight =
    facts.as_of.length === 10 || /^[T ]00:00(:00(\.0+)?)?(?![:\d])/.test(facts.as_of.slice(10));
  return atMidnight ? addDays(day, -1) : day;
}

/** Whether a week overlaps the period of the run. */
export function inPeriod(week: string, facts: Facts): boolean {
  const afterStart = facts.period_from === null || addDays(week, 6) >= facts.period_from;
  return afterStart && (facts.period_to === null || week <= facts.period_to);
}

/** Whether the period of the run is exactly one week. */
export function isOneWeek(facts: Facts): boolean {
  const { period_from, period_to } = facts;
  return period_from !== null && period_to !== null && daysBetween(period_from, period_to) === 6;
}

/** Every week from the first to the last one seen in any goal, oldest first; weeks where nothing landed are among them. */
export function allWeeks(published: Published): readonly string[] {
  const known = weeksOf.get(published);
  if (known !== undefined) return known;
  const weeks = weeksSeen(published);
  weeksOf.set(published, weeks);
  return weeks;
}

/** The weeks of a run are asked for once a group: they are found once. */
const weeksOf = new WeakMap<Published, readonly string[]>();

function weeksSeen(published: Published): readonly string[] {
  const seen = [...published.landed, ...published.group_week].map((row) => row.week_start).sort();
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

export interface WeekChange {
  readonly week: string;
  readonly current: number;
  readonly previous: number;
  /** complete weeks before `week` */
  readonly history: readonly number[];
  /** how far two neighbouring weeks usually lie apart: twice the standard deviation of their difference */
  readonly swing: number;
  readonly beyondSwing: boolean;
  readonly record: 'high' | 'low' | null;
}

const historyForSwing = 8;
const weeksOfHistory = 26;

/** The last complete week of the period against the week before; null when there is no such pair. */
export function weekChange(published: Published, goal: string): WeekChange | null {
  if (!published.landed.some((row) => row.goal === goal)) return null;
  const last = lastDay(published.facts);
  const weeks = allWeeks(published).filter((week) => addDays(week, 6) <= last);
  const at = weeks.findLastIndex((week) => inPeriod(week, published.facts));
  const week = weeks[at];
  if (week === undefined || at < 1) return null;
  const values = weeklyNet(published, goal, weeks);
  const current = values[at] ?? 0;
  const history = values.slice(Math.max(0, at - weeksOfHistory), at);
  const previous = history.at(-1) ?? 0;
  const swing = usualSwing(history, current + previous);
  const beyondSwing = Math.abs(current - previous) > swing;
  return { week, current, previous, history, swing, beyondSwing, record: recordOf(current, history) };
}

/** Twice the standard deviation of the difference of neighbouring weeks, never below that of pure chance (Poisson). */
function usualSwing(history: readonly number[], sum: number): number {
  const chance = 2 * Math.sqrt(Math.max(1, sum));
  if (history.length < historyForSwing) return chance;
  const steps = history.slice(1).map((value, i) => value - (history[i] ?? 0));
  const square = steps.reduce((total, step) => total + step * step, 0) / steps.length;
  return Math.max(chance, 2 * Math.sqrt(square));
}

/** Whether a week is above or below every one of at least eight earlier weeks. */
function recordOf(current: number, history: readonly number[]): 'high' | 'low' | null {
  if (history.length < historyForSwing) return null;
  if (history.every((value) => value < current)) return 'high';
  return history.every((value) => value > current) ? 'low' : null;
}
