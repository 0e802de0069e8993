import type { ColumnKind } from '../../contract/tables.js';
import type { LoadPlan, SourceFile } from '../../sources/plan.js';
import { isKeyed } from './key.js';

/** Words reserved by SQL: a stage cannot use such a column name without quotes, which engines write differently. */
const keptBySql: readonly string[] = ['at', 'by', 'from', 'to'];

/** The name of a canonical column once it is typed: times carry `_us`, money is in minor units, reserved SQL words get `_text`. */
export function typedName(name: string, kind: ColumnKind): string {
  if (kind === 'time' || kind === 'end') return `${name}_us`;
  if (keptBySql.includes(name)) return `${name}_text`;
  return kind === 'money' ? `${name}_minor` : name;
}

/** SQL type of a typed canonical column. */
export function sqlType(kind: ColumnKind): string {
  const types: Record<ColumnKind, string> = {
    id: 'VARCHAR',
    text: 'VARCHAR',
    date: 'VARCHAR',
    time: 'BIGINT',
    end: 'BIGINT',
    integer: 'BIGINT',
    number: 'DOUBLE',
    money: 'BIGINT',
    flag: 'BOOLEAN',
  };
  return types[kind];
}

/** The SQL type of what is read for a canonical column, before it is typed; composed values are texts. */
export function physicalType(plan: LoadPlan, file: SourceFile, canonical: string): string {
  const source = plan.columns[canonical];
  const isMade = plan.values[canonical] !== undefined || isKeyed(plan, canonical);
  if (source === undefined || isMade) return 'VARCHAR';
  return file.types[source] ?? 'VARCHAR';
}
