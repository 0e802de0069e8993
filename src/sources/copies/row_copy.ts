import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import type { RowReading } from '../../config/config.js';
import { csvLine } from '../../text/csv.js';
import type { SourceFile } from '../plan.js';
import { type LineShift, lineInCopy, ShiftCollector } from '../records/line_shifts.js';
import { type BytesBelow, openBytes, scanRecords } from '../records/record_scan.js';
import type { DamagedStretches } from '../records/records.js';
import { RowChanges, type RowsBelow } from '../records/row_reading.js';
import { columnLetters } from '../xlsx/cell_text.js';
import { distinctNames } from '../xlsx/header_row.js';
import { cleaned } from './clean_copy.js';
import { inChunks } from './in_chunks.js';

/** A copy with its columns, and how its lines correspond to lines of the file. */
export interface RowCopy {
  readonly header: readonly string[];
  readonly shifts: readonly LineShift[];
  readonly below: RowsBelow | null;
  /** the stretches that no reader can parse: empty lines of the copy */
  readonly damage: DamagedStretches;
}

/**
 * Copies a CSV file in UTF-8 without the lines above its header and below its data, with the declared transforms applied to its cells. Bytes that
 * are not UTF-8 are copied unchanged, so that their line is rejected as in any other file. What no reader can parse is not copied: a quote that
 * swallows rows would look like a value in the copy.
 */
export async function writeRowCopy(file: SourceFile, reading: RowReading, target: string): Promise<RowCopy> {
  const trimmed = file.format.header.map(
    (name) => new RowChanges([], { ...reading, clean: ['unwrap'] }).changed([name])[0] ?? name,
  );
  const changes = new RowChanges(distinctNames(trimmed, columnLetters), reading);
  const collector = new ShiftCollector();
  const below = (): BytesBelow => ({
    bytes: bytesBelow(openBytes(file), reading.skip_lines),
    lines: reading.skip_lines,
  });
  const scan = await scanRecords(file, below());
  const { bytes, damage } = cleaned(below().bytes, file, scan);
  const lines = copiedLines(bytes, file.format.delimiter, reading.skip_lines, changes, collector);
  await pipeline(inChunks(lines), createWriteStream(target, { encoding: 'latin1' }));
  const { shifts } = collector;
  return { header: changes.header, shifts, ...leftOut(damage(), reading.skip_lines, shifts, changes.below) };
}

/** The damaged stretches by their lines in the copy; those below the data count among its rows. */
function leftOut(
  { damaged, rows }: DamagedStretches,
  above: number,
  shifts: readonly LineShift[],
  below: RowsBelow | null,
): Pick<RowCopy, 'damage' | 'below'> {
  const isBelow = (line: number) => below !== null && above + line >= below.first_line;
  const inData = damaged.filter(({ first_line }) => !isBelow(first_line));
  const after = damaged.filter(({ first_line }) => isBelow(first_line));
  const rowsAfter = after.reduce((sum, one) => sum + one.rows, 0);
  return {
    damage: {
      damaged: inData.map((one) => {
        const first_line = lineInCopy(shifts, above + one.first_line);
        return { ...one, first_line, last_line: first_line + one.last_line - one.first_line };
      }),
      rows: rows - rowsAfter,
    },
    below: below && { ...below, count: below.count + rowsAfter },
  };
}

/** The lines of the copy, their UTF-8 bytes represented in Latin-1. */
async function* copiedLines(
  bytes: AsyncIterable<Buffer>,
  delimiter: string,
  above: number,
  changes: RowChanges,
  collector: ShiftCollector,
): AsyncGenerator<string> {
  const parser = Readable.from(bytes).pipe(
    parse({ delimiter, encoding: 'latin1', relax_column_count: true, relax_quotes: true, info: true }),
  );
  let line = above + 1;
  let isHeader = true;
  for await (const { info, record } of parser as AsyncIterable<ParsedRow>) {
    const isBlank = record.length === 1 && record[0] === '';
    const next = above + info.lines + 1;
    if (isBlank && isHeader) {
      line = next;
      continue;
    }
    const cells = exactTexts(record);
    if (!isHeader && changes.isBelow(cells ?? record, line)) {
      line = next;
      continue;
    }
    const text = isBlank
      ? '\n'
      : lineOf(isHeader ? changes.header : cells && changes.changed(cells), record, changes);
    isHeader = false;
    collector.add(line, linesOf(text));
    yield text;
    line = next;
  }
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** One line of the copy, its bytes as Latin-1; if the cells are not text (null), they are copied unchanged, with the same number of cells. */
function lineOf(cells: readonly string[] | null, record: readonly string[], changes: RowChanges): string {
  if (cells !== null) return Buffer.from(csvLine(cells.map(oneKindOfBreak))).toString('latin1');
  const more = Math.max(0, changes.header.length - record.length);
  return csvLine([...record, ...Array.from({ length: more }, () => '')].map(oneKindOfBreak));
}

/** The texts of cells whose bytes are represented in Latin-1; null if some are not UTF-8. */
function exactTexts(record: readonly string[]): string[] | null {
  const texts: string[] = [];
  for (const bytes of record) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes outside of ASCII are what is looked for
    const text = /[^\x00-\x7f]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
    if (text.includes('\ufffd') && !bytes.includes('\u00ef\u00bf\u00bd')) return null;
    texts.push(text);
  }
  return texts;
}

function oneKindOfBreak(cell: string): string {
  return cell.includes('\r') ? cell.replace(/\r\n?/g, '\n') : cell;
}

function linesOf(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/** The bytes after this many lines, without a byte order mark. */
async function* bytesBelow(chunks: AsyncIterable<Buffer>, lines: number): AsyncGenerator<Buffer> {
  let left = lines;
  let isFirst = true;
  for await (const chunk of chunks) {
    let place = isFirst && chunk.subarray(0, 3).toString('latin1') === '\u00ef\u00bb\u00bf' ? 3 : 0;
    isFirst = false;
    for (; left > 0 && place < chunk.length; place += 1) {
      const [byte, next] = [chunk[place], chunk[place + 1]];
      if (byte === 0x0a || (byte === 0x0d && next !== undefined && next !== 0x0a)) left -= 1;
    }
    if (left === 0 && place < chunk.length) yield place === 0 ? chunk : chunk.subarray(place);
  }
}
