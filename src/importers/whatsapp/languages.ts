import type { Words } from './words.js';
import { blackSeaWords } from './words_black_sea.js';
import { chineseWords } from './words_chinese.js';
import { danubeWords } from './words_danube.js';
import { eurasianWords } from './words_eurasia.js';
import { germanicWords } from './words_germanic.js';
import { iberianWords } from './words_iberia.js';
import { indianWords } from './words_india.js';
import { indusWords } from './words_indus.js';
import { japaneseKoreanWords } from './words_japan_korea.js';
import { nordicWords } from './words_nordic.js';
import { romanceWords } from './words_romance.js';
import { semiticWords } from './words_semitic.js';
import { southeastWords } from './words_southeast.js';

/** What WhatsApp itself writes, by language. */
export const languages: Readonly<Record<string, Words>> = {
  ...germanicWords,
  ...nordicWords,
  ...romanceWords,
  ...iberianWords,
  ...eurasianWords,
  ...danubeWords,
  ...blackSeaWords,
  ...semiticWords,
  ...indianWords,
  ...indusWords,
  ...southeastWords,
  ...chineseWords,
  ...japaneseKoreanWords,
};
