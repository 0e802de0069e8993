import type { DecimalMark } from '../config/formats.js';
import { type UserError, usageError } from '../contract/errors.js';
import { printable } from '../text/printable.js';

/** Numerals with only one reading, and what they tell about the decimal separator: a point, a comma, or nothing. Regular expressions that mean the same in JavaScript and RE2. */
export const certainNumeral = {
  point: `(?:\\d+\\.(?:\\d{0,2}|\\d{4,})|0\\d*\\.\\d{3}|\\d{4,}\\.\\d{3}|\\.\\d+|\\d{1,3}(?:,\\d{3}){2,}|\\d{1,2}(?:,\\d{2})+,\\d{3}(?:\\.\\d*)?|\\d{1,3}(?:(?:,\\d{3})+|(?: \\d{3})+|(?:'\\d{3})+)\\.\\d+)`,
  comma: `(?:\\d+,(?:\\d{1,2}|\\d{4,})|0\\d*,\\d{3}|\\d{4,},\\d{3}|,\\d+|\\d{1,3}(?:\\.\\d{3}){2,}|\\d{1,3}(?:(?:\\.\\d{3})+|(?: \\d{3})+|(?:'\\d{3})+),\\d+)`,
  whole: `(?:\\d+|\\d{1,3}(?: \\d{3})+|\\d{1,3}(?:'\\d{3})+)`,
} as const;

/** One to three digits, a point or a comma, three digits: thousands or decimals? */
export const unclearNumeral = { point: '[1-9]\\d{0,2}\\.\\d{3}', comma: '[1-9]\\d{0,2},\\d{3}' } as const;

/** An integer, plain or with groups of three digits between these separators; between commas also with the groups of India (12,34,567). */
export function wholeNumeral(separator: string): string {
  const india = separator === ',' ? '|\\d{1,2}(?:,\\d{2})+,\\d{3}' : '';
  return `(?:\\d+|\\d{1,3}(?:${separator}\\d{3})+|\\d{1,3}(?: \\d{3})+|\\d{1,3}(?:'\\d{3})+${india})`;
}

/** How many values of a column show that the decimal separator is a point or a comma, and how many of either kind are ambiguous. */
export interface MarkCounts {
  readonly point: number;
  readonly comma: number;
  readonly unclear_point: number;
  readonly unclear_comma: number;
}

/** The decimal separator, if so many values show it that those against it can only be typos; else null. */
export function markBy({ point, comma, unclear_point, unclear_comma }: MarkCounts): DecimalMark | null {
  const unclear = unclear_point + unclear_comma;
  if (point >= 9 * comma && point > 0 && point * 20 >= unclear) return '.';
  if (comma >= 9 * point && comma > 0 && unclear_comma === 0 && comma * 20 >= unclear_point) return ',';
  return null;
}

/** The same for amounts of which those below 1,000 are whole numbers and none above is written without a separator: it separates thousands. */
export function markByGroups({ point, comma, unclear_point, unclear_comma }: MarkCounts): DecimalMark | null {
  if (point + comma > 0 || (unclear_point === 0) === (unclear_comma === 0)) return null;
  return unclear_point === 0 ? '.' : ',';
}

/** The same in a file with commas between its values: there, a point before three digits is a decimal point unless some value has a comma. */
export function markInFile(counts: MarkCounts, delimiter: string | null): DecimalMark | null {
  const isPointed = delimiter === ',' && counts.comma === 0 && counts.unclear_comma === 0;
  return markBy(counts) ?? (isPointed ? '.' : null);
}

/** Both readings of an ambiguous numeral: `which is 1.250 with a decimal point and 1250 with a decimal comma`. */
export function bothReadings(found: string): string {
  const digits = found.replace(/[^\d.,]/g, '');
  const [point, comma] = [digits.replaceAll(',', ''), digits.replaceAll('.', '').replace(',', '.')];
  return point === comma || /[.,].*[.,]/.test(digits)
    ? 'and other rows of the column have a decimal point'
    : `which is ${point} with a decimal point and ${comma} with a decimal comma`;
}

/** The error for a column with ambiguous numerals; `where` is the file, with the line if known. */
export function unclearNumerals(where: string, column: string, found: string): UserError {
  return usageError(
    `${where}, column "${column}": found "${printable(found.trim())}", ${bothReadings(found)}, expected numbers with one reading.`,
    'Say which one it is: --decimal-mark "," or --decimal-mark ".".',
  );
}

const whole = (shape: string) => new RegExp(`^${shape}$`);
const shapes = {
  point: whole(certainNumeral.point),
  comma: whole(certainNumeral.comma),
  unclear_point: whole(unclearNumeral.point),
  unclear_comma: whole(unclearNumeral.comma),
} as const;

/** Numbers that need no further look: integers, and those with a point that can only be a decimal point. */
const plainest = /^-?\d+(?:\.(?:\d{1,2}|\d{4,}))?$/;

/** The numerals of a column, counted by what they tell about its decimal separator, with the first one that is ambiguous or has a comma. */
export function countMarks(texts: readonly string[]): MarkCounts & { readonly example: number } {
  const counts = { point: 0, comma: 0, unclear_point: 0, unclear_comma: 0 };
  let example = -1;
  for (const [row, text] of texts.entries()) {
    if (plainest.test(text)) {
      if (text.includes('.')) counts.point += 1;
      continue;
    }
    const digits = digitsOf(text)?.digits ?? '';
    const kinds = Object.keys(shapes) as (keyof typeof shapes)[];
    const kind = kinds.find((one) => shapes[one].test(digits));
    if (kind === undefined) continue;
    counts[kind] += 1;
    if (example < 0 && kind !== 'point') example = row;
  }
  return { ...counts, example };
}

/** A number with a decimal point and nothing else between its digits; the text unchanged if it is not a number with that separator. */
export function plainNumeral(text: string, mark: DecimalMark): string {
  if (mark === '.' && plainest.test(text)) return text;
  const found = digitsOf(text);
  if (found === null) return text;
  const { sign, digits } = found;
  const [group, point] = mark === '.' ? [',', '\\.'] : ['\\.', ','];
  if (!whole(`${wholeNumeral(group)}?(?:${point}\\d*)?`).test(digits)) return text;
  const bare = digits.replace(/[ ']/g, '');
  return sign + (mark === '.' ? bare.replaceAll(',', '') : bare.replaceAll('.', '').replace(',', '.'));
}

/** How a price without cents may end: `12.–`, `12,-`, `12,-- €`, `12/-`; a regular expression that means the same in JavaScript and RE2. */
export const noCents = '(\\d)(?:[.,]-{1,2}|/-)( ?[^0-9 ]*)$';

const withoutCents = new RegExp(noCents);
const signed = /^([-+]?) ?(\d[\d., ']*|[.,]\d+)$/;

/** The sign and digits of a text, in half width and with plain spaces; null if it is something else. */
function digitsOf(text: string): { sign: string; digits: string } | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u2019/g, "'")
    .trim()
    .replace(withoutCents, '$1$2');
  const [, sign, digits] = signed.exec(plain) ?? [];
  return digits === undefined ? null : { sign: sign === '-' ? '-' : '', digits: digits.trim() };
}

/** The separator given with `--decimal-mark`; undefined: detect it. */
export function declaredMark(text: string | undefined): DecimalMark | undefined {
  if (text === undefined || text === '.' || text === ',') return text;
  throw usageError(
    `--decimal-mark: found "${text}", expected "." or ",".`,
    'Leave it out to have it detected.',
  );
}
