import type { KeyColumn, LoadPlan } from '../../sources/plan.js';
import { literal, rawName } from './text.js';

/** The text of a key column, as an expression over the rows of a file; NULL if it is blank. */
export type KeyText = (column: KeyColumn) => string;

/** Whether a canonical column is composed of key columns. */
export function isKeyed(plan: LoadPlan, canonical: string): boolean {
  return canonical === 'conversion_id' && plan.key.length > 0;
}

/**
 * The id that the key columns form together: `shop/1001`; a slash within a value is written `\/`. NULL if the id itself is missing.
 * A reversal with nothing but the id in its key names the id alone: the order, not one of its lines.
 */
export function keyedId({ key, table }: LoadPlan, textOf: KeyText): string {
  const [only] = key;
  if (only !== undefined && key.length === 1) return textOf(only);
  const escaped = key.map(
    (column) => `replace(replace(coalesce(${textOf(column)}, ''), '\\', '\\\\'), '/', '\\/')`,
  );
  const base = baseId({ key }, textOf);
  const rest = key.filter(({ is_id }) => !is_id).map(textOf);
  const alone = table === 'reversals' ? `WHEN coalesce(${rest.join(', ')}) IS NULL THEN ${base}` : '';
  return `CASE WHEN ${base} IS NULL THEN NULL ${alone} ELSE ${escaped.join(" || '/' || ")} END`;
}

/** What a reversal may name instead of the whole id of a conversion: the id itself, without the rest of its key; NULL without a key. */
export function baseId({ key }: Pick<LoadPlan, 'key'>, textOf: KeyText): string {
  const id = key.find(({ is_id }) => is_id);
  return id === undefined ? 'CAST(NULL AS VARCHAR)' : textOf(id);
}

/** A part of a key that lost digits. */
export function keyProblem(plan: LoadPlan, canonical: string): string[] {
  if (!isKeyed(plan, canonical) || plan.key.length === 1) return [];
  const lost = '(^|/)\\d([.,]\\d+)?[eE]\\+\\d+(/|$)';
  return [
    `WHEN regexp_matches(${rawName(canonical)}, ${literal(lost)}) THEN ${literal(`${canonical}:scientific`)}`,
  ];
}
