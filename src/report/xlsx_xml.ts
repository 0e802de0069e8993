/** Characters that XML cannot contain, and those that its specification advises against. */
const unwritable = /(?![\t\n\r\u0085])[\p{Cc}\p{Cs}\uFDD0-\uFDEF\uFFFD\p{Noncharacter_Code_Point}]/gu;

/** Text between two tags. */
export function content(text: string): string {
  return text
    .replace(unwritable, '')
    .replaceAll('&', '&amp;')
    .replaceAll('>', '&gt;')
    .replaceAll('<', '&lt;');
}

/** Text between double quotes. */
export function attribute(text: string): string {
  return content(text).replaceAll("'", '&apos;').replaceAll('"', '&quot;');
}

/** The address of a cell by its column and row from 0: A1, AA10. */
export function address(column: number, row: number): string {
  return `${columnName(column)}${row + 1}`;
}

const columnNames: string[] = [];

/** A, B, ..., Z, AA. */
export function columnName(at: number): string {
  const known = columnNames[at];
  if (known !== undefined) return known;
  const letter = String.fromCharCode(65 + (at % 26));
  const name = at < 26 ? letter : `${columnName(Math.floor(at / 26) - 1)}${letter}`;
  columnNames[at] = name;
  return name;
}
