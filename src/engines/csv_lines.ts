import { createReadStream, readFileSync, statSync } from 'node:fs';
import { parse } from 'csv-parse';
import type { LoadPlan, SourceFile } from '../sources/plan.js';
import { openBytes } from '../sources/record_scan.js';
import { RecordReader } from '../sources/records.js';
import type { Row } from './engine.js';

/** Lines are exact in files up to this size. */
const exactLineBytes = 64 << 20;

/** DuckDB numbers records; the line of one is found by counting line ends before its first byte, in files that are not packed or too large. */
export function exactLines(plan: LoadPlan, found: readonly Row[]): (row: Row) => number {
  const paths = [...new Set(found.map((row) => String(row.path)))];
  const ends = new Map(paths.map((path) => [path, lineEnds(plan, path)]));
  return (row) => {
    const places = ends.get(String(row.path));
    if (places == null || row.line_start === null) return Number(row.line);
    return 1 + countBelow(places, Number(row.line_start) - 1);
  };
}

/** Byte offsets of all line ends of a file, ascending; null where it cannot be said. */
function lineEnds(plan: LoadPlan, path: string): number[] | null {
  const file = plan.files.find((candidate) => candidate.readable === path);
  const isPacked = file === undefined || (file.readable === file.path && file.compression !== 'none');
  if (isPacked || statSync(path).size > exactLineBytes) return null;
  const bytes = readFileSync(path);
  const places: number[] = [];
  for (let place = 0; place < bytes.length; place += 1) {
    const byte = bytes[place];
    if (byte === 0x0a || (byte === 0x0d && bytes[place + 1] !== 0x0a)) places.push(place);
  }
  return places;
}

/** How many of the ascending numbers lie below a limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Line number in the file by the number of a row that the engine has read, `unread` being the lines of those it could not take.
 * Exact for CSV files whose records were counted; the row number itself, or that and the header, elsewhere.
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

/** Line of the first record that holds a value in a column (its place in the header, from 0); null where there is none. */
export async function lineOfValue(
  path: string,
  delimiter: string,
  place: number,
  value: string,
): Promise<number | null> {
  let line = 1;
  for await (const { info, record } of csvRecords(path, delimiter)) {
    if (record[place] === value) return line;
    line = info.lines + 1;
  }
  return null;
}

interface CsvRecord {
  readonly record: readonly string[];
  /** how many lines were read when this one ended */
  readonly info: { readonly lines: number };
}

/** The records of a CSV file one after the other, as forgiving as DuckDB reads it. */
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
