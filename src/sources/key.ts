import type { Config, InputConfig } from '../config/config.js';
import { usageError } from '../contract/errors.js';
import type { TableName } from '../contract/tables.js';
import { type KeyColumn, resolveColumn } from './plan.js';

/** The resolved key columns of conversions (or of their reversals); empty if the configuration names none. */
export function keyColumns(
  table: TableName,
  { config, input }: { readonly config: Config; readonly input: InputConfig },
  columns: Readonly<Record<string, string>>,
  available: readonly string[],
): KeyColumn[] {
  const key = table === 'conversions' || table === 'reversals' ? input.key : [];
  const resolved = key.map((name) => {
    const column = resolveColumn(name, columns, available, 'canonical');
    if (column !== undefined) return column;
    throw usageError(
      `inputs.${table}.key: there is no column "${name}"; found ${available.slice(0, 12).join(', ')}.`,
      'Use a column of the source file or a canonical one.',
    );
  });
  const names = resolved.map(({ column, canonical }) => (canonical ? (columns[column] ?? column) : column));
  const wanted = [
    (table === 'conversions' ? input : config.inputs.conversions)?.columns.conversion_id,
    'conversion_id',
    config.inputs.reversals?.columns.conversion_id,
  ];
  const place = wanted.map((name) => names.indexOf(name ?? '')).find((at) => at >= 0) ?? 0;
  return resolved.map((column, at) => ({ ...column, is_id: at === place }));
}

/** The columns that feed the canonical ones; with a key, there is always a conversion id. */
export function withKey(
  columns: Readonly<Record<string, string>>,
  key: readonly KeyColumn[],
): Readonly<Record<string, string>> {
  const id = key.find(({ is_id }) => is_id);
  if (id === undefined || columns.conversion_id !== undefined) return columns;
  return { ...columns, conversion_id: id.canonical ? (columns[id.column] ?? id.column) : id.column };
}
