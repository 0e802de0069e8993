import type { Language } from './language.js';
import type { Cell, Column, Shape, TargetLine } from './report.js';

const minus = '\u2212';

/** A number with thousands separators and a fixed count of decimals: 12,345.6; the minus is U+2212, never a hyphen. */
export function number(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return '\u2013';
  const fixed = Math.abs(value).toFixed(digits);
  const [whole = '0', part] = fixed.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && Number(fixed) !== 0 ? minus : '';
  return sign + grouped + (part === undefined ? '' : `.${part}`);
}

/** A share as percent: 0.123 is 12.3 %. One that would round to 0 without being 0 is printed as less than the last digit. */
export function percent(share: number, words: Language, digits = 0): string {
  const least = 10 ** -digits;
  if (share > 0 && share * 100 < least / 2) return `<${number(least, digits)}${words.percentSign}`;
  return number(share * 100, digits) + words.percentSign;
}

/** A change as a signed percentage, or a signed count if there is nothing to divide by. */
export function change(from: number, to: number, words: Language): string {
  if (from === to) return words.noChange;
  const sign = to > from ? '+' : '';
  return sign + (from > 0 ? percent(to / from - 1, words) : number(to - from));
}

/** Money with its currency code: CNY 1,234.50; without decimals from 10,000 on. */
export function money(value: number, currency: string | null, digits: number): string {
  const amount = number(value, Math.abs(value) >= 10_000 ? 0 : digits);
  return currency === null ? amount : `${currency}\u00a0${amount}`;
}

/** A number in the shape of its column or fact; the currency of a column is in its header, not here. */
export function shaped(value: number, shape: Shape, words: Language): string {
  if (shape.kind === 'percent') return percent(value, words, shape.digits);
  if (shape.kind === 'number' && shape.trims && Number.isInteger(value)) return number(value);
  if (shape.kind === 'money' || shape.kind === 'number') return number(value, shape.digits);
  return String(value);
}

/** The text of a cell: the number alone, the number with its interval, or why there is none. */
export function cellText(cell: Cell, shape: Shape, words: Language): string {
  if (cell.is === 'text' || cell.is === 'missing') return cell.text;
  if (cell.is === 'number') return shaped(cell.value, shape, words);
  if (cell.is === 'trend') return cell.values.map((v) => (v === null ? '\u2013' : number(v))).join(' ');
  return shaped(cell.value, shape, words) + intervalText(cell, shape, words);
}

/** What follows the value of an interval: ± its half-width if it is symmetric, otherwise both ends, or why it is missing. */
export function intervalText(cell: Extract<Cell, { is: 'interval' }>, shape: Shape, words: Language): string {
  if (cell.low === null || cell.high === null)
    return cell.missing === null ? '' : words.brackets(cell.missing);
  const up = cell.high - cell.value;
  const down = cell.value - cell.low;
  if (Math.abs(up - down) < 1e-9 * Math.max(1, up)) return ` \u00b1\u00a0${shaped(up, shape, words)}`;
  const [low, high] = [shaped(cell.low, shape, words), shaped(cell.high, shape, words)];
  return ` (${cell.low < 0 ? words.between(low, high) : `${low}\u2013${high}`})`;
}

/** The header of a column: its label and, for money, the currency. */
export function headerText(column: Column): string {
  const { shape } = column;
  return shape.kind === 'money' && shape.currency !== null
    ? `${column.label} (${shape.currency})`
    : column.label;
}

/** Whether cells of this shape are numbers: right-aligned and sorted by value. */
export function isNumeric(shape: Shape): boolean {
  return shape.kind === 'number' || shape.kind === 'percent' || shape.kind === 'money';
}

/** What landed, or the forecast with its range in brackets. */
export function landedText({ landed, range }: Pick<TargetLine, 'landed' | 'range'>, words: Language): string {
  return range === '' ? landed : landed + words.brackets(range);
}
