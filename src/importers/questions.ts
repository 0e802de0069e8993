import { type UserError, usageError } from '../contract/errors.js';
import type { Input } from './importer.js';

/** What a file leaves open is asked, never guessed. */
export function unclearOrder(input: Input, written: string): UserError {
  return usageError(
    `${input.name}: its dates, such as ${written}, can be read with the day first or with the month first.`,
    'Look at the phone that made the export and say which: --date-order dmy, --date-order mdy or --date-order ymd.',
  );
}

/** The part of a name that tells which chat it is: `WhatsApp Chat with Ann (1).txt` is Ann. */
export function stemOf(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return name.replace(/\.(txt|zip|json|jsonl|csv|tsv|log|xml|html)$/i, '').replace(/ ?\(\d{1,2}\)$/, '');
}
