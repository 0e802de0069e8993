import { inputError } from '../contract/errors.js';
import type { Input } from './importer.js';

/** A line or a record of more than this many characters is none of a chat. */
export const longestRecord = 1 << 26;

/** The lines of a file in batches, without their ends (`\n` or `\r\n`). */
export function* lineBatches(input: Input): Generator<readonly string[]> {
  let open: string[] = [];
  let length = 0;
  for (const chunk of input.chunks()) {
    const end = chunk.lastIndexOf('\n');
    if (end < 0) {
      open.push(chunk);
      length += chunk.length;
      refuseLong(length, input);
      continue;
    }
    yield linesOf(open.join('') + chunk.slice(0, end));
    open = [chunk.slice(end + 1)];
    length = chunk.length - end - 1;
  }
  const rest = open.join('');
  if (rest !== '') yield linesOf(rest);
}

/** The lines of a file, one by one. */
export function* lines(input: Input): Generator<string> {
  for (const batch of lineBatches(input)) yield* batch;
}

function linesOf(text: string): string[] {
  const found = text.split('\n');
  if (!text.includes('\r')) return found;
  return found.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

/** Refuses a record that has grown beyond measure. */
export function refuseLong(length: number, input: Input): void {
  if (length <= longestRecord) return;
  throw inputError(
    `${input.name}: a line or record of more than ${longestRecord >> 20} million characters, which no chat holds.`,
    'Export the chat again; nothing was written.',
  );
}
