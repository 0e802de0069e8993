import type { Config } from '../../config/config.js';
import { inputError, MachineError, type UserError, usageError } from '../../contract/errors.js';
import { currencyDigits } from '../../contract/money.js';
import { visible } from '../../text/printable.js';
import type { Note } from '../run/note.js';

/** What a rule found: an error stops a run, a warning says how it affects the figures, a note is good to know. */
export interface Finding {
  readonly level: 'error' | 'warning' | 'note';
  readonly text: string;
  readonly hint?: string;
  readonly details?: readonly string[];
  /** an error in the configuration, not in the input */
  readonly kind?: 'usage';
  /** how the report words it, in its own language */
  readonly note?: Note;
}

/** Throws the first error among findings, with the number of further ones. */
export function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ level }) => level === 'error');
  const [first] = errors;
  if (first === undefined) return;
  const detail = first.details?.[0] === undefined ? '' : ` The first: ${first.details[0]}`;
  const others = errors.length - 1;
  const more = others === 0 ? '' : ` (${others} more: grouplift check lists them.)`;
  const hint = first.hint ?? 'Run grouplift check to list everything that was found.';
  throw (first.kind === 'usage' ? usageError : inputError)(`${first.text}${detail}${more}`, hint);
}

/** Findings as lines; a hint that several consecutive ones share appears once, after the last. */
export function findingLines(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ level, text, hint, details = [] }, place) => [
    `${level}: ${text}`,
    ...details.map((detail) => `    ${detail}`),
    ...(hint === undefined || hint === findings[place + 1]?.hint ? [] : [`    hint: ${hint}`]),
  ]);
}

/** A reading error as a finding; problems of the machine are thrown, because they are not about an input. */
export function problemOf(error: UserError): Finding {
  if (error instanceof MachineError) throw error;
  return { level: 'error', text: visible(error.message), hint: visible(error.hint) };
}

/** `3 of 1,200 rows (0.25 %)` */
export function shareText(part: number, whole: number, what: string): string {
  const share = whole === 0 ? '' : ` (${Number(((part / whole) * 100).toPrecision(2))} %)`;
  return `${part.toLocaleString('en-US')} of ${whole.toLocaleString('en-US')} ${what}${share}`;
}

/** The first few of a list, then the number of others. */
export function firstFew(texts: readonly string[], total: number = texts.length, limit = 5): string {
  const shown = texts.slice(0, limit).map(visible).join(', ');
  return total > limit ? `${shown}, and ${total - limit} more` : shown;
}

/** An amount in minor units, as people write it: `1,250.00 CNY`. */
export function moneyText(minor: bigint | number, currency: string | null): string {
  const digits = currencyDigits(currency);
  const text = String(BigInt(minor)).padStart(digits + 1, '0');
  const whole = BigInt(text.slice(0, text.length - digits)).toLocaleString('en-US');
  const fraction = digits === 0 ? '' : `.${text.slice(-digits)}`;
  return `${whole}${fraction}${currency === null ? '' : ` ${visible(currency)}`}`;
}

/** A row with money; null: the currency is not given. */
interface OfCurrency {
  readonly currency: string | null;
}

/** Sums of `column` by currency: `110.00 CNY + 20.00 USD`; empty if there is no money. */
export function moneyTexts<const Name extends string>(
  rows: readonly (OfCurrency & { readonly [Column in Name]: bigint | null })[],
  column: Name,
  config: Config,
): string {
  const totals = new Map<string | null, bigint>();
  for (const row of rows) {
    const currency = currencyOf(row, config);
    totals.set(currency, (totals.get(currency) ?? 0n) + (row[column] ?? 0n));
  }
  return [...totals]
    .filter(([, minor]) => minor !== 0n)
    .map(([currency, minor]) => moneyText(minor, currency))
    .join(' + ');
}

/** The currency of a row: its own, else that of the goals with value if they agree, else that of the configuration. */
export function currencyOf(row: OfCurrency, config: Config): string | null {
  if (row.currency !== null) return row.currency;
  const ofGoals = new Set(config.goals.filter(({ value }) => value).map(({ currency }) => currency));
  const [first = null] = ofGoals;
  return ofGoals.size === 1 ? first : config.currency;
}
