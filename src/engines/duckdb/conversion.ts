import type { LoadPlan, SourceFile } from '../../sources/plan.js';
import { placeOf } from './file_places.js';
import { literal } from './text.js';

/** Expressions over the rows of a file that make up the extra columns of a conversion. */
export interface ConversionTexts {
  readonly goal_mask: string;
  readonly base_id: string;
  readonly status: string;
}

/** What a conversion carries in addition to its canonical columns: column -> expression. */
export function conversionExtras(
  plan: LoadPlan,
  file: SourceFile,
  { goal_mask, base_id, status }: ConversionTexts,
): Record<string, string> {
  return {
    goal_mask,
    base_id,
    is_landed: isLanded(plan, status),
    first_entry: placeOf(file, 'first_entry'),
    last_entry: placeOf(file, 'last_entry'),
  };
}

/** The same columns of a table without rows. */
export const emptyExtras: readonly string[] = [
  'CAST(0 AS BIGINT) AS goal_mask',
  'CAST(NULL AS VARCHAR) AS base_id',
  'CAST(1 AS INTEGER) AS is_landed',
  'CAST(0 AS INTEGER) AS first_entry',
  'CAST(0 AS INTEGER) AS last_entry',
];

/** 1 if the state of a conversion means that it landed; surrounding blanks and case do not matter. */
function isLanded({ landed_states, columns }: LoadPlan, status: string): string {
  if (landed_states === null || columns.status === undefined) return 'CAST(1 AS INTEGER)';
  const states = landed_states.map((state) => literal(state.trim().toLowerCase()));
  return `CASE WHEN lower(trim(coalesce(${status}, ''))) IN (${states.join(', ')}) THEN 1 ELSE 0 END`;
}
