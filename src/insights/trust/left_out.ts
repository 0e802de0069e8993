import { number, percent } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import type { LeftOut, Published } from '../../report/published.js';
import type { Check } from '../../report/report.js';
import { displayName } from '../wording/names.js';

/** What no figure includes: a larger share than this turns the light to care. */
export const leftOutLimits = { good: 0.2 } as const;

/** Conversions that match no goal, and conversions and reversals after as_of, each with its money. */
export function leftOutChecks({ facts }: Published, words: Language): Check[] {
  return facts.left_out.map((one) => ({
    level: one.share > leftOutLimits.good ? 'care' : 'open',
    label: words.trust.leftOutLabels[one.kind],
    text: leftOutText(one, words),
  }));
}

function leftOutText({ kind, part, whole, money, share, ...named }: LeftOut, words: Language): string {
  const { trust } = words;
  const names = (named.names ?? []).map(({ name, count, money: worth }) =>
    trust.leftOutName(name === null ? null : displayName(name, name), number(count), worth),
  );
  return words.join([
    trust.leftOutTexts[kind](number(part), number(whole), money, percent(share, words)),
    ...(names.length === 0 ? [] : [trust.leftOutNames(names, named.more === true)]),
  ]);
}
