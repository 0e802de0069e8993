import { literal } from './duckdb/text.js';

/** Blanks of every kind, which mean no more than a space. */
const blanks =
  '\t\n\v\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000';

/** Invisible characters: zero-width blanks, joiners, direction marks, the byte order mark. */
const unseen =
  '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff';

/** Full-width and typographic characters, and the plain ones they stand for. */
const plainOf: Readonly<Record<string, string>> = {
  '０': '0',
  '１': '1',
  '２': '2',
  '３': '3',
  '４': '4',
  '５': '5',
  '６': '6',
  '７': '7',
  '８': '8',
  '９': '9',
  '：': ':',
  '／': '/',
  '．': '.',
  '。': '.',
  '，': ',',
  '－': '-',
  '＋': '+',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2015': '-',
  '\u2212': '-',
  '（': '(',
  '）': ')',
  '［': '[',
  '］': ']',
  '＝': '=',
  '＂': '"',
  '＇': "'",
  '\u2018': "'",
  '\u2019': "'",
  '￥': '¥',
  '＄': '$',
  '￡': '£',
  '￦': '₩',
};

const from = [...Object.keys(plainOf), ...blanks, ...unseen].join('');
const to = [...Object.values(plainOf), ...[...blanks].map(() => ' ')].join('');

/** Whether a text holds any of them: finding that out costs a twentieth of replacing them. */
const anyOfThem = `[${from.replace(/[[\]\\^-]/g, '\\$&')}]`;

/** A text in capitals with plain digits, signs and spaces, without what export programs wrap around a value: `="..."`, `'`, a backtick. */
export function foldedSql(raw: string): string {
  const plain = `CASE WHEN regexp_matches(${raw}, ${literal(anyOfThem)}) THEN translate(${raw}, ${literal(from)}, ${literal(to)}) ELSE ${raw} END`;
  return `upper(trim(${plain}, ' ="''\`'))`;
}

/** The same for a text that has been found, to give the reason why it cannot be accepted. */
export function folded(text: string): string {
  const characters = [...text].map((one) => {
    if (unseen.includes(one)) return '';
    return blanks.includes(one) ? ' ' : (plainOf[one] ?? one);
  });
  return characters
    .join('')
    .replace(/^[ ="'`]+|[ ="'`]+$/g, '')
    .toUpperCase();
}

/** An SQL expression that uses a value computed once and bound to a name. */
export function withName(name: string, value: string, expression: string): string {
  return `list_transform([${value}], lambda ${name}: ${expression})[1]`;
}
