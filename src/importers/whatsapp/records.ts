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
  let open: TextRecord | null = null;
  let more: string[] = [];
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
      const begins: boolean = header !== null && (shape === null || header.shape === shape);
      const isUnclear = header === null && resemblesHeader(line, shape);
      if (begins || isUnclear) {
        if (open !== null) yield whole(open, more);
        if (more.length > 0) more = [];
      }
      if (header !== null && begins) {
        shape = header.shape;
        open = { header, body: line.slice(header.end), line: number };
      } else if (isUnclear) {
        open = null;
        yield { stray: 'unclear', line: number };
      } else if (open !== null) more.push(line);
      else if (line.trim() !== '' && shape === null) yield { stray: 'early', line: number };
    }
  }
  if (open !== null) yield whole(open, more);
}

/** A record with the lines that follow it. */
function whole(record: TextRecord, more: readonly string[]): TextRecord {
  if (more.length === 0) return record;
  return { ...record, body: [record.body, ...more].join('\n').trimEnd() };
}

/** No name is longer. */
const longestName = 300;

/** Where the name of a sender may end, and two units later the text begins: the first colon behind which a blank, another line or nothing stands. -1 where there is none. */
export function senderEnd(body: string): number {
  for (let at = body.indexOf(':', 1); at >= 0 && at < longestName; at = body.indexOf(':', at + 1)) {
    const next = body.charAt(at + 1);
    if (next === ' ' || next === '' || next === '\n') return at;
  }
  return -1;
}

/** Whether what stands before the colon is a name: `Mara created group "A` is the beginning of a notice whose title holds a colon. */
export function isName(written: string): boolean {
  if (written.includes('\n')) return false;
  if (!/["“„«「『]/.test(written)) return true;
  return (written.match(/"/g)?.length ?? 0) % 2 === 0 && !/[“„«「『][^”“»」』]*$/.test(written);
}
