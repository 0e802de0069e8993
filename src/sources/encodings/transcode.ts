import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { inputError } from '../../contract/errors.js';
import type { FoundFile } from '../files.js';
import { changed } from '../stamp.js';
import { contentOf } from '../unpack.js';
import { type Decoder, decoderOf } from './decoders.js';

/**
 * Writes a UTF-8 copy of a text file in another encoding; memory does not grow with the file. In place of invalid bytes the copy has
 * one that is not UTF-8, so that its reader rejects the line; the lines before and after are not affected.
 */
export async function transcode(file: FoundFile, encoding: string, target: string): Promise<void> {
  const hash = createHash('sha256');
  const content = contentOf(file.path, file.compression, (bytes) => hash.update(bytes));
  await pipeline(utf8Of(content, encoding, file.name), createWriteStream(target));
  if (file.sha256 !== null && hash.digest('hex') !== file.sha256)
    throw changed(file.name, 'it was written to');
}

/** The content in UTF-8, with a byte FF in place of invalid bytes. */
async function* utf8Of(
  content: AsyncIterable<Buffer>,
  encoding: string,
  name: string,
): AsyncGenerator<Buffer> {
  const decoder = decoderOf(encoding);
  const isWide = encoding.startsWith('utf-16');
  const lastEnd = isWide ? lastWideEnd(encoding === 'utf-16le') : lastLineEnd;
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = true;
  let lines = 0;
  const textOf = (bytes: Buffer) => {
    const text = decoded(bytes, decoder);
    if (isWide && text.includes(shiftedLineEnd))
      throw misaligned(name, lines + linesBefore(text, shiftedLineEnd));
    lines += isWide ? linesBefore(text) : 0;
    const plain = isFirst ? text.replace(/^\uFEFF/, '') : text;
    isFirst = false;
    return plain.includes('\ufffd') ? marked(plain) : Buffer.from(plain);
  };
  for await (const chunk of content) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = lastEnd(bytes);
    if (end > 0) yield textOf(bytes.subarray(0, end));
    rest = bytes.subarray(end);
  }
  if (rest.length > 0) yield textOf(rest);
}

const [lineFeed, carriageReturn] = [0x0a, 0x0d];

/** A line end whose two bytes come from two characters: Unicode has no character at this code point. */
const shiftedLineEnd = '\u0a00';

/** A line without an end is cut after this many bytes. */
const longLine = 16 << 20;

/** Where the last line ends; in encodings that extend ASCII, a line end never occurs inside a character. */
function lastLineEnd(bytes: Buffer): number {
  const end = 1 + Math.max(bytes.lastIndexOf(lineFeed), bytes.lastIndexOf(carriageReturn));
  if (end > 0 || bytes.length < longLine) return end;
  return 1 + bytes.findLastIndex((byte) => byte < 0x30);
}

function lastWideEnd(isLittle: boolean): (bytes: Buffer) => number {
  return (bytes) => {
    const whole = bytes.length - (bytes.length % 2);
    for (let place = whole - 2; place >= 0; place -= 2) {
      const unit = isLittle ? bytes.readUInt16LE(place) : bytes.readUInt16BE(place);
      if (unit === lineFeed || (bytes.length > longLine && unit < 0x30)) return place + 2;
    }
    return 0;
  };
}

/** Decodes all lines at once if possible, else one at a time, so that a damaged line does not affect others. */
function decoded(bytes: Buffer, decoder: Decoder): string {
  const text = decoder.exact(bytes);
  if (text !== null) return text;
  return linesOf(bytes, decoder.encoding)
    .map((line) => {
      const exact = decoder.exact(line);
      return exact ?? withMark(decoder.lenient(line));
    })
    .join('');
}

/** The text of a line that cannot be decoded exactly, with at least a mark at its beginning. */
function withMark(text: string): string {
  return text.includes('\ufffd') ? text : `\ufffd${text}`;
}

function linesOf(bytes: Buffer, encoding: string): Buffer[] {
  const isWide = encoding.startsWith('utf-16');
  const lines: Buffer[] = [];
  let start = 0;
  for (let place = bytes.indexOf(lineFeed); place >= 0; place = bytes.indexOf(lineFeed, place + 1)) {
    if (isWide && !isWideLineFeed(bytes, place, start, encoding === 'utf-16le')) continue;
    const end = isWide && encoding === 'utf-16le' ? place + 2 : place + 1;
    lines.push(bytes.subarray(start, end));
    start = end;
  }
  if (start < bytes.length) lines.push(bytes.subarray(start));
  return lines;
}

function isWideLineFeed(bytes: Buffer, place: number, start: number, isLittle: boolean): boolean {
  const first = isLittle ? place : place - 1;
  if (first < start || first + 2 > bytes.length || (first - start) % 2 !== 0) return false;
  return (isLittle ? bytes.readUInt16LE(first) : bytes.readUInt16BE(first)) === lineFeed;
}

function linesBefore(text: string, mark?: string): number {
  const end = mark === undefined ? text.length : text.indexOf(mark);
  let lines = 0;
  for (let place = text.indexOf('\n'); place >= 0 && place < end; place = text.indexOf('\n', place + 1))
    lines += 1;
  return lines;
}

/** The text as bytes, with FF for every U+FFFD. */
function marked(text: string): Buffer {
  const parts = text.split('\ufffd').map((part) => Buffer.from(part));
  return Buffer.concat(parts.flatMap((part, place) => (place === 0 ? [part] : [Buffer.of(0xff), part])));
}

function misaligned(name: string, lines: number): Error {
  return inputError(
    `${name}, after line ${lines + 1}: its UTF-16 is damaged: a byte is missing or there is one too many, and everything after it would turn into other characters.`,
    'Export or copy the file again.',
  );
}
