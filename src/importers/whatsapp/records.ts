import type { Input } from '../importer.js';
import { lineBatches } from '../text_lines.js';
import { type Header, headerOf, resemblesHeader } from './headers.js';

/** One record: its header, what comes after it, and the line it begins in. */
export interface TextRecord {
  readonly header: Header;
  readonly body: string;
  readonly line: number;
}

/** A line that is neither a record nor a part of one. */
export interface StrayLine {
  /** early: before the first record; unclear: it begins as records of this file do, with a time that cannot be read */
  readonly stray: 'early' | 'unclear';
  readonly line: number;
}

/** The records of a file: a line that begins with another shape of header than the first is text of the record before. */
export function* textRecords(input: Input): Generator<TextRecord | StrayLine> {
  let open: { header: Header; parts: string[]; line: number } | null = null;
  let shape: string | null = null;
  let last: Header | null = null;
  let prefix = '';
  let number = 0;
  for (const batch of lineBatches(input)) {
    for (const line of batch) {
      number += 1;
      // rows of one minute begin alike, and need be read once
      const header: Header | null = prefix !== '' && line.startsWith(prefix) ? last : headerOf(line);
      if (header !== last && header !== null) {
        last = header;
        prefix = line.slice(0, header.end);
      }
      if (header !== null && (shape === null || header.shape === shape)) {
        if (open !== null) yield closed(open);
        shape = header.shape;
        open = { header, parts: [line.slice(header.end)], line: number };
      } else if (header === null && resemblesHeader(line, shape)) {
        if (open !== null) yield closed(open);
        open = null;
        yield { stray: 'unclear', line: number };
      } else if (open !== null) open.parts.push(line);
      else if (line.trim() !== '' && shape === null) yield { stray: 'early', line: number };
    }
  }
  if (open !== null) yield closed(open);
}

function closed({ header, parts, line }: { header: Header; parts: string[]; line: number }): TextRecord {
  const body = parts.length === 1 ? (parts[0] ?? '') : parts.join('\n').trimEnd();
  return { header, body, line };
}

/** The sender and the text of a body; the sender is null where nobody is named. */
export function senderOf(body: string): { sender: string | null; text: string } {
  const colon = colonIn(body);
  const sender = colon < 1 ? null : body.slice(0, colon);
  if (sender === null || sender.includes('\n') || hasOpenQuote(sender)) return { sender: null, text: body };
  return { sender, text: body.slice(colon + 2) };
}

/** No name is longer. */
const longestName = 300;

/** The first colon behind which a blank, another line or nothing stands; -1 where there is none. */
function colonIn(body: string): number {
  for (let at = body.indexOf(':', 1); at >= 0 && at < longestName; at = body.indexOf(':', at + 1)) {
    const next = body.charAt(at + 1);
    if (next === ' ' || next === '' || next === '\n') return at;
  }
  return -1;
}

/** `Mara created group "A` is the beginning of a notice whose title holds a colon, and no name. */
function hasOpenQuote(name: string): boolean {
  if (!/["“„«「『]/.test(name)) return false;
  return (name.match(/"/g)?.length ?? 0) % 2 === 1 || /[“„«「『][^”“»」』]*$/.test(name);
}
