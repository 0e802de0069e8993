import { type ColumnKind, columnsOf, type TableName } from '../../contract/tables.js';
import type { LoadPlan, SourceFile } from '../../sources/plan.js';
import { isSkipped, skippedBy } from '../leftover_rows.js';
import { conversionExtras, emptyExtras } from './conversion.js';
import { filePlaces, placeOf } from './file_places.js';
import { fileReader, type RejectTables } from './file_reader.js';
import { flagOf } from './flag.js';
import { type IdReading, idExpression, isIdentifying, oddIds, withCleanIds } from './ids.js';
import { baseId, isKeyed, type KeyText, keyedId } from './key.js';
import { filled } from './missing.js';
import {
  conversionCurrency,
  currencyExpression,
  moneyExpression,
  numberExpression,
  withCurrency,
  withMinorUnits,
} from './money.js';
import { problem } from './problem.js';
import { isSmallInput } from './small_input.js';
import { identifier, literal, rawName } from './text.js';
import { dateExpression, endExpression, timeExpression } from './time.js';
import { physicalType, sqlType, typedName } from './typed_column.js';

/**
 * The SELECT that turns source files into one canonical table, in DuckDB's own SQL.
 * This is a reader, not a stage: names and values of the source appear in it only as quoted identifiers and literals.
 */
export function loadSelect(plan: LoadPlan, rejects: RejectTables, ids: IdReading = 'cleaned'): string {
  const alike = groupedBy(plan.files, (file) => [
    JSON.stringify(file.types),
    carriedRows(plan, file, sourceRows, placeOf(file, 'file_no')),
  ]);
  const read = alike.map((files) => {
    const [file] = files;
    const carried = carriedRows(plan, file, rowsOf(plan, files, rejects), placeOf(file, 'file_no'));
    return { typing: typedSelect(plan, file, sourceRows, ids), carried };
  });
  const typed = groupedBy(read, ({ typing }) => [typing]).map((group) =>
    group[0].typing.replace(sourceRows, () => united(group.map(({ carried }) => carried))),
  );
  return united(typed);
}

/** A placeholder for the rows of the files in a SELECT over them: files that are read alike are read by one SELECT, because planning one costs more than reading a small file. */
const sourceRows = '\u0000rows\u0000';

export function groupedBy<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => readonly string[],
): [Value, ...Value[]][] {
  const groups = new Map<string, [Value, ...Value[]]>();
  for (const value of values) {
    const key = keyOf(value).join('\u0000');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return [...groups.values()];
}

/**
 * The rows of files that are read alike. Those of many small files are numbered, although nobody needs the numbers: otherwise DuckDB prepares every
 * expression of the SELECT over them once for each file, which takes up to 30 ms. (It resolves a CTE, MATERIALIZED or not.)
 */
export function rowsOf(plan: LoadPlan, files: readonly SourceFile[], rejects: RejectTables): string {
  const rows = united(files.map((file) => placedRows(file, rejects)));
  return files.length > mostPipelines && isSmallInput(plan)
    ? `(SELECT * FROM (${rows}) QUALIFY row_number() OVER () > 0)`
    : `(${rows})`;
}

/** With more files than this, numbering their rows costs less than preparing the SELECT for each of them. */
const mostPipelines = 4;

function united(selects: readonly string[]): string {
  return selects.join('\nUNION ALL BY NAME\n');
}

/** The rows of one file, with its number and its positions in the configuration. */
function placedRows(file: SourceFile, rejects: RejectTables): string {
  const places = filePlaces.map((place) => `CAST(${file[place]} AS INTEGER) AS ${placeOf(file, place)}`);
  return `SELECT *, ${places.join(', ')} FROM ${fileReader(file, rejects)}`;
}

/** The canonical rows of a source whose columns are those of `file`; `fileNo` is an expression over its rows. */
export function rowsSelect(
  plan: LoadPlan,
  file: SourceFile,
  source: string,
  fileNo: string,
  ids: IdReading = 'cleaned',
): string {
  return typedSelect(plan, file, carriedRows(plan, file, source, fileNo), ids);
}

/** The canonical columns of rows as `carriedRows` has them. */
function typedSelect(plan: LoadPlan, file: SourceFile, rows: string, ids: IdReading): string {
  const typed = Object.entries(columnsOf(plan.table)).map(([name, column]) => typedName(name, column.kind));
  const extra = [
    'file_no',
    ...Object.keys(carriedColumns(plan, file)),
    `${problem(plan, file)} AS problem`,
    `${oddIds(plan, file, ids)} AS odd_ids`,
  ];
  return `SELECT ${[...typed, ...extra].join(', ')} FROM (${withTypes(plan, file, rows, ids)})`;
}

/** The raw columns of a source, the number of its file, and whatever else its rows carry. */
function carriedRows(plan: LoadPlan, file: SourceFile, source: string, fileNo: string): string {
  const carried = Object.entries(carriedColumns(plan, file)).map(
    ([name, expression]) => `${expression} AS ${name}`,
  );
  return rawSelect(plan, file, source, [`${fileNo} AS file_no`, ...carried]);
}

/** What the rows of a file carry in addition to the canonical columns: column -> expression. */
function carriedColumns(plan: LoadPlan, file: SourceFile): Record<string, string> {
  if (plan.table !== 'conversions') return {};
  return conversionExtras(plan, file, {
    goal_mask: goalMask(plan, file),
    base_id: baseId(plan, keyText(plan, file)),
    status: canonicalText(plan, file, 'status'),
  });
}

/** The first rows of a source that cannot be accepted, in the order of the columns `place`, with these, the problem and the text found. */
export function problemRows(
  plan: LoadPlan,
  file: SourceFile,
  source: string,
  place: readonly string[],
  limit: number,
): string {
  const found = Object.keys(plan.columns).map(
    (canonical) => `WHEN ${literal(canonical)} THEN CAST(${rawName(canonical)} AS VARCHAR)`,
  );
  const inner = rawSelect(plan, file, source, place);
  return `SELECT ${place.join(', ')}, problem, CASE split_part(problem, ':', 1) ${found.join(' ')} END AS found
    FROM (SELECT *, ${problem(plan, file)} AS problem FROM (${withTypes(plan, file, inner, 'cleaned')})) WHERE problem IS NOT NULL AND NOT ${isSkipped} ORDER BY ${place.join(', ')} LIMIT ${limit}`;
}

/** The raw columns of the rows that `where` lets through or a rule leaves out, that rule, and what else is carried along. */
export function rawSelect(
  plan: LoadPlan,
  file: SourceFile,
  source: string,
  carried: readonly string[],
): string {
  const where = plan.where.map((condition) => isKept(plan, file, condition));
  const rule = skippedBy(plan, file);
  const filter = where.length === 0 ? '' : ` WHERE (${where.join(' AND ')}) OR ${rule} IS NOT NULL`;
  const columns = [...rawColumns(plan, file), `${rule} AS skipped_by`, ...carried];
  const rows = withCurrency(plan, source, reversedId(plan, file));
  return withMinorUnits(plan, `SELECT ${columns.join(', ')} FROM ${rows}${filter}`);
}

/** Whether a row of a file matches a condition of `where`. */
function isKept(plan: LoadPlan, file: SourceFile, { column, values }: Condition): string {
  const text = asText(column, plan, file);
  return values === null
    ? `blank_to_null(${text}) IS NOT NULL`
    : `${text} IN (${values.map(literal).join(', ')})`;
}

type Condition = LoadPlan['where'][number];

/** With more words than this in one column, nobody writes a list. */
const mostWords = 2000;

/** The SELECT of the words in the column of a condition, and how many rows have each: the words that the condition keeps come first, and only rows that satisfy every other condition count. */
export function whereWordsSelect(
  plan: LoadPlan,
  file: SourceFile,
  condition: Condition,
  source: string,
): string {
  const others = plan.where.filter((one) => one !== condition).map((one) => isKept(plan, file, one));
  const conditions = [...others, `${skippedBy(plan, file)} IS NULL`].join(' AND ');
  const kept = (condition.values ?? []).map(literal).join(', ');
  return `SELECT word, row_count FROM (
      SELECT ${asText(condition.column, plan, file)} AS word, count(*) AS row_count
      FROM ${source} WHERE ${conditions} GROUP BY 1)
    WHERE word IS NOT NULL ORDER BY CASE WHEN word IN (${kept}) THEN 0 ELSE 1 END, row_count DESC, word LIMIT ${mostWords}`;
}

/** The texts of the key columns in one file. */
function keyText(plan: LoadPlan, file: SourceFile): KeyText {
  return ({ column, canonical }) => {
    const text = canonical
      ? canonicalText({ ...plan, key: [] }, file, column)
      : plainText(identifier(column), file.types[column] ?? 'VARCHAR');
    return `clean_id(${text})`;
  };
}

/** The id that a reversal names, as text, over the columns of its file. */
function reversedId(plan: LoadPlan, file: SourceFile): string {
  return isKeyed(plan, 'conversion_id')
    ? keyedId(plan, keyText(plan, file))
    : `CAST(${identifier(plan.columns.conversion_id ?? '')} AS VARCHAR)`;
}

/** The raw columns of `inner`, and every canonical column next to them, typed: NULL if the raw value does not fit. */
function withTypes(plan: LoadPlan, file: SourceFile, inner: string, ids: IdReading): string {
  const asWritten = (name: string) => {
    const type = physicalType(plan, file, name);
    return type === 'VARCHAR' ? rawName(name) : plainText(rawName(name), type);
  };
  const typed = Object.entries(columnsOf(plan.table)).map(
    ([name, column]) =>
      `${typedColumn(plan, file, name, column.kind, ids)} AS ${typedName(name, column.kind)}`,
  );
  return `SELECT *, ${typed.join(', ')} FROM (${withCleanIds(plan, inner, asWritten, ids)})`;
}

function rawColumns(plan: LoadPlan, file: SourceFile): string[] {
  const columns = Object.entries(plan.columns).map(
    ([canonical, source]) => `${rawColumn(plan, file, canonical, source)} AS ${rawName(canonical)}`,
  );
  return plan.table === 'reversals' ? [...columns, conversionCurrency] : columns;
}

function rawColumn(plan: LoadPlan, file: SourceFile, canonical: string, source: string): string {
  if (isKeyed(plan, canonical)) return keyedId(plan, keyText(plan, file));
  const mapping = plan.values[canonical];
  const column = identifier(source);
  if (mapping === undefined)
    return (file.types[source] ?? 'VARCHAR') === 'VARCHAR' ? filled(plan, canonical, column) : column;
  const text = plainText(column, file.types[source] ?? 'VARCHAR');
  const cases = Object.entries(mapping).map(([from, to]) => `WHEN ${literal(from)} THEN ${literal(to)}`);
  return `nullif(CASE ${text} ${cases.join(' ')} ELSE ${text} END, '')`;
}

/** A source column as the text a user would compare with. */
function plainText(column: string, type: string): string {
  if (type === 'VARCHAR') return column;
  if (type === 'DOUBLE' || type === 'FLOAT')
    return `CASE WHEN ${column} = floor(${column}) AND abs(${column}) < 1e15 THEN CAST(CAST(${column} AS BIGINT) AS VARCHAR) ELSE CAST(${column} AS VARCHAR) END`;
  return `CAST(${column} AS VARCHAR)`;
}

function asText(source: string, plan: LoadPlan, file: SourceFile): string {
  const mapped = plan.columns[source];
  const column = file.types[source] === undefined && mapped !== undefined ? mapped : source;
  const text = plainText(identifier(column), file.types[column] ?? 'VARCHAR');
  const names = Object.keys(plan.columns).filter((name) => plan.columns[name] === column);
  return names.some((name) => isIdentifying(plan, name)) ? `clean_id(${text})` : text;
}

/** A bit for every goal the row matches; values are compared as text, after value mapping for canonical columns. */
function goalMask(plan: LoadPlan, file: SourceFile): string {
  const terms = plan.matches.map(({ goal_no, conditions }) => {
    const tests = conditions.map(({ column, canonical, values }) => {
      const text = canonical
        ? canonicalText(plan, file, column)
        : plainText(identifier(column), file.types[column] ?? 'VARCHAR');
      return `coalesce(${text} IN (${values.map(literal).join(', ')}), false)`;
    });
    return `CASE WHEN ${tests.join(' AND ')} THEN CAST(${1n << BigInt(goal_no - 1)} AS BIGINT) ELSE 0 END`;
  });
  return terms.length === 0 ? 'CAST(0 AS BIGINT)' : `CAST(${terms.join(' + ')} AS BIGINT)`;
}

function canonicalText(plan: LoadPlan, file: SourceFile, canonical: string): string {
  const source = plan.columns[canonical] ?? canonical;
  const text =
    plan.values[canonical] === undefined
      ? plainText(identifier(source), file.types[source] ?? 'VARCHAR')
      : rawColumn(plan, file, canonical, source);
  return isIdentifying(plan, canonical) ? `clean_id(${text})` : text;
}

function typedColumn(
  plan: LoadPlan,
  file: SourceFile,
  name: string,
  kind: ColumnKind,
  ids: IdReading,
): string {
  if (plan.columns[name] === undefined) return `CAST(NULL AS ${sqlType(kind)})`;
  const raw = rawName(name);
  const type = physicalType(plan, file, name);
  if (name === 'currency') return currencyExpression(plan);
  if (isIdentifying(plan, name)) return idExpression(plan, name, ids);
  if (kind === 'text') return type === 'VARCHAR' ? raw : plainText(raw, type);
  if (kind === 'date') return dateExpression(raw, type, plan, name);
  if (kind === 'time') return timeExpression(raw, type, plan, name);
  if (kind === 'end') return endExpression(raw, type, plan, name);
  if (kind === 'money') return moneyExpression(raw, type, plan, name);
  if (kind === 'flag') return type === 'BOOLEAN' ? raw : flagOf(plainText(raw, type));
  return numberExpression(raw, type, plan, name);
}

/** The empty canonical table. */
export function emptySelect(table: TableName): string {
  const columns = Object.entries(columnsOf(table)).map(
    ([name, column]) => `CAST(NULL AS ${sqlType(column.kind)}) AS ${typedName(name, column.kind)}`,
  );
  const masks = table === 'conversions' ? emptyExtras : [];
  return `SELECT ${[...columns, 'CAST(0 AS INTEGER) AS file_no', ...masks, 'CAST(NULL AS VARCHAR) AS problem', 'CAST(NULL AS VARCHAR) AS odd_ids'].join(', ')} WHERE false`;
}
