import { type ColumnKind, columnsOf } from '../../contract/tables.js';
import type { LoadPlan, SourceFile } from '../../sources/plan.js';
import { constantColumns } from '../duckdb/file_reader.js';
import { problemRows, rowsSelect, whereWordsSelect } from '../duckdb/load.js';
import { refuseHopeless, rejectOf } from '../duckdb/profile.js';
import { typedName } from '../duckdb/typed_column.js';
import { countWords } from '../duckdb/where_counts.js';
import { type Engine, type Loaded, type Reject, type Row, rejectLimit, type Skipped } from '../engine.js';
import { isSkipped } from '../leftover_rows.js';
import { countOddIds, noOddIds } from '../odd_ids.js';
import { rowsByFile, skippedRows } from '../record_counts.js';
import { asSpark, sparkIdentifier, sparkType } from './text.js';

/**
 * Whether Spark reads a table of Parquet files in place, by the same SELECT as DuckDB. Only activities, and only if both engines are certain to
 * agree on every value: text that is to become a time or a number, and wall times of a zone, are left to DuckDB.
 */
export function readsInPlace(plan: LoadPlan): boolean {
  const [first] = plan.files;
  if (
    plan.table !== 'activities' ||
    first === undefined ||
    plan.files.some((file) => file.remote === undefined)
  )
    return false;
  const isDecided = Object.values(plan.readings).some(({ digits }) => digits !== undefined);
  return (
    !isDecided &&
    Object.keys(plan.columns).every((canonical) => fits(plan, first, canonical)) &&
    isUniform(plan, first)
  );
}

const whole = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT'];

const types: Readonly<Record<ColumnKind, readonly string[]>> = {
  id: ['VARCHAR', ...whole],
  text: ['VARCHAR', ...whole],
  time: [...whole, 'TIMESTAMP WITH TIME ZONE'],
  end: [...whole, 'TIMESTAMP WITH TIME ZONE'],
  date: [],
  integer: whole,
  number: [...whole, 'FLOAT', 'DOUBLE'],
  money: [],
  flag: ['BOOLEAN'],
};

function fits(plan: LoadPlan, file: SourceFile, canonical: string): boolean {
  const kind = columnsOf(plan.table)[canonical]?.kind ?? 'text';
  const type = file.types[plan.columns[canonical] ?? ''] ?? '';
  if (plan.values[canonical] !== undefined && kind !== 'id' && kind !== 'text') return false;
  if (type === 'TIMESTAMP') return kind === 'time' && plan.zone === 'UTC';
  return types[kind].includes(type);
}

/** Whether every column that is read has one type in all files, and a name from which no other differs only by case. */
function isUniform(plan: LoadPlan, first: SourceFile): boolean {
  const names = Object.keys(first.types).map((column) => column.toLowerCase());
  return (
    new Set(names).size === names.length &&
    sourceColumns(plan).every((column) =>
      plan.files.every((file) => file.types[column] === first.types[column]),
    ) &&
    plan.where.every(({ column }) => types.text.includes(first.types[column] ?? ''))
  );
}

/** The columns of the files that are read, each once. */
function sourceColumns(plan: LoadPlan): string[] {
  const constants = plan.files[0]?.constants ?? {};
  return [...new Set([...Object.values(plan.columns), ...plan.where.map(({ column }) => column)])].filter(
    (column) => constants[column] === undefined,
  );
}

/** Where the rows of a table that is read in place come from. */
interface Places {
  /** a view of the files as they are, with file_uri and row_index */
  readonly rows: string;
  /** their numbers */
  readonly files: string;
}

export function placesOf(plan: LoadPlan): Places {
  return { rows: `rows_of_${plan.table}`, files: `files_of_${plan.table}` };
}

/** The columns that are read, as Spark declares them. */
export function inPlaceSchema(plan: LoadPlan): string {
  const [first] = plan.files;
  return sourceColumns(plan)
    .map((column) => `${sparkIdentifier(column)} ${sparkType(first?.types[column] ?? 'VARCHAR')}`)
    .join(', ');
}

/** The canonical rows, as Spark reads them. */
export function inPlaceSelect(plan: LoadPlan): string {
  const { rows, files } = placesOf(plan);
  const numbered = `(SELECT r.*, ${constantColumns(firstOf(plan))
    .map((column) => `${column}, `)
    .join(
      '',
    )}CAST(f.no_of_file AS INTEGER) AS no_of_file FROM ${rows} r LEFT JOIN ${files} f ON f.uri_of_file = r.file_uri)`;
  return asSpark(rowsSelect(plan, firstOf(plan), numbered, 'no_of_file'));
}

/** Characters that may be written in several ways, of which DuckDB's clean_id takes the composed one (NFC); Spark has no function for that. */
const composable = String.raw`\\p{M}|[^\\x{0}-\\x{24f}\\x{400}-\\x{52f}\\x{2002}-\\x{206f}\\x{3000}-\\x{30ff}\\x{3400}-\\x{9fff}\\x{ac00}-\\x{d7a3}\\x{ff00}-\\x{ffef}\\x{1f000}-\\x{1faff}]`;

/** Counts, time range and rejects of the table `in_<table>` that is read in place; null if ids may need composing or values have two readings, which is left to DuckDB. */
export async function inPlaceProfile(plan: LoadPlan, rows: Engine['rows']): Promise<Loaded | null> {
  const ids = Object.keys(plan.columns).filter((name) => columnsOf(plan.table)[name]?.kind === 'id');
  const composing = ids.map((name) => `${name} RLIKE '${composable}'`).join(' OR ');
  const columns = Object.keys(plan.columns).map((name) =>
    typedName(name, columnsOf(plan.table)[name]?.kind ?? 'text'),
  );
  const time = 'CASE WHEN problem IS NULL THEN ts_us END';
  const [facts] =
    await rows(`SELECT count(*) AS row_count, count(file_no) AS of_known_files, count(CASE WHEN ${isSkipped} THEN NULL ELSE problem END) AS problems, count(CASE WHEN ${isSkipped} THEN 1 END) AS skipped, count(CASE WHEN problem LIKE '%:digits' AND NOT ${isSkipped} THEN 1 END) AS unclear,
    count(odd_ids) AS odd, count(CASE WHEN ${composing} THEN 1 END) AS composing,
    count(CASE WHEN activity_id IS NULL AND problem IS NULL THEN 1 END) AS unnamed, min(${time}) AS first_ts_us, max(${time}) AS last_ts_us,
    CAST(sum(CAST(xxhash64(${columns.join(', ')}) AS DECIMAL(38, 0))) AS STRING) AS hash FROM in_${plan.table}`);
  const skipped = Number(facts?.skipped ?? 0);
  if (facts?.row_count !== facts?.of_known_files)
    throw new Error(`Spark names files of in_${plan.table} differently from how they were found`);
  if (Number(facts?.composing ?? 0) > 0 || Number(facts?.unclear ?? 0) > 0) return null;
  const found = Number(facts?.problems ?? 0);
  const rejects = found === 0 ? [] : await inPlaceRejects(plan, rows);
  refuseHopeless(plan, rejects);
  const moment = (us: unknown) => (us === null || us === undefined ? null : Number(us));
  return {
    rows: Number(facts?.row_count ?? 0) - skipped,
    rejected: found,
    skipped: skipped === 0 ? [] : await inPlaceSkipped(plan, rows),
    rows_inside: [],
    left_out: plan.where.length === 0 ? 0 : (await rowsOfFiles(plan, rows)) - Number(facts?.row_count ?? 0),
    where_words: await countWords(plan, (condition) => [inPlaceWords(plan, condition)], rows),
    rejects,
    first_ts_us: moment(facts?.first_ts_us),
    last_ts_us: moment(facts?.last_ts_us),
    hash: `${columns.join(',')}:spark:${facts?.hash ?? '0'}`,
    ambiguous: 0,
    unnamed: Number(facts?.unnamed ?? 0),
    ...(Number(facts?.odd ?? 0) === 0 ? noOddIds : await countOddIds(plan.table, rows)),
    readings: plan.readings,
  };
}

async function rowsOfFiles(plan: LoadPlan, rows: Engine['rows']): Promise<number> {
  const [found] = await rows(`SELECT count(*) AS row_count FROM ${placesOf(plan).rows}`);
  return Number(found?.row_count ?? 0);
}

function inPlaceWords(plan: LoadPlan, condition: LoadPlan['where'][number]): string {
  return asSpark(whereWordsSelect(plan, firstOf(plan), condition, rowsWithConstants(plan)));
}

/** What the rules leave out, by file. */
async function inPlaceSkipped(plan: LoadPlan, rows: Engine['rows']): Promise<Skipped[]> {
  const found = await rowsByFile(plan, rows);
  return skippedRows(plan, found, null, rows);
}

/** The rows of the files, with the columns that have one value in all of them. */
function rowsWithConstants(plan: LoadPlan): string {
  const constants = constantColumns(firstOf(plan));
  const { rows } = placesOf(plan);
  return constants.length === 0 ? rows : `(SELECT *, ${constants.join(', ')} FROM ${rows})`;
}

async function inPlaceRejects(plan: LoadPlan, rows: Engine['rows']): Promise<Reject[]> {
  const place = ['file_uri', 'row_index'];
  const found = await rows(
    asSpark(problemRows(plan, firstOf(plan), rowsWithConstants(plan), place, rejectLimit)),
  );
  return found.map((row) => {
    const file = plan.files.find((candidate) => candidate.remote?.uri === row.file_uri);
    return rejectOf(plan, file?.name ?? String(row.file_uri), Number(row.row_index) + 1, withZone(plan, row));
  });
}

/** The text found, for an instant with its offset: Spark leaves it out. */
function withZone(plan: LoadPlan, row: Row): Row {
  const [canonical = ''] = String(row.problem).split(':');
  const type = firstOf(plan).types[plan.columns[canonical] ?? ''];
  return type === 'TIMESTAMP WITH TIME ZONE' && row.found !== null
    ? { ...row, found: `${row.found}+00` }
    : row;
}

function firstOf(plan: LoadPlan): SourceFile {
  const [first] = plan.files;
  if (first === undefined) throw new Error(`inputs.${plan.table} has no file`);
  return first;
}
