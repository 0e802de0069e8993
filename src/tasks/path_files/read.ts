import { noChannelWords } from '../../contract/empty_words.js';
import { inputError, usageError } from '../../contract/errors.js';
import type { Column, ListColumn } from '../../engines/duckdb/columns.js';
import type { DuckdbEngine } from '../../engines/duckdb/engine.js';
import {
  badPathSelect,
  channelsSelect,
  type PathPlan,
  pathsSelect,
  repeatedHeadersSelect,
} from '../../engines/duckdb/paths.js';
import { readRow, readRows } from '../../engines/typed_rows.js';
import { openFiles } from '../../loading/open_files.js';
import type { Sequences } from '../../paths/sequences.js';
import type { DecimalMark } from '../../sources/column_readings.js';
import { describeFile } from '../../sources/files.js';
import { givenFile } from '../../sources/glob.js';
import { headerOf } from '../../sources/headers.js';
import { nearest } from '../../sources/spelling.js';
import { refuseChanged } from '../../sources/stamp.js';
import { whileReading } from '../../sources/while_reading.js';
import { printable } from '../../text/printable.js';
import { channelNames, renamedPaths } from './channel_names.js';
import { decideMarks, numberColumns } from './marks.js';
import { pathNotes } from './notes.js';
import { refuseUnlikely } from './unlikely_paths.js';

/** The columns of a table of paths, under the names used by the R and Python libraries. */
export const pathColumnNames = ['path', 'total_conversions', 'total_conversion_value', 'total_null'] as const;

export type PathColumn = (typeof pathColumnNames)[number];

/** How the user's file is written. */
export interface PathFormat {
  readonly separator: string;
  /** names of columns in the file, if they differ */
  readonly columns: Readonly<Partial<Record<PathColumn, string>>>;
  /** the decimal separator; undefined: detect it */
  readonly decimal_mark: DecimalMark | undefined;
}

/** A table of paths: channel names in byte order, paths as codes; values as integer multiples of `value_unit`, so that sums are exact. */
export interface PathTable {
  readonly channels: readonly string[];
  readonly sequences: Sequences;
  readonly has_values: boolean;
  readonly value_unit: number;
  /** what the user should know about how the file was read */
  readonly notes: readonly string[];
}

/**
 * Reads a CSV, Parquet or JSON file of paths; rows of the same path need not be adjacent, and a row may be a single journey.
 * Throws an input error for a missing column, an empty path, or an invalid count or value.
 */
export async function readPathFile(
  file: string,
  format: PathFormat,
  engine: DuckdbEngine,
  scratch: string,
): Promise<PathTable> {
  const bare = await planPaths(file, format, engine, scratch);
  const { plan, read } = await whileReading([bare.file.name], () => readNumbers(bare, format, engine));
  const [codes, conversions, values, nulls] = read.columns;
  const names = channelNames(read.channels, plan.separator);
  const { channels } = names;
  await refuseRejects(plan, format, engine);
  refuseChanged([plan.file]);
  if (conversions.length === 0)
    throw inputError(`${plan.file.name} has no rows.`, 'Expected one row per path below the column names.');
  if (
    channels.some(isNoChannel) ||
    !areCounts(conversions) ||
    !areCounts(nulls) ||
    !values.every((value) => value >= 0 && value < 1e300)
  )
    await refuseBadRow(plan, engine);
  const value_unit = unitOf(values);
  const paths = renamedPaths(codes, names);
  const sequences = {
    channels: channels.length,
    offsets: paths.offsets,
    codes: paths.items,
    conversions,
    values: values.map((value) => Math.round(value / value_unit)),
    nulls,
  };
  refuseUnlikely(plan.file.name, plan.separator, channels, sequences);
  return {
    channels,
    sequences,
    has_values: plan.total_conversion_value !== null,
    value_unit,
    notes: pathNotes(plan, names, sequences),
  };
}

type PathColumns = readonly [ListColumn, Float64Array, Float64Array, Float64Array];

/** The columns of a result with paths and their three numbers. */
function pathColumns([paths, ...numbers]: readonly Column[]): PathColumns {
  const [conversions, values, nulls] = numbers;
  if (
    paths === undefined ||
    paths instanceof Float64Array ||
    !(conversions instanceof Float64Array) ||
    !(values instanceof Float64Array) ||
    !(nulls instanceof Float64Array)
  )
    throw new Error('the columns of paths are not a list and three numbers');
  return [paths, conversions, values, nulls];
}

interface ReadCodes {
  readonly channels: string[];
  readonly columns: PathColumns;
}

/**
 * The paths as codes; read again if a number was invalid, once all rows show which of two readings is right, and whether rows
 * repeat the header.
 */
async function readNumbers(
  bare: PathPlan,
  { decimal_mark }: PathFormat,
  engine: DuckdbEngine,
): Promise<{ plan: PathPlan; read: ReadCodes }> {
  const declared =
    decimal_mark === undefined
      ? {}
      : Object.fromEntries(numberColumns(bare).map((column) => [column, decimal_mark]));
  const plan = { ...bare, marks: declared };
  const read = await readCodes(plan, engine, firstStep(decimal_mark));
  if (!read.columns.slice(1).some((numbers) => (numbers as Float64Array).includes(Number.NaN)))
    return { plan, read };
  const repeated_headers = await repeatedHeaders(plan, engine);
  const without = { ...plan, repeated_headers };
  const marks = decimal_mark === undefined ? await decideMarks(without, engine) : declared;
  if (repeated_headers === 0 && Object.keys(marks).length === Object.keys(declared).length)
    return { plan, read };
  const marked = { ...without, marks };
  return { plan: marked, read: await readCodes(marked, engine, 'decided') };
}

/** The name of the first reading, whose malformed lines are kept. */
function firstStep(mark: DecimalMark | undefined): string {
  return mark === undefined ? 'found' : 'declared';
}

async function repeatedHeaders(plan: PathPlan, engine: DuckdbEngine): Promise<number> {
  const select = repeatedHeadersSelect(plan, rejects('headers'));
  return select === null ? 0 : (await readRow(engine, { row_count: 'number' }, select)).row_count;
}

/** The number of rows in which nearly always every channel occurs. */
const firstRows = 50_000;

/** The channels, and every path as codes: the file is read once, and again only if a channel first occurs late. */
async function readCodes(plan: PathPlan, engine: DuckdbEngine, marks: string): Promise<ReadCodes> {
  for (const rows of [firstRows, null]) {
    const step = `${rows === null ? 'all' : 'first'}_${marks}`;
    const found = await readRows(
      engine,
      { channel: 'text' },
      channelsSelect(plan, rows, rejects(`channels_${step}`)),
    );
    const channels = found.map(({ channel }) => channel);
    if (channels.some((channel) => channel.includes('\0'))) await refuseBadRow(plan, engine);
    const select = pathsSelect(plan, channels.length === 0 ? [''] : channels, rejects(`paths_${step}`));
    const columns = pathColumns(await engine.columns(select));
    if (!columns[0].items.includes(-1)) return { channels, columns };
  }
  throw new Error('channels that are not in the file');
}

async function planPaths(
  file: string,
  format: PathFormat,
  engine: DuckdbEngine,
  scratch: string,
): Promise<PathPlan> {
  if (format.separator === '')
    throw usageError(
      '--separator: found an empty text, expected the text between two channels.',
      'The default is " > ".',
    );
  const [source] = await openFiles(
    [await describeFile(givenFile(file))],
    { table: 'paths', declared: null, zone: null, key: null },
    engine,
    scratch,
  );
  if (source === undefined) throw new Error(`${file} was not opened`);
  const found = Object.keys(source.types);
  const required = (column: PathColumn) => optional(column) ?? missing(source.name, column, found);
  const optional = (column: PathColumn): string | null => {
    const name = format.columns[column] ?? column;
    const header = headerOf(name, found, source.name);
    if (header !== undefined) return header;
    return format.columns[column] === undefined ? null : missing(source.name, name, found);
  };
  return {
    file: source,
    separator: format.separator,
    path: required('path'),
    total_conversions: required('total_conversions'),
    total_conversion_value: optional('total_conversion_value'),
    total_null: optional('total_null'),
    marks: {},
    repeated_headers: 0,
  };
}

function missing(file: string, column: string, found: readonly string[]): never {
  const near = nearest(column, found);
  throw inputError(
    `${file}: the column "${column}" is missing; found ${found.slice(0, 12).map(printable).join(', ')}.`,
    near === undefined
      ? 'Say which column it is: --columns path=... total_conversions=...'
      : `Did you mean "${near}"? Write --columns ${column}=${near}.`,
  );
}

/** The smallest power of ten, at least 1e-12, in units of which the sum of all values stays an exact integer. */
function unitOf(values: Float64Array): number {
  const sum = values.reduce((all, value) => all + value, 0);
  const digits = Math.floor(Math.log10(2 ** 52 / Math.max(sum, 1)));
  return 10 ** -Math.min(12, digits);
}

/** Nothing, or a word with which programs write that there is no value. */
function isNoChannel(name: string): boolean {
  return name === '' || noChannelWords.includes(name.toLowerCase());
}

function areCounts(numbers: Float64Array): boolean {
  return numbers.every((count) => Number.isSafeInteger(count) && count >= 0);
}

const expected: Readonly<Record<PathColumn, string>> = {
  path: 'channels with the separator between them, none of them empty, a word for no value such as NULL, or with a zero byte',
  total_conversions: `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
  total_conversion_value: 'a number from 0',
  total_null: `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
};

async function refuseBadRow(plan: PathPlan, engine: DuckdbEngine): Promise<never> {
  const {
    row_no,
    problem,
    found: text,
  } = await readRow(
    engine,
    { row_no: 'number', problem: pathColumnNames, found: 'text?' },
    badPathSelect(plan, rejects('bad')),
  );
  const found = text === null ? 'nothing' : `"${printable(text)}"`;
  throw inputError(
    `${plan.file.name}, row ${row_no}: found ${found} in ${plan[problem] ?? problem}, expected ${expected[problem]}.`,
    'Rows are counted from 1 below the column names. Correct the row, or leave it out.',
  );
}

/** Malformed lines of a CSV file; the readers of the other formats refuse the file themselves. */
async function refuseRejects(plan: PathPlan, format: PathFormat, engine: DuckdbEngine): Promise<void> {
  if (plan.file.format.format !== 'csv') return;
  const [row] = await readRows(
    engine,
    { line: 'number', csv_line: 'text?' },
    `SELECT line, csv_line FROM ${rejects(`paths_first_${firstStep(format.decimal_mark)}`).errors} ORDER BY line LIMIT 1`,
  );
  if (row === undefined) return;
  throw inputError(
    `${plan.file.name}, line ${row.line}: found "${printable(String(row.csv_line))}", expected ${plan.file.format.header.length} columns.`,
    'Put texts that contain the delimiter or a quote in quotes.',
  );
}

function rejects(step: string) {
  return { scans: `scans_${step}`, errors: `errors_${step}` };
}
