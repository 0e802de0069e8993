import type { Config } from '../config/config.js';
import type { TableName } from '../contract/tables.js';
import { plainColumn, stateColumns, vagueStateColumns } from './state_names.js';

/** The columns, plus the state column if the source has one by a known name and the configuration names none: no state lands without being asked about. */
export function withState(
  table: TableName,
  config: Config,
  columns: Readonly<Record<string, string>>,
  available: readonly string[],
): Readonly<Record<string, string>> {
  if (table !== 'conversions' || columns.status !== undefined) return columns;
  const taken = new Set(Object.values(columns));
  const free = available.filter((column) => !taken.has(column));
  const found =
    free.find((column) => stateColumns.includes(plainColumn(column))) ?? free.find(mayHoldOtherStates);
  return found === undefined || config.inputs.conversions === undefined
    ? columns
    : { ...columns, status: found };
}

/** Whether a column of this name may hold the states of a country instead of those of orders. */
export function mayHoldOtherStates(column: string): boolean {
  return vagueStateColumns.includes(plainColumn(column));
}
