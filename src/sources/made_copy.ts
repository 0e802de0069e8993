import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { inputError, usageError } from '../contract/errors.js';
import { plain } from './format.js';
import { isLeftover } from './leftovers.js';
import { lineInSource } from './line_shifts.js';
import type { SourceFile } from './plan.js';

/** One CSV file that was made of several, in their place; `made_by` is what else decided its rows. */
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

/** The files, of which there is at least one. */
export function someFiles(files: readonly SourceFile[], none: () => Error): [SourceFile, ...SourceFile[]] {
  const [first, ...rest] = files;
  if (first === undefined) throw none();
  return [first, ...rest];
}

/** `a.csv and 2 more lists` */
export function nameOfMany([first, ...rest]: readonly [SourceFile, ...SourceFile[]], word: string): string {
  return rest.length === 0 ? first.name : `${first.name} and ${rest.length} more ${word}`;
}

/** `what` is read from CSV alone, which workbooks are copied to. */
export function refuseOtherThanCsv(file: SourceFile, what: string): void {
  if (file.format.format !== 'csv')
    throw usageError(`${what} are read from CSV and workbooks.`, 'Export it as CSV.');
}

/** The rows of a CSV file below its header that hold anything, each with the line on which it begins; leftovers are those of leftovers.ts. */
export async function* csvRows(
  file: SourceFile,
  what: string,
): AsyncGenerator<{ readonly cells: string[]; readonly line: number; readonly isLeftover: boolean }> {
  refuseOtherThanCsv(file, what);
  const parser = parse({ delimiter: file.format.delimiter, bom: true, relax_column_count: true, info: true });
  const records: AsyncIterable<{ record: string[]; info: { lines: number } }> = createReadStream(
    file.readable,
  ).pipe(parser);
  let line = 1;
  try {
    for await (const { record, info } of records) {
      const own = line;
      line = info.lines + 1;
      if (own > 1 && record.some((cell) => cell.trim() !== ''))
        yield { cells: record, line: own, isLeftover: isLeftover(record, file.format.header) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw inputError(
      `${file.name}, from line ${lineInSource(file.line_shifts ?? [], line)} on: ${error.message.replace(/[\s.]+$/, '')}.`,
      'A quote opens or closes inside a value: export the file again with every quote inside a value written twice ("").',
    );
  }
}
