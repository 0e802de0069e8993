import { arabic } from './arabic.js';
import { french } from './french.js';
import { german } from './german.js';
import { hebrew } from './hebrew.js';
import { italian } from './italian.js';
import { japanese } from './japanese.js';
import { korean } from './korean.js';
import { portuguese } from './portuguese.js';
import { russian } from './russian.js';
import { spanish } from './spanish.js';
import { traditionalChinese } from './traditional_chinese.js';
import type { Words } from './words.js';

/** The languages of exports besides English and Chinese, whose names are in `names.ts`. */
export const languages: readonly Words[] = [
  arabic,
  french,
  german,
  hebrew,
  italian,
  japanese,
  korean,
  portuguese,
  russian,
  spanish,
  traditionalChinese,
];
