import type { SheetCell, SheetRow } from './xlsx_cells.js';

/** The number of signs in the width of a column, which counts Chinese ones twice. */
export function signsOf(value: string | number): number {
  return [...String(value)].reduce((sum, sign) => sum + (sign > '\u2e80' ? 2 : 1), 0);
}

const [narrowest, widest] = [13, 44];
/** thousands separators, decimals and a margin */
const roomOfNumber = 1.4;

/** The width of each column: at least what is given, more where a text or number next to others would be cut; long texts end at a limit. */
export function columnWidths(rows: readonly SheetRow[], least: readonly number[]): number[] {
  const widths = [...least];
  for (const row of rows) {
    const filled = row.filter((cell) => cell !== null);
    if (filled.length < 2) continue;
    for (const [column, cell] of row.entries()) {
      if (cell === null || cell.columnSpan !== undefined) continue;
      widths[column] = Math.max(widths[column] ?? narrowest, Math.min(widest, roomOf(cell)));
    }
  }
  return widths;
}

/** Text that wraps needs room for its longest word only. */
function roomOf({ value, style }: SheetCell): number {
  if (typeof value === 'number')
    return Math.ceil(Math.trunc(Math.abs(value)).toString().length * roomOfNumber) + 4;
  const parts = style.wrap === true ? value.split(/[\s/-]+/) : [value];
  return Math.max(...parts.map(signsOf)) + 2;
}

/** With more columns than this, a printed page needs narrow ones. */
const manyColumns = 9;

/** The least widths of the columns of a part with this many of them: a name, a sentence or a name, figures. */
export function leastWidths(columns: number): number[] {
  const figures = columns > manyColumns ? 13 : 17;
  return Array.from({ length: 16 }, (_, at) => (at === 0 ? 24 : at === 1 ? 30 : figures));
}
