import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { inputError, usageError } from '../../contract/errors.js';
import { visible } from '../../text/printable.js';
import { plain } from '../format.js';
import type { SourceFile, ValueWithRows } from '../plan.js';
import { isLeftover } from '../records/leftovers.js';
import { lineInSource } from '../records/line_shifts.js';
import { openBytes, type RecordScan, scanRecords } from '../records/record_scan.js';
import { placeWord } from '../xlsx/sheet_title.js';

/** One CSV file made from several, in their place; `made_by` is whatever else determined its rows. */
export function madeCopy(
  files: readonly [SourceFile, ...SourceFile[]],
  copy: {
    readonly name: string;
    readonly target: string;
    readonly header: readonly string[];
    readonly made_by?: string;
  },
): SourceFile {
  const { name, target, header, made_by = '' } = copy;
  return {
    ...files[0],
    name,
    sha256: createHash('sha256')
      .update(files.map(({ sha256 }) => sha256).join(' '))
      .update(made_by)
      .digest('hex'),
    readable: target,
    format: { ...plain('csv'), header: [...header] },
    types: Object.fromEntries(header.map((column) => [column, 'VARCHAR'])),
    line_shifts: [],
  };
}

/** The files, at least one of them. */
export function someFiles(files: readonly SourceFile[], none: () => Error): [SourceFile, ...SourceFile[]] {
  const [first, ...rest] = files;
  if (first === undefined) throw none();
  return [first, ...rest];
}

/** `a.csv and 2 more lists` */
export function nameOfMany([first, ...rest]: readonly [SourceFile, ...SourceFile[]], word: string): string {
  return rest.length === 0 ? first.name : `${first.name} and ${rest.length} more ${word}`;
}

/** `what` is only read from CSV, into which workbooks are copied. */
export function refuseOtherThanCsv(file: SourceFile, what: string): void {
  if (file.format.format !== 'csv')
    throw usageError(`${what} are only read from CSV files and workbooks.`, 'Export it as CSV.');
}

/** A row of a CSV file: its cells, the line on which it begins, and whether it is a leftover (leftovers.ts). */
interface ReadRow {
  readonly cells: string[];
  readonly line: number;
  readonly isLeftover: boolean;
}

/** The non-blank rows of a CSV file below its header. A row that cannot be read stops the run, because nothing else would show that it is missing. */
export async function* csvRows(file: SourceFile, what: string): AsyncGenerator<ReadRow> {
  refuseOtherThanCsv(file, what);
  refuseDamage(file, await scanRecords(file));
  const parser = parse({
    delimiter: file.format.delimiter,
    encoding: 'latin1',
    relax_column_count: true,
    relax_quotes: true,
    info: true,
  });
  const records: AsyncIterable<{ record: string[]; info: { lines: number } }> = Readable.from(
    openBytes(file),
  ).pipe(parser);
  let line = 1;
  try {
    for await (const { record, info } of records) {
      const own = line;
      line = info.lines + 1;
      if (own === 1 || record.every((cell) => cell.trim() === '')) continue;
      const cells = record.map((cell) => exactText(cell, file, own));
      const row = { cells, line: own, isLeftover: isLeftover(cells, file.format.header) };
      refuseShifted(file, row);
      yield row;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw strayQuote(file, line);
  }
}

/** The values of CSV files that seem to contain whole rows: a copy made from them would no longer show it. A quote that swallows rows stops the run. */
export async function valuesWithRows(files: readonly SourceFile[]): Promise<ValueWithRows[]> {
  const found: ValueWithRows[] = [];
  for (const file of files) {
    if (file.format.format !== 'csv') continue;
    const scan = await scanRecords(file);
    refuseDamage(file, scan);
    const { rowLike, rowsInside } = scan;
    const [first] = rowLike;
    if (first === undefined) continue;
    const lineOf = (line: number) => lineInSource(file.line_shifts ?? [], line);
    found.push({
      file: file.name,
      first_line: lineOf(first.first_line),
      last_line: lineOf(first.last_line),
      rows: rowsInside,
    });
  }
  return found;
}

/** The text of a cell whose bytes are represented in Latin-1. */
function exactText(cell: string, file: SourceFile, line: number): string {
  const bytes = Buffer.from(cell, 'latin1');
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw inputError(
    `${file.name}, line ${lineInSource(file.line_shifts ?? [], line)}: found bytes that are not text (${visible(bytes.toString('utf8'))}).`,
    'Export the file again, as CSV in UTF-8.',
  );
}

/** A stretch that no reader can parse would be missing without a word. */
function refuseDamage(file: SourceFile, { damage }: RecordScan): void {
  const [first] = [...(file.damage?.damaged ?? []), ...damage];
  if (first !== undefined) throw strayQuote(file, first.first_line);
}

function strayQuote(file: SourceFile, line: number): Error {
  return inputError(
    `${file.name}, from line ${lineInSource(file.line_shifts ?? [], line)} on: a quote opens or closes inside a value.`,
    'Export the file again with every quote inside a value doubled ("").',
  );
}

/** Refuses a row with more or fewer cells than columns: some would be under the wrong name. */
function refuseShifted(file: SourceFile, { cells, line, isLeftover }: ReadRow): void {
  const { length } = file.format.header;
  const isOver = cells.slice(length).some((cell) => cell.trim() !== '');
  if (isLeftover || (cells.length >= length && !isOver)) return;
  throw inputError(
    `${file.name}, ${placeWord(file.name)} ${lineInSource(file.line_shifts ?? [], line)}: found ${cells.length} cells, expected ${length}, one for each column.`,
    'Export the file again with quotes around values that hold a delimiter.',
  );
}
