import { columnsOf } from '../../contract/tables.js';
import type { LoadPlan, SourceFile } from '../../sources/plan.js';
import { literal, rawName } from './text.js';

/**
 * How ids become ids, in SQL: surrounding marks are removed, and words that stand for "nobody" become NULL. What was done to a row is recorded
 * in its column `odd_ids`, NULL for nearly all of them: `column` for an id that was cleaned, `column=word` for a placeholder, joined by chr(31).
 */

/** Whether ids are examined, or known to be clean and free of placeholders, so that nothing needs to be done each time a file in place is read. */
export type IdReading = 'cleaned' | 'as_written';

/** The column of a cleaned id, with placeholders still in place. */
export function cleanName(canonical: string): string {
  return `clean_${canonical}`;
}

/** Whether a column holds an id, or the type of one, which is compared the way ids are. */
export function isIdentifying(plan: Pick<LoadPlan, 'table'>, canonical: string): boolean {
  return columnsOf(plan.table)[canonical]?.kind === 'id' || canonical.startsWith('id_type');
}

/** The raw columns of `inner`, and every id next to them as cleaned text; `text` writes a raw column as text. */
export function withCleanIds(
  plan: LoadPlan,
  inner: string,
  text: (canonical: string) => string,
  reading: IdReading,
): string {
  const clean = identifying(plan).map((name) => {
    const written = text(name);
    const isText = written === rawName(name) && reading === 'cleaned';
    return `${isText ? `clean_id(${written})` : written} AS ${cleanName(name)}`;
  });
  return clean.length === 0 ? inner : `SELECT *, ${clean.join(', ')} FROM (${inner})`;
}

function identifying(plan: LoadPlan): string[] {
  return Object.keys(plan.columns).filter((name) => isIdentifying(plan, name));
}

/** An id: the cleaned text, or NULL if it is a word that stands for no id. */
export function idExpression(plan: LoadPlan, canonical: string, reading: IdReading): string {
  const clean = cleanName(canonical);
  const words = plan.no_ids[canonical] ?? [];
  return words.length === 0 || reading === 'as_written'
    ? clean
    : `CASE WHEN ${isAmong(clean, words)} THEN NULL ELSE ${clean} END`;
}

/** Words up to this length are looked up by length first: most ids are longer and need no lookup. */
const shortWord = 12;

/** Whether a text is one of the words, in any case; lengths are compared first, because every id is tested. */
function isAmong(text: string, words: readonly string[]): string {
  const short = words.filter((word) => [...word].length <= shortWord);
  const long = words.filter((word) => [...word].length > shortWord);
  const longest = Math.max(...short.map((word) => [...word].length));
  const tests = [
    ...(short.length === 0
      ? []
      : [`(length(${text}) <= ${longest} AND lower(${text}) IN (${short.map(literal).join(', ')}))`]),
    ...long.map((word) => `(length(${text}) = ${[...word].length} AND lower(${text}) = ${literal(word)})`),
  ];
  return tests.join(' OR ');
}

/** Which ids of a row were cleaned or stand for nobody; over the columns of `withCleanIds` and the typed ones. */
export function oddIds(plan: LoadPlan, file: SourceFile, reading: IdReading): string {
  const names = identifying(plan);
  if (names.length === 0 || reading === 'as_written') return 'CAST(NULL AS VARCHAR)';
  const isText = (name: string) =>
    plan.values[name] !== undefined || (file.types[plan.columns[name] ?? ''] ?? 'VARCHAR') === 'VARCHAR';
  const asWritten = names.map((name) =>
    isText(name)
      ? `${name} IS NOT DISTINCT FROM ${rawName(name)}`
      : `(${name} IS NULL) = (${rawName(name)} IS NULL)`,
  );
  const parts = names.map((name) => {
    const cleaned = isText(name)
      ? ` WHEN ${cleanName(name)} <> ${rawName(name)} THEN ${literal(name)} || chr(31)`
      : '';
    return `CASE WHEN ${cleanName(name)} IS NULL THEN '' WHEN ${name} IS NULL THEN ${literal(`${name}=`)} || ${cleanName(name)} || chr(31)${cleaned} ELSE '' END`;
  });
  return `CASE WHEN ${asWritten.join(' AND ')} THEN CAST(NULL AS VARCHAR) ELSE nullif(${parts.join(' || ')}, '') END`;
}
