import type { Config, GoalConfig } from '../../config/config.js';
import { goalOf } from '../../config/goals.js';
import { currencyDigits } from '../../contract/money.js';
import { noneLabel, type UnattributedReason, unattributedReasons } from '../../contract/published_words.js';
import type { RowIn } from '../../engines/typed_rows.js';
import type { ModelName } from '../../models/index.js';
import { microCredits } from '../../pipeline/attribution.js';
import { zonedText } from '../../project/period.js';
import { quarantineReasons } from '../../publish/quarantine.js';
import { printable, visible } from '../../text/printable.js';
import { type TextColumn, textTable } from '../../text/text_table.js';
import { type ExplainedTouch, type LedgerRow, type PathRow, pathRows, usedEarlier } from './path.js';

/** One conversion of one goal: the stage `explained`; times in microseconds, money in minor units. */
export const explainedShape = {
  conversion_no: 'number',
  conversion_id: 'text',
  goal_no: 'number',
  ts_us: 'number',
  window_us: 'number',
  previous_us: 'number?',
  user_id: 'text?',
  code: 'text?',
  person_no: 'number?',
  barred: 'text?',
  value_minor: 'whole?',
  net_minor: 'whole?',
  is_reversed: 'number',
  person_key: 'text?',
  users: 'number?',
  members: 'number?',
  quarantine_reason: [...quarantineReasons, null],
  reason: [...unattributedReasons, null],
  first_us: 'number?',
  last_us: 'number?',
  known_codes: 'number',
} as const;
export type Explained = RowIn<typeof explainedShape>;

/** What was found about a conversion. */
export interface Found {
  readonly rows: readonly Explained[];
  readonly ledger: readonly LedgerRow[];
  readonly touches: readonly ExplainedTouch[];
  readonly as_of_us: number;
}

/** A time in the business zone. */
export function localTime(us: number, config: Config): string {
  return zonedText(us, config.timezone).replace('T', ' ');
}

/** Everything about one goal of the conversion. */
export function chapter(
  id: string,
  row: Explained,
  found: Found,
  config: Config,
  models: readonly ModelName[],
): string[] {
  const own = <T extends { readonly conversion_no: number }>(rows: readonly T[]) =>
    rows.filter(({ conversion_no }) => conversion_no === row.conversion_no);
  const ledger = own(found.ledger);
  const path = pathRows(
    {
      ts_us: row.ts_us,
      previous_us: row.previous_us,
      barred: row.barred,
      code_overrides: config.attribution.code === 'override' && ledger.some(isCode),
    },
    own(found.touches),
    ledger,
  );
  const uncounted = own(found.touches).filter(({ reach }) => reach === '');
  return [
    ...headerLines(id, row, ledger, found, config),
    '',
    ...pathLines(path, ledger, models, config),
    ...hiddenLine(uncounted),
    ...endLines(row, ledger, path, config),
  ];
}

function isCode({ reach }: LedgerRow): boolean {
  return reach === 'code';
}

function headerLines(
  id: string,
  row: Explained,
  ledger: readonly LedgerRow[],
  found: Found,
  config: Config,
): string[] {
  const goal = goalOf(config, row.goal_no);
  const facts: [string, string | null][] = [
    ['goal', `${visible(goal.name)} (window ${goal.window_days} days)`],
    ['landed', `${localTime(row.ts_us, config)} (${config.timezone})`],
    ['user', visible(row.user_id ?? '(none)')],
    ['person', personText(row, config)],
    ['value', valueText(row, goal, config)],
    ['code', codeText(row, ledger, config)],
    ['as of', localTime(found.as_of_us, config)],
  ];
  return [
    `conversion ${visible(id)}`,
    ...facts.flatMap(([name, text]) => (text === null ? [] : [`  ${name.padEnd(8)}${text}`])),
  ];
}

function personText(row: Explained, config: Config): string {
  if (row.barred === 'no_identity')
    return 'unknown: no identity links this user to a member (reason: no_identity)';
  const person = row.person_key === null ? '' : `${visible(row.person_key)}, `;
  const users = `${row.users ?? 1} product ${row.users === 1 ? 'user' : 'users'}`;
  if (row.barred === 'excluded_person') return `${person}excluded: listed in the table exclusions`;
  if (row.barred === 'quarantined_identity')
    return `${person}quarantined: ${quarantineText(row, users, config)}`;
  return `${person}${users}`;
}

/** What the linked ids have too much of, with the limit. */
function quarantineText(row: Explained, users: string, { identity }: Config): string {
  const share = `${Number((identity.max_share * 100).toPrecision(3))} %`;
  const members = row.members ?? 0;
  switch (row.quarantine_reason) {
    case 'members':
      return members > identity.max_members
        ? `${members} members (limit ${identity.max_members})`
        : `${members} members, more than ${share} of all`;
    case 'conversions':
      return `one of its users has more than ${share} of all conversions with a value`;
    default:
      return `${users} (limit ${identity.max_users})`;
  }
}

function valueText(row: Explained, goal: GoalConfig, config: Config): string {
  const currency = goal.currency ?? config.currency;
  const digits = currencyDigits(currency);
  const money = (minor: bigint) =>
    `${(Number(minor) / 10 ** digits).toFixed(digits)}${currency === null ? '' : ` ${currency}`}`;
  const reversed = row.is_reversed === 1 ? 'reversed: fully' : '';
  if (row.value_minor === null || row.net_minor === null) return reversed || 'none';
  if (row.is_reversed === 1) return `${money(row.value_minor)}, ${reversed}`;
  if (row.net_minor === row.value_minor) return money(row.value_minor);
  return `${money(row.value_minor)}, ${money(row.value_minor - row.net_minor)} reversed, net ${money(row.net_minor)}`;
}

function codeText(row: Explained, ledger: readonly LedgerRow[], config: Config): string | null {
  if (row.code === null) return null;
  const code = visible(row.code);
  if (config.attribution.code === 'ignore') return `${code}, ignored (attribution.code: ignore)`;
  if (ledger.some(isCode))
    return config.attribution.code === 'override'
      ? `${code}, takes all credit (attribution.code: override)`
      : `${code}, a touch at that moment`;
  if (row.known_codes === 0) return `${code}, not in the codes table`;
  return row.barred === 'excluded_person'
    ? `${code}, of an excluded person`
    : `${code}, not valid at that time`;
}

function pathLines(
  path: readonly PathRow[],
  ledger: readonly LedgerRow[],
  models: readonly ModelName[],
  config: Config,
): string[] {
  if (path.length === 0) return ['  no touches are known around this conversion'];
  const texts = ['time', 'group', 'kind', 'reach', 'tactic', 'verdict'];
  const columns: TextColumn[] = [
    ...texts.map((title) => ({ title, align: 'left' as const })),
    ...models.map((title) => ({ title, align: 'right' as const })),
  ];
  const rows = path.map((row) => [
    localTime(row.ts_us, config),
    printable(row.group_name ?? noneLabel),
    printable(row.kind),
    row.reach,
    printable(row.tactic_name ?? ''),
    row.verdict,
    ...models.map((model) => (row.credit === null ? '' : creditText(row.credit[model] ?? 0))),
  ]);
  const sums = models.map((model) => creditText(ledger.reduce((sum, row) => sum + (row[model] ?? 0), 0)));
  const last = ledger.length === 0 ? [] : [['sum', '', '', '', '', '', ...sums]];
  return textTable(columns, [...rows, ...last]).map((line) => `  ${line}`);
}

/** Micro-credits as a decimal with six places. */
function creditText(credit: number): string {
  return (credit / microCredits).toFixed(6);
}

function hiddenLine(uncounted: readonly ExplainedTouch[]): string[] {
  const hidden = (uncounted[0]?.of_reach ?? 0) - uncounted.length;
  if (hidden <= 0) return [];
  return [`  ... and ${hidden} more ${hidden === 1 ? 'activity' : 'activities'} of kinds that do not count`];
}

const reasons: Readonly<Record<UnattributedReason, string>> = {
  excluded_person: 'the person is excluded',
  quarantined_identity: 'these ids cannot belong to one person',
  no_identity: 'it is not known which member this user is',
  touch_before_window: 'every touch before the conversion is older than the window',
  touch_only_after: 'every touch came after the conversion',
  no_touch: 'the person has no touch of a kind that counts',
};

function endLines(
  row: Explained,
  ledger: readonly LedgerRow[],
  path: readonly PathRow[],
  config: Config,
): string[] {
  if (ledger.length > 0 || row.reason === null) return [];
  const isUsed = path.some(({ verdict }) => verdict === `rejected: ${usedEarlier}`);
  const reason = isUsed ? 'every touch in the window was used by an earlier conversion' : reasons[row.reason];
  const text = `  unattributed under every model: ${row.reason} (${reason})`;
  if (row.first_us === null || row.last_us === null) return [text];
  return [
    text,
    `  touches of this person: ${localTime(row.first_us, config)} the first, ${localTime(row.last_us, config)} the last`,
  ];
}
