import { type UserError, usageError } from '../contract/errors.js';
import type { Input } from './importer.js';

/** The question to ask if the order of dates is ambiguous: it is never guessed. */
export function unclearOrder(input: Input, written: string): UserError {
  return usageError(
    `${input.name}: its dates, such as ${written}, could have the day first or the month first.`,
    'Look at the phone that made the export and say which: --date-order dmy, --date-order mdy or --date-order ymd.',
  );
}

/** The part of a file name that says which chat it is: Ann for `WhatsApp Chat with Ann (1).txt`. */
export function stemOf(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return name.replace(/\.(txt|zip|json|jsonl|csv|tsv|log|xml|html)$/i, '').replace(/ ?\(\d{1,2}\)$/, '');
}
