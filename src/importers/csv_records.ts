import { inputError } from '../contract/errors.js';
import type { Input } from './importer.js';
import { growingChunks, refuseLong } from './text_lines.js';

/** A row of a table, by the words of its header. */
export interface TableRow {
  /** the line on which it begins */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of a CSV file; a cell that begins with a quote may contain commas and line ends until the quote closes. */
export function* csvRows(input: Input, comma = ','): Generator<TableRow> {
  let rest = '';
  let line = 1;
  for (const chunk of growingChunks(input, () => rest.length)) {
    rest += chunk;
    let at = 0;
    for (;;) {
      const end = rowEnd(rest, at, comma);
      if (end === 'swallows rows') throw swallows(input, line);
      if (end < 0) break;
      refuseLong(end - at, input);
      const text = rest.slice(at, rest.charCodeAt(end - 1) === 0x0d ? end - 1 : end);
      yield { line, cells: cellsOf(text, comma) };
      line += 1 + (text.includes('\n') ? text.split('\n').length - 1 : 0);
      at = end + 1;
    }
    rest = rest.slice(at);
    refuseLong(rest.length, input);
  }
  if (rest.trim() === '') return;
  const last = `${rest.replace(/\r$/, '')}\n`;
  const end = rowEnd(last, 0, comma);
  if (end === 'swallows rows') throw swallows(input, line);
  if (end < 0) throw neverClosed(input, line);
  yield { line, cells: cellsOf(last.slice(0, -1), comma) };
}

function neverClosed(input: Input, line: number): Error {
  return inputError(
    `${input.name}: in the row that begins on line ${line}, a cell opens a quote that is never closed: the file is cut short or damaged.`,
    'Export or copy the file again; nothing was written.',
  );
}

function swallows(input: Input, line: number): Error {
  return inputError(
    `${input.name}: in the row that begins on line ${line}, a cell opens a quote that only a later row closes, inside a value: the rows between would be lost in it.`,
    'Write the quote in that cell twice (""), or export the file again; nothing was written.',
  );
}

/**
 * Where the row that begins at a place ends, or -1 if more text is needed; quotes count only at the beginning of a cell. A cell of several lines
 * that goes on after its closing quote was not opened by its program.
 */
function rowEnd(text: string, start: number, comma: string): number | 'swallows rows' {
  const end = text.indexOf('\n', start);
  if (end < 0 || !text.slice(start, end).includes('"')) return end;
  for (let at = start; ; ) {
    const inside = text[at] === '"' ? closingQuote(text, at + 1) : at;
    if (inside === null) return -1;
    const goesOn = inside > at && ![undefined, comma, '\n', '\r'].includes(text[inside]);
    if (goesOn && text.slice(at, inside).includes('\n')) return 'swallows rows';
    const stop = inside <= end ? end : text.indexOf('\n', inside);
    const next = text.indexOf(comma, inside);
    if (stop < 0 || next < 0 || next > stop) return stop;
    at = next + 1;
  }
}

/** The cells of one row. */
export function cellsOf(text: string, comma: string): string[] {
  if (!text.includes('"')) return text.split(comma);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const close = text[at] === '"' ? closingQuote(text, at + 1) : null;
    const end = close ?? at;
    const next = text.indexOf(comma, end);
    const stop = next < 0 ? text.length : next;
    const inside = close === null ? '' : withinQuotes(text.slice(at + 1, close - 1));
    cells.push(inside + text.slice(end, stop));
    if (next < 0) return cells;
    at = next + 1;
  }
}

/** Undoubles quotes and makes every line end one character, whatever program wrote it. */
function withinQuotes(text: string): string {
  return text.replaceAll('""', '"').replaceAll('\r\n', '\n');
}

/** The place after the quote that closes a cell; null if none does. */
function closingQuote(text: string, start: number): number | null {
  for (let at = text.indexOf('"', start); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at + 1;
  return null;
}

/** The cells of the first line, without surrounding marks and blanks. */
export function headCells(input: Input, comma = ','): string[] {
  const [first = ''] = input.head.split('\n', 1);
  return cellsOf(first.replace(/\r$/, ''), comma).map((cell) => cell.replace(/^\ufeff/, '').trim());
}
