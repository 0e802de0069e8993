import { cellsOf } from './row_likeness.js';

/** What a row may begin with that sums the rows above it, in small letters and without blanks and colons. */
export const totalWords = [
  ...['total', 'totals', 'grandtotal', 'subtotal', 'subtotals', 'sum', 'summe', 'gesamt', 'gesamtsumme'],
  ...[
    'insgesamt',
    'zwischensumme',
    'totale',
    'totaux',
    'soustotal',
    'sous-total',
    'sub-total',
    'somme',
    'suma',
  ],
  ...[
    '合计',
    '总计',
    '小计',
    '总和',
    '汇总',
    '共计',
    '总数',
    '合計',
    '總計',
    '小計',
    '總和',
    '彙總',
    '共計',
    '總數',
  ],
  ...['итого', 'всего', '합계', '총계', '소계'],
] as const;

const words: ReadonlySet<string> = new Set(totalWords);

/** The cells of a row without any value, or of none, are blank. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => bare(cell) === '');
}

/** A row whose first value is a word for a sum. */
export function isTotal(cells: readonly string[]): boolean {
  const first = cells.find((cell) => bare(cell) !== '');
  return first !== undefined && words.has(first.toLowerCase().replace(/[\s\uFEFF:：]+/g, ''));
}

/** A cell without white space, byte order marks and quotes around it. */
function bare(cell: string): string {
  return cell.replace(/^[\s\uFEFF"]+|[\s\uFEFF"]+$/g, '');
}

/**
 * The total rows at the end of a text, the last first: rows that begin with a word for a sum, blank ones among and after them passed over.
 * Lines with an open quote end the search.
 */
export function trailingTotals(text: string, delimiter: string): string[][] {
  const found: string[][] = [];
  const lines = text.split(/\r\n|\r|\n/);
  for (const line of lines.reverse()) {
    const cells = cellsOf(line, delimiter);
    if (cells !== null && isBlank(cells)) continue;
    if (cells === null || !isTotal(cells)) break;
    found.push(cells);
  }
  return found;
}
