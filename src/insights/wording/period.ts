import type { Language } from '../../report/language.js';
import type { Facts } from '../../report/published.js';

/** The period in words: its dates, and the week number if it is a week. */
export function periodText(facts: Facts, words: Language): string {
  const { period_from: from, period_to: to, week_label: week } = facts;
  if (from === null && to === null) return words.allHistory(facts.as_of.slice(0, 10));
  const dates = words.dates(from, to);
  return week === null ? dates : words.weekDates(week, dates);
}
