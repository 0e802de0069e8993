import { columnChoices, columnsOf } from '../contract/tables.js';
import { totalWords } from '../sources/leftovers.js';
import type { LoadPlan, SourceFile } from '../sources/plan.js';
import { identifier, literal } from './duckdb/text.js';
import type { SkipRule } from './engine.js';

/** What the `problem` of a row begins with that is left out by a rule, and is no mistake. */
const mark = 'skip:';

/** Whether a row is left out by a rule; over the column `problem`. */
export const isSkipped = `problem LIKE '${mark}%'`;

/** The rule that leaves a row out, from its `problem`. */
export function skipRuleOf(problem: unknown): SkipRule {
  return String(problem).slice(mark.length) as SkipRule;
}

/**
 * The rule by which a row is left out, or NULL, as an expression over the columns of the source: a row without any value, one
 * that repeats the header, one that sums the rows above it. Both engines read it.
 */
export function skippedBy(plan: LoadPlan, file: SourceFile): string {
  const columns = columnsToLookAt(plan, file);
  const tests = [
    rule('blank', columns.map((column) => `${filled(column, file)} IS NULL`).join(' AND ')),
    rule('repeated header', headerTest(plan, file)),
    ...(plan.table === 'targets' ? [] : totalTests(plan, file, columns)),
  ].flatMap((test) => test ?? []);
  return `CASE ${tests.join(' ')} ELSE CAST(NULL AS VARCHAR) END`;
}

function rule(name: SkipRule, test: string | null): string | null {
  return test === null ? null : `WHEN ${test} THEN ${literal(`${mark}${name}`)}`;
}

/** Columns of a text file that are looked at beside those that are read: each costs memory, and some files have thousands. */
const columnLimit = 200;

/** The columns of a text file, up to a limit; of a Parquet file those that are read, because each costs. */
function columnsToLookAt(plan: LoadPlan, file: SourceFile): string[] {
  const asked = [...plan.where, ...plan.key, ...plan.matches.flatMap(({ conditions }) => conditions)];
  const wanted = new Set([...Object.values(plan.columns), ...asked.map(({ column }) => column)]);
  const limit = file.format.format === 'parquet' ? 0 : columnLimit;
  return Object.keys(file.types).filter(
    (column, place) => (place < limit || wanted.has(column)) && !isConstant(column, file),
  );
}

/** Whether a column has one value in all rows, also in those that hold nothing else. */
function isConstant(column: string, file: SourceFile): boolean {
  return file.constants?.[column] !== undefined;
}

/** A cell, NULL where nothing but blanks stands in it. */
function filled(column: string, file: SourceFile): string {
  return file.types[column] === 'VARCHAR' ? `blank_to_null(${identifier(column)})` : identifier(column);
}

/** Every column that is read holds its own name. */
function headerTest(plan: LoadPlan, file: SourceFile): string | null {
  const columns = [...new Set(Object.values(plan.columns))].filter((column) => !isConstant(column, file));
  if (
    columns.length === 0 ||
    columns.some((column) => file.types[column] !== 'VARCHAR' || column.trim() === '')
  )
    return null;
  const name = (column: string) => literal(column.trim());
  return columns
    .map((column) => {
      const cell = identifier(column);
      return `contains(${cell}, ${name(column)}) AND bare_cell(${cell}) = ${name(column)}`;
    })
    .join(' AND ');
}

/** A word for a sum stands first where a value is missing that every row must have; or the row is one of those at an end of the file. */
function totalTests(plan: LoadPlan, file: SourceFile, columns: readonly string[]): (string | null)[] {
  const needed = neededColumns(plan);
  const missing = needed.map((column) => `${filled(column, file)} IS NULL`).join(' OR ');
  const texts = columns.filter((column) => !/STRUCT|MAP|\[|BLOB/.test(file.types[column] ?? ''));
  const first = `coalesce(${texts.map((column) => `CAST(${filled(column, file)} AS VARCHAR)`).join(', ')})`;
  const places = new Map(Object.keys(file.types).map((column, place) => [column, place]));
  const words = totalWords.map(literal).join(', ');
  const ends = (file.records?.totals ?? []).map((cells) =>
    columns.map((column) => sameCell(column, cells[places.get(column) ?? -1] ?? '')).join(' AND '),
  );
  return [
    needed.length === 0 ? null : rule('total row', `(${missing}) AND cell_word(${first}) IN (${words})`),
    ...ends.map((same) => rule('total row', same)),
  ];
}

function sameCell(column: string, cell: string): string {
  return cell === '' ? `${identifier(column)} IS NULL` : `${identifier(column)} = ${literal(cell)}`;
}

/** The source columns that hold a value in every row of the table. */
function neededColumns(plan: LoadPlan): string[] {
  const required = Object.entries(columnsOf(plan.table))
    .filter(([, column]) => 'required' in column)
    .map(([name]) => name);
  const chosen = (columnChoices[plan.table] ?? []).find((set) =>
    set.every((name) => plan.columns[name] !== undefined),
  );
  return [...required, ...(chosen ?? [])].flatMap((name) => plan.columns[name] ?? []);
}
