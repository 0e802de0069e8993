import type { Config } from '../config/config.js';
import type { TableName } from '../contract/tables.js';
import { plainColumn, speaksOfState, stateColumns } from './state_names.js';

/** The columns, plus the state column if the source has one by a known name and the configuration names none: no state lands without being asked about. */
export function withState(
  table: TableName,
  config: Config,
  columns: Readonly<Record<string, string>>,
  available: readonly string[],
): Readonly<Record<string, string>> {
  if (table !== 'conversions' || columns.status !== undefined) return columns;
  const taken = new Set(Object.values(columns));
  const found = stateColumnIn(available.filter((column) => !taken.has(column)));
  return found === undefined || config.inputs.conversions === undefined
    ? columns
    : { ...columns, status: found };
}

/** The column that most likely holds the states of orders, by its name. */
export function stateColumnIn(columns: readonly string[]): string | undefined {
  return columns.find(holdsStates) ?? columns.find(speaksOfState);
}

/** Whether a column of this name holds the states of orders, and nothing else. */
export function holdsStates(column: string): boolean {
  return stateColumns.includes(plainColumn(column));
}

/** Whether a column may, by its name, hold other states than those of orders, such as those of a country or of a delivery. */
export function mayHoldOtherStates(column: string): boolean {
  return !holdsStates(column) && speaksOfState(column);
}
