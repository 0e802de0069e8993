import { noChannelWords } from '../../contract/empty_words.js';
import type { DecimalMark } from '../../sources/column_readings.js';
import type { SourceFile } from '../../sources/plan.js';
import { holdOwnNames } from '../leftover_rows.js';
import { fileReader, type RejectTables } from './file_reader.js';
import { numberOfText } from './money.js';
import { type NumeralColumn, numeralEvidence } from './numeral.js';
import { identifier, literal } from './text.js';

/** How a table of paths is to be read: names of source columns, null if the file lacks one. */
export interface PathPlan {
  readonly file: SourceFile;
  readonly separator: string;
  readonly path: string;
  readonly total_conversions: string;
  readonly total_conversion_value: string | null;
  readonly total_null: string | null;
  /** the decimal mark of a column of the file, if known */
  readonly marks: Readonly<Record<string, DecimalMark>>;
  /** rows that repeat the header and are left out; also 0 if nobody has looked for them */
  readonly repeated_headers: number;
}

/** The SELECT that counts the rows that repeat the header; null if the file has no header among its rows. */
export function repeatedHeadersSelect(plan: PathPlan, rejects: RejectTables): string | null {
  const test = repeatsHeader(plan);
  return test === null
    ? null
    : `SELECT count(*) AS row_count FROM ${fileReader(plan.file, rejects)} WHERE ${test}`;
}

/** Whether every column that is read holds its own name; null for a file whose numbers are typed. */
function repeatsHeader(plan: PathPlan): string | null {
  const read = [plan.path, plan.total_conversions, plan.total_conversion_value, plan.total_null];
  const columns = read.filter((column) => column !== null);
  return columns.every((column) => plan.file.types[column] === 'VARCHAR') ? holdOwnNames(columns) : null;
}

/** The rows of the file without those that repeat its header. */
function pathRows(plan: PathPlan, rejects: RejectTables): string {
  const reader = fileReader(plan.file, rejects);
  const test = plan.repeated_headers === 0 ? null : repeatsHeader(plan);
  return test === null ? reader : `(SELECT * FROM ${reader} WHERE NOT coalesce(${test}, false))`;
}

/** The SELECT of every distinct channel in the first rows of a table of paths, or in all of them, in byte order. */
export function channelsSelect(plan: PathPlan, rows: number | null, rejects: RejectTables): string {
  const limit = rows === null ? '' : ` LIMIT ${rows}`;
  return `SELECT DISTINCT unnest(${touches(plan)}) AS channel FROM (SELECT * FROM ${pathRows(plan, rejects)}${limit}) ORDER BY channel`;
}

/** The SELECT of every path as channel codes (positions in `channels`, from 0; -1 for others), with its counts; NULL if a count is not a number. */
export function pathsSelect(plan: PathPlan, channels: readonly string[], rejects: RejectTables): string {
  const names = `ENUM(${channels.map(literal).join(', ')})`;
  const codes = `list_transform(TRY_CAST(${touches(plan)} AS ${names}[]), lambda touch: coalesce(CAST(enum_code(touch) AS INTEGER), -1))`;
  return `SELECT ${codes}, ${counts(plan).join(', ')} FROM ${pathRows(plan, rejects)}`;
}

/** The SELECT of the first row that cannot be accepted: its number (from 1) and what it contains. */
export function badPathSelect(plan: PathPlan, rejects: RejectTables): string {
  const [conversions, value, nulls] = counts(plan);
  const isCount = (count: string) =>
    `coalesce(${count} >= 0 AND ${count} = floor(${count}) AND ${count} <= 9007199254740991, false)`;
  const words = noChannelWords.map(literal).join(', ');
  const isEmpty = `len(list_filter(${touches(plan)}, lambda touch: regexp_full_match(touch, '${blanks}') OR lower(regexp_replace(touch, '^${blanks}|${blanks}$', '', 'g')) IN (${words}))) > 0`;
  const header = plan.repeated_headers === 0 ? null : repeatsHeader(plan);
  const problem = `CASE ${header === null ? '' : `WHEN ${header} THEN NULL `}WHEN ${isEmpty} OR contains(CAST(${identifier(plan.path)} AS VARCHAR), chr(0)) THEN 'path'
    WHEN NOT ${isCount(`${conversions}`)} THEN 'total_conversions'
    WHEN NOT coalesce(${value} >= 0 AND ${value} < 'infinity'::DOUBLE, false) THEN 'total_conversion_value'
    WHEN NOT ${isCount(`${nulls}`)} THEN 'total_null' END`;
  const found = [plan.path, plan.total_conversions, plan.total_conversion_value, plan.total_null].map(
    (column) => (column === null ? 'NULL' : `CAST(${identifier(column)} AS VARCHAR)`),
  );
  return `SELECT row_no, problem, CASE problem WHEN 'path' THEN ${found[0]} WHEN 'total_conversions' THEN ${found[1]} WHEN 'total_null' THEN ${found[3]} ELSE ${found[2]} END AS found
    FROM (SELECT row_number() OVER () AS row_no, ${problem} AS problem, * FROM ${fileReader(plan.file, rejects)})
    WHERE problem IS NOT NULL ORDER BY row_no LIMIT 1`;
}

/** Nothing but white space and marks of no width. */
const blanks = '[\\s\\p{Z}\\x0B\\x{200B}\\x{2060}\\x{FEFF}]*';

/** The channels of a path, without byte order marks: the first one of a text is lost on its way out of the engine. Looking for one is far cheaper than replacing it. */
function touches({ path, separator }: PathPlan): string {
  const text = `CAST(${identifier(path)} AS VARCHAR)`;
  const mark = 'chr(65279)';
  const marked = `CASE WHEN contains(${text}, ${mark}) THEN replace(${text}, ${mark}, '') ELSE coalesce(${text}, '') END`;
  return `string_split(${marked}, ${literal(separator)})`;
}

/** Conversions, value and nulls of a row. Without a column of nulls, a row without conversions is one journey that led to nothing. */
function counts(plan: PathPlan): string[] {
  const number = (column: string) => numberIn(plan, column);
  const conversions = number(plan.total_conversions);
  const value = plan.total_conversion_value;
  return [
    conversions,
    value === null
      ? '0e0'
      : `CASE WHEN ${identifier(value)} IS NULL OR CAST(${identifier(value)} AS VARCHAR) = '' THEN 0e0 ELSE ${number(value)} END`,
    plan.total_null === null ? `CASE WHEN ${conversions} = 0 THEN 1e0 ELSE 0e0 END` : number(plan.total_null),
  ];
}

/** A column as DOUBLE; NULL if it is not an unambiguous number. Nearly all rows of a table of paths have 0 or 1, which need no pattern. */
function numberIn(plan: PathPlan, column: string): string {
  const raw = identifier(column);
  return plan.file.types[column] === 'VARCHAR'
    ? `CASE WHEN ${raw} = '0' THEN 0e0 WHEN ${raw} = '1' THEN 1e0 ELSE ${numberOfText(raw, numeralOf(plan, column))} END`
    : `TRY_CAST(${raw} AS DOUBLE)`;
}

function numeralOf({ marks }: PathPlan, column: string): NumeralColumn {
  return { mark: marks[column], hasThreeDecimals: 'false', hasNoDecimals: 'false', currency: null };
}

/** The SELECT that counts what the texts of a column say about its decimals. */
export function pathMarkSelect(plan: PathPlan, column: string, rejects: RejectTables): string {
  return numeralEvidence(identifier(column), numeralOf(plan, column), pathRows(plan, rejects));
}
