import { inputError, usageError } from '../../contract/errors.js';

/** Rows of text with a header, and the line of each in its file. */
export interface TextTable {
  readonly name: string;
  readonly header: readonly string[];
  /** the texts of each column, in the order of the rows */
  readonly columns: readonly (readonly string[])[];
  /** line of each row, from 1 */
  readonly lines: readonly number[];
}

/** The place of the column that an option names; a usage error lists the existing ones. */
function columnPlace({ name, header }: TextTable, column: string, option: string): number {
  const place = header.indexOf(column);
  if (place >= 0) return place;
  throw usageError(`${option}: ${name} has no column "${column}".`, `It has: ${header.join(', ')}.`);
}

/** A column as texts. */
export function textColumn(table: TextTable, column: string, option: string): string[] {
  const place = columnPlace(table, column, option);
  return (table.columns[place] ?? []).map((text) => text.trim());
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Squares of larger numbers, and products of squares, would overflow. */
const largest = 1e60;

/** A column as finite numbers; an input error names the first row that does not hold one. */
export function numberColumn(table: TextTable, column: string, option: string): Float64Array {
  return Float64Array.from(textColumn(table, column, option), (text, row) =>
    numberAt(table, row, column, text),
  );
}

/** The text of a cell as a finite number, or an input error. */
export function numberAt(table: TextTable, row: number, column: string, text: string): number {
  const value = decimal.test(text) ? Number(text) : Number.NaN;
  const isExact = !losesDigits(text, value);
  if (Math.abs(value) <= largest && isExact) return value;
  const where = `${at(table, row)}, column "${column}": found "${text}"`;
  if (!isExact)
    throw inputError(
      `${where}, expected a number whose last digits can be kept: this one would be read as ${BigInt(value)}.`,
      'Write the values in a larger unit, or leave the column out if it holds ids.',
    );
  throw Number.isNaN(value)
    ? inputError(
        `${where}, expected a number.`,
        text === ''
          ? 'A missing value is not a zero: fill it in, or leave out the whole unit.'
          : 'Write numbers with a decimal point and without currency signs or thousands separators, such as 1250.50.',
      )
    : inputError(`${where}, expected a number between -1e60 and 1e60.`, 'Write the values in a larger unit.');
}

/** Whether a whole number is too long to be read digit by digit. */
function losesDigits(text: string, value: number): boolean {
  return /^[+-]?\d{16,60}$/.test(text) && BigInt(value) !== BigInt(text.replace(/^\+/, ''));
}

/** `file, line 12` */
export function at({ name, lines }: TextTable, row: number): string {
  return `${name}, line ${lines[row]}`;
}

/** `file, column "week"` */
export function columnName({ name }: TextTable, column: string): string {
  return `${name}, column "${column}"`;
}
