import { type Header, shapeOf } from './header_shape.js';
import { quickHeader } from './quick_header.js';

export type { Header } from './header_shape.js';

const beforeNoon = [
  'am',
  'a.m.',
  'a. m.',
  'a.m',
  '上午',
  '凌晨',
  '早上',
  '午夜',
  '清晨',
  '午前',
  '오전',
  'vorm.',
  'ص',
  'πμ',
  'π.μ.',
  'sa',
  'fm',
  'de.',
  'da manhã',
  'da madrugada',
  'pg',
  'öö',
];
const afterNoon = [
  'pm',
  'p.m.',
  'p. m.',
  'p.m',
  '下午',
  '中午',
  '晚上',
  '傍晚',
  '午後',
  '오후',
  'nachm.',
  'م',
  'μμ',
  'μ.μ.',
  'ch',
  'em',
  'du.',
  'da tarde',
  'da noite',
  'ptg',
  'ös',
];

const words = [...beforeNoon, ...afterNoon]
  .toSorted((a, b) => b.length - a.length)
  .map((word) => word.replace(/[.]/g, '\\.').replace(/ /g, '\\s?'))
  .join('|');

/** The words between day and time in Finnish; in Danish, Norwegian and Swedish; and in French. */
const joining = '(?:klo|kl\\.|à)';

/** A day, a month and a year in any order; a year may name its era: `R4` in Japan, `2565 BE` in Thailand. */
const days =
  '([RHS]|令和|平成)?(\\d{1,4})([./-])\\s?(\\d{1,2})SEPARATOR\\s?([RHS]|令和|平成)?(\\d{1,4})(?:\\s(?:BE|พ\\.ศ\\.))?';
const clock = `(?:(${words})\\s?)?(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:\\s?(${words}))?(?:\\sч\\.)?`;
/** `] ` after a bracket, ` - `, or the `: ` of iPhones before 2017. */
const ending = '(?:\\]\\s|\\s([-–—])\\s|(:)\\s)';

const pattern = new RegExp(
  `^(\\[)?${days.replace('SEPARATOR', '\\4')}\\.?(?:\\sг\\.)?([,،]?)\\s?(?:${joining}\\s)?${clock}${ending}`,
  'iu',
);

/** The same with the time first, as in Vietnamese: `[21:41:35, 27/3/22] `. */
const timeFirst = new RegExp(`^(\\[)?${clock}([,،]?)\\s${days.replace('SEPARATOR', '\\10')}${ending}`, 'iu');

const alike =
  /^(\[)?\d{1,4}([./-])\s?\d{1,2}\2\s?\d{1,4}\.?([,،]?)\s.{0,16}?\d{1,2}[:.]\d{2}.{0,20}?(?:\]\s|\s[-–—]\s)/u;

/** Whether a line without a header begins like the headers of this file: its time may be in unknown words. */
export function resemblesHeader(line: string, shape: string | null): boolean {
  const first = line.charCodeAt(0);
  if (!(first >= 0x30 && first <= 0x39) && first !== 0x5b && !mayBegin(first)) return false;
  const found = alike.exec(plainHead(line.slice(0, headLength)).replace(allMarks, ''));
  if (found === null) return false;
  const [, bracket = '', separator = '', comma = ''] = found;
  return shape === null || shape.startsWith([bracket, separator, comma, ''].join(' '));
}

const marks = /^[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]+/;
const allMarks = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** No header is longer than this. */
const headLength = 72;

/** The header at the beginning of a line, if any; direction marks before it are not part of it. */
export function headerOf(line: string): Header | null {
  const first = line.charCodeAt(0);
  const isPlain = (first >= 0x30 && first <= 0x39) || first === 0x5b;
  if (!isPlain && !mayBegin(first)) return null;
  const skipped = isPlain ? 0 : (marks.exec(line)?.[0].length ?? 0);
  return (skipped === 0 ? quickHeader(line) : null) ?? anyHeader(line, skipped);
}

/** The header of a line in any language, after the skipped marks. */
export function anyHeader(line: string, skipped: number): Header | null {
  const head = plainHead(line.slice(skipped, skipped + headLength));
  const found = partsOf(head.replace(allMarks, ''));
  if (found === null) return null;
  const { whole, bracket, separator, comma, before, after, dash, second } = found;
  const isOldIos = dash === ':';
  if ((bracket === undefined) !== (dash !== undefined) || (isOldIos && second === undefined)) return null;
  const [hour, minute] = [hourOf(Number(found.hour), before ?? after), Number(found.minute)];
  if (hour === null || minute > 59 || Number(second ?? 0) > 59) return null;
  const a = yearOf(found.eraA, found.a);
  const c = yearOf(found.eraC, found.c);
  const noon = before !== undefined ? 'before' : after !== undefined ? 'after' : 'none';
  const year_at = a.length > 2 ? 'first' : c.length > 2 ? 'last' : 'unknown';
  if ((a.length > 2 && a.length !== 4) || (c.length > 2 && (c.length !== 4 || a.length > 2))) return null;
  if (isOldIos && year_at === 'first') return null;
  const has_seconds = second !== undefined;
  return {
    shape: shapeOf(bracket ?? '', separator, comma, year_at, noon, has_seconds, dash ?? ''),
    date: [Number(a), Number(found.b), Number(c)],
    year_at,
    hour,
    minute,
    second: Number(second ?? 0),
    has_seconds,
    has_comma: comma !== '',
    end: skipped + lengthWithMarks(head, whole.length),
  };
}

interface Parts {
  readonly whole: string;
  readonly bracket: string | undefined;
  readonly eraA: string | undefined;
  readonly a: string;
  readonly separator: string;
  readonly b: string;
  readonly eraC: string | undefined;
  readonly c: string;
  readonly comma: string;
  readonly before: string | undefined;
  readonly hour: string;
  readonly minute: string;
  readonly second: string | undefined;
  readonly after: string | undefined;
  readonly dash: string | undefined;
}

/** The parts of a header, with the day or the time first. */
function partsOf(head: string): Parts | null {
  const found = pattern.exec(head);
  if (found !== null) {
    const [whole, bracket, eraA, a = '', separator = '', b = '', eraC, c = '', comma = '', ...more] = found;
    const [before, hour = '', minute = '', second, after, dash, colon] = more;
    const day = { eraA, a, separator, b, eraC, c };
    return { whole, bracket, ...day, comma, before, hour, minute, second, after, dash: dash ?? colon };
  }
  const late = timeFirst.exec(head);
  if (late === null) return null;
  const [whole, bracket, before, hour = '', minute = '', second, after, comma = '', ...more] = late;
  const [eraA, a = '', separator = '', b = '', eraC, c = '', dash] = more;
  return { whole, bracket, eraA, a, separator, b, eraC, c, comma, before, hour, minute, second, after, dash };
}

/** The year before the first one of an era. */
const eras: Readonly<Record<string, number>> = { R: 2018, 令和: 2018, H: 1988, 平成: 1988, S: 1925 };

/** A year of an era as a year of four digits; any other number as written. */
function yearOf(era: string | undefined, written: string): string {
  const before = era === undefined ? undefined : eras[era.toUpperCase()];
  return before === undefined ? written : String(before + Number(written));
}

/** How much of a text contains this many characters that are not direction marks: Arabic puts such marks around the numbers of a date. */
function lengthWithMarks(text: string, units: number): number {
  let length = units;
  for (let seen = -1; seen !== length; ) {
    seen = length;
    length = units + (text.slice(0, length).match(allMarks)?.length ?? 0);
  }
  return length;
}

function mayBegin(unit: number): boolean {
  return (
    (unit >= 0x200e && unit <= 0x2069) ||
    unit === 0xfeff ||
    unit === 0x61c ||
    (unit >= 0x660 && unit <= 0x6f9)
  );
}

/** Arabic and Persian digits become ASCII digits, non-breaking spaces become plain ones; the length stays the same. */
function plainHead(head: string): string {
  if (!/[\u0080-\uffff]/.test(head)) return head;
  return head
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\u00a0\u202f\u2009]/g, ' ');
}

/** The hour on a 24-hour clock; null if there is none. For noon and midnight, some write 12 and some write 0. */
function hourOf(hour: number, word: string | undefined): number | null {
  if (word === undefined || hour > 12) return hour <= 23 ? hour : null;
  const said = word.toLowerCase().replace(/\s/g, ' ');
  const isAfter = afterNoon.some(
    (one) => one === said || one.replaceAll(' ', '') === said.replaceAll(' ', ''),
  );
  if (said === '中午' && hour >= 10) return hour;
  return (hour % 12) + (isAfter ? 12 : 0);
}
