import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { inputError, UserError, usageError } from '../contract/errors.js';
import { selectFromFiles } from '../engines/duckdb/database_file.js';
import { inChunks } from '../sources/copies/in_chunks.js';
import { madeCopy, nameOfMany, someFiles } from '../sources/copies/made_copy.js';
import type { SourceFile } from '../sources/plan.js';
import { lineInSource } from '../sources/records/line_shifts.js';
import { csvLine } from '../text/csv.js';
import { refuseNoSelect, refuseTwice } from './databases/index.js';

/** The result of a SELECT over the rows of files, as one file in their place. */
export async function queriedFile(
  files: readonly SourceFile[],
  query: string,
  key: string,
  target: string,
): Promise<SourceFile> {
  const given = someFiles(files, () =>
    usageError(`${key}.query has no file to read.`, 'Write `files:` next to `query:`.'),
  );
  refuseNoSelect(query, key);
  let header: readonly string[] = [];
  try {
    await selectFromFiles(files, query, async ({ columns, rows }) => {
      refuseTwice(columns, key);
      header = columns;
      const lines = (async function* () {
        yield csvLine(columns);
        for await (const row of rows) yield csvLine(row);
      })();
      await pipeline(inChunks(lines), createWriteStream(target));
    });
  } catch (error) {
    if (error instanceof UserError) throw error;
    const text = String(error instanceof Error ? error.message : error);
    throw unreadableRow(text, given) ?? queryError(text, key);
  }
  const copy = madeCopy(given, {
    name: `the query over ${nameOfMany(given, 'files')}`,
    target,
    header,
    made_by: query,
  });
  return { ...copy, constants: {} };
}

/** A row of a file that the reader of the query cannot take. */
function unreadableRow(text: string, files: readonly SourceFile[]): Error | null {
  const line = /CSV Error on Line: (\d+)/.exec(text)?.[1];
  if (line === undefined) return null;
  const path = /file ?= ?(.+)/.exec(text)?.[1]?.trim();
  const file = files.find(({ readable }) => readable === path) ?? files[0];
  const place = `${file?.name ?? 'The files'}, line ${lineInSource(file?.line_shifts, Number(line))}`;
  const [, expected, found] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text) ?? [];
  return expected === undefined
    ? inputError(
        `${place}: the row cannot be read.`,
        'Export the file again, as CSV in UTF-8, with every quote inside a value doubled ("").',
      )
    : inputError(
        `${place}: found ${found} cells, expected ${expected}, one for each column.`,
        'Export the file again with quotes around values that hold a delimiter.',
      );
}

/** What the engine says of the query, without its own kinds of errors. */
function queryError(text: string, key: string): Error {
  const [line = ''] = text.split('\n', 1);
  const said = line.replace(/^[A-Z][\w ]* Error: /, '').replace(/[\s.]+$/, '');
  return usageError(
    `${key}.query: ${said.slice(0, 200)}.`,
    'The rows of the files are in the table "files", with every cell as text, and the query can read nothing else.',
  );
}
