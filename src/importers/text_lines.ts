import { inputError } from '../contract/errors.js';
import type { Input } from './importer.js';

/** A line or record of more characters than this cannot belong to a chat. */
export const longestRecord = 1 << 26;

/** Whole lines within a text: from one place to another, where the last of them ends. Reading characters of the whole text is faster than of a substring. */
export interface LineStretch {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The lines of a file in stretches; `lineEnd` says where each ends. */
export function* lineStretches(input: Input): Generator<LineStretch> {
  let open: string[] = [];
  let length = 0;
  for (const chunk of input.chunks()) {
    const first = chunk.indexOf('\n');
    if (first < 0) {
      open.push(chunk);
      length += chunk.length;
      refuseLong(length, input);
      continue;
    }
    const last = chunk.lastIndexOf('\n');
    const isOpen = length > 0;
    if (isOpen) {
      refuseLong(length + first, input);
      yield wholeText(open.join('') + chunk.slice(0, first));
    }
    if (!isOpen || last > first) yield { text: chunk, from: isOpen ? first + 1 : 0, to: last };
    open = [chunk.slice(last + 1)];
    length = chunk.length - last - 1;
  }
  if (length > 0) yield wholeText(open.join(''));
}

function wholeText(text: string): LineStretch {
  return { text, from: 0, to: text.length };
}

/** The lines of a file in batches, without their ends (`\n` or `\r\n`). */
export function* lineBatches(input: Input): Generator<readonly string[]> {
  for (const { text, from, to } of lineStretches(input)) yield linesOf(text.slice(from, to));
}

/** The lines of a file, one at a time. */
export function* lines(input: Input): Generator<string> {
  for (const batch of lineBatches(input)) yield* batch;
}

function linesOf(text: string): string[] {
  const found = text.split('\n');
  if (!text.includes('\r')) return found;
  return found.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

const tooLong = `a line or record of more than ${longestRecord >> 20} million characters, which no chat contains`;

/** Refuses a record that has become far too long. */
export function refuseLong(length: number, input: Input): void {
  if (length > longestRecord)
    throw inputError(`${input.name}: it has ${tooLong}.`, 'Export the chat again; nothing was written.');
}

/** What to say about a file that no importer knows because the line at the end of its head is far too long; null for any other file. */
export function beginsTooLong(input: Input): { readonly what: string; readonly instead: string } | null {
  if (input.is_whole) return null;
  let [passed, open] = [0, 0];
  for (const chunk of input.chunks()) {
    const end = chunk.indexOf('\n', Math.max(0, input.head.length - passed));
    const stop = end < 0 ? chunk.length : end;
    const begin = chunk.slice(0, stop).lastIndexOf('\n');
    open = begin < 0 ? open + stop : stop - begin - 1;
    passed += chunk.length;
    if (open > longestRecord) return { what: `a file with ${tooLong}`, instead: 'Export the chat again.' };
    if (end >= 0) return null;
  }
  return null;
}

/** The chunks of a file, joined until they are as long as the text that is held: a record that spans many chunks is copied a few times, not once per chunk. */
export function* growingChunks(input: Input, held: () => number): Generator<string> {
  let parts: string[] = [];
  let length = 0;
  for (const chunk of input.chunks()) {
    parts.push(chunk);
    length += chunk.length;
    if (length < Math.min(held(), longestRecord + 1 - held())) continue;
    yield parts.join('');
    parts = [];
    length = 0;
  }
  if (length > 0) yield parts.join('');
}
