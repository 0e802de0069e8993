import type { Input } from './importer.js';
import { refuseLong } from './text_lines.js';

/** A row of a table by the words of its header. */
export interface TableRow {
  /** the line it begins in */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of a CSV file; cells in quotes hold commas, quotes and line ends. */
export function* csvRows(input: Input, comma = ','): Generator<TableRow> {
  let rest = '';
  let line = 1;
  for (const chunk of input.chunks()) {
    rest += chunk;
    let at = 0;
    for (;;) {
      const end = rowEnd(rest, at);
      if (end < 0) break;
      const text = rest.slice(at, rest.charCodeAt(end - 1) === 0x0d ? end - 1 : end);
      yield { line, cells: cellsOf(text, comma) };
      line += 1 + (text.includes('\n') ? text.split('\n').length - 1 : 0);
      at = end + 1;
    }
    rest = rest.slice(at);
    refuseLong(rest.length, input);
  }
  if (rest.trim() !== '') yield { line, cells: cellsOf(rest.replace(/\r$/, ''), comma) };
}

/** Where the row ends that begins at a place: the first line end outside of quotes, or -1. */
function rowEnd(text: string, start: number): number {
  let end = text.indexOf('\n', start);
  let at = text.indexOf('"', start);
  while (at >= 0 && at < end) {
    const close = text.indexOf('"', at + 1);
    if (close < 0) return -1;
    if (close > end) end = text.indexOf('\n', close);
    at = text.indexOf('"', close + 1);
  }
  return end;
}

/** The cells of one row. */
export function cellsOf(text: string, comma: string): string[] {
  if (!text.includes('"')) return text.split(comma);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const isQuoted = text[at] === '"';
    const end = isQuoted ? closingQuote(text, at + 1) : at;
    const next = text.indexOf(comma, end);
    const stop = next < 0 ? text.length : next;
    const inside = isQuoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : '';
    cells.push(isQuoted ? inside + text.slice(end, stop) : text.slice(at, stop));
    if (next < 0) return cells;
    at = next + 1;
  }
}

/** Behind the quote that closes a cell. */
function closingQuote(text: string, start: number): number {
  for (let at = text.indexOf('"', start); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at + 1;
  return text.length;
}

/** The cells of the first line, without marks and blanks around them. */
export function headCells(input: Input, comma = ','): string[] {
  const [first = ''] = input.head.split('\n', 1);
  return cellsOf(first.replace(/\r$/, ''), comma).map((cell) => cell.replace(/^\ufeff/, '').trim());
}
