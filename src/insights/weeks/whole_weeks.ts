import type { Facts } from '../../report/published.js';
import { addDays } from './weeks.js';

/** Days that a figure kept by the week is added up over, both ends included. */
export interface WholeWeeks {
  readonly from: string;
  readonly to: string;
}

/** The whole weeks of a sum over the period, if it begins or ends within one of them; null: they are the period. */
export function weeksBeyond(weeks: readonly string[], facts: Facts): WholeWeeks | null {
  const [first, last] = [weeks.toSorted().at(0), weeks.toSorted().at(-1)];
  if (first === undefined || last === undefined) return null;
  const { period_from: from, period_to: to } = facts;
  const end = addDays(last, 6);
  const isWhole = (from === null || from <= first) && (to === null || to >= end);
  return isWhole ? null : { from: first, to: end };
}
