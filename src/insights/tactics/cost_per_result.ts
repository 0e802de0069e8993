import type { Facts, Lift, Tactic } from '../../report/published.js';
import { sumKnown } from '../totals.js';
import { daysBetween } from '../weeks/weeks.js';
import { tacticDays } from './tactic_days.js';

/** The price of one incremental result, in units of a currency. */
export interface Price {
  readonly value: number;
  readonly low: number;
  /** null: the increment may be zero, so that there is no upper end */
  readonly high: number | null;
}

/**
 * What one incremental result of the reported period cost: the part of the cost that falls on it, each day of a tactic costing the same,
 * over the increment and the ends of its interval. null without a cost, without an interval, for tactics without an end, or if nothing
 * was added.
 */
export function costPerResult(
  { incremental, incremental_low: least, incremental_high: most }: Lift,
  tactics: readonly Tactic[],
  currency: string | null,
  facts: Facts,
): Price | null {
  if (incremental === null || least === null || most === null || incremental <= 0) return null;
  const mine = tactics.filter((tactic) => tactic.cost !== null && tactic.currency === currency);
  const costs = mine.map((tactic) => costInPeriod(tactic, facts));
  const cost = costs.includes(null) ? null : sumKnown(costs);
  if (cost === null || cost === 0) return null;
  return { value: cost / incremental, low: cost / most, high: least > 0 ? cost / least : null };
}

/** The part of the cost of a tactic that falls on the reported period; null if its days are not known. */
function costInPeriod(tactic: Tactic, facts: Facts): number | null {
  const { start, end } = tacticDays(tactic, facts.timezone);
  const { period_from, period_to } = facts;
  if (start === null || end === null || tactic.cost === null) return null;
  const from = [period_from ?? start, start].toSorted()[1] ?? start;
  const to = [period_to ?? facts.last_day, end].toSorted()[0] ?? end;
  const days = Math.max(0, daysBetween(from, to) + 1);
  return (tactic.cost * days) / (daysBetween(start, end) + 1);
}
