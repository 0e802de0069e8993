import { failedFormulas } from '../../contract/empty_words.js';
import { type ColumnKind, columnsOf, possibleYears, stretches } from '../../contract/tables.js';
import type { LoadPlan, SourceFile } from '../../sources/plan.js';
import { cleanName, isIdentifying } from './ids.js';
import { keyProblem } from './key.js';
import { amountReason, currencyProblem, isAmount } from './money.js';
import { literal, rawName } from './text.js';
import { dateReason, timeReason } from './time.js';
import { physicalType, typedName } from './typed_column.js';

/** No number in any column may be larger. */
export const mostNumber = 1e15;

/** Bounds that are tighter than those of the type; NaN and infinity lie outside all of them. */
export const numberBounds: Readonly<Record<string, readonly [number, number]>> = {
  ts_precision_s: [0, 31 * 86_400],
  confidence: [0, 1],
  hours: [0, mostNumber],
  target: [0, mostNumber],
};

/** Smallest and largest typed value a column may have, or null if every value of the type is fine. */
function boundsOf(name: string, kind: ColumnKind, isRequired: boolean): readonly [number, number] | null {
  if (kind === 'number') return numberBounds[name] ?? [-mostNumber, mostNumber];
  return kind === 'time' && (isRequired || name === 'ingested_at') ? [earliestUs, latestUs] : null;
}

/** The rule that leaves a row out, otherwise its first column that cannot be accepted, or NULL; over the columns of `withTypes`. */
export function problem(plan: LoadPlan, file: SourceFile): string {
  const ofColumns = Object.entries(columnsOf(plan.table)).flatMap(([name, column]) =>
    columnProblems(plan, file, name, column.kind, 'required' in column && !('may_be_empty' in column)),
  );
  const tests = [...currencyProblem(plan), ...ofColumns, ...stretchProblem(plan)];
  return `CASE WHEN skipped_by IS NOT NULL THEN skipped_by ${tests.join(' ')} ELSE CAST(NULL AS VARCHAR) END`;
}

/** An end before its start. */
function stretchProblem(plan: LoadPlan): string[] {
  const [start, end] = stretches[plan.table] ?? [];
  if (start === undefined || end === undefined || plan.columns[end] === undefined) return [];
  return [`WHEN ${typedName(end, 'end')} < ${typedName(start, 'time')} THEN ${literal(`${end}:order`)}`];
}

/** First and last moment of the years in which a time can lie. */
const earliestUs = Date.UTC(possibleYears[0], 0) * 1000;
const latestUs = Date.UTC(possibleYears[1] + 1, 0) * 1000 - 1;

function columnProblems(
  plan: LoadPlan,
  file: SourceFile,
  name: string,
  kind: ColumnKind,
  isRequired: boolean,
): string[] {
  if (plan.columns[name] === undefined) return [];
  const raw = rawName(name);
  const type = physicalType(plan, file, name);
  const filled = isIdentifying(plan, name) ? cleanName(name) : raw;
  const tests = isRequired ? [`WHEN ${filled} IS NULL THEN ${literal(`${name}:empty`)}`] : [];
  if (isRequired && kind === 'id' && type === 'VARCHAR')
    tests.push(
      `WHEN ${filled} BETWEEN '#' AND '$' AND lower(${filled}) IN (${failedFormulas.map(literal).join(', ')}) THEN ${literal(`${name}:formula`)}`,
    );
  tests.push(...keyProblem(plan, name));
  if (kind === 'id' && type === 'VARCHAR')
    tests.push(
      `WHEN ${filled} < ':' AND (contains(${filled}, 'E+') OR contains(${filled}, 'e+')) AND is_scientific(${filled}) THEN ${literal(`${name}:scientific`)}`,
    );
  if (file.format.format === 'json' && type === 'VARCHAR' && kind === 'id')
    tests.push(`WHEN contains(${raw}, ${literal('\ufffd')}) THEN ${literal(`${name}:half`)}`);
  if (file.format.format === 'json' && type === 'VARCHAR')
    tests.push(`WHEN ${isNested(raw)} THEN ${literal(`${name}:nested`)}`);
  const alwaysFits =
    kind === 'id' ||
    kind === 'text' ||
    (kind === 'flag' && type === 'BOOLEAN') ||
    (kind === 'time' &&
      (type === 'TIMESTAMP WITH TIME ZONE' || (type.startsWith('TIMESTAMP') && plan.zone === 'UTC')));
  const typed = typedName(name, kind);
  const bounds = boundsOf(name, kind, isRequired);
  const reason = unreadReason(plan, raw, type, name, kind);
  const mistake = `CASE WHEN ${typed} IS NULL THEN ${reason} ELSE ${literal(`${name}:range`)} END`;
  if (bounds !== null)
    tests.push(
      `WHEN ${raw} IS NOT NULL AND NOT coalesce(${typed} BETWEEN ${bounds[0]} AND ${bounds[1]}, false) THEN ${mistake}`,
    );
  else if (!alwaysFits) tests.push(`WHEN ${raw} IS NOT NULL AND ${typed} IS NULL THEN ${reason}`);
  const between = plan.readings[name]?.between_us;
  if (between !== undefined)
    tests.push(`WHEN ${typed} NOT BETWEEN ${between[0]} AND ${between[1]} THEN ${literal(`${name}:far`)}`);
  return tests;
}

/** Whether a value of a JSON file is a list or an object, which is read as its text. */
function isNested(raw: string): string {
  return `(regexp_full_match(${raw}, '(?s)\\{.*\\}|\\[.*\\]') AND json_valid(${raw}))`;
}

/** The reason for a value that is present but not in its plainest notation, or for a row that may have to be left out. */
export const unread = 'unread';

/** Whether a value is to be read again, in every notation; over the column `problem`. */
export const isUnread = `problem LIKE '%:${unread}'`;

/** Why a value that is present could not be read. */
function unreadReason(plan: LoadPlan, raw: string, type: string, name: string, kind: ColumnKind): string {
  if (plan.plainest && type === 'VARCHAR') return literal(`${name}:${unread}`);
  if (kind === 'time' || kind === 'end') return timeReason(raw, type, plan, name);
  if (kind === 'date') return dateReason(raw, type, plan, name);
  return isAmount(kind) ? amountReason(raw, type, plan, name) : literal(`${name}:${kind}`);
}
