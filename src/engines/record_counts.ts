import { UserError } from '../contract/errors.js';
import type { LoadPlan, SourceFile } from '../sources/plan.js';
import { lineInSource } from '../sources/records/line_shifts.js';
import { linesOfRows } from './duckdb/csv_lines.js';
import { allRowsSelect, skippedSelect } from './duckdb/load_again.js';
import type { Engine, Row, RowsInside, Skipped, SkipRule } from './engine.js';
import { isSkipped, skipRuleOf } from './leftover_rows.js';

type Rows = Engine['rows'];

/** A file from which the engine has read more or fewer records than begin in its bytes. */
export class Miscount extends UserError {
  constructor(file: SourceFile, begun: number, read: number) {
    super(
      `${file.name}: its bytes contain the beginnings of ${begun} records, but ${read} were read.`,
      'Export the file again with every quote inside a value doubled (""), or as Parquet.',
      3,
    );
    this.name = 'Miscount';
  }
}

/** Rows of one file in the table `in_<table>`. */
export interface FileRows {
  readonly rows: number;
  readonly skipped: ReadonlyMap<SkipRule, number>;
  /** rows that cannot be accepted */
  readonly problems: number;
}

const none: FileRows = { rows: 0, skipped: new Map(), problems: 0 };

/** Rows of the table `in_<table>` by the number of their file. */
export async function rowsByFile(plan: LoadPlan, rows: Rows): Promise<Map<number, FileRows>> {
  const found =
    await rows(`SELECT file_no, CASE WHEN ${isSkipped} THEN problem END AS problem, count(*) AS row_count,
      count(CASE WHEN NOT ${isSkipped} THEN problem END) AS problems
    FROM in_${plan.table} GROUP BY file_no, CASE WHEN ${isSkipped} THEN problem END`);
  const byFile = new Map<number, Row[]>(plan.files.map(({ file_no }) => [file_no, []]));
  for (const row of found) byFile.get(Number(row.file_no))?.push(row);
  return new Map(plan.files.map((file) => [file.file_no, rowsOf(file, byFile.get(file.file_no) ?? [])]));
}

/** From the rows of its own counts. */
function rowsOf(file: SourceFile, own: readonly Row[]): FileRows {
  const skipped = own
    .filter((row) => row.problem !== null)
    .map((row): [SkipRule, number] => {
      const rule = skipRuleOf(row.problem);
      return [rule, Number(row.row_count) - (rule === 'blank' ? emptyLinesRead(file) : 0)];
    });
  const sum = (count: string) => own.reduce((all, row) => all + Number(row[count]), 0);
  return { rows: sum('row_count'), skipped: new Map(skipped), problems: sum('problems') };
}

/** In a file with one column, DuckDB reads an empty line as a row. */
function emptyLinesRead(file: SourceFile): number {
  return file.format.header.length === 1 ? (file.records?.empty_lines ?? 0) : 0;
}

/** Rows by file, including those that `where` leaves out; null if nothing is left out, because then they are those of the table. */
export async function rowsBeforeWhere(plan: LoadPlan, rows: Rows): Promise<Map<number, number> | null> {
  if (plan.where.length === 0) return null;
  const counted = await rows(allRowsSelect(plan));
  return new Map(counted.map((row) => [Number(row.file_no), Number(row.row_count)]));
}

/** How many rows `where` leaves out; those that another rule leaves out are not counted. */
export function leftOutByWhere(
  plan: LoadPlan,
  found: ReadonlyMap<number, FileRows>,
  all: ReadonlyMap<number, number> | null,
): number {
  if (all === null) return 0;
  const leftOut = plan.files.map(
    ({ file_no }) => (all.get(file_no) ?? 0) - (found.get(file_no) ?? none).rows,
  );
  return leftOut.reduce((sum, count) => sum + count, 0);
}

/** Throws a Miscount if the engine has not read as many records of a CSV file as begin in its bytes. */
export function refuseMiscounts(
  plan: LoadPlan,
  found: ReadonlyMap<number, FileRows>,
  all: ReadonlyMap<number, number> | null,
  rejected: ReadonlyMap<number, number>,
): void {
  for (const file of plan.files) {
    if (file.records === undefined) continue;
    const taken = all?.get(file.file_no) ?? (found.get(file.file_no) ?? none).rows;
    const read = taken + (rejected.get(file.file_no) ?? 0) - emptyLinesRead(file);
    if (read !== file.records.readable) throw new Miscount(file, file.records.readable, read);
  }
}

/** A line that the reader could not parse and that a rule leaves out. */
export interface SkippedLine {
  readonly file_no: number;
  readonly line: number;
  readonly rule: SkipRule;
}

/** Lines that the reader could not parse: those that a rule leaves out, and by path the numbers of all of them. */
export interface UnreadLines {
  readonly skipped: readonly SkippedLine[];
  readonly lines: ReadonlyMap<string, readonly number[]>;
}

/** What the rules leave out, by file; without line numbers if these are not requested (null). */
export async function skippedRows(
  plan: LoadPlan,
  found: ReadonlyMap<number, FileRows>,
  unread: UnreadLines | null,
  rows: Rows,
): Promise<Skipped[]> {
  const skipped: Skipped[] = [];
  for (const file of plan.files) {
    const { skipped: counts } = found.get(file.file_no) ?? none;
    const firsts =
      counts.size === 0 || unread === null ? new Map() : await firstLines(plan, file, unread, rows);
    for (const rule of ['blank', 'repeated header', 'total row', 'footer'] as const) {
      const own = (unread?.skipped ?? []).filter((one) => one.file_no === file.file_no && one.rule === rule);
      const count = (counts.get(rule) ?? 0) + own.length;
      const first_line = Math.min(firsts.get(rule) ?? Infinity, ...own.slice(0, 1).map(({ line }) => line));
      if (count > 0)
        skipped.push({
          rule,
          file: file.name,
          count,
          first_line: Number.isFinite(first_line) ? lineInSource(file.line_shifts, first_line) : null,
        });
    }
  }
  return skipped;
}

/** Line of the first row that each rule leaves out. */
async function firstLines(
  plan: LoadPlan,
  file: SourceFile,
  { lines }: UnreadLines,
  rows: Rows,
): Promise<Map<SkipRule, number>> {
  const first = await rows(skippedSelect(plan, file));
  const numbers = first.map((row) => Number(row.row_no));
  const lineOf = await linesOfRows(file, numbers, lines.get(file.readable) ?? []);
  return new Map(
    first.flatMap((row): [SkipRule, number][] => {
      const line = lineOf.get(Number(row.row_no));
      return line === undefined ? [] : [[skipRuleOf(row.problem), line]];
    }),
  );
}

/** The values of every file, and of the files that it was made from, that seem to contain whole rows. */
export function rowsInside(plan: LoadPlan): RowsInside[] {
  return plan.files.flatMap(({ name, records, line_shifts, made_from_values = [] }) => {
    const [first] = records?.row_like ?? [];
    if (made_from_values.length > 0 || records === undefined || first === undefined) return made_from_values;
    return [
      {
        file: name,
        first_line: lineInSource(line_shifts, first.first_line),
        last_line: lineInSource(line_shifts, first.last_line),
        rows: records.rows_inside,
      },
    ];
  });
}
