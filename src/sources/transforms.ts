import type { Transform } from '../config/transforms.js';

/** Applies the declared transforms to one cell. If one cannot be applied, the text is left unchanged, so that reading it reports what is wrong. */
export function transformed(text: string, names: readonly Transform[], year: number | null): string {
  return names.reduce((cell, name) => changes[name](cell, year), text);
}

type Change = (text: string, year: number | null) => string;

const changes: Readonly<Record<Transform, Change>> = {
  trim,
  unwrap,
  half_width: (text) => text.replace(/[\uff01-\uff5e\u3000]+/g, (wide) => wide.normalize('NFKC')),
  lower: (text) => text.toLowerCase(),
  amount,
  unsigned: (text) => trim(text).replace(/^[-−－]\s*(?=\d|\.\d)/, ''),
  phone,
  first: (text) => trim(text.split(/[,;，；、]/, 1)[0] ?? ''),
  month_day: (text, year) => dayText(dayOf(text, year), text),
  range_start: (text, year) => dayText(rangeOf(text, year)?.start ?? null, text),
  range_end: (text, year) => dayText(rangeOf(text, year)?.end ?? null, text),
};

const blanks = '[\\s\\u200b-\\u200f\\u2060\\ufeff]+';
const ends = new RegExp(`^${blanks}|${blanks}$`, 'g');

function trim(text: string): string {
  return text.replace(ends, '');
}

function unwrap(text: string): string {
  const bare = trim(text);
  const formula = /^="(.*)"$/s.exec(bare);
  if (formula !== null) return trim((formula[1] ?? '').replaceAll('""', '"'));
  return trim(bare.replace(/^['’`]/, ''));
}

/** An amount without anything around or between its digits; a sign before or after it goes in front. */
function amount(text: string): string {
  const bare = trim(text.normalize('NFKC')).replace(/[\s_]/g, '');
  const found = /^([-+]?)(?:[A-Z]{3}|[^\d\s.,+-]{0,3})([-+]?)(\d[\d,.' ]*)(?:[^\d]{0,3})$/iu.exec(bare);
  const figure = (found?.[3] ?? '').replace(/[,.]$/, '');
  if (found === null || !/^(\d{1,3}([,']\d{3})+|\d+)(\.\d+)?$/.test(figure)) return text;
  return `${found[1] || found[2] || ''}${figure.replace(/[,']/g, '')}`.replace(/^\+/, '');
}

/** Codes of countries in international numbers (ITU-T E.164): one or two digits, all others three. */
const shortCodes = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/**
 * Mobile numbers as messengers and some shops write them, with the code of their country but without a plus: no number of that length
 * and beginning is dialled within a country. Codes for which there are such numbers, as +1 and +7, are not among them.
 */
const bareCodes = new RegExp(
  `^(?:${[
    '86(?=1[3-9]\\d{9}$)', // China
    '852(?=[4-79]\\d{7}$)', // Hong Kong
    '886(?=9\\d{8}$)', // Taiwan
    '81(?=[789]0\\d{8}$)', // Japan
    '82(?=10\\d{8}$)', // Korea
    '91(?=[6-9]\\d{9}$)', // India
    '92(?=3\\d{9}$)', // Pakistan
    '880(?=1\\d{9}$)', // Bangladesh
    '62(?=8\\d{8,10}$)', // Indonesia
    '63(?=9\\d{9}$)', // Philippines
    '55(?=[1-9]\\d9\\d{8}$)', // Brazil
    '44(?=7\\d{9}$)', // United Kingdom
    '49(?=1[5-7]\\d{8,9}$)', // Germany
    '90(?=5\\d{9}$)', // Turkey
    '966(?=5\\d{8}$)', // Saudi Arabia
    '971(?=5\\d{8}$)', // Emirates
    '234(?=[789]\\d{9}$)', // Nigeria
    '254(?=[17]\\d{8}$)', // Kenya
  ].join('|')})`,
);

/** A number as it is dialled in its own country, without the leading 0; text that is no number, such as a name or `5-digit`, stays. */
function phone(text: string): string {
  const bare = unwrap(text.normalize('NFKC')).replace(/^(\d{5,})\.0$/, '$1');
  if (!/^(?:tel:)?\+?[\d\s()./\-\u2010-\u2015]+$/i.test(bare)) return text;
  const digits = bare.replace(/\D/g, '');
  if (digits.length < 5) return text;
  const international = /^(?:tel:)?\+/i.test(bare)
    ? digits
    : digits.startsWith('00')
      ? digits.slice(2)
      : null;
  if (international === null) return digits.replace(bareCodes, '').replace(/^0/, '');
  const code = shortCodes.exec(international)?.[0] ?? international.slice(0, 3);
  return international.slice(code.length).replace(/^0/, '');
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const dayPattern = '(?:(\\d{4})[年./-])?(\\d{1,2})[月./-](\\d{1,2})日?';
const wholeDay = new RegExp(`^${dayPattern}$`);
const range = new RegExp(`^${dayPattern}[-~–—～至到]+(?:${dayPattern}|(\\d{1,2})日?)$`);

/** The text of a date or range without blanks, in half width. */
function plainDays(text: string): string {
  return text.normalize('NFKC').replace(new RegExp(blanks, 'g'), '');
}

function dayOf(text: string, year: number | null): Day | null {
  const found = wholeDay.exec(plainDays(text));
  return found === null ? null : real(found[1], found[2], found[3], year);
}

/** The days of a range; if it ends in an earlier month than it starts, it ends in the next year. A single day is a range by itself. */
function rangeOf(text: string, year: number | null): { start: Day; end: Day } | null {
  const found = range.exec(plainDays(text));
  if (found === null) {
    const day = dayOf(text, year);
    return day === null ? null : { start: day, end: day };
  }
  const start = real(found[1], found[2], found[3], year);
  if (start === null) return null;
  const month = found[5] ?? String(start.month);
  const next = found[4] === undefined && Number(month) < start.month ? start.year + 1 : start.year;
  const end = real(found[4], month, found[6] ?? found[7], next);
  return end === null || dayText(end, '') < dayText(start, '') ? null : { start, end };
}

/** The day that these digits give; null if there is no such day. */
function real(
  written: string | undefined,
  month: string | undefined,
  day: string | undefined,
  year: number | null,
): Day | null {
  const found = { year: Number(written ?? year), month: Number(month), day: Number(day) };
  if (written === undefined && year === null) return null;
  const date = new Date(Date.UTC(found.year, found.month - 1, found.day));
  const exists = date.getUTCMonth() === found.month - 1 && date.getUTCDate() === found.day;
  return exists ? found : null;
}

function dayText(day: Day | null, otherwise: string): string {
  if (day === null) return otherwise;
  const two = (number: number) => String(number).padStart(2, '0');
  return `${day.year}-${two(day.month)}-${two(day.day)}`;
}
