import type { Published } from '../report/published.js';
import { isIn, resultsBegin } from './freshness.js';
import { addDays, allWeeks, inPeriod, lastDay, weeklyNet } from './weeks.js';

export interface WeekChange {
  readonly week: string;
  readonly current: number;
  readonly previous: number;
  /** complete weeks before `week` */
  readonly history: readonly number[];
  /** how far apart two neighbouring weeks usually are: twice the standard deviation of their difference */
  readonly swing: number;
  readonly beyondSwing: boolean;
  readonly record: 'high' | 'low' | null;
}

const historyForSwing = 8;
const weeksOfHistory = 26;

/** Why two weeks are not compared. */
export type NoComparison = 'nothing' | 'no_earlier' | 'not_over' | 'not_in';

/** The last complete week of the period compared with the week before; null if there is no such pair. */
export function weekChange(published: Published, goal: string): WeekChange | null {
  const compared = compareWeeks(published, goal);
  return typeof compared === 'string' ? null : compared;
}

/** The same, or why there is no such pair. */
export function compareWeeks(published: Published, goal: string): WeekChange | NoComparison {
  const { facts } = published;
  const all = allWeeks(published);
  const begin = resultsBegin(published);
  const last = lastDay(facts);
  const over = all.filter((week) => addDays(week, 6) <= last);
  const weeks = over.filter((week) => begin === null || week >= begin);
  const at = weeks.findLastIndex((week) => inPeriod(week, facts));
  const [before, week] = [weeks[at - 1], weeks[at]];
  const isWhole = (first: string) => isIn(published, goal, first, addDays(first, 6));
  if (week === undefined && over.some((one) => inPeriod(one, facts))) return 'no_earlier';
  if (week === undefined) return all.some((one) => inPeriod(one, facts)) ? 'not_over' : 'nothing';
  if (!isWhole(week)) return 'not_in';
  if (before === undefined || !published.landed.some((row) => row.goal === goal)) return 'no_earlier';
  if (!isWhole(before)) return 'not_in';
  const values = weeklyNet(published, goal, weeks);
  const current = values[at] ?? 0;
  const history = values.slice(Math.max(0, at - weeksOfHistory), at);
  const previous = history.at(-1) ?? 0;
  const swing = usualSwing(history, current + previous);
  const beyondSwing = Math.abs(current - previous) > swing;
  return { week, current, previous, history, swing, beyondSwing, record: recordOf(current, history) };
}

/** The last complete week of the period, whether or not there is an earlier one to compare it with; null if it is not over or not all in. */
export function reportedWeek(published: Published, goal: string): string | null {
  const compared = compareWeeks(published, goal);
  if (typeof compared !== 'string') return compared.week;
  if (compared !== 'no_earlier') return null;
  const { facts } = published;
  const last = lastDay(facts);
  return allWeeks(published).findLast((week) => inPeriod(week, facts) && addDays(week, 6) <= last) ?? null;
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
