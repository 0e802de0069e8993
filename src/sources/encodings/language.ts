import {
  alphabets,
  japanese,
  korean,
  simplifiedChinese,
  simplifiedColumns,
  traditionalChinese,
  traditionalColumns,
} from './language_letters.js';

/** A language in one script: the probability of each of its characters, as a natural logarithm. */
export interface Language {
  readonly name: string;
  /** its characters by code point */
  readonly letters: ReadonlyMap<number, number>;
  /** whether its words also use ASCII letters, only letters of its own, or no alphabet */
  readonly script: 'latin' | 'alphabet' | 'characters';
  /** the cost of one of its own characters, and of an ASCII one, next to the other kind */
  readonly own: number;
  readonly ascii: number;
}

/** The cost of a character that the language does not have. */
export const strangerCost = -17;

/** The cost of an invalid byte. */
export const damageCost = -18;

const asciiCharacters = Math.log(1 / 50);

const languages = new Map<string, Language>();

/** A language by its name. */
export function languageOf(name: string): Language {
  const known = languages.get(name);
  if (known !== undefined) return known;
  const made = makeLanguage(name);
  languages.set(name, made);
  return made;
}

function makeLanguage(name: string): Language {
  const alphabet = alphabets[name];
  if (alphabet !== undefined) return alphabetic(name, alphabet);
  const letters = new Map<number, number>();
  for (const { characters, share } of groups[name]?.() ?? []) spread(letters, characters, share);
  return { name, letters, script: 'characters', own: Math.log(0.7), ascii: Math.log(0.3) + asciiCharacters };
}

/** Gives equal parts of one share to the characters that have none yet. */
function spread(letters: Map<number, number>, characters: Iterable<string>, share: number): void {
  const fresh = [...new Set(characters)].filter((one) => !letters.has(one.codePointAt(0) ?? 0));
  const cost = Math.log(share / Math.max(fresh.length, 1));
  for (const one of fresh) letters.set(one.codePointAt(0) ?? 0, cost);
}

/** Letters by their rank, then those that foreign names and punctuation bring. */
function alphabetic(name: string, alphabet: string): Language {
  const isLatin = /\p{Script=Latin}/u.test(alphabet);
  const letters = new Map<number, number>();
  const common = [...alphabet];
  const total = common.reduce((sum, _, place) => sum + 1 / (place + 3), 0);
  for (const [place, one] of common.entries())
    letters.set(one.codePointAt(0) ?? 0, Math.log(0.93 / (place + 3) / total));
  spread(letters, '’“”–—«»…€£§°·‘„•№&©®™\u00a0', 0.05);
  spread(letters, '×±²³½¼¾µ÷¹ºª', 0.005);
  if (isLatin)
    spread(
      letters,
      [...charactersFrom(0xc0, 0x17f), ...Object.values(alphabets).join('')].filter((one) =>
        /\p{Script=Latin}/u.test(one),
      ),
      0.015,
    );
  return {
    name,
    letters,
    script: isLatin ? 'latin' : 'alphabet',
    own: Math.log(isLatin ? 0.15 : 0.75),
    ascii: Math.log(isLatin ? 0.85 : 0.25) + asciiCharacters,
  };
}

interface Group {
  readonly characters: Iterable<string>;
  readonly share: number;
}

const wideMarks = '，。：；！？“”‘’…—·、《》【】（）￥～「」『』〈〉＋－／％＃＠＆＊＝｜　①②③④⑤⑥⑦⑧⑨⑩';
const wideLetters = charactersFrom(0xff10, 0xff5a);
const emoji = [...charactersFrom(0x2600, 0x27bf), ...charactersFrom(0x1f300, 0x1faff)];

/** Groups of a language's characters with their shares, common ones first; the rest is divided as in its country's standards. */
const groups: Readonly<Record<string, () => Group[]>> = {
  simplified_chinese: () => [
    { characters: simplifiedColumns, share: 0.3 },
    { characters: simplifiedChinese, share: 0.46 },
    { characters: wideMarks, share: 0.03 },
    { characters: pairs('gb18030', [0xb0, 0xd7], [0xa1, 0xfe]), share: 0.19 },
    { characters: pairs('gb18030', [0xd8, 0xf7], [0xa1, 0xfe]), share: 0.012 },
    { characters: wideLetters, share: 0.002 },
    { characters: pairs('gb18030', [0xa1, 0xa9], [0xa1, 0xfe]), share: 0.002 },
    { characters: charactersFrom(0x4e00, 0x9fa5), share: 0.003 },
    { characters: emoji, share: 0.001 },
  ],
  traditional_chinese: () => [
    { characters: traditionalColumns, share: 0.3 },
    { characters: traditionalChinese, share: 0.44 },
    { characters: wideMarks, share: 0.03 },
    { characters: pairs('big5', [0xa4, 0xc6], [0x40, 0xfe]), share: 0.21 },
    { characters: pairs('big5', [0xc9, 0xf9], [0x40, 0xfe]), share: 0.008 },
    { characters: wideLetters, share: 0.002 },
    { characters: pairs('big5', [0xa1, 0xa3], [0x40, 0xfe]), share: 0.002 },
    { characters: charactersFrom(0x4e00, 0x9fa5), share: 0.001 },
    { characters: emoji, share: 0.001 },
  ],
  japanese: () => [
    { characters: charactersFrom(0x3041, 0x3093), share: 0.35 },
    { characters: [...charactersFrom(0x30a1, 0x30f6), 'ー'], share: 0.22 },
    { characters: japanese, share: 0.3 },
    { characters: `${wideMarks}々〇〒※○●◎△□■☆★`, share: 0.02 },
    { characters: pairs('shift_jis', [0x88, 0x97], [0x40, 0xfc]), share: 0.08 },
    { characters: wideLetters, share: 0.01 },
    { characters: charactersFrom(0xff61, 0xff9f), share: 0.006 },
    { characters: pairs('shift_jis', [0x98, 0xea], [0x40, 0xfc]), share: 0.004 },
    { characters: pairs('shift_jis', [0x81, 0x87], [0x40, 0xfc]), share: 0.001 },
    { characters: emoji, share: 0.001 },
  ],
  korean: () => [
    { characters: korean, share: 0.85 },
    { characters: pairs('euc-kr', [0xb0, 0xc8], [0xa1, 0xfe]), share: 0.13 },
    { characters: wideMarks, share: 0.01 },
    { characters: charactersFrom(0xac00, 0xd7a3), share: 0.003 },
    { characters: pairs('euc-kr', [0xca, 0xfd], [0xa1, 0xfe]), share: 0.003 },
    { characters: pairs('euc-kr', [0xa1, 0xaf], [0xa1, 0xfe]), share: 0.001 },
    { characters: emoji, share: 0.001 },
  ],
};

function charactersFrom(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, place) => String.fromCodePoint(first + place));
}

/** The two-byte characters in a range of lead bytes and trail bytes. */
function pairs(
  encoding: string,
  [firstLead, lastLead]: readonly [number, number],
  [firstTrail, lastTrail]: readonly [number, number],
): string[] {
  const bytes: number[] = [];
  for (let lead = firstLead; lead <= lastLead; lead += 1)
    for (let trail = firstTrail; trail <= lastTrail; trail += 1) bytes.push(lead, trail, 0x0a);
  const found = new TextDecoder(encoding).decode(Uint8Array.from(bytes)).split('\n');
  return found.filter((text) => /^[^\p{Co}\p{Cn}\p{Cc}\ufffd]$/u.test(text));
}
