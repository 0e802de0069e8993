import { inputError, usageError } from '../../contract/errors.js';
import { columnsOf } from '../../contract/tables.js';
import type { LoadPlan, SourceFile } from '../../sources/plan.js';
import { isBlank, isFooter, isTotal } from '../../sources/records/leftovers.js';
import { lineInSource } from '../../sources/records/line_shifts.js';
import type { DamagedRows } from '../../sources/records/records.js';
import { cellsOf } from '../../sources/records/row_likeness.js';
import { placeWord } from '../../sources/xlsx/sheet_title.js';
import { type Engine, type Loaded, type Reject, type Row, rejectLimit, type SkipRule } from '../engine.js';
import { expectation } from '../expectations.js';
import { isSkipped, otherHeaderReason } from '../leftover_rows.js';
import { lostDigitCounts, refuseLostDigits } from '../lost_digits.js';
import { countOddIds, noOddIds } from '../odd_ids.js';
import {
  type FileRows,
  leftOutByWhere,
  refuseMiscounts,
  rowsBeforeWhere,
  rowsByFile,
  rowsInside,
  type SkippedLine,
  skippedRows,
} from '../record_counts.js';
import { isUnclear } from '../unclear.js';
import { linesOfRejects, linesOfRows } from './csv_lines.js';
import type { RejectTables } from './file_reader.js';
import { alikeFiles, problemSelect, twoMomentsSelect } from './load_again.js';
import { isUnread } from './problem.js';
import { isShownTwice } from './time.js';
import { typedName } from './typed_column.js';
import { whereCounts } from './where_counts.js';

type Rows = Engine['rows'];

/** Why a loaded table has to be loaded once more. */
export type Again = 'two readings' | 'unread';

/** Counts, time range, content hash and rejects of the newly loaded table `in_<table>`; or why it has to be loaded once more. */
export async function profile(plan: LoadPlan, tables: RejectTables, rows: Rows): Promise<Loaded | Again> {
  const facts = await countRows(plan, tables, rows);
  if (facts.unread > 0) return 'unread';
  if (facts.unclear > 0) return 'two readings';
  const unreadable = facts.unreadable === 0 ? nothingUnreadable : await readerRejects(plan, tables, rows);
  const isText = plan.files.some((file) => file.records !== undefined);
  const all = await rowsBeforeWhere(plan, rows);
  const isByFile = facts.problems + facts.skipped > 0 || isText || all !== null;
  const found: ReadonlyMap<number, FileRows> = isByFile ? await rowsByFile(plan, rows) : new Map();
  refuseMiscounts(plan, found, all, unreadable.perFile);
  const rejects = [...damagedRejects(plan), ...unreadable.rejects];
  for (const file of plan.files) {
    if ((found.get(file.file_no)?.problems ?? 0) === 0) continue;
    const own = await problemRejects(plan, file, unreadable.lines.get(file.readable) ?? [], rows);
    // reading a file again takes long: if this one says that nothing can be read, the others are not asked
    refuseHopeless(plan, own);
    rejects.push(...own);
  }
  await refuseLostDigits(plan, facts.ids, rows);
  refuseHopeless(plan, rejects);
  const lost =
    unreadable.count + plan.files.reduce((sum, { records }) => sum + (records?.damaged_rows ?? 0), 0);
  return {
    rows: facts.rows - facts.skipped + lost,
    rejected: facts.problems + lost,
    skipped: await skippedRows(plan, found, unreadable, rows),
    rows_inside: rowsInside(plan),
    left_out: leftOutByWhere(plan, found, all),
    where_words: await whereCounts(plan, rows),
    rejects: rejects.sort(byPlace).slice(0, rejectLimit),
    first_ts_us: facts.first_ts_us,
    last_ts_us: facts.last_ts_us,
    hash: facts.hash,
    ambiguous: facts.ambiguous === 0 ? 0 : await unsureTimes(plan, rows),
    unnamed: facts.unnamed,
    ...(facts.odd === 0 ? noOddIds : await countOddIds(plan.table, rows)),
    readings: plan.readings,
  };
}

/** Some problems of a row mean that the file as a whole is unusable. */
export function refuseHopeless(plan: LoadPlan, rejects: readonly Reject[]): void {
  const first = rejects.find((reject) => reject.reason === 'scientific');
  if (first !== undefined) throw scientificId(first);
  const moved = rejects.find((reject) => reject.reason === otherHeaderReason);
  if (moved !== undefined) throw otherHeader(moved);
  const unplaced = plan.zone === null ? rejects.find((reject) => reject.reason === 'zone') : undefined;
  if (unplaced !== undefined) throw timeWithoutZone(unplaced, plan);
}

function byPlace(a: Reject, b: Reject): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}

/** Everything that is counted in one pass over the table. */
async function countRows(plan: LoadPlan, tables: RejectTables, rows: Rows) {
  const mapped = Object.keys(plan.columns).map((name) =>
    typedName(name, columnsOf(plan.table)[name]?.kind ?? 'text'),
  );
  const [name] = timeColumns(plan);
  const time = name === undefined ? undefined : `${name}_us`;
  const range =
    time === undefined
      ? 'CAST(NULL AS BIGINT) AS first_ts_us, CAST(NULL AS BIGINT) AS last_ts_us'
      : `min(CASE WHEN problem IS NULL THEN ${time} END) AS first_ts_us, max(CASE WHEN problem IS NULL THEN ${time} END) AS last_ts_us`;
  const hashed =
    mapped.length === 0
      ? "'0'"
      : `CAST(sum(CAST(hash(${mapped.map((column) => `"${column}"`).join(', ')}) AS HUGEINT)) AS VARCHAR)`;
  const unreadable = plan.files.some((file) => file.format.format === 'csv')
    ? `(SELECT count(*) FROM ${tables.errors})`
    : '0';
  const counts = [
    'count(*) AS rows',
    `count(CASE WHEN ${isSkipped} THEN NULL ELSE problem END) AS problems`,
    `count(CASE WHEN ${isSkipped} THEN 1 END) AS skipped`,
    `count(CASE WHEN NOT ${isSkipped} AND ${isUnclear} THEN 1 END) AS unclear`,
    `count(CASE WHEN ${isUnread} THEN 1 END) AS unread`,
    range,
    `${hashed} AS hash`,
    `${ambiguousCount(plan, time)} AS ambiguous`,
    `${unreadable} AS unreadable`,
    `${plan.table === 'activities' ? 'count_if(activity_id IS NULL AND problem IS NULL)' : '0'} AS unnamed`,
    'count(odd_ids) AS odd',
    ...lostDigitCounts(plan),
  ];
  const [facts] = await rows(`SELECT ${counts.join(', ')} FROM in_${plan.table}`);
  return {
    rows: Number(facts?.rows ?? 0),
    problems: Number(facts?.problems ?? 0),
    skipped: Number(facts?.skipped ?? 0),
    unclear: Number(facts?.unclear ?? 0),
    unread: Number(facts?.unread ?? 0),
    first_ts_us: facts?.first_ts_us === null ? null : Number(facts?.first_ts_us),
    last_ts_us: facts?.last_ts_us === null ? null : Number(facts?.last_ts_us),
    hash: `${mapped.join(',')}:${facts?.hash ?? '0'}`,
    ambiguous: Number(facts?.ambiguous ?? 0),
    unreadable: Number(facts?.unreadable ?? 0),
    unnamed: Number(facts?.unnamed ?? 0),
    odd: Number(facts?.odd ?? 0),
    ids: facts ?? {},
  };
}

function timeColumns(plan: LoadPlan): string[] {
  return Object.entries(columnsOf(plan.table)).flatMap(([name, column]) =>
    column.kind === 'time' && plan.columns[name] !== undefined && name !== 'ingested_at' ? [name] : [],
  );
}

/** How many times the clocks of their zone show twice: only if there are any, it matters whether the source gives their offset. */
function ambiguousCount(plan: LoadPlan, time: string | undefined): string {
  if (plan.zone === null || time === undefined || !hasDaylightSaving(plan.zone)) return '0';
  return `count_if(${isShownTwice(time, plan.zone)})`;
}

/** How many times are without an offset and may be two moments. */
async function unsureTimes(plan: LoadPlan, rows: Rows): Promise<number> {
  const [name] = timeColumns(plan);
  if (name === undefined) return 0;
  let unsure = 0;
  for (const files of alikeFiles(plan)) {
    const [counted] = await rows(twoMomentsSelect(plan, files, name));
    unsure += Number(counted?.rows ?? 0);
  }
  return unsure;
}

function hasDaylightSaving(zone: string): boolean {
  const offset = (month: number) =>
    new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
      .format(Date.UTC(2024, month, 1))
      .split('GMT')[1];
  return offset(0) !== offset(6);
}

interface Unreadable {
  readonly count: number;
  readonly rejects: readonly Reject[];
  /** those that a rule leaves out, which are not counted with the others */
  readonly skipped: readonly SkippedLine[];
  /** path -> line numbers of all of them */
  readonly lines: ReadonlyMap<string, number[]>;
  /** number of the file -> how many of all of them it has */
  readonly perFile: ReadonlyMap<number, number>;
}

const nothingUnreadable: Unreadable = {
  count: 0,
  rejects: [],
  skipped: [],
  lines: new Map(),
  perFile: new Map(),
};

/** Lines that the CSV reader could not parse: wrong number of columns, bytes that are not UTF-8. */
async function readerRejects(plan: LoadPlan, tables: RejectTables, rows: Rows): Promise<Unreadable> {
  const found =
    await rows(`SELECT s.file_path AS path, min(e.line) AS line, e.line_byte_position AS line_start, min(e.error_type::VARCHAR) AS type,
      min(e.column_name) AS column_name, min(left(e.csv_line, 1000)) AS csv_line
    FROM ${tables.errors} e JOIN ${tables.scans} s USING (scan_id, file_id) GROUP BY path, line_start ORDER BY path, line, line_start`);
  const lineOf = await linesOfRejects(plan, found);
  const lines = new Map<string, number[]>();
  const perFile = new Map<number, number>();
  const rejects: Reject[] = [];
  const skipped: SkippedLine[] = [];
  for (const row of found) {
    const file = plan.files.find((candidate) => candidate.readable === row.path);
    const file_no = file?.file_no ?? 0;
    const line = lineOf(row);
    perFile.set(file_no, (perFile.get(file_no) ?? 0) + 1);
    const own = lines.get(String(row.path)) ?? [];
    own.push(line);
    lines.set(String(row.path), own);
    const rule = leftoverRule(row, file);
    if (rule !== null) skipped.push({ file_no, line, rule });
    else if (rejects.length < rejectLimit) rejects.push(readerReject(plan, file, line, row));
  }
  return { count: found.length - skipped.length, rejects, skipped, lines, perFile };
}

/** The rule that leaves out a line with more or fewer cells than the header. */
function leftoverRule(row: Row, file: SourceFile | undefined): SkipRule | null {
  if (!/MISSING|TOO MANY/i.test(String(row.type))) return null;
  const cells = cellsOf(String(row.csv_line), file?.format.delimiter ?? ',');
  if (cells === null) return null;
  if (isBlank(cells)) return 'blank';
  if (isFooter(cells)) return 'footer';
  return isTotal(cells) ? 'total row' : null;
}

function readerReject(plan: LoadPlan, file: SourceFile | undefined, line: number, row: Row): Reject {
  return {
    table_name: plan.table,
    file: file?.name ?? String(row.path),
    line: lineInSource(file?.line_shifts, line),
    column: String(row.column_name ?? ''),
    found: shortened(String(row.csv_line ?? '').replace(/^[\r\n]+/, '')),
    expected: readerExpectation(
      String(row.type),
      file?.format.header.length ?? 0,
      file?.format.encoding ?? 'utf-8',
    ),
    reason: String(row.type).toLowerCase().replaceAll(' ', '_'),
  };
}

/** Unreadable stretches of the files, each one reject whatever its number of rows. */
function damagedRejects(plan: LoadPlan): Reject[] {
  return plan.files.flatMap((file) =>
    (file.records?.damaged ?? []).map((damage) => ({
      table_name: plan.table,
      file: file.name,
      line: lineInSource(file.line_shifts, damage.first_line),
      column: file.format.header[damage.cell] ?? '',
      found: shortened(damage.text),
      expected: damageExpectation(shifted(damage, file), file.format.header.length),
      reason: damage.kind,
    })),
  );
}

/** The stretch with line numbers of the user's own file. */
function shifted(damage: DamagedRows, { line_shifts }: SourceFile): DamagedRows {
  const inSource = (line: number) => lineInSource(line_shifts, line);
  return { ...damage, first_line: inSource(damage.first_line), last_line: inSource(damage.last_line) };
}

function damageExpectation({ kind, first_line, last_line, rows }: DamagedRows, width: number): string {
  const stretch =
    first_line === last_line
      ? ''
      : ` (lines ${first_line} to ${last_line}, ${rows} ${rows === 1 ? 'row' : 'rows'})`;
  if (kind === 'columns') return `${width} columns${stretch}`;
  if (kind === 'size') return `a record of less than 8 MB${stretch}`;
  return kind === 'unquoted_value'
    ? 'matching quotes, doubled inside a value'
    : `a quote that is closed at the end of its cell; this one swallows what follows${stretch}`;
}

/** The first line of what was found, at most 200 characters. */
function shortened(text: string): string {
  const [first = '', ...more] = text.trimEnd().split(/\r?\n/);
  return first.length > 200 || more.length > 0 ? `${first.slice(0, 200)}…` : first;
}

function readerExpectation(type: string, width: number, encoding: string): string {
  if (/MISSING|TOO MANY/i.test(type)) return `${width} columns`;
  if (/UTF|UNICODE|ENCOD/i.test(type)) return `${encoding} text`;
  return `a line of ${width} columns`;
}

async function problemRejects(
  plan: LoadPlan,
  file: SourceFile,
  unreadable: readonly number[],
  rows: Rows,
): Promise<Reject[]> {
  const found = await rows(problemSelect(plan, file, rejectLimit));
  if (found.length === 0) return [];
  const lineOf = await linesOfRows(
    file,
    found.map((row) => Number(row.row_no)),
    unreadable,
  );
  return found.map((row) => {
    const line = lineOf.get(Number(row.row_no));
    const inSource = line === undefined ? null : lineInSource(file.line_shifts, line);
    return rejectOf(plan, file.name, inSource, row);
  });
}

/** A row that cannot be accepted, from its `problem` and the text `found`. */
export function rejectOf(plan: LoadPlan, file: string, line: number | null, row: Row): Reject {
  const [column = '', reason = ''] = String(row.problem).split(':');
  const text = row.found === null ? '' : String(row.found);
  return {
    table_name: plan.table,
    file,
    line,
    column: plan.columns[column] ?? column,
    found: shortened(text),
    expected: expectation(reason, text, column, plan),
    reason,
  };
}

function timeWithoutZone(reject: Reject, plan: LoadPlan): Error {
  return usageError(
    `${reject.file}, ${placeWord(reject.file)} ${reject.line ?? '?'}, column "${reject.column}": found "${reject.found}", a time without a zone, and no zone is declared.`,
    `Add inputs.${plan.table}.timezone (or timezone at the top), such as Asia/Shanghai; or export times with an offset, such as 2026-11-16T09:30:00+08:00.`,
  );
}

function otherHeader(reject: Reject): Error {
  return inputError(
    `${reject.file}, ${placeWord(reject.file)} ${reject.line ?? '?'}: the column names appear here again, in a different order: found "${reject.found}" in the column "${reject.column}".`,
    'Two exports with different columns were concatenated: split them into two files, each with its own column names.',
  );
}

function scientificId(reject: Reject): Error {
  return inputError(
    `${reject.file}, ${placeWord(reject.file)} ${reject.line ?? '?'}, column "${reject.column}": found ${reject.found}, an id in scientific notation; its digits are gone.`,
    'Export the column as text, directly from the source system, without opening it in a spreadsheet.',
  );
}
