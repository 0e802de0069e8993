import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { usageError } from '../contract/errors.js';
import { plain } from './format.js';
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

/** The rows of a CSV file below its header that hold anything, each with the line on which it begins. */
export async function* csvRows(
  file: SourceFile,
  what: string,
): AsyncGenerator<{ readonly cells: string[]; readonly line: number }> {
  refuseOtherThanCsv(file, what);
  const records: AsyncIterable<{ record: string[]; info: { lines: number } }> = createReadStream(
    file.readable,
  ).pipe(parse({ delimiter: file.format.delimiter, bom: true, relax_column_count: true, info: true }));
  let line = 1;
  for await (const { record, info } of records) {
    const own = line;
    line = info.lines + 1;
    if (own > 1 && record.some((cell) => cell.trim() !== '')) yield { cells: record, line: own };
  }
}
