import { closeSync, createReadStream, createWriteStream, fstatSync, openSync, readSync } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { inputError, type UserError } from '../../contract/errors.js';
import { visible } from '../../text/printable.js';

/** A file in a zip archive. */
export interface ZipEntry {
  readonly path: string;
  readonly packed: number;
  readonly size: number;
  readonly method: number;
  /** where its local header begins */
  readonly offset: number;
  readonly encrypted: boolean;
}

/** Chat archives are never compressed this much, or this large. */
const mostRatio = 100;
const mostBytes = 10 * 2 ** 30;
/** Small files with one repeated line compress well and do no harm. */
const smallBytes = 1 << 24;

/** The files in the directory of an archive; refuses an archive that would unpack outside its folder or to an excessive size. */
export function zipEntries(path: string, name: string): ZipEntry[] {
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const entries = directoryOf(file, size, name).filter((entry) => !entry.path.endsWith('/'));
    refuseBad(entries, name);
    return entries;
  } finally {
    closeSync(file);
  }
}

function refuseBad(entries: readonly ZipEntry[], name: string): void {
  const outside = entries.find(
    ({ path }) => path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..'),
  );
  if (outside !== undefined)
    throw inputError(
      `${name}: its file "${visible(outside.path)}" would be unpacked outside its folder.`,
      'No program that exports chats makes such an archive. Nothing was read or written.',
    );
  let total = 0;
  for (const { size } of entries) total += size;
  const tight = entries.find(
    ({ packed, size }) => size > smallBytes && size > mostRatio * Math.max(packed, 1),
  );
  if (tight !== undefined || total > mostBytes) throw bomb(name, tight?.path ?? null);
}

function bomb(name: string, path: string | null): UserError {
  return inputError(
    path === null
      ? `${name}: it would unpack to more than 10 GB.`
      : `${name}: its file "${visible(path)}" would unpack to more than 100 times its size.`,
    'No chat is like that, so nothing was written. If you trust it, unpack it yourself and import the text.',
  );
}

function directoryOf(file: number, size: number, name: string): ZipEntry[] {
  const tail = bytesAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > tail.length) throw broken(name);
  let [count, length, start] = [
    tail.readUInt16LE(end + 10),
    tail.readUInt32LE(end + 12),
    tail.readUInt32LE(end + 16),
  ];
  const locator = tail.lastIndexOf(Buffer.from('PK\x06\x07', 'latin1'), end);
  if (locator >= 0 && (count === 0xffff || length === 0xffffffff || start === 0xffffffff)) {
    const wide = bytesAt(file, Number(tail.readBigUInt64LE(locator + 8)), 56);
    if (wide.length < 56) throw broken(name);
    count = Number(wide.readBigUInt64LE(32));
    length = Number(wide.readBigUInt64LE(40));
    start = Number(wide.readBigUInt64LE(48));
  }
  if (start + length > size) throw broken(name);
  return entriesIn(bytesAt(file, start, length), count, name);
}

function entriesIn(directory: Buffer, count: number, name: string): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let place = 0; place < count; place += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw broken(name);
    const flags = directory.readUInt16LE(at + 8);
    const [names, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const path = nameOf(directory.subarray(at + 46, at + 46 + names), flags);
    const wide = wideSizes(directory.subarray(at + 46 + names, at + 46 + names + extra));
    const pick = (field: number) => {
      const value = directory.readUInt32LE(at + field);
      return value === 0xffffffff ? (wide.shift() ?? value) : value;
    };
    const size = pick(24);
    const packed = pick(20);
    const offset = pick(42);
    const method = directory.readUInt16LE(at + 10);
    entries.push({
      path: path.replaceAll('\\', '/'),
      packed,
      size,
      method,
      offset,
      encrypted: (flags & 1) === 1,
    });
    at += 46 + names + extra + comment;
  }
  return entries;
}

function wideSizes(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    const found: number[] = [];
    for (let place = at + 4; place + 8 <= end; place += 8) found.push(Number(extra.readBigUInt64LE(place)));
    return found;
  }
  return [];
}

/** Names are UTF-8, whether marked as such or not; others are read as Latin-1, which no importer needs. */
function nameOf(bytes: Buffer, flags: number): string {
  const text = bytes.toString('utf8');
  return (flags & 0x800) !== 0 || !text.includes('\ufffd') ? text : bytes.toString('latin1');
}

/** Unpacks one file; stops if it grows beyond the size in its directory. */
export async function unpackEntry(zip: string, entry: ZipEntry, target: string, name: string): Promise<void> {
  if (entry.encrypted || (entry.method !== 0 && entry.method !== 8))
    throw inputError(
      `${name}: its file "${visible(entry.path)}" is ${entry.encrypted ? 'encrypted' : 'compressed by an unknown method'}.`,
      'Unpack it yourself and import its content.',
    );
  const start = startOf(zip, entry, name);
  if (entry.size === 0 && entry.packed === 0) {
    await pipeline([], createWriteStream(target));
    return;
  }
  const source = createReadStream(zip, { start, end: start + entry.packed - 1 });
  let seen = 0;
  const guard = new Transform({
    transform(chunk: Buffer, _, done) {
      seen += chunk.length;
      done(seen > entry.size ? bomb(name, entry.path) : null, chunk);
    },
  });
  try {
    if (entry.method === 0) await pipeline(source, guard, createWriteStream(target));
    else await pipeline(source, createInflateRaw(), guard, createWriteStream(target));
  } catch (error) {
    if (error instanceof Error && /^Z_/.test((error as NodeJS.ErrnoException).code ?? '')) throw broken(name);
    throw error;
  }
  if (seen !== entry.size) throw broken(name);
}

function startOf(zip: string, entry: ZipEntry, name: string): number {
  const file = openSync(zip, 'r');
  try {
    const head = bytesAt(file, entry.offset, 30);
    if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw broken(name);
    return entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  } finally {
    closeSync(file);
  }
}

function bytesAt(file: number, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const read = readSync(file, bytes, 0, length, start);
  return bytes.subarray(0, read);
}

function broken(name: string): UserError {
  return inputError(
    `${name}: the archive is damaged or cut short.`,
    'Export or copy it again; nothing was written.',
  );
}
