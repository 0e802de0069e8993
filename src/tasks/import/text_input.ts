import { isAscii } from 'node:buffer';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inputError } from '../../contract/errors.js';
import type { Input } from '../../importers/importer.js';
import { decideEncodings, markedEncoding } from '../../sources/encodings/encoding.js';
import type { Evidence } from '../../sources/encodings/evidence.js';
import { transcode } from '../../sources/encodings/transcode.js';
import { describeFile, evidenceOf } from '../../sources/files.js';

/** A file on disk that may be an export. */
export interface Candidate {
  readonly disk: string;
  readonly name: string;
  readonly path: string;
  readonly given: string;
}

const headCharacters = 1 << 18;
/** Larger texts would not be allocated in short-lived memory: fresh pages for each cost more than reading them. */
const chunkBytes = 1 << 16;

/** Makes the text of a file readable, whatever its encoding; null if it is not text. */
export async function textInput(
  candidate: Candidate,
  scratch: string,
  zone: string | null,
  siblings: () => readonly Input[],
): Promise<Input | null> {
  const { disk, name, path, given } = candidate;
  if (statSync(disk).size === 0) throw inputError(`${name}: the file is empty.`, 'Export the chat again.');
  if (isBinary(disk)) return null;
  const evidence = evidenceOf(disk, name);
  const isReadable = evidence !== null && encodingOf(evidence, disk, name, zone) === 'utf-8';
  const readable = isReadable ? disk : await rewritten(candidate, scratch, zone);
  if (readable === null) return null;
  const chunks = () => textChunks(readable, name, false);
  const lines = isReadable && evidence.other_lines > 0 ? fewDamagedLines(disk) : 0;
  const damaged = lines === 0 ? null : { lines, chunks: () => textChunks(readable, name, true) };
  const { head, is_whole } = headOf((damaged?.chunks ?? chunks)());
  return { name, path, given, head, is_whole, chunks, damaged, siblings };
}

/** At most this share of the lines of a chat are damaged where some people's programs wrote another encoding, or cut a character in two. */
const mostDamaged = 0.01;

/** How many lines of a UTF-8 text have bytes that are not UTF-8; 0 also if they are so many that the text must be something else. */
function fewDamagedLines(disk: string): number {
  let [all, damaged, isDamaged] = [1, 0, false];
  for (const chunk of textChunks(disk, '', true)) {
    for (const [place, line] of chunk.split('\n').entries()) {
      if (place > 0) [all, isDamaged] = [all + 1, false];
      if (isDamaged || !line.includes('\ufffd')) continue;
      isDamaged = true;
      damaged += 1;
    }
  }
  return damaged <= mostDamaged * all ? damaged : 0;
}

/** A UTF-8 copy of what is compressed or in another encoding; null if it is not text. */
async function rewritten(
  { disk, name, path }: Candidate,
  scratch: string,
  zone: string | null,
): Promise<string | null> {
  const described = { ...(await describeFile(disk, name)), name };
  if (typeof described.content === 'string') return null;
  const copy = join(scratch, `text-${described.sha256 ?? path.replaceAll('/', '-')}`);
  await transcode(described, encodingOf(described.content, disk, name, zone), copy);
  return copy;
}

/** A text that is valid UTF-8 throughout is UTF-8; else the words decide, as for tables. */
function encodingOf(evidence: Evidence, disk: string, name: string, zone: string | null): string {
  const isMarked = markedEncoding(evidence.head) !== null;
  const isWide = evidence.head.includes(0);
  if (
    !isMarked &&
    !isWide &&
    !evidence.escapes &&
    (evidence.other_lines === 0 || isUtf8(disk, evidence.utf8_lines) || isDamagedUtf8(evidence, disk))
  )
    return 'utf-8';
  const [found] = decideEncodings([{ name, evidence }], { declared: null, zone, key: null });
  return found?.encoding ?? 'utf-8';
}

/** Whether a text is UTF-8 but for a few lines: characters of three bytes, on several lines, are not UTF-8 by chance. */
function isDamagedUtf8({ utf8_lines, long_lines, other_lines }: Evidence, disk: string): boolean {
  return long_lines >= 3 && utf8_lines >= 10 * other_lines && fewDamagedLines(disk) > 0;
}

/** Whether a text is UTF-8, except for a truncated character at its end. */
function isUtf8(disk: string, lines: number): boolean {
  if (lines === 0) return false;
  try {
    for (const _ of textChunks(disk, '', false));
    return true;
  } catch {
    return false;
  }
}

/** Whether the first bytes are those of a picture or something else that is not text. */
function isBinary(path: string): boolean {
  const head = firstBytes(path, 4096);
  if (
    head
      .subarray(0, 2)
      .toString('hex')
      .match(/^(fffe|feff)/) ||
    head.subarray(0, 2).toString('hex') === '1f8b'
  )
    return false;
  const zeros = head.filter((byte) => byte === 0).length;
  if (zeros === 0) return false;
  const [even, odd] = [0, 1].map(
    (side) => head.filter((byte, place) => byte === 0 && place % 2 === side).length,
  );
  const isWide = ((even ?? 0) === 0 || (odd ?? 0) === 0) && zeros > 2;
  return !isWide || /^(?:PK|SQLite|\x89PNG|\xff\xd8)/.test(head.toString('latin1', 0, 8));
}

/** The first bytes of a file. */
export function firstBytes(path: string, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, 0));
  } finally {
    closeSync(file);
  }
}

function headOf(chunks: Iterable<string>): { head: string; is_whole: boolean } {
  let head = '';
  for (const chunk of chunks) {
    head += chunk;
    if (head.length > headCharacters) return { head: head.slice(0, headCharacters), is_whole: false };
  }
  return { head, is_whole: true };
}

/** The text of a UTF-8 file, chunk by chunk, if need be with a sign in place of bytes that are not; a truncated character at the very end is left out. */
function* textChunks(path: string, name: string, isLenient: boolean): Generator<string> {
  const file = openSync(path, 'r');
  const decode = decoding(isLenient);
  const buffer = Buffer.alloc(chunkBytes);
  let before = 0;
  try {
    for (;;) {
      const read = readSync(file, buffer, 0, chunkBytes, null);
      if (read === 0) return;
      const text = decode(buffer.subarray(0, read));
      if (text === null)
        throw inputError(
          `${name}: some bytes between ${before + 1} and ${before + read} are not UTF-8, although the rest of the file is.`,
          'It may be two files joined together, or damaged: export it again. Nothing was written.',
        );
      before += read;
      if (text !== '') yield text;
    }
  } finally {
    closeSync(file);
  }
}

/** Decodes the chunks of one text, without a byte order mark; null for bytes that are not UTF-8. Pure ASCII is merely copied. */
function decoding(isLenient: boolean): (bytes: Buffer) => string | null {
  const decoder = new TextDecoder('utf-8', { fatal: !isLenient, ignoreBOM: true });
  let isFirst = true;
  let mayBeOpen = false;
  return (bytes) => {
    if (!mayBeOpen && isAscii(bytes)) {
      isFirst = false;
      return bytes.toString('latin1');
    }
    mayBeOpen = (bytes.at(-1) ?? 0) >= 0x80;
    const text = decoded(decoder, bytes);
    const isMarked = isFirst && text?.charCodeAt(0) === 0xfeff;
    isFirst = false;
    return isMarked && text !== null ? text.slice(1) : text;
  };
}

function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    return null;
  }
}
