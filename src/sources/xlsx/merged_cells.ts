import { columnOf } from './cell_text.js';
import type { SheetRow } from './sheet_rows.js';
import type { Sheet, Workbook } from './workbook.js';

/** A cell that spans several rows: its column (from 0), and its first and last row (from 1). */
export interface TallCell {
  readonly column: number;
  readonly first: number;
  readonly last: number;
}

/** The cells of a sheet that span several rows, in the order of their first row; a sheet lists them after its rows. */
export async function tallCells(
  { zip }: { readonly zip: Pick<Workbook['zip'], 'read'> },
  sheet: Sheet,
): Promise<TallCell[]> {
  const found: TallCell[] = [];
  for await (const reference of mergedReferences(zip.read(sheet.part))) {
    const [from = '', to = from] = reference.split(':');
    const [first, last] = [from, to].map((cell) => Number(/\d+$/.exec(cell)?.[0] ?? 0));
    if (first !== undefined && last !== undefined && last > first)
      found.push({ column: columnOf(from), first, last });
  }
  return found.sort((a, b) => a.first - b.first);
}

/** Only what comes after the rows is examined; the rows themselves are skipped as bytes. */
async function* mergedReferences(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let isBehind = false;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    const end: number = isBehind ? 0 : bytes.lastIndexOf('sheetData');
    isBehind ||= end >= 0 && bytes.subarray(end - 1 - prefixBytes, end).includes('</');
    const whole = isBehind ? bytes.lastIndexOf('>') + 1 : Math.max(0, bytes.length - 2 * prefixBytes);
    if (isBehind)
      for (const [, reference = ''] of bytes.toString('latin1', end, whole).matchAll(merged)) yield reference;
    rest = bytes.subarray(whole);
  }
}

/** Names may have a prefix, such as `x:sheetData`; this much of the rows is kept for a name that is cut by the end of a chunk. */
const prefixBytes = 20;

const merged = /<(?:\w+:)?mergeCell\b[^>]*?\bref="([^"]*)"/g;

/** Rows in which a cell that spans several of them has its value in each; rows are passed in order. */
export class TallCells {
  readonly #waiting: readonly TallCell[];
  #next = 0;
  #open: { readonly cell: TallCell; readonly text: string }[] = [];

  constructor(cells: readonly TallCell[]) {
    this.#waiting = cells;
  }

  filled({ row, cells }: Pick<SheetRow, 'row' | 'cells'>): readonly string[] {
    this.#open = this.#open.filter(({ cell }) => cell.last >= row);
    for (; (this.#waiting[this.#next]?.first ?? Number.POSITIVE_INFINITY) <= row; this.#next += 1) {
      const cell = this.#waiting[this.#next];
      const text = cell?.first === row ? cells[cell.column] : undefined;
      if (cell !== undefined && text !== undefined) this.#open.push({ cell, text });
    }
    const own = this.#open.filter(({ cell }) => cell.first < row && cells[cell.column] === undefined);
    if (own.length === 0) return cells;
    const filled = [...cells];
    for (const { cell, text } of own) filled[cell.column] = text;
    return filled;
  }
}
