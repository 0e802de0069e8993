import { type Language, languages } from '../../report/language.js';
import type { Facts } from '../../report/published.js';
import { oneLine, shorten } from './names.js';

const known = new WeakMap<Facts, Language>();

/** The words of a report: those of its language, with the configured names of types, kinds and models. */
export function wordsOf(facts: Facts): Language {
  const words = known.get(facts) ?? withLabels(languages[facts.language], facts);
  known.set(facts, words);
  return words;
}

function withLabels(words: Language, { labels, language }: Facts): Language {
  if (labels === undefined) return words;
  const own = (of: keyof typeof labels) =>
    Object.fromEntries(
      Object.entries(labels[of]).flatMap(([id, label]) => {
        const text = label[language];
        return text === null ? [] : [[id.toLowerCase(), shorten(oneLine(text), 40)]];
      }),
    );
  return {
    ...words,
    typeLabels: { ...words.typeLabels, ...own('types') },
    kindLabels: { ...words.kindLabels, ...own('kinds') },
    modelLabels: { ...words.modelLabels, ...own('models') },
    matrixLabels: own('matrices'),
  };
}

/** The name that readers know for an id in the data, whatever its case; null if none is known. */
export function knownLabel(labels: Readonly<Record<string, string>>, id: string): string | null {
  const key = id.toLowerCase();
  return Object.hasOwn(labels, key) ? (labels[key] ?? null) : null;
}

/** The same, or the id itself if none is known. */
export function labelFor(labels: Readonly<Record<string, string>>, id: string): string {
  return knownLabel(labels, id) ?? shorten(oneLine(id), 40);
}

/** What readers call a table of the input. */
export function inputLabel(words: Language, table: string): string {
  return knownLabel(words.inputs, table) ?? table;
}
