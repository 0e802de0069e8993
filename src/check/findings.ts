import type { UserError } from '../errors.js';
import { visible } from '../text/printable.js';

/** One problem of the input: an error stops a run, a warning says what it does to the figures. */
export interface Finding {
  readonly level: 'error' | 'warning';
  readonly text: string;
  readonly hint?: string;
  readonly details?: readonly string[];
}

/** An error of reading as a finding. */
export function problemOf(error: UserError): Finding {
  return { level: 'error', text: visible(error.message), hint: visible(error.hint) };
}

/** `3 of 1,200 rows (0.25 %)` */
export function shareText(part: number, whole: number, what: string): string {
  const share = whole === 0 ? '' : ` (${Number(((part / whole) * 100).toPrecision(2))} %)`;
  return `${part.toLocaleString('en-US')} of ${whole.toLocaleString('en-US')} ${what}${share}`;
}

/** The first few of a list, then how many more. */
export function firstFew(texts: readonly string[], total: number = texts.length, limit = 5): string {
  const shown = texts.slice(0, limit).map(visible).join(', ');
  return total > limit ? `${shown}, and ${total - limit} more` : shown;
}
