import { money, number } from '../../report/format.js';
import type { Goal } from '../../report/published.js';

/** How figures of a goal are written: counts whole, money to the minor unit as everywhere on the page. */
export function goalFigure(goal: Goal, isValue: boolean): (value: number) => string {
  if (!isValue) return (value) => number(value);
  return (value) => money(value, null, goal.currency_digits ?? 2);
}

/** From here on an estimate of money is written in whole units: nobody can forecast cents. */
const wholeFrom = 100;

/** How estimates of a goal are written; all those that stand together are as exact as the largest of them. */
export function goalEstimate(goal: Goal, isValue: boolean, ...together: number[]): (value: number) => string {
  const isWhole = !isValue || together.some((value) => Math.abs(value) >= wholeFrom);
  const digits = isWhole ? 0 : (goal.currency_digits ?? 2);
  return (value) => money(value, null, digits);
}
