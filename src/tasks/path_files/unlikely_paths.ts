import { total } from '../../chain/chain.js';
import { inputError, usageError } from '../../contract/errors.js';
import type { Sequences } from '../../paths/sequences.js';
import { isTotal } from '../../sources/records/leftovers.js';
import { printable } from '../../text/printable.js';

/** Other separators between channels, as used by other programs. */
const otherSeparators = ['→', '->', '=>', '»', '|', ';', ',', '~', '>', '＞'];

/** The default separator. */
const usual = ' > ';

/**
 * Refuses a table in which every path would be one channel although it is a list in brackets, or another separator splits them into recurring
 * parts, and a row that totals the others. Throws a usage error that names the separator, or an input error that names the total.
 */
export function refuseUnlikely(
  file: string,
  separator: string,
  channels: readonly string[],
  sequences: Sequences,
): void {
  const isUndivided = sequences.codes.length === sequences.conversions.length;
  if (separator === usual && isUndivided) {
    refuseLists(file, channels);
    refuseOtherSeparator(file, channels);
  }
  refuseSum(file, channels, sequences);
}

/** Lists as written by programs, such as ["a","b"] and {a,b}: no separator turns them into channels without brackets. */
function refuseLists(file: string, channels: readonly string[]): void {
  const isList = (name: string) => /^(?:\[.*\]|\{.*\}|\(.*\))$/s.test(name);
  const [example = ''] = channels;
  if (!channels.every(isList) || !channels.some((name) => name.includes(','))) return;
  throw inputError(
    `${file}: every path is a list in brackets, such as "${printable(example)}", and would be one channel.`,
    'Write the channels of a path with " > " between them, without brackets and quotes.',
  );
}

function refuseOtherSeparator(file: string, channels: readonly string[]): void {
  for (const other of otherSeparators) {
    const divided = channels.filter((name) => name.includes(other));
    const parts = channels.flatMap((name) => [...new Set(name.split(other).map((part) => part.trim()))]);
    const [example] = divided;
    if (example === undefined || parts.every((part, at) => part === '' || parts.indexOf(part) === at))
      continue;
    throw usageError(
      `${file}: no path contains "${usual}", but ${divided.length} of ${channels.length} contain "${other}", such as "${printable(example)}", and their parts recur in others.`,
      `If it separates channels, write --separator "${other}"; if each path is a single channel, write --separator with a text that none of them contains.`,
    );
  }
}

function refuseSum(file: string, channels: readonly string[], sequences: Sequences): void {
  const { codes, offsets, conversions } = sequences;
  const all = total(conversions);
  if (all === 0) return;
  for (let row = 0; row < conversions.length; row += 1) {
    const own = conversions[row]!;
    if (own * 2 !== all || offsets[row + 1]! - offsets[row]! !== 1) continue;
    const name = channels[codes[offsets[row]!]!] ?? '';
    if (isTotal([name]))
      throw inputError(
        `${file}: the row "${printable(name)}" has as many conversions (${own}) as all others together: it is a total, not a path.`,
        'Remove that row.',
      );
  }
}
