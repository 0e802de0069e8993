import type { Config, GoalConfig, InputConfig } from '../config/config.js';
import { usageError } from '../contract/errors.js';
import type { TableName } from '../contract/tables.js';
import { type LoadPlan, resolveColumn } from './plan.js';
import { nearest } from './spelling.js';

/** Which rows of a source are read. */
export function whereOf(
  table: TableName,
  { where, filled }: InputConfig,
  columns: Readonly<Record<string, string>>,
  available: readonly string[],
): LoadPlan['where'] {
  const column = (key: string) => whereColumn(table, key, columns, available);
  return [
    ...Object.entries(where).map(([key, values]) => ({ column: column(key), values })),
    ...filled.map((key) => ({ column: column(key), values: null })),
  ];
}

function whereColumn(
  table: TableName,
  key: string,
  columns: Readonly<Record<string, string>>,
  available: readonly string[],
): string {
  const resolved = resolveColumn(key, columns, available, 'source');
  if (resolved === undefined) throw unknownColumn(`inputs.${table}.where`, key, available);
  return resolved.canonical ? (columns[key] ?? key) : resolved.column;
}

/** Whether a goal needs a column that this source does not have but another source of the table may have. */
export function isElsewhere(
  goal: GoalConfig,
  config: Config,
  columns: Readonly<Record<string, string>>,
  available: readonly string[],
): boolean {
  const isThere = (key: string) => resolveColumn(key, columns, available, 'canonical') !== undefined;
  return (config.inputs.conversions?.others ?? []).length > 0 && !Object.keys(goal.match).every(isThere);
}

/** What a row must contain to be a result of a goal. */
export function goalMatch(
  goal: GoalConfig,
  goal_no: number,
  columns: Readonly<Record<string, string>>,
  available: readonly string[],
  file: string,
) {
  const conditions = Object.entries(goal.match).map(([key, values]) => {
    const resolved = resolveColumn(key, columns, available, 'canonical');
    if (resolved === undefined)
      throw unknownColumn(`goals.${goal.name}.match (${file})`, key, [...Object.keys(columns), ...available]);
    return { ...resolved, values };
  });
  return { goal_no, conditions };
}

function unknownColumn(place: string, key: string, available: readonly string[]): Error {
  const near = nearest(key, available);
  return usageError(
    `${place}: there is no column "${key}"; found ${[...new Set(available)].slice(0, 12).join(', ')}.`,
    near === undefined ? 'Use a column of the source file or a canonical one.' : `Did you mean "${near}"?`,
  );
}
