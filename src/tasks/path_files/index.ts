import { usageError } from '../../contract/errors.js';
import type { Progress } from '../../project/progress.js';
import { inDuckdb, type ScratchOptions } from '../../project/scratch.js';
import { isSameFile } from '../../sources/glob.js';
import { declaredMark } from '../../sources/numerals.js';
import { nearest } from '../../sources/spelling.js';
import { type PathFormatName, pathFormats } from './formats.js';
import { channelColumns, type PathModelName, pathModelNames } from './models.js';
import { type PathColumn, pathColumnNames, readPathFile } from './read.js';

/** The options of `grouplift paths`, as given on the command line. */
export interface PathRequest extends ScratchOptions {
  /** names of models, separated by commas */
  readonly models: string;
  readonly order: string;
  readonly separator: string;
  /** column=name in the file */
  readonly columns?: readonly string[];
  readonly decimalMark?: string;
  readonly format: string;
  /** where the result will be written; undefined: to stdout */
  readonly out?: string;
}

/** Applies the models to a table of paths; returns text with one row per channel. Throws a usage error for an invalid option. */
export async function creditPaths(
  file: string,
  request: PathRequest,
  progress: Progress,
): Promise<{ text: string; notes: readonly string[] }> {
  refuseInput(request.out, file);
  const models = modelsIn(request.models);
  const order = orderIn(request.order);
  const write = pathFormats[formatIn(request.format)];
  const format = {
    separator: request.separator,
    columns: columnsIn(request.columns ?? []),
    decimal_mark: declaredMark(request.decimalMark),
  };
  return inDuckdb(request, progress, async (engine, scratch) => {
    const table = await readPathFile(file, format, engine, scratch);
    const columns = channelColumns(table, models, { order });
    return { text: write(table.channels, columns), notes: table.notes };
  });
}

/** The result may replace an earlier one, but not what it is made of. */
function refuseInput(out: string | undefined, file: string): void {
  if (out === undefined || !isSameFile(out, file)) return;
  throw usageError(`--out: "${out}" is the file that is read.`, 'Nothing was written: choose another --out.');
}

function modelsIn(text: string): PathModelName[] {
  return text.split(',').map((name) => {
    const model = pathModelNames.find((known) => known === name.trim());
    if (model !== undefined) return model;
    const near = nearest(name, pathModelNames);
    throw usageError(
      `--models: found "${name}", expected any of ${pathModelNames.join(', ')}.`,
      near === undefined ? 'Separate them with commas.' : `Did you mean ${near}?`,
    );
  });
}

function orderIn(text: string): number {
  const order = Number(text);
  if ([1, 2, 3, 4].includes(order)) return order;
  throw usageError(
    `--order: found "${text}", expected 1, 2, 3 or 4.`,
    'It is the number of last channels that form a state of the Markov chain.',
  );
}

function formatIn(text: string): PathFormatName {
  const name = (Object.keys(pathFormats) as PathFormatName[]).find((known) => known === text);
  if (name !== undefined) return name;
  throw usageError(`--format: found "${text}", expected csv, json or md.`, 'Leave it out for csv.');
}

function columnsIn(pairs: readonly string[]): Partial<Record<PathColumn, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, name] = /^([^=]*)=(.+)$/s.exec(pair) ?? [];
      const column = pathColumnNames.find((known) => known === key);
      if (column === undefined || name === undefined)
        throw usageError(
          `--columns: found "${pair}", expected one of ${pathColumnNames.join(', ')}, then = and the name in the file.`,
          'Write, for example, --columns path=journey total_conversions=orders.',
        );
      return [column, name];
    }),
  );
}
