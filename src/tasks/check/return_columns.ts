import type { Config } from '../../config/config.js';
import type { Source } from '../../loading/load.js';
import { marksUnreal, tellsReturns } from '../../sources/states.js';
import { visible } from '../../text/printable.js';
import type { Finding } from './findings.js';

/** Columns of the conversions that nobody reads, and that say what went back or is not real: without them it lands; and of reversals those that say whether it did. */
export function returnColumnFindings(
  { table, unread }: Pick<Source, 'table' | 'unread'>,
  { inputs }: Pick<Config, 'inputs'>,
): Finding[] {
  const { where = {}, filled = [] } = inputs.reversals ?? {};
  const isAsked = Object.keys(where).length + filled.length > 0;
  if (table === 'reversals') return isAsked ? [] : unaskedStates(unread);
  if (table !== 'conversions') return [];
  return [...unreadReturns(inputs.reversals === undefined ? unread : []), ...unreadMarks(unread)];
}

/** `the columns "a", "b" are not read`; null where there are none. */
function notRead(columns: readonly string[]): string | null {
  if (columns.length === 0) return null;
  const [one, are] = columns.length === 1 ? ['the column', 'is'] : ['the columns', 'are'];
  const shown = columns.slice(0, 5).map((column) => `"${visible(column)}"`);
  return `${one} ${shown.join(', ')} ${are} not read`;
}

function unreadMarks(unread: readonly string[]): Finding[] {
  const said = notRead(unread.filter(marksUnreal));
  if (said === null) return [];
  return [
    {
      level: 'warning',
      text: `inputs.conversions: ${said}: rows that are marked there as tests, drafts or deleted land too.`,
      hint: 'Keep the others with where: { the column: [their values] } under inputs.conversions; if no row is marked, nothing need be done.',
    },
  ];
}

function unreadReturns(unread: readonly string[]): Finding[] {
  const said = notRead(unread.filter(tellsReturns));
  if (said === null) return [];
  return [
    {
      level: 'warning',
      text: `inputs.conversions: ${said}, and there are no reversals: what went back counts as landed.`,
      hint: 'Keep the rows that stand with where: { the column: [its values that stand] } under inputs.conversions, or read refunds as inputs.reversals from the same file; if none of these rows went back, nothing need be done.',
    },
  ];
}

const state = /状态|狀態|状況|结果|status|state|result/i;

/** Columns of the refunds that nobody reads, and that say how they went: without them those that were refused or called off are taken back too. */
function unaskedStates(unread: readonly string[]): Finding[] {
  const found = unread
    .filter((column) => state.test(column.normalize('NFKC')))
    .map((column) => `"${visible(column)}"`);
  if (found.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `inputs.reversals: nothing asks for ${found.slice(0, 5).join(', ')}: refunds that were refused, called off or are still open take back value too.`,
      hint: 'Keep those that went through with where: { the column: [its values] } under inputs.reversals; if all of them did, nothing need be done.',
    },
  ];
}
