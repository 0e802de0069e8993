import { en } from './en/index.js';
import { zh } from './zh/index.js';

/** Every word of the report in one language; a language that lacks one does not compile. */
export type Language = typeof en;

export const languages: Readonly<Record<'en' | 'zh', Language>> = { en, zh };

/**
 * Words in both languages, for what one part alone says: they stand in its file. What several say is in en/ and zh/.
 * A language that lacks a word does not compile. Read them by the language of the report: `funnelWords[words.language]`.
 */
export function bilingual<Words>(both: { readonly en: Words; readonly zh: NoInfer<Words> }): {
  readonly en: Words;
  readonly zh: Words;
} {
  return both;
}
