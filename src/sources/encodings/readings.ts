import { decoderOf } from './decoders.js';
import { damageCost, type Language, languageOf, strangerCost } from './language.js';
import { encodingsTried, utf8Languages, zoneCost } from './language_priors.js';

/** Words as bytes in Latin-1, and how often each occurs. */
export type Words = ReadonlyMap<string, number>;

/** What the words are in one encoding, and how likely that is: a natural logarithm, to compare with other readings. */
export interface Reading {
  readonly encoding: string;
  readonly texts: readonly string[];
  readonly likelihood: number;
  /** share of the characters outside ASCII that the language does not have, or that are invalid */
  readonly strange: number;
}

const anyLanguage = { languages: 'all', prior: 0 } as const;

/** If there are more words than this, only every second, third, ... is weighed. */
const mostWeighed = 500;

/** The cost of a word in another language. */
const switchCost = -5;

/** The readings of some words in every encoding tried, and in the one asked for, most likely first. */
export function readingsOf(words: Words, zone: string | null, asked?: string): Reading[] {
  const stride = Math.ceil(words.size / mostWeighed);
  const weighed = [...words].filter((_, place) => place % stride === 0);
  const bytes = weighed.map(([word]) => Buffer.from(word, 'latin1'));
  const weights = weighed.map(([, count]) => 1 + Math.log(count));
  const isTried = asked === undefined || encodingsTried.some(({ encoding }) => encoding === asked);
  const tried = isTried ? encodingsTried : [...encodingsTried, { ...anyLanguage, encoding: asked }];
  const readings = tried.map(({ encoding, languages, prior }) => {
    const { lenient } = decoderOf(encoding);
    const texts = bytes.map(lenient);
    const names = languages === 'all' ? utf8Languages : languages;
    return { encoding, texts, ...bestLanguage(texts, weights, names, zone, prior) };
  });
  const most = Math.max(...readings.map(({ likelihood }) => likelihood));
  return readings
    .map((reading) => (isInOneScript(reading) ? atLeast(reading, most - closeCost) : reading))
    .sort((a, b) => b.likelihood - a.likelihood);
}

/** Scripts whose letters are two bytes in UTF-8, each with the signs and accents that all scripts share. */
const scripts = ['Latn', 'Grek', 'Cyrl', 'Armn', 'Hebr', 'Arab', 'Syrc', 'Thaa', 'Nkoo'].map(
  (script) => new RegExp(`^[\\p{scx=${script}}\\p{scx=Zyyy}\\p{scx=Zinh}]$`, 'u'),
);

/** From this many different characters on, letters of one script in UTF-8 are hardly the characters of another encoding by chance. */
const fewestOfScript = 3;

/** How far UTF-8 in one script may stay behind the likeliest reading: so little that the user is asked. */
const closeCost = 1;

/** Whether the words are UTF-8 with letters of a single script, whether or not a known language has them. */
function isInOneScript({ encoding, texts }: Pick<Reading, 'encoding' | 'texts'>): boolean {
  if (encoding !== 'utf-8') return false;
  const own = [...new Set(texts.flatMap((text) => text.match(/\P{ASCII}/gu) ?? []))];
  if (own.length < fewestOfScript || own.includes('\ufffd')) return false;
  return scripts.some((script) => own.every((one) => script.test(one)));
}

/** The reading as a known language would make it: of letters, none strange. */
function atLeast(reading: Reading, likelihood: number): Reading {
  return reading.likelihood >= likelihood ? reading : { ...reading, likelihood, strange: 0 };
}

function bestLanguage(
  texts: readonly string[],
  weights: readonly number[],
  names: readonly string[],
  zone: string | null,
  prior: number,
): Pick<Reading, 'likelihood' | 'strange'> {
  const composed = texts.map((text) => text.normalize('NFC'));
  const scored = names.map((name) => composed.map((text) => scoreOf(text, languageOf(name))));
  const best = texts.map((_, place) => Math.max(...scored.map((scores) => scores[place]?.cost ?? 0)));
  const ranked = names.map((name, index) => {
    const scores = scored[index] ?? [];
    const costs = scores.map(({ cost }, place) => Math.max(cost, (best[place] ?? 0) + switchCost));
    const likelihood =
      prior +
      zoneCost(name, zone) +
      costs.reduce((sum, cost, place) => sum + cost * (weights[place] ?? 1), 0);
    const own = sum(scores.map((score, place) => score.own * (weights[place] ?? 1)));
    const strange = sum(scores.map((score, place) => score.strange * (weights[place] ?? 1)));
    return { likelihood, strange: own === 0 ? 0 : strange / own };
  });
  return ranked.reduce((a, b) => (b.likelihood > a.likelihood ? b : a));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

interface Score {
  readonly cost: number;
  /** characters outside ASCII, and how many of them are not text in the language */
  readonly own: number;
  readonly strange: number;
}

/** An amount with its currency sign, digits replaced by 0: hardly anything but a currency sign begins or ends a word of digits so often. */
const amount =
  /^(?:[+-]?[¥￥£€₩₹₽₫฿₺₴₪][ \u00a0\u202f]?[+\-−]?0[0.\u00a0\u202f]*|[+-]?0[0.\u00a0\u202f]*[€£₽₫₺₴₪]|− ?0[0.\u00a0\u202f]*|0[0.]*[\u00a0\u202f\u2009][0.\u00a0\u202f\u2009]*0)$/u;

/** The cost of a currency sign, in every language: order exports are full of them. */
const signCost = Math.log(1 / 3);

/** How likely a word is in a language: by its characters and by which stand next to each other. */
function scoreOf(text: string, language: Language): Score {
  const characters = [...text];
  const isAmount = amount.test(text);
  let [cost, own, strange] = [0, 0, 0];
  for (const [place, character] of characters.entries()) {
    const code = character.codePointAt(0) ?? 0;
    if (isAmount && code >= 0x80) {
      own += 1;
      cost += signCost;
      continue;
    }
    if (code < 0x80) {
      cost += language.ascii;
      continue;
    }
    own += 1;
    const letter = code === 0xfffd ? damageCost : (language.letters.get(code) ?? strangerCost);
    if (letter <= strangerCost && !isInvisible(character)) strange += 1;
    cost += language.own + letter;
    cost += neighbourCost(characters[place - 1] ?? '', character, characters[place + 1] ?? '', language);
  }
  return { cost, own, strange };
}

/** Zero-width marks, which surround ids in some exports, belong to every language and to none. */
const isInvisible = (character: string) => /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/.test(character);

const isLetter = (character: string) => /\p{L}/u.test(character);
const isAsciiLetter = (character: string) => /[a-zA-Z]/.test(character);
const isLower = (character: string) => /\p{Ll}/u.test(character);
const isUpper = (character: string) => /\p{Lu}/u.test(character);

/** The cost of a character outside ASCII standing between these two. */
function neighbourCost(before: string, character: string, after: string, language: Language): number {
  if (language.script === 'characters')
    return isAsciiLetter(before) && isAsciiLetter(after) && isLetter(character) ? -2 : 0;
  if (!isLetter(character))
    return isLetter(before) && isLetter(after) && !/[’'·]|\p{M}/u.test(character) ? -4 : 0;
  const changesCase = isLower(before) && isUpper(character) ? -4 : 0;
  if (language.script === 'latin') return changesCase + (before > '\u007f' && isLetter(before) ? -1.5 : 0);
  return changesCase + (isAsciiLetter(before) || isAsciiLetter(after) ? -4 : 0);
}
