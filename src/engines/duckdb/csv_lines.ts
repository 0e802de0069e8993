import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import type { LoadPlan, SourceFile } from '../../sources/plan.js';
import { lineInSource } from '../../sources/records/line_shifts.js';
import { openBytes } from '../../sources/records/record_scan.js';
import { RecordReader } from '../../sources/records/records.js';
import type { Row } from '../engine.js';

/** The lines of CSV files on which the records begin that the engine could not parse; the engine's own number if Node cannot unpack the file. */
export async function linesOfRejects(plan: LoadPlan, found: readonly Row[]): Promise<(row: Row) => number> {
  const lines = new Map<string, Map<number, number>>();
  for (const file of plan.files) {
    const own = found.filter((row) => row.path === file.readable && row.line_start !== null);
    if (own.length === 0 || file.records === undefined) continue;
    const offsets = own.map(offsetOf).sort((a, b) => a - b);
    lines.set(file.readable, await linesAt(file, offsets));
  }
  return (row) => lines.get(String(row.path))?.get(offsetOf(row)) ?? Number(row.line);
}

/** Where a record begins: DuckDB counts bytes from 1, and includes the line ends before the record. */
function offsetOf(row: Row): number {
  const ends = /^[\r\n]*/.exec(String(row.csv_line ?? ''))?.[0].length ?? 0;
  return Number(row.line_start) - 1 + ends;
}

/** The line, from 1, in which each of the ascending offsets lies. */
async function linesAt(file: SourceFile, offsets: readonly number[]): Promise<Map<number, number>> {
  const lines = new Map<number, number>();
  let [line, start, next, last] = [1, 0, 0, 0];
  for await (const chunk of openBytes(file)) {
    for (let place = 0; place < chunk.length && next < offsets.length; place += 1) {
      for (; offsets[next] === start + place; next += 1) lines.set(start + place, line);
      const byte = chunk[place]!;
      if (byte === lineFeed ? last !== carriageReturn : byte === carriageReturn) line += 1;
      last = byte;
    }
    start += chunk.length;
    if (next === offsets.length) break;
  }
  return lines;
}

const [lineFeed, carriageReturn] = [0x0a, 0x0d];

/**
 * Line number in the file by the number of a row that the engine has read, where `unread` are the lines of those it could not parse.
 * Exact for CSV files whose records were counted; otherwise the row number itself, or that plus the header.
 */
export async function linesOfRows(
  file: SourceFile,
  wanted: readonly number[],
  unread: readonly number[],
): Promise<Map<number, number>> {
  if (file.format.format !== 'csv') return new Map(wanted.map((row) => [row, row]));
  if (file.records === undefined) return new Map(wanted.map((row) => [row, row + 1]));
  const targets = new Set(wanted);
  const skipped = new Set(unread);
  const lines = new Map<number, number>();
  let row = -1;
  const begun = (line: number, what: 'record' | 'empty line') => {
    const isRow = what === 'record' || file.format.header.length === 1;
    if (!isRow || skipped.has(line)) return;
    row += 1;
    if (targets.has(row)) lines.set(row, line);
  };
  const shape = { ...file.format, width: file.format.header.length, looksLikeRow: () => false };
  const reader = new RecordReader(shape, { begun });
  for await (const chunk of openBytes(file)) {
    reader.feed(chunk);
    if (lines.size === targets.size) return lines;
  }
  reader.finish();
  return lines;
}

/** Line of the first record that holds a value in a column; null if there is none. */
export async function lineOfValue(file: SourceFile, column: string, value: string): Promise<number | null> {
  const place = file.format.header.indexOf(column);
  let line = 1;
  for await (const { info, record } of csvRecords(file.readable, file.format.delimiter)) {
    if (record[place] === value) return lineInSource(file.line_shifts, line);
    line = info.lines + 1;
  }
  return null;
}

interface CsvRecord {
  readonly record: readonly string[];
  /** how many lines were read when this one ended */
  readonly info: { readonly lines: number };
}

/** The records of a CSV file one after another, read as leniently as DuckDB does. */
function csvRecords(path: string, delimiter: string): AsyncIterable<CsvRecord> {
  return createReadStream(path).pipe(
    parse({
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      info: true,
    }),
  );
}
