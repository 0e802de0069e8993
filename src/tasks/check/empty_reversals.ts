import type { InputConfig } from '../../config/config.js';
import { partsOf } from '../../config/input_parts.js';
import { readRow } from '../../engines/typed_rows.js';
import { visible } from '../../text/printable.js';
import type { Checked } from './checked.js';
import { type Finding, shareText } from './findings.js';

/** Reversals that are read from the orders themselves, every row of them: those with an empty amount would return the whole order. */
export async function emptyReversalFindings({ engine, config }: Checked): Promise<Finding[]> {
  const orders = partsOf(config.inputs.conversions);
  const shared = partsOf(config.inputs.reversals).find((part) => takesAll(part) && orders.some(isSame(part)));
  if (shared === undefined) return [];
  const { rows, empty } = await readRow(
    engine,
    { rows: 'number', empty: 'number' },
    'SELECT count(*) AS rows, count(*) - count(value_minor) AS empty FROM in_reversals WHERE problem IS NULL',
  );
  if (empty === 0) return [];
  const amount = shared.columns.value;
  return [
    {
      level: 'error',
      text: `inputs.reversals: ${shareText(empty, rows, 'rows')} have no value, and they are the rows of the orders themselves (${visible(shared.files.join(', '))}): each would return its whole order.`,
      hint: `Keep only the rows of orders that were returned, with filled: [${amount === undefined ? 'the column of the amount' : visible(amount)}] or where: { the column: [the values to keep] } under inputs.reversals.`,
    },
  ];
}

function takesAll({ where, filled, files, files_query }: InputConfig): boolean {
  return files.length > 0 && files_query === null && Object.keys(where).length + filled.length === 0;
}

function isSame(one: InputConfig): (other: InputConfig) => boolean {
  return ({ files, sheet }) => sheet === one.sheet && files.some((file) => one.files.includes(file));
}
