import { columnChoices, columnsOf } from '../contract/tables.js';
import { foldedHeader, writtenHeader } from '../sources/headers.js';
import type { LoadPlan, SourceFile } from '../sources/plan.js';
import { countAtEnd, footerShape, totalWords } from '../sources/records/leftovers.js';
import { unread } from './duckdb/problem.js';
import { identifier, literal } from './duckdb/text.js';
import type { SkipRule } from './engine.js';

/** What the `problem` of a row starts with if a rule leaves it out and it is not an error. */
const mark = 'skip:';

/** Whether a row is left out by a rule; over the column `problem`. */
export const isSkipped = `problem LIKE '${mark}%'`;

/** The rule that leaves a row out, from its `problem`. */
export function skipRuleOf(problem: unknown): SkipRule {
  return String(problem).slice(mark.length) as SkipRule;
}

/**
 * The rule by which a row is left out, or NULL, as an expression over the columns of the source: a row without any value, one
 * that repeats the header, one that sums the rows above it, a line below them; a header of other rows is a problem. Both engines use it.
 */
export function skippedBy(plan: LoadPlan, file: SourceFile): string {
  const columns = columnsToLookAt(plan, file);
  if (plan.plainest && isShortTest(plan, file)) return shortTest(plan, file, columns);
  const tests = [
    rule('blank', columns.map((column) => `${filled(column, file)} IS NULL`).join(' AND ')),
    rule('repeated header', headerTest(plan, file)),
    isTyped(file) ? null : otherHeader(plan, file),
    ...(plan.table === 'targets' ? [] : totalTests(plan, file, columns)),
    isTyped(file) || plan.table === 'targets' ? null : footerTest(plan, file, columns),
  ].flatMap((test) => test ?? []);
  return `CASE ${tests.join(' ')} ELSE CAST(NULL AS VARCHAR) END`;
}

/** Whether the short test knows every rule for the file. */
function isShortTest(plan: LoadPlan, file: SourceFile): boolean {
  const isAllText = Object.values(file.types).every((type) => type === 'VARCHAR');
  const hasTotals = (file.records?.totals ?? []).length > 0;
  return isAllText && !isTyped(file) && !hasTotals && plan.table !== 'targets';
}

/**
 * For a first reading: whether any of the rules may leave a row out, because its values together begin with a word for a sum, look like a
 * footer or are blank, or because its first cell holds the name of a column. Planning this costs a tenth of planning the rules; if it is
 * true of any row, the file is read again by the rules.
 */
function shortTest(plan: LoadPlan, file: SourceFile, columns: readonly string[]): string {
  const needed = neededColumns(plan);
  const lacks = needed.map((column) => `coalesce(${identifier(column)}, '') < '!'`).join(' OR ');
  const all = `replace(cell_word(concat_ws('', ${columns.map(identifier).join(', ')})), '"', '')`;
  const odd = `regexp_matches(${all}, ${literal(`^(?:${totalWords.join('|')})|^$|${footerShape}`)})`;
  const isGuarded =
    needsTime(plan) && needed.length > 1 && !needed.every((column) => isConstant(column, file));
  const tests = [
    isGuarded ? `(${lacks}) AND ${odd}` : odd,
    ...readColumns(plan, file)
      .slice(0, 1)
      .map((first) => `${holdsOwnName(first)} OR ${holdsAName(first, file)}`),
  ];
  return `CASE WHEN ${tests.join(' OR ')} THEN ${literal(`row:${unread}`)} ELSE CAST(NULL AS VARCHAR) END`;
}

function rule(name: SkipRule, test: string | null): string | null {
  return test === null ? null : `WHEN ${test} THEN ${literal(`${mark}${name}`)}`;
}

/** Columns of a text file that are examined in addition to those that are read: each costs memory, and some files have thousands. */
const columnLimit = 200;

/** The columns of a text file, up to a limit; of a Parquet file only those that are read, because each costs. */
function columnsToLookAt(plan: LoadPlan, file: SourceFile): string[] {
  const asked = [...plan.where, ...plan.key, ...plan.matches.flatMap(({ conditions }) => conditions)];
  const wanted = new Set([...Object.values(plan.columns), ...asked.map(({ column }) => column)]);
  const limit = file.format.format === 'parquet' ? 0 : columnLimit;
  return Object.keys(file.types).filter(
    (column, place) => (place < limit || wanted.has(column)) && !isConstant(column, file),
  );
}

/** Whether a column has one value in all rows, including rows that hold nothing else. */
function isConstant(column: string, file: SourceFile): boolean {
  return file.constants?.[column] !== undefined;
}

/** A cell, NULL if it holds nothing but blanks. */
function filled(column: string, file: SourceFile): string {
  return file.types[column] === 'VARCHAR' ? `blank_to_null(${identifier(column)})` : identifier(column);
}

/** The columns that are read from the cells of a text file. */
function readColumns(plan: LoadPlan, file: SourceFile): string[] {
  const columns = [...new Set(Object.values(plan.columns))].filter((column) => !isConstant(column, file));
  return columns.every((column) => file.types[column] === 'VARCHAR' && column.trim() !== '') ? columns : [];
}

/** Every column that is read holds its own name, in any case. */
function headerTest(plan: LoadPlan, file: SourceFile): string | null {
  const columns = readColumns(plan, file);
  if (columns.length === 0) return null;
  return isTyped(file) ? columns.map(isOwnName).join(' AND ') : holdOwnNames(columns);
}

/** Whether each of these text columns holds its own name, however it is written. */
export function holdOwnNames(columns: readonly string[]): string {
  return columns.map(holdsOwnName).join(' AND ');
}

/** Whether programs wrote the file row by row, with its header kept apart: then none of their lines are among the rows, and the checks of each row are kept short, because Spark plans them anew for every column derived from it. */
function isTyped(file: SourceFile): boolean {
  return file.format.format === 'parquet';
}

function isOwnName(column: string): string {
  const [cell, name] = [identifier(column), literal(column.trim())];
  return `contains(${cell}, ${name}) AND bare_cell(${cell}) = ${name}`;
}

function holdsOwnName(column: string): string {
  const cell = identifier(column);
  const name = writtenHeader(column);
  const [part = ''] = name.toLowerCase().match(/[a-z0-9]+|[^\s_-]+/u) ?? [];
  const folded = `replace(replace(cell_word(bare_cell(${cell})), '_', ''), '-', '')`;
  return `contains(lower(${cell}), ${literal(part.slice(0, 3))}) AND (bare_cell(${cell}) = ${literal(name.trim())} OR ${folded} = ${literal(foldedHeader(name))})`;
}

/** Why a row that is the header of other rows cannot be accepted. */
export const otherHeaderReason = 'header';

/** Every column that is read holds the name of a column, and not all of them their own: the header of other rows, in a different order. */
function otherHeader(plan: LoadPlan, file: SourceFile): string | null {
  const columns = readColumns(plan, file);
  if (columns.length < 2) return null;
  const tests = columns.map((column) => holdsAName(column, file));
  const [canonical] = Object.entries(plan.columns).find(([, column]) => column === columns[0]) ?? [''];
  return `WHEN ${tests.join(' AND ')} THEN ${literal(`${canonical}:${otherHeaderReason}`)}`;
}

/** Whether a cell holds the name of a column of the file. */
function holdsAName(column: string, file: SourceFile): string {
  const cell = identifier(column);
  const names = Object.keys(file.types)
    .slice(0, columnLimit)
    .map((name) => literal(writtenHeader(name).trim().toLowerCase()));
  return `length(${cell}) < 100 AND lower(bare_cell(${cell})) IN (${names.join(', ')})`;
}

/** A word for a sum comes first in a row where a required value is missing or where all others are figures; or the row is one of those at an end of the file. */
function totalTests(plan: LoadPlan, file: SourceFile, columns: readonly string[]): (string | null)[] {
  const cells = cellsAsText(file, columns);
  const isSum = `${sumWord(file, cells)} IN (${totalWords.map(literal).join(', ')})`;
  const missing = missingTest(plan, file);
  const places = new Map(Object.keys(file.types).map((column, place) => [column, place]));
  const ends = (file.records?.totals ?? []).map((cells) =>
    columns.map((column) => sameCell(column, cells[places.get(column) ?? -1] ?? '')).join(' AND '),
  );
  return [
    missing === '' ? null : rule('total row', `(${missing}) AND ${isSum}`),
    needsTime(plan) ? null : rule('total row', `${isSum} AND ${figuresElsewhere(cells)}`),
    ...ends.map((same) => rule('total row', same)),
  ];
}

/** A line that programs write below their rows: one value alone, where every row has several. */
function footerTest(plan: LoadPlan, file: SourceFile, columns: readonly string[]): string | null {
  const cells = cellsAsText(file, columns);
  if (cells.length < 2) return null;
  const lacks = neededColumns(plan).length < 2 ? '' : `(${missingTest(plan, file)}) AND `;
  return rule('footer', `${lacks}${isFooter(cells, firstWord(cells))}`);
}

/** Whether one of the required values is missing; empty if there are none. */
function missingTest(plan: LoadPlan, file: SourceFile): string {
  return neededColumns(plan)
    .map((column) => `${filled(column, file)} IS NULL`)
    .join(' OR ');
}

function cellsAsText(file: SourceFile, columns: readonly string[]): string[] {
  const texts = columns.filter((column) => !/STRUCT|MAP|\[|BLOB/.test(file.types[column] ?? ''));
  return texts.map((column) => `CAST(${filled(column, file)} AS VARCHAR)`);
}

/** The first value of a row as a word. */
function firstWord(cells: readonly string[]): string {
  return `cell_word(bare_cell(coalesce(${cells.join(', ')}, '')))`;
}

/** What a row begins with, without a trailing count if a person may have written it. */
function sumWord(file: SourceFile, cells: readonly string[]): string {
  return isTyped(file)
    ? `cell_word(coalesce(${cells.join(', ')}))`
    : `regexp_replace(${firstWord(cells)}, ${literal(countAtEnd)}, '')`;
}

/** Whether every row of the table has a time: then a row with a sum lacks it. */
function needsTime(plan: LoadPlan): boolean {
  return Object.values(columnsOf(plan.table)).some(
    (column) => column.kind === 'time' && 'required' in column,
  );
}

/** Only one cell is not a figure: the word for a sum. */
function figuresElsewhere(cells: readonly string[]): string {
  return `${countOf(cells.map((cell) => `regexp_replace(${cell}, '^[-+]?[^a-zA-Z0-9]?[0-9][0-9.,%]*$', '') <> ''`))} = 1`;
}

/** A row with only one value, which programs write below their rows. */
function isFooter(cells: readonly string[], first: string): string {
  return `${first} <> '' AND regexp_replace(${first}, ${literal(footerShape)}, '') = '' AND ${countOf(cells.map((cell) => `${cell} IS NOT NULL`))} = 1`;
}

function countOf(tests: readonly string[]): string {
  return `(${tests.map((test) => `CASE WHEN ${test} THEN 1 ELSE 0 END`).join(' + ')})`;
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
