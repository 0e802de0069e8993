import type { LoadPlan, SourceFile } from '../../sources/plan.js';
import type { UnclearReading } from '../unclear.js';
import { fileReader, type RejectTables } from './file_reader.js';
import { groupedBy, problemRows, rawSelect, rowsOf, whereWordsSelect } from './load.js';
import { amountEvidence } from './money.js';
import { rawName } from './text.js';
import { daysEvidence, digitsEvidence, isTwoMoments } from './time.js';
import { physicalType } from './typed_column.js';

/** The SELECTs that read files once more, for what the loaded table does not say. */

/** Files with the same columns and types: one SELECT reads all of them, because with many small files the number of SELECTs decides how long it takes. */
export function alikeFiles(plan: LoadPlan): [SourceFile, ...SourceFile[]][] {
  return groupedBy(plan.files, ({ types }) => [JSON.stringify(types)]);
}

/** Where readers put what they cannot parse when they read again; nobody looks at it. */
function unread(plan: LoadPlan, why: string): RejectTables {
  return { scans: `scans_${why}_${plan.table}`, errors: `errors_${why}_${plan.table}` };
}

/** The first rows of one file that cannot be accepted: row number among the readable ones (from 1), problem and text found. */
export function problemSelect(plan: LoadPlan, file: SourceFile, limit: number): string {
  return problemRows(plan, file, numberedRows(plan, file), ['row_no'], limit);
}

/** By the rule that leaves out rows of one file (as `problem`): the number of the first, counted as in `problemSelect`. */
export function skippedSelect(plan: LoadPlan, file: SourceFile): string {
  const inner = rawSelect(plan, file, numberedRows(plan, file), ['row_no']);
  return `SELECT skipped_by AS problem, min(row_no) AS row_no FROM (${inner}) WHERE skipped_by IS NOT NULL GROUP BY skipped_by`;
}

/** The rows of one file with their numbers, in file order. */
function numberedRows(plan: LoadPlan, file: SourceFile): string {
  const reader = fileReader(file, unread(plan, 'again'), 'in order');
  return `(SELECT *, row_number() OVER () AS row_no FROM ${reader})`;
}

/** The SELECT that counts what the values of a column say about how it is to be read, in files that are alike. */
export function evidenceSelect(
  plan: LoadPlan,
  files: readonly [SourceFile, ...SourceFile[]],
  name: string,
  of: UnclearReading,
): string {
  const [file] = files;
  const rows = rowsOf(plan, files, unread(plan, 'evidence'));
  const source = `(SELECT * FROM (${rawSelect(plan, file, rows, [])}) WHERE skipped_by IS NULL)`;
  if (of === 'days') return daysEvidence(rawName(name), source);
  return of === 'digits'
    ? digitsEvidence(rawName(name), physicalType(plan, file, name), plan, source)
    : amountEvidence(rawName(name), plan, name, source);
}

/** The SELECT that counts the rows of files that are alike whose time in a column may be two moments. */
export function twoMomentsSelect(
  plan: LoadPlan,
  files: readonly [SourceFile, ...SourceFile[]],
  name: string,
): string {
  const [file] = files;
  const source = rawSelect(plan, file, rowsOf(plan, files, unread(plan, 'moments')), []);
  const isUnsure = isTwoMoments(rawName(name), physicalType(plan, file, name), plan, name);
  return `SELECT count(*) AS rows FROM (${source}) WHERE skipped_by IS NULL AND ${isUnsure}`;
}

/** The SELECT of the words in the column of a condition in files that are alike, and how many rows have each. */
export function fileWordsSelect(
  plan: LoadPlan,
  files: readonly [SourceFile, ...SourceFile[]],
  condition: LoadPlan['where'][number],
): string {
  return whereWordsSelect(plan, files[0], condition, rowsOf(plan, files, unread(plan, 'where')));
}

/** The SELECT that counts the rows of every file, whatever `where` leaves out. */
export function allRowsSelect(plan: LoadPlan): string {
  const tables = unread(plan, 'all');
  const files = plan.files.map(
    (file) => `SELECT CAST(${file.file_no} AS INTEGER) AS file_no FROM ${fileReader(file, tables)}`,
  );
  return `SELECT file_no, count(*) AS row_count FROM (${files.join(' UNION ALL ')}) GROUP BY file_no`;
}
