import type { DecimalMark } from '../config/formats.js';
import { type UserError, usageError } from '../contract/errors.js';
import { printable } from '../text/printable.js';

/** Digits that have one reading only, and what they say of the mark of decimals: a point, a comma, or nothing. Regular expressions that JavaScript and RE2 read alike. */
export const certainNumeral = {
  point: `(?:\\d+\\.(?:\\d{0,2}|\\d{4,})|0\\d*\\.\\d{3}|\\d{4,}\\.\\d{3}|\\.\\d+|\\d{1,3}(?:,\\d{3}){2,}|\\d{1,3}(?:(?:,\\d{3})+|(?: \\d{3})+|(?:'\\d{3})+)\\.\\d+)`,
  comma: `(?:\\d+,(?:\\d{1,2}|\\d{4,})|0\\d*,\\d{3}|\\d{4,},\\d{3}|,\\d+|\\d{1,3}(?:\\.\\d{3}){2,}|\\d{1,3}(?:(?:\\.\\d{3})+|(?: \\d{3})+|(?:'\\d{3})+),\\d+)`,
  whole: `(?:\\d+|\\d{1,3}(?: \\d{3})+|\\d{1,3}(?:'\\d{3})+)`,
} as const;

/** One to three digits, a point or a comma, three digits: thousands or decimals. */
export const unclearNumeral = { point: '[1-9]\\d{0,2}\\.\\d{3}', comma: '[1-9]\\d{0,2},\\d{3}' } as const;

/** Digits of a whole number, or with groups of three between these marks. */
export function wholeNumeral(separator: string): string {
  return `(?:\\d+|\\d{1,3}(?:${separator}\\d{3})+|\\d{1,3}(?: \\d{3})+|\\d{1,3}(?:'\\d{3})+)`;
}

/** How many values of a column say that decimals stand behind a point or a comma, and how many of either kind have two readings. */
export interface MarkCounts {
  readonly point: number;
  readonly comma: number;
  readonly unclear_point: number;
  readonly unclear_comma: number;
}

/** The mark of decimals, where one side has enough values for it that what speaks against it is no more than a slip; else null. */
export function markBy({ point, comma, unclear_point, unclear_comma }: MarkCounts): DecimalMark | null {
  const unclear = unclear_point + unclear_comma;
  if (point >= 9 * comma && point > 0 && point * 20 >= unclear) return '.';
  if (comma >= 9 * point && comma > 0 && unclear === 0) return ',';
  return null;
}

/** The same in a file whose own writing has a comma between its values: there a point before three digits is one of decimals, unless any value has a comma. */
export function markInFile(counts: MarkCounts, delimiter: string | null): DecimalMark | null {
  const isPointed = delimiter === ',' && counts.comma === 0 && counts.unclear_comma === 0;
  return markBy(counts) ?? (isPointed ? '.' : null);
}

/** Both readings of a numeral that has two: `which is 1.250 with a decimal point and 1250 with a decimal comma`. */
export function bothReadings(found: string): string {
  const digits = found.replace(/[^\d.,]/g, '');
  const [point, comma] = [digits.replaceAll(',', ''), digits.replaceAll('.', '').replace(',', '.')];
  return point === comma || /[.,].*[.,]/.test(digits)
    ? 'and other rows of the column have a point before their decimals'
    : `which is ${point} with a decimal point and ${comma} with a decimal comma`;
}

/** The refusal of a column whose numerals have two readings; `where` is the file, with the line if it is known. */
export function unclearNumerals(where: string, column: string, found: string): UserError {
  return usageError(
    `${where}, column "${column}": found "${printable(found.trim())}", ${bothReadings(found)}, expected numbers with one reading.`,
    'Say which: --decimal-mark "," or --decimal-mark ".".',
  );
}

const whole = (shape: string) => new RegExp(`^${shape}$`);
const shapes = {
  point: whole(certainNumeral.point),
  comma: whole(certainNumeral.comma),
  unclear_point: whole(unclearNumeral.point),
  unclear_comma: whole(unclearNumeral.comma),
} as const;

/** Numbers that need no look: whole ones, and with a point where it can mean nothing else. */
const plainest = /^-?\d+(?:\.(?:\d{1,2}|\d{4,}))?$/;

/** The numerals of a column, counted by what they say of its decimals, with the first that has two readings or a comma. */
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

/** A number with a point before its decimals and nothing else between its digits; the text as it is where it is no number of that mark. */
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

const signed = /^([-+]?) ?(\d[\d., ']*|[.,]\d+)$/;

/** Sign and digits of a text, in half width and with plain blanks; null where it is something else. */
function digitsOf(text: string): { sign: string; digits: string } | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, ' ')
    .replace(/[\u2010-\u2013\u2212]/g, '-')
    .replace(/\u2019/g, "'")
    .trim();
  const [, sign, digits] = signed.exec(plain) ?? [];
  return digits === undefined ? null : { sign: sign === '-' ? '-' : '', digits: digits.trim() };
}

/** The mark that `--decimal-mark` names; undefined: it is found. */
export function declaredMark(text: string | undefined): DecimalMark | undefined {
  if (text === undefined || text === '.' || text === ',') return text;
  throw usageError(`--decimal-mark: found "${text}", expected "." or ",".`, 'Leave it out to have it found.');
}
