import { Interrupted, inputError, MachineError } from '../../contract/errors.js';
import type { Engine } from '../../engines/engine.js';
import type { OutputColumns } from '../../publish/columns.js';
import { tableOf } from './run_folder.js';

/** A published table: its name, and those of its columns that are wanted. */
interface Wanted {
  readonly name: string;
  readonly columns: OutputColumns;
}

/** Reads a published table of an earlier run as `name`, whole and at once, so that a damaged file is recognised here and nowhere else. */
export async function openPublished(
  engine: Engine,
  name: string,
  folder: string,
  { name: table, columns }: Wanted,
): Promise<void> {
  const path = tableOf(folder, table);
  const read = Object.entries(columns).map(([column, { type }]) => `CAST(${column} AS ${type}) AS ${column}`);
  try {
    await engine.open(`${name}_file`, path);
    await engine.make(name, `SELECT ${read.join(', ')} FROM ${name}_file`);
  } catch (error) {
    if (error instanceof MachineError || error instanceof Interrupted) throw error;
    throw inputError(
      `"${path}" cannot be read as the table ${table} of a run of this version.`,
      'The file is missing, damaged or of an earlier version: run its period again with this version and the same --as-of, into another folder.',
    );
  }
}
