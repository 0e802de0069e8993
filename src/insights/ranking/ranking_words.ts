import { number } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import type { Shape } from '../../report/report.js';
import { best, candidates, type League } from './ranking.js';

/** "3 of 40 groups may be first", or null when one of them is the best. */
export function tiesText(one: League, words: Language): string | null {
  if (best(one) !== null) return null;
  return words.league.mayBeFirst(number(candidates(one)), number(one.ranked.length));
}

/** Rates per 100 members, with two decimals if all are below ten. */
export function rateShape({ ranked }: League): Shape {
  const isLarge = ranked.some(
    (row) => 10 * row.credit.conversions >= (row.members || Number.POSITIVE_INFINITY),
  );
  return { kind: 'number', digits: isLarge ? 1 : 2 };
}
