import { missingWords, openEnds } from '../../contract/empty_words.js';
import { type ColumnKind, columnsOf } from '../../contract/tables.js';
import type { LoadPlan } from '../../sources/plan.js';
import { isIdentifying } from './ids.js';
import { literal } from './text.js';

/** A text, or NULL if there is none; blanks count as none too, except in words (read too often to check there) and in ids (cleaned later). */
export function filled(plan: LoadPlan, canonical: string, column: string): string {
  const known = columnsOf(plan.table)[canonical];
  const kind = known?.kind ?? 'text';
  if (kind === 'text' || isIdentifying(plan, canonical)) return `nullif(${column}, '')`;
  // what is not read in its plainest form is read again, with the words
  const words = plan.plainest || known?.required ? [] : wordsForNothing(kind);
  const isNothing = `${column} NOT BETWEEN '0' AND ':' AND lower(trim(${column})) IN (${words.map(literal).join(', ')})`;
  return words.length === 0
    ? `blank_to_null(${column})`
    : `CASE WHEN ${isNothing} OR ${isZeroDate(column, kind)} THEN NULL ELSE blank_to_null(${column}) END`;
}

/** Words that a cell of a kind holds instead of a value. An amount of - may be zero, and a failed formula is no amount. */
function wordsForNothing(kind: ColumnKind): readonly string[] {
  if (kind === 'id' || kind === 'text') return [];
  if (kind === 'money' || kind === 'number' || kind === 'integer' || kind === 'flag') return missingWords;
  return [...missingWords, '-', '--', '—', '/', '无', ...(kind === 'end' ? openEnds : [])];
}

/** How MySQL writes that there is no time. */
function isZeroDate(column: string, kind: ColumnKind): string {
  const isTime = kind === 'time' || kind === 'end' || kind === 'date';
  return isTime
    ? `(${column} BETWEEN '0' AND '1' AND regexp_full_match(trim(${column}), '0000-00-00([ T]00:00:00(\\.0+)?)?'))`
    : 'false';
}
