import type { InputConfig } from '../../config/config.js';
import type { TableName } from '../../contract/tables.js';
import type { Header } from '../../loading/source.js';
import { holdsStates } from '../../sources/state_column.js';
import {
  marksUnreal,
  tellsMoment,
  tellsOutcome,
  tellsPayment,
  tellsReturns,
} from '../../sources/telling_columns.js';
import { visible } from '../../text/printable.js';
import { returningRows } from '../../text/returning_rows.js';
import { yamlScalar } from '../../text/yaml_scalar.js';
import type { Finding } from './findings.js';

/** Unread columns of the conversions that say what was returned or is not real (without them it lands), and unread columns of the reversals that say whether it really was returned. */
export function returnColumnFindings(
  table: TableName,
  { unread }: Pick<Header, 'unread'>,
  input: InputConfig | null = null,
  hasReversals = false,
): Finding[] {
  const isAsked = Object.keys(input?.where ?? {}).length + (input?.filled ?? []).length > 0;
  if (table === 'reversals') return isAsked ? [] : unaskedStates(unread);
  if (table !== 'conversions') return [];
  return [
    ...unreadReturns(hasReversals ? [] : unread, input),
    ...unreadMarks(unread),
    ...unreadPayments(unread),
    ...unreadStates(unread),
  ];
}

/** `the columns "a", "b" are not read`; null if there are none. */
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
      text: `inputs.conversions: ${said}: rows marked there as tests, drafts or deleted land too.`,
      hint: 'Keep the others with where: { the column: [their values] } under inputs.conversions; if no row is marked, ignore this.',
    },
  ];
}

function unreadPayments(unread: readonly string[]): Finding[] {
  const said = notRead(unread.filter(tellsPayment));
  if (said === null) return [];
  return [
    {
      level: 'warning',
      text: `inputs.conversions: ${said}: rows marked there as not paid land too.`,
      hint: 'Keep the paid ones with where: { the column: [their values] } under inputs.conversions; if every row is paid, ignore this.',
    },
  ];
}

function unreadStates(unread: readonly string[]): Finding[] {
  const said = notRead(unread.filter(holdsStates));
  if (said === null) return [];
  return [
    {
      level: 'warning',
      text: `inputs.conversions: ${said}: rows land whatever state they are in there.`,
      hint: 'Keep the rows that count with where: { the column: [the states to keep] } under inputs.conversions; if another column says the same, ignore this.',
    },
  ];
}

function unreadReturns(unread: readonly string[], input: InputConfig | null): Finding[] {
  const columns = unread.filter(tellsReturns);
  const said = notRead(columns);
  if (said === null) return [];
  return [
    {
      level: 'warning',
      text: `inputs.conversions: ${said}, and there are no reversals: returned orders count as landed.`,
      hint: `Keep only the rows that were not returned with where: { ${visible(columns[0] ?? '')}: [the values to keep] } under inputs.conversions, ${reversalsHint(columns, input)}; if none of these rows was returned, ignore this.`,
    },
  ];
}

const money =
  /金额|金額|額$|금액|amount|refunded total|total refunded|betrag|importe|monto|valor|montant|importo|сумма/i;

/** Whether a column is none of the file, but one value for all rows or made by a transform. */
function isMade(name: string, { rows, constants }: InputConfig): boolean {
  return name in constants || rows.derived.some((one) => one.name === name);
}

/** How the refunds are read from the file of the orders, as lines that can be pasted where it is known which column is which. */
function reversalsHint(columns: readonly string[], input: InputConfig | null): string {
  const amount = columns.find((column) => money.test(column));
  const general =
    'or read refunds as inputs.reversals from the same file, with filled: [the column] so that the other rows return nothing';
  if (
    amount === undefined ||
    input === null ||
    input.files.length === 0 ||
    input.key.length > 1 ||
    input.files_query !== null
  )
    return general;
  const { conversion_id = 'conversion_id', ts = 'ts' } = input.columns;
  if ([conversion_id, ts].some((name) => isMade(name, input))) return general;
  const own = columns.find((column) => tellsMoment(column) && column !== amount);
  const { skip_lines, clean } = input.rows;
  const list = (texts: readonly string[]) => `[${texts.map(yamlScalar).join(', ')}]`;
  const keys = [
    `files: ${list(input.files)}`,
    ...(input.sheet === null ? [] : [`sheet: ${JSON.stringify(input.sheet)}`]),
    ...(skip_lines === 0 ? [] : [`skip_lines: ${skip_lines}`]),
    ...(clean.length === 0 ? [] : [`clean: ${list(clean)}`]),
    ...(input.timezone === null ? [] : [`timezone: ${input.timezone}`]),
    `columns: { conversion_id: ${yamlScalar(conversion_id)}, ts: ${yamlScalar(own ?? ts)}, value: ${yamlScalar(amount)} }`,
    returningRows(amount, own),
  ];
  return `or, if ${visible(amount)} is what went back, write reversals: { ${keys.join(', ')} } under inputs`;
}

/** Unread columns of the refunds that say how they ended: without them, refused or withdrawn refunds are counted as reversals too. */
function unaskedStates(unread: readonly string[]): Finding[] {
  const found = unread.filter(tellsOutcome).map((column) => `"${visible(column)}"`);
  if (found.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `inputs.reversals: ${found.slice(0, 5).join(', ')} is not used: refunds that were refused, withdrawn or are still open reverse value too.`,
      hint: 'Keep only those that went through with where: { the column: [the values to keep] } under inputs.reversals; if all of them did, ignore this.',
    },
  ];
}
