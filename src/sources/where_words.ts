/** A word in a column, and the number of rows that have it. */
export interface HeldWord {
  readonly word: string;
  readonly rows: number;
}

/** What one condition of `where` keeps and leaves out. */
export interface WhereWords {
  readonly column: string;
  /** words left out that differ from a kept one only in spelling */
  readonly near: readonly HeldWord[];
  /** kept words that no row has */
  readonly absent: readonly string[];
  /** whether other conditions leave rows out as well, which then are not looked at */
  readonly is_one_of_several: boolean;
  /** words left out, most frequent first */
  readonly others: readonly HeldWord[];
}

/** The words of a column compared with those that a condition keeps; `held` are the words in rows that all other conditions keep. */
export function whereWords(
  column: string,
  kept: readonly string[],
  held: readonly HeldWord[],
  is_one_of_several = false,
): WhereWords {
  const words = summed(held);
  const forms = new Set(kept.map(folded));
  const others = words.filter(({ word }) => !kept.includes(word));
  return {
    column,
    near: others.filter(({ word }) => forms.has(folded(word))),
    absent: kept.filter((word) => !words.some((one) => one.word === word)),
    is_one_of_several,
    others: others.slice(0, 8),
  };
}

/** A word ignoring case, width, blanks, underscores, hyphens between letters, and the zero decimals of an integer. */
function folded(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\u200b-\u200f\u2060\ufeff"'`]|(?<=\p{L})-(?=\p{L})/gu, '')
    .replace(/^([-+]?\d+)\.0+$/, '$1');
}

/** The words of all files, most frequent first. */
function summed(held: readonly HeldWord[]): HeldWord[] {
  const rows = new Map<string, number>();
  for (const one of held) rows.set(one.word, (rows.get(one.word) ?? 0) + one.rows);
  return [...rows]
    .map(([word, rows]) => ({ word, rows }))
    .sort((a, b) => b.rows - a.rows || (a.word < b.word ? -1 : 1));
}
