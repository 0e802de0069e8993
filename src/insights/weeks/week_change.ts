import type { Published } from '../../report/published.js';
import { isIn, resultsBegin } from '../trust/freshness.js';
import { reportDay } from './spans.js';
import { addDays, allWeeks, inPeriod } from './weeks.js';

/** Net results of two neighbouring weeks at equal age: refunds still to come to the later one do not make it look better. */
export interface WeekChange {
  readonly week: string;
  readonly current: number;
  readonly previous: number;
}

/** Why two weeks are not compared. */
export type NoComparison = 'nothing' | 'no_earlier' | 'not_over' | 'not_in';

/** The last complete week that ends within the period compared with the week before; null if there is no such pair. */
export function weekChange(published: Published, goal: string): WeekChange | null {
  const compared = compareWeeks(published, goal);
  return typeof compared === 'string' ? null : compared;
}

/** The same, or why there is no such pair. */
export function compareWeeks(published: Published, goal: string): WeekChange | NoComparison {
  const { facts } = published;
  const all = allWeeks(published);
  const begin = resultsBegin(published);
  const over = all.filter((week) => addDays(week, 6) <= reportDay(published));
  const weeks = over.filter((week) => begin === null || week >= begin);
  const at = weeks.findLastIndex((week) => inPeriod(week, facts));
  const [before, week] = [weeks[at - 1], weeks[at]];
  const isWhole = (first: string) => isIn(published, goal, first, addDays(first, 6));
  if (week === undefined && over.some((one) => inPeriod(one, facts))) return 'no_earlier';
  if (week === undefined) return all.some((one) => inPeriod(one, facts)) ? 'not_over' : 'nothing';
  if (!isWhole(week)) return 'not_in';
  if (before === undefined || !published.landed.some((row) => row.goal === goal)) return 'no_earlier';
  if (!isWhole(before)) return 'not_in';
  return { week, current: sameAge(published, goal, week), previous: sameAge(published, goal, before) };
}

/** The last complete week that ends within the period, whether or not there is an earlier one to compare it with; null if there is none or it is not all in. */
export function reportedWeek(published: Published, goal: string): string | null {
  const compared = compareWeeks(published, goal);
  if (typeof compared !== 'string') return compared.week;
  if (compared !== 'no_earlier') return null;
  return (
    allWeeks(published).findLast(
      (week) => inPeriod(week, published.facts) && addDays(week, 6) <= reportDay(published),
    ) ?? null
  );
}

function sameAge({ goal_week }: Published, goal: string, week: string): number {
  return goal_week.find((row) => row.goal === goal && row.week_start === week)?.conversions_same_age ?? 0;
}
