import type { OutputColumns, RowOf } from '../src/publish/columns.js';
import type { TableContract } from '../src/publish/table.js';

const blanks = { text: '', number: 0, exact: 0 } as const;

/** A row of a published table with nothing in it but what is given, so that a new column needs no change of a test. */
export function blankRow<Columns extends OutputColumns>(
  table: TableContract<string, Columns>,
  given: Partial<RowOf<{ readonly columns: Columns }>>,
): RowOf<{ readonly columns: Columns }>;
export function blankRow({ columns }: TableContract, given: object): object {
  const blank = Object.entries(columns).map(([name, { kind, empty, words }]) => [
    name,
    empty ? null : (words?.[0] ?? blanks[kind]),
  ]);
  return { ...Object.fromEntries(blank), ...given };
}
