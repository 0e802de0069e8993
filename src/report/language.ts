import { en } from './en/index.js';
import { zh } from './zh/index.js';

/** Every word of the report in one language; a language that lacks one does not compile. */
export type Language = typeof en;

export const languages: Readonly<Record<'en' | 'zh', Language>> = { en, zh };
