import type { Config } from '../config/config.js';
import type { TableName } from '../contract/tables.js';
import { stateColumns } from './states.js';

/** The columns, plus the state column if the source has one by a known name and the configuration names none: no state lands without being asked about. */
export function withState(
  table: TableName,
  config: Config,
  columns: Readonly<Record<string, string>>,
  available: readonly string[],
): Readonly<Record<string, string>> {
  if (table !== 'conversions' || columns.status !== undefined) return columns;
  const taken = new Set(Object.values(columns));
  const found = available.find((column) => stateColumns.includes(plain(column)) && !taken.has(column));
  return found === undefined || config.inputs.conversions === undefined
    ? columns
    : { ...columns, status: found };
}

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
