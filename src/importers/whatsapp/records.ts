import type { Input } from '../importer.js';
import { lineStretches } from '../text_lines.js';
import { type Header, headerOf, resemblesHeader } from './headers.js';

/** One record: its header, its text, and the line on which it begins. */
export interface TextRecord {
  readonly header: Header;
  readonly body: string;
  readonly line: number;
}

/** A line that is not the beginning of a record, although it may look like one. */
export interface StrayLine {
  /**
   * early: before the first record; unclear: it begins like records of this file, but its time cannot be read; pasted: it begins like the
   * records of another file, and is text of the record above
   */
  readonly stray: 'early' | 'unclear' | 'pasted';
  readonly line: number;
}

/** The records of a file: a line whose header has another shape than the first one is text of the previous record. */
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
      // rows of the same minute begin alike, so the header is only parsed once
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
      } else if (open !== null) {
        if (header !== null) yield { stray: 'pasted', line: number };
        more.push(text.slice(begin, end));
      } else if (shape === null && text.slice(begin, end).trim() !== '')
        yield { stray: 'early', line: number };
      begin = next + 1;
    }
  }
  if (open !== null) yield whole(open, more);
}

const carriageReturn = 0x0d;

/** The header of the last row, as characters: comparing it with the next one is faster than extracting that. */
class Prefix {
  private readonly units = new Uint16Array(128);
  private length = 0;

  set(text: string, begin: number, length: number): void {
    this.length = length > this.units.length ? 0 : length;
    for (let at = 0; at < this.length; at += 1) this.units[at] = text.charCodeAt(begin + at);
  }

  /** Whether a line begins like this; differences are most likely near the end. */
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

/** No name is longer than this. */
const longestName = 300;

/** Where the name of a sender may end, two characters before the text begins: the first colon followed by a blank, a line end or nothing. -1 if there is none. */
export function senderEnd(body: string): number {
  for (let at = body.indexOf(':', 1); at >= 0 && at < longestName; at = body.indexOf(':', at + 1)) {
    const next = body.charAt(at + 1);
    if (next === ' ' || next === '' || next === '\n') return at;
  }
  return -1;
}

/** Whether the text before the colon is a name: `Mara created group "A` is the beginning of a notice whose title contains a colon. */
export function isName(written: string): boolean {
  if (written.includes('\n')) return false;
  if (!/["“„«「『]/.test(written)) return true;
  return (written.match(/"/g)?.length ?? 0) % 2 === 0 && !/[“„«「『][^”“»」』]*$/.test(written);
}
