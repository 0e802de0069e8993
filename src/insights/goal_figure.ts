import { money, number } from '../report/format.js';
import type { Goal } from '../report/published.js';

/** How figures of a goal are written: counts whole, money to the minor unit as everywhere on the page; an error as exactly as the figure it stands beside. */
export function goalFigure(goal: Goal, isValue: boolean): (value: number, beside?: number) => string {
  if (!isValue) return (value) => number(value);
  const digits = goal.currency_digits ?? 2;
  return (value, beside = value) => money(value, null, Math.abs(beside) >= 10_000 ? 0 : digits);
}
