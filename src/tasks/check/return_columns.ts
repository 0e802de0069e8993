import type { Config } from '../../config/config.js';
import type { Source } from '../../loading/load.js';
import { tellsReturns } from '../../sources/states.js';
import { visible } from '../../text/printable.js';
import type { Finding } from './findings.js';

/** Columns of the conversions that nobody reads, and that say what went back: without them it lands. */
export function returnColumnFindings(
  { table, unread }: Pick<Source, 'table' | 'unread'>,
  { inputs }: Pick<Config, 'inputs'>,
): Finding[] {
  if (table !== 'conversions' || inputs.reversals !== undefined) return [];
  const found = unread.filter(tellsReturns).map((column) => `"${visible(column)}"`);
  if (found.length === 0) return [];
  const [one, are] = found.length === 1 ? ['the column', 'is'] : ['the columns', 'are'];
  return [
    {
      level: 'warning',
      text: `inputs.conversions: ${one} ${found.slice(0, 5).join(', ')} ${are} not read, and there are no reversals: what went back counts as landed.`,
      hint: 'Keep the rows that stand with where: { the column: [its values that stand] } under inputs.conversions, or read refunds as inputs.reversals from the same file; if none of these rows went back, nothing need be done.',
    },
  ];
}
