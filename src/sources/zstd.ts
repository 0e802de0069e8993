import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const frameMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;

/**
 * Whether a zstd file is there to its end: DuckDB reads one that was cut short without a word.
 * Only the headers of frames and blocks are read (RFC 8878, section 3.1.1); the content is not unpacked.
 */
export function isWholeZstd(path: string): boolean {
  const handle = openSync(path, 'r');
  try {
    const size = fstatSync(handle).size;
    const bytes = (at: number, length: number) => {
      const buffer = Buffer.alloc(length);
      readSync(handle, buffer, 0, length, at);
      return buffer;
    };
    let at = 0;
    while (at < size) at = afterFrame(at, size, bytes);
    return at === size;
  } finally {
    closeSync(handle);
  }
}

type Bytes = (at: number, length: number) => Buffer;

/** Where a frame ends; Infinity where it cannot be whole. */
function afterFrame(start: number, size: number, bytes: Bytes): number {
  const magic = bytes(start, 4).readUInt32LE(0);
  if ((magic & 0xfffffff0) >>> 0 === skippableMagic) return start + 8 + bytes(start + 4, 4).readUInt32LE(0);
  if (magic !== frameMagic) return Number.POSITIVE_INFINITY;
  const descriptor = bytes(start + 4, 1)[0] ?? 0;
  const checksum = descriptor & 4 ? 4 : 0;
  let at = start + 5 + headerBytes(descriptor);
  while (at + 3 <= size) {
    const block = bytes(at, 3).readUIntLE(0, 3);
    const isRepeated = ((block >> 1) & 3) === 1;
    at += 3 + (isRepeated ? 1 : block >> 3);
    if (block & 1) return at + checksum;
  }
  return Number.POSITIVE_INFINITY;
}

/** Bytes between the descriptor of a frame and its first block: window, dictionary, content size. */
function headerBytes(descriptor: number): number {
  const isSingle = (descriptor & 0x20) !== 0;
  const contentSize = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  return (isSingle ? 0 : 1) + dictionary + contentSize;
}
