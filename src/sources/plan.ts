import type { InputConfig, RowReading } from '../config/config.js';
import { inputError } from '../contract/errors.js';
import { columnChoices, columnsOf, type TableName } from '../contract/tables.js';
import { yamlScalar } from '../text/yaml_scalar.js';
import type { Readings, Span } from './column_readings.js';
import type { FromLists } from './copies/stays.js';
import { dictionary } from './dictionary.js';
import type { FoundFile } from './files.js';
import type { FileFormat } from './format.js';
import { headerOf } from './headers.js';
import type { LineShift } from './records/line_shifts.js';
import type { DamagedStretches, RecordFacts } from './records/records.js';
import type { RowsBelow } from './records/row_reading.js';
import { nearest } from './spelling.js';

/** One file, ready to be read: `readable` is what the engine opens (a UTF-8 copy if the original is in another encoding). */
export interface SourceFile extends FoundFile {
  readonly file_no: number;
  readonly format: FileFormat;
  readonly readable: string;
  /** physical type by source column: always VARCHAR for text formats */
  readonly types: Readonly<Record<string, string>>;
  /** what its bytes tell about its records, counted independently of the engine; for CSV files that Node can unpack */
  readonly records?: RecordFacts;
  /** how lines of `readable` correspond to lines of the file, if they differ: a sheet, or a file without the lines above its header */
  readonly line_shifts?: readonly LineShift[];
  /** stretches that no reader can parse, which are empty lines in the copy of its rows */
  readonly damage?: DamagedStretches;
  /** how its rows were prepared, if they were copied */
  readonly reading?: RowReading;
  /** what was noticed about the dated lists it was made from */
  readonly lists?: Pick<FromLists, 'passed_over' | 'gaps'> & { readonly left_out: number };
  /** values of the files that it was made from which seem to contain whole rows */
  readonly made_from_values?: readonly ValueWithRows[];
  /** rows below its data that the configuration leaves out */
  readonly below?: RowsBelow | null;
  /** columns that it does not have, with their value for every row */
  readonly constants?: Readonly<Record<string, string>>;
}

/** The first value of a file that seems to contain whole rows, and the number of rows in all such values. */
export interface ValueWithRows {
  readonly file: string;
  readonly first_line: number;
  readonly last_line: number;
  readonly rows: number;
}

/** One column of a composite key. */
export interface KeyColumn {
  readonly column: string;
  readonly canonical: boolean;
  /** the one that is the conversion id by itself, such as the order number: a reversal may name only this one */
  readonly is_id: boolean;
}

/** Everything an engine needs to read one canonical table, as plain data. */
export interface LoadPlan {
  readonly table: TableName;
  readonly files: readonly SourceFile[];
  /** canonical column -> source column, only those present */
  readonly columns: Readonly<Record<string, string>>;
  /** the values that a row must have, one of these; null: anything but blank */
  readonly where: readonly { readonly column: string; readonly values: readonly string[] | null }[];
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** canonical id column -> words, in lower case, that mean "nobody" there */
  readonly no_ids: Readonly<Record<string, readonly string[]>>;
  /** conversions only: goal number -> conditions that all must hold */
  readonly matches: readonly {
    readonly goal_no: number;
    readonly conditions: readonly {
      readonly column: string;
      readonly canonical: boolean;
      readonly values: readonly string[];
    }[];
  }[];
  /** conversions and reversals: the columns whose values together form conversion_id; empty if it is a column itself */
  readonly key: readonly KeyColumn[];
  /** conversions only: the states that landed; null: all */
  readonly landed_states: readonly string[] | null;
  /** zone for wall times; null: such a time is an error */
  readonly zone: string | null;
  readonly business_zone: string;
  readonly currency: string | null;
  /** canonical column -> how its values are read, if declared or decided */
  readonly readings: Readings;
  /** read only values in their plainest form, for which a short SELECT is enough; others get the problem `unread` */
  readonly plainest?: boolean;
  /** first and last time of the other tables, if needed to choose between two readings */
  readonly around_us: Span | null;
}

/** The source column that feeds each canonical column; a missing required one is an error that names the closest. */
export function mapColumns(
  table: TableName,
  input: InputConfig,
  files: readonly SourceFile[],
): Record<string, string> {
  refuseUnlikeFiles(table, input, files);
  const available = sharedColumns(files);
  const name = files[0]?.name ?? table;
  const mapped = dictionary();
  for (const [canonical, column] of Object.entries(columnsOf(table))) {
    const source = input.columns[canonical] ?? canonical;
    const found = sourceColumn(table, input, canonical, available);
    if (found !== undefined) mapped[canonical] = found;
    else if (input.columns[canonical] !== undefined || 'required' in column)
      throw missingColumn(table, files[0], canonical, source, available);
  }
  refuseIncomplete(table, mapped, name, available);
  return mapped;
}

/** The column of a file that feeds a canonical column; columns that the configuration maps to another are not considered. */
export function sourceColumn(
  table: TableName,
  input: InputConfig,
  canonical: string,
  available: readonly string[],
): string | undefined {
  const named = input.columns[canonical];
  const taken = Object.entries(input.columns).flatMap(([other, column]) =>
    other === canonical ? [] : column,
  );
  return headerOf(named ?? canonical, available, `inputs.${table}`, taken);
}

/** One of the alternative sets of columns of a table must be complete. */
function refuseIncomplete(
  table: TableName,
  mapped: Readonly<Record<string, string>>,
  file: string,
  available: readonly string[],
): void {
  const choices = columnChoices[table] ?? [[]];
  if (choices.some((columns) => columns.every((column) => mapped[column] !== undefined))) return;
  const sets = choices.map((columns) => columns.join(' and ')).join(', or ');
  throw inputError(
    `${file}: ${table} needs ${sets}; found ${available.slice(0, 12).join(', ')}.`,
    `Map them under inputs.${table}.columns.`,
  );
}

/** The columns that every file of an input has, in the order of the first. */
export function sharedColumns(files: readonly SourceFile[]): string[] {
  return Object.keys(files[0]?.types ?? {}).filter((column) =>
    files.every((file) => file.types[column] !== undefined),
  );
}

/** Files of one input may differ in unread columns; one that feeds a canonical column must be in all of them or in none. */
function refuseUnlikeFiles(table: TableName, input: InputConfig, files: readonly SourceFile[]): void {
  for (const canonical of Object.keys(columnsOf(table))) {
    const found = files.map((file) => ({
      name: file.name,
      column: sourceColumn(table, input, canonical, Object.keys(file.types)),
    }));
    const having = found.find(({ column }) => column !== undefined);
    const other = found.find(({ column }) => column !== having?.column);
    if (having === undefined || other === undefined) continue;
    throw inputError(
      `inputs.${table}: ${having.name} has the column "${having.column}", ${other.name} ${other.column === undefined ? 'does not' : `calls it "${other.column}"`}.`,
      `Files of one input must agree on the columns that are read: ${other.column === undefined ? `add "${having.column}" to ${other.name}, or remove it from the others` : 'use the same name in all of them'}.`,
    );
  }
}

function missingColumn(
  table: TableName,
  file: SourceFile | undefined,
  canonical: string,
  source: string,
  available: readonly string[],
): Error {
  const list = available.slice(0, 12).join(', ') + (available.length > 12 ? ', ...' : '');
  return inputError(
    `${file?.name ?? table}: the column "${source}" for ${table}.${canonical} is missing; found ${list}.`,
    missingHint(table, file, canonical, nearest(source, available), available),
  );
}

/** A time, a number or an empty text: no name of a column. */
const dataShape = /^\s*(?:\d{4}[-/.年]\d.*|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}.*|[-+]?\d[\d.,]*)\s*$/;

function missingHint(
  table: TableName,
  file: SourceFile | undefined,
  canonical: string,
  near: string | undefined,
  available: readonly string[],
): string {
  const key = `inputs.${table}`;
  if (file?.format.format === 'csv' && available.some((column) => dataShape.test(column)))
    return 'The first line seems to be a row, not the names of the columns: add a line with their names above it.';
  if (near !== undefined)
    return `Did you mean "${near}"? Map it: ${key}.columns: { ${canonical}: ${yamlScalar(near)} }.`;
  if (file?.format.format === 'json')
    return `Map it under ${key}.columns; if the rows are a list inside one object, such as { "data": [...] }, export that list alone.`;
  return `Map it under ${key}.columns; if this line is a title above the column names, give the number of lines above them as ${key}.skip_lines.`;
}

/** The source column that a `where` or `match` key refers to: in `where` the source name wins, in `match` the canonical one. */
export function resolveColumn(
  key: string,
  columns: Readonly<Record<string, string>>,
  available: readonly string[],
  prefer: 'source' | 'canonical',
): { column: string; canonical: boolean } | undefined {
  const canonical = columns[key];
  const source = available.includes(key) ? key : undefined;
  if (prefer === 'source' && source !== undefined) return { column: source, canonical: false };
  if (canonical !== undefined) return { column: key, canonical: true };
  const found = source ?? headerOf(key, available, key);
  return found === undefined ? undefined : { column: found, canonical: false };
}
