import type { Input } from '../importer.js';
import { lineStretches } from '../text_lines.js';
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
  const prefix = new Prefix();
  let number = 0;
  for (const { text, from, to } of lineStretches(input)) {
    for (let begin = from; begin <= to; ) {
      const feed = text.indexOf('\n', begin);
      const next = feed < 0 || feed > to ? to : feed;
      const end = next > begin && text.charCodeAt(next - 1) === carriageReturn ? next - 1 : next;
      number += 1;
      // rows of one minute begin alike, and need be read once
      const header: Header | null = prefix.begins(text, begin, end) ? last : headerOf(text.slice(begin, end));
      if (header !== last && header !== null) {
        last = header;
        prefix.set(text, begin, header.end);
      }
      const begins: boolean = header !== null && (shape === null || header.shape === shape);
      const isUnclear = header === null && resemblesHeader(text.slice(begin, end), shape);
      if (begins || isUnclear) {
        if (open !== null) yield whole(open, more);
        if (more.length > 0) more = [];
      }
      if (header !== null && begins) {
        shape = header.shape;
        open = { header, body: text.slice(begin + header.end, end), line: number };
      } else if (isUnclear) {
        open = null;
        yield { stray: 'unclear', line: number };
      } else if (open !== null) more.push(text.slice(begin, end));
      else if (shape === null && text.slice(begin, end).trim() !== '') yield { stray: 'early', line: number };
      begin = next + 1;
    }
  }
  if (open !== null) yield whole(open, more);
}

const carriageReturn = 0x0d;

/** The head of the last row, sign by sign: to compare it with that of the next takes less than to cut that out. */
class Prefix {
  private readonly units = new Uint16Array(128);
  private length = 0;

  set(text: string, begin: number, length: number): void {
    this.length = length > this.units.length ? 0 : length;
    for (let at = 0; at < this.length; at += 1) this.units[at] = text.charCodeAt(begin + at);
  }

  /** Whether a line begins so; what differs stands near the end. */
  begins(text: string, begin: number, end: number): boolean {
    const { units, length } = this;
    if (length === 0 || end - begin < length) return false;
    for (let at = length - 1; at >= 0; at -= 1) if (text.charCodeAt(begin + at) !== units[at]) return false;
    return true;
  }
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
