import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { usageError } from '../contract/errors.js';
import { selectFromFiles } from '../engines/duckdb/database_file.js';
import { inChunks } from '../sources/in_chunks.js';
import { madeCopy, nameOfMany, someFiles } from '../sources/made_copy.js';
import type { SourceFile } from '../sources/plan.js';
import { csvLine } from '../text/csv.js';
import { refuseNoSelect } from './databases/index.js';

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
      header = columns;
      const lines = (async function* () {
        yield csvLine(columns);
        for await (const row of rows) yield csvLine(row);
      })();
      await pipeline(inChunks(lines), createWriteStream(target));
    });
  } catch (error) {
    const said = String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
    throw usageError(
      `${key}.query: ${said.replace(/[\s.]+$/, '').slice(0, 200)}.`,
      'The rows of the files are in the table "files", with every cell as text, and the query can read nothing else.',
    );
  }
  const copy = madeCopy(given, {
    name: `the query over ${nameOfMany(given, 'files')}`,
    target,
    header,
    made_by: query,
  });
  return { ...copy, constants: {} };
}
