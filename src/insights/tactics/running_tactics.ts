import type { Published, Tactic } from '../../report/published.js';
import { reportDay } from '../weeks/spans.js';
import { addDays } from '../weeks/weeks.js';
import { tacticDays } from './tactic_days.js';
import { isSeries, membersOf } from './tactic_series.js';

/** Whether a tactic ran in the period, or shortly enough before it that its results can still land in it. */
export function isRunning(tactic: Tactic, published: Published): boolean {
  const { start, end } = tacticDays(tactic, published.facts.timezone);
  const window = Math.max(0, ...published.goals.map(({ window_days }) => window_days));
  const from = published.facts.period_from;
  const to = published.facts.period_to ?? reportDay(published);
  if (start === null || from === null) return true;
  return start <= to && (end === null || addDays(end, Math.ceil(window)) >= from);
}

/** Whether a claim is about a running tactic, or about a series with one. */
export function isRunningClaim(tactic_id: string, running: readonly Tactic[]): boolean {
  if (isSeries(tactic_id)) return membersOf(tactic_id, running).length > 0;
  return running.some((tactic) => tactic.tactic_id === tactic_id);
}
