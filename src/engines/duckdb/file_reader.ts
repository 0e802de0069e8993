import type { FileFormat } from '../../sources/format.js';
import type { SourceFile } from '../../sources/plan.js';
import { identifier, literal, pathLiteral } from './text.js';

/** Where a CSV reader records what it could not parse. */
export interface RejectTables {
  readonly scans: string;
  readonly errors: string;
}

/** What reads one file, with the columns that have one value in all of its rows; in order: with one thread, from the first row to the last. */
export function fileReader(
  file: SourceFile,
  rejects: RejectTables,
  order: 'any' | 'in order' = file.records?.needs_order === true ? 'in order' : 'any',
): string {
  const constants = constantColumns(file);
  const reader = bareReader(file, rejects, order);
  return constants.length === 0 ? reader : `(SELECT *, ${constants.join(', ')} FROM ${reader})`;
}

/** The columns of a file that have one value in all rows, as expressions. */
export function constantColumns({ constants = {} }: SourceFile): string[] {
  return Object.entries(constants).map(([name, value]) => `${literal(value)} AS ${identifier(name)}`);
}

/** The table function that reads one file; in order: with one thread, from the first row to the last. */
function bareReader(file: SourceFile, rejects: RejectTables, order: 'any' | 'in order'): string {
  const path = pathLiteral(file.readable);
  if (file.format.format === 'parquet') return `read_parquet(${path}, hive_partitioning = false)`;
  if (file.format.format === 'json') return jsonReader(file, path);
  const columns = file.format.header.map((column) => `${literal(column)}: 'VARCHAR'`).join(', ');
  // Always store_rejects: after a stray quote, ignore_errors alone silently drops the rest of the file.
  const store = `store_rejects = true, rejects_table = ${literal(rejects.errors)}, rejects_scan = ${literal(rejects.scans)}`;
  return `read_csv(${path}, auto_detect = false, header = true, delim = ${literal(file.format.delimiter)}, quote = '"', escape = '"', compression = ${literal(compressionOf(file))}, columns = {${columns}}, nullstr = '', max_line_size = 8388608, buffer_size = 16777216, parallel = ${order === 'any'}, hive_partitioning = false, ${store})`;
}

function jsonReader(file: SourceFile, path: string): string {
  const columns = Object.keys(file.types)
    .filter((column) => file.constants?.[column] === undefined)
    .map((column) => `${literal(column)}: 'VARCHAR'`)
    .join(', ');
  return `read_json(${path}, format = ${literal(jsonFormat(file.format))}, records = true, maximum_object_size = 67108864, compression = ${literal(compressionOf(file).replace('none', 'uncompressed'))}, columns = {${columns}}, hive_partitioning = false)`;
}

/** What DuckDB calls the layout of a JSON file. */
export function jsonFormat({ layout }: Pick<FileFormat, 'layout'>): string {
  return layout === 'lines' ? 'newline_delimited' : 'unstructured';
}

/** Compression of the opened file: by its content, not by its name; a copy in UTF-8 is not compressed. */
export function compressionOf(file: SourceFile): string {
  return file.readable === file.path ? file.compression : 'none';
}
