import type { DerivedColumn, InputConfig } from './config.js';
import type { Transform } from './transforms.js';

/** Where canonical columns come from, as written in the file. */
export type WrittenColumns = Readonly<Record<string, WrittenColumn>>;

type WrittenColumn =
  | string
  | { readonly value: string }
  | { readonly column: string; readonly transform: Transform | readonly Transform[] };

/** The source column of each canonical column; constants and derived columns get descriptive names. */
export function columnSources(
  written: WrittenColumns,
): Pick<InputConfig, 'columns' | 'constants'> & { derived: DerivedColumn[] } {
  const columns: Record<string, string> = {};
  const constants: Record<string, string> = {};
  const derived: DerivedColumn[] = [];
  for (const [canonical, source] of Object.entries(written)) {
    if (typeof source === 'string') columns[canonical] = source;
    else if ('value' in source) {
      const name = `(${canonical} = ${source.value})`;
      constants[name] = source.value;
      columns[canonical] = name;
    } else {
      const transforms = typeof source.transform === 'string' ? [source.transform] : source.transform;
      const name = `${source.column} (${transforms.join(', ')})`;
      columns[canonical] = name;
      if (!derived.some((one) => one.name === name))
        derived.push({ name, column: source.column, transforms });
    }
  }
  return { columns, constants, derived };
}
