import type { DecimalMark } from '../../sources/column_readings.js';
import {
  certainNumeral as certain,
  noCents,
  unclearNumeral as unclear,
  wholeNumeral,
} from '../../sources/numerals.js';
import { foldedSql, withName } from '../folded_text.js';
import { literal } from './text.js';

/** What decides how the text of an amount is read. */
export interface NumeralColumn {
  /** the decimal mark; undefined: not known, then only what has a single reading is read */
  readonly mark: DecimalMark | undefined;
  /** SQL: whether three digits after a point are certainly decimals, because the currency has that many */
  readonly hasThreeDecimals: string;
  /** SQL: whether the currency has no decimals, so that three digits after a separator are thousands */
  readonly hasNoDecimals: string;
  /** SQL: the ISO code of the row's currency, '' if none is known; null if the column does not hold money */
  readonly currency: string | null;
}

/** The currencies that a sign may stand for. */
export const currencySigns: Readonly<Record<string, readonly string[]>> = {
  '¥': ['CNY', 'JPY'],
  元: ['CNY', 'TWD', 'HKD'],
  圆: ['CNY'],
  块: ['CNY'],
  人民币: ['CNY'],
  RMB: ['CNY'],
  'CN¥': ['CNY'],
  円: ['JPY'],
  'JP¥': ['JPY'],
  $: ['USD', 'HKD', 'TWD', 'SGD', 'AUD', 'CAD', 'NZD', 'MXN', 'CLP', 'COP', 'ARS'],
  US$: ['USD'],
  HK$: ['HKD'],
  NT$: ['TWD'],
  S$: ['SGD'],
  A$: ['AUD'],
  AU$: ['AUD'],
  C$: ['CAD'],
  CA$: ['CAD'],
  NZ$: ['NZD'],
  R$: ['BRL'],
  '€': ['EUR'],
  '£': ['GBP'],
  '₩': ['KRW'],
  원: ['KRW'],
  '₹': ['INR'],
  'RS.': ['INR', 'PKR', 'NPR', 'LKR', 'MUR'],
  RS: ['INR', 'PKR', 'NPR', 'LKR', 'MUR'],
  // Shift_JIS and the code page of Korea have their sign where others have a backslash
  '\\': ['JPY', 'KRW'],
  WON: ['KRW'],
  YEN: ['JPY'],
  YUAN: ['CNY'],
  EURO: ['EUR'],
  元整: ['CNY', 'TWD', 'HKD'],
  đ: ['VND'],
  Đ: ['VND'],
  'KR.': ['SEK', 'NOK', 'DKK'],
  '฿': ['THB'],
  '₫': ['VND'],
  '₽': ['RUB'],
  '₺': ['TRY'],
  '₱': ['PHP'],
  '₪': ['ILS'],
  NIS: ['ILS'],
  '₴': ['UAH'],
  ГРН: ['UAH'],
  'ГРН.': ['UAH'],
  'РУБ.': ['RUB', 'BYN'],
  РУБ: ['RUB', 'BYN'],
  '₸': ['KZT'],
  '₦': ['NGN'],
  '₵': ['GHS'],
  '₡': ['CRC'],
  '₲': ['PYG'],
  'S/': ['PEN'],
  '৳': ['BDT'],
  '₼': ['AZN'],
  '₾': ['GEL'],
  TL: ['TRY'],
  KČ: ['CZK'],
  FT: ['HUF'],
  LEI: ['RON', 'MDL'],
  'ر.س': ['SAR'],
  'د.إ': ['AED'],
  RP: ['IDR'],
  RM: ['MYR'],
  KR: ['SEK', 'NOK', 'DKK'],
  ZŁ: ['PLN'],
  'FR.': ['CHF'],
};

const signs = Object.keys(currencySigns)
  .sort((a, b) => b.length - a.length)
  .map((sign) => sign.replace(/[.$\\]/g, '\\$&'))
  .join('|');

/** An amount as it may be written: signs, a currency before or after, digits with separators; the groups are `numeralParts`. */
export const numeralShape = `^([-+(]?) ?(${signs}|[A-Z]{3})? ?([-+]?) ?(\\d[\\d.,' ]*|[.,]\\d+) ?(${signs}|[A-Z]{3})? ?([-)]?)$`;
const numeralParts = ['open', 'sign_1', 'minus', 'digits', 'sign_2', 'close'];

/** A plain decimal number as text with a point; NULL if the text of a row is not a number, or has more than one reading. */
export function numeralText(raw: string, column: NumeralColumn, negative: 'kept' | 'refused'): string {
  const isNegative = `(p.open IN ('-', '(') OR p.minus = '-' OR p.close IN ('-', ')'))`;
  const isPaired = `((p.open = '(') = (p.close = ')'))`;
  const plain = plainDigits('trim(p.digits)', column);
  const signed =
    negative === 'refused'
      ? `CASE WHEN NOT ${isNegative} OR regexp_full_match(p.digits, '[0.,]+') THEN ${plain} END`
      : `CASE WHEN p.open = '(' OR p.close <> '' THEN NULL WHEN ${isNegative} THEN '-' || ${plain} ELSE ${plain} END`;
  const read = `CASE WHEN p.digits <> '' AND ${isPaired} AND ${currencyFits('p', column)} THEN ${signed} END`;
  return withName('p', partsOf(raw), read);
}

/** Why an amount cannot be read: `mark` if its separators have two readings, `currency` if it names another one, otherwise `other`. */
export function numeralReason(raw: string, column: NumeralColumn, name: string, other: string): string {
  const open =
    column.mark === undefined
      ? `WHEN regexp_full_match(trim(p.digits), ${literal(`${unclear.point}|${unclear.comma}|${certain.comma}`)}) THEN ${literal(`${name}:mark`)}`
      : '';
  return withName(
    'p',
    partsOf(raw),
    `CASE WHEN p.digits <> '' AND NOT ${currencyFits('p', column)} THEN ${literal(`${name}:currency`)} ${open} ELSE ${literal(`${name}:${other}`)} END`,
  );
}

/** How many rows of a column show a decimal point, how many a decimal comma, and how many can be read either way. */
export function numeralEvidence(raw: string, column: NumeralColumn, source: string): string {
  const matching = (shape: string) => `regexp_full_match(digits, ${literal(shape)})`;
  const ofThousands = (sign: 'point' | 'comma') =>
    `(${column.hasNoDecimals} AND ${matching(unclear[sign])} AND NOT suffix(digits, '000'))`;
  const points = `(${matching(unclear.point)} AND NOT ${column.hasThreeDecimals} AND NOT ${ofThousands('point')})`;
  const commas = `(${matching(unclear.comma)} AND NOT ${column.hasNoDecimals})`;
  return `SELECT count(CASE WHEN ${matching(certain.point)} OR ${ofThousands('comma')} THEN 1 END) AS point, count(CASE WHEN ${matching(certain.comma)} OR ${ofThousands('point')} THEN 1 END) AS comma,
    count(CASE WHEN regexp_full_match(digits, '.*[.][0-9]{3,}') AND ${matching(certain.point)} THEN 1 END) AS fine_point,
    count(CASE WHEN ${points} AND suffix(digits, '0') THEN 1 END) AS round_point,
    count(CASE WHEN NOT ${column.hasThreeDecimals} AND ${matching('[1-9]\\d{0,2}')} THEN 1 END) AS small_whole, count(CASE WHEN ${matching('\\d{4,}')} THEN 1 END) AS large_whole,
    count(CASE WHEN ${points} THEN 1 END) AS unclear_point, count(CASE WHEN ${commas} THEN 1 END) AS unclear_comma,
    min(CASE WHEN ${points} OR ${commas} THEN found END) AS example, min(CASE WHEN ${matching(certain.comma)} THEN found END) AS comma_example
    FROM (SELECT *, ${raw} AS found, trim(${partsOf(raw)}.digits) AS digits FROM ${source})`;
}

function partsOf(raw: string): string {
  const text = `regexp_replace(${foldedSql(raw)}, ${literal(noCents)}, '\\1\\2')`;
  return `regexp_extract(${text}, ${literal(numeralShape)}, [${numeralParts.map(literal).join(', ')}])`;
}

function plainDigits(digits: string, { mark, hasThreeDecimals, hasNoDecimals }: NumeralColumn): string {
  const bare = (separator: string) =>
    `replace(replace(replace(${digits}, '${separator}', ''), ' ', ''), '''', '')`;
  const byPoint = bare(',');
  const byComma = `replace(${bare('.')}, ',', '.')`;
  const fits = (shape: string) => `regexp_full_match(${digits}, ${literal(shape)})`;
  if (mark === '.') return `CASE WHEN ${fits(`${wholeNumeral(',')}?(?:\\.\\d*)?`)} THEN ${byPoint} END`;
  if (mark === ',')
    return `CASE WHEN ${hasNoDecimals} AND ${fits(unclear.comma)} THEN ${byPoint} WHEN ${fits(`${wholeNumeral('\\.')}?(?:,\\d*)?`)} THEN ${byComma} END`;
  return `CASE WHEN ${fits(`${certain.whole}|${certain.point}`)} THEN ${byPoint} WHEN ${hasThreeDecimals} AND ${fits(unclear.point)} THEN ${digits} WHEN ${hasNoDecimals} AND ${fits(unclear.comma)} THEN ${byPoint} END`;
}

/** Whether the currency that a cell names is that of its row. */
function currencyFits(p: string, { currency }: NumeralColumn): string {
  if (currency === null) return `(${p}.sign_1 = '' AND ${p}.sign_2 = '')`;
  const fits = (sign: string) => {
    const cases = Object.entries(currencySigns).map(
      ([text, codes]) => `WHEN ${literal(text)} THEN ${currency} IN (${codes.map(literal).join(', ')})`,
    );
    return `CASE ${sign} WHEN '' THEN true ${cases.join(' ')} ELSE ${sign} = ${currency} END`;
  };
  return `(${fits(`${p}.sign_1`)} AND ${fits(`${p}.sign_2`)})`;
}
