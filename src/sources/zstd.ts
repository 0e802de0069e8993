import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Decompress } from 'fzstd';
import { Xxh64 } from './xxh64.js';

const frameMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;

const chunkBytes = 1 << 20;

/**
 * The content of a zstd file, frame by frame; memory does not grow with the file. Throws an error if it is damaged or cut short:
 * the checksum of a frame is verified if it has one.
 */
export async function* unpackZstd(path: string, onBytes?: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  const handle = openSync(path, 'r');
  try {
    const size = fstatSync(handle).size;
    const bytes = (at: number, length: number) => {
      const buffer = Buffer.alloc(length);
      return buffer.subarray(0, readSync(handle, buffer, 0, length, at));
    };
    let at = 0;
    while (at < size) {
      const frame = frameAt(at, size, bytes);
      yield* unpackFrame(at, frame, bytes, onBytes);
      at = frame.end;
    }
  } finally {
    closeSync(handle);
  }
}

type Bytes = (at: number, length: number) => Buffer;

/** A frame, as described by its headers (RFC 8878, section 3.1). */
interface Frame {
  /** where the next frame begins */
  readonly end: number;
  readonly hasChecksum: boolean;
  /** false for a frame to be skipped */
  readonly isData: boolean;
}

function frameAt(start: number, size: number, bytes: Bytes): Frame {
  const head = bytes(start, 8);
  if (head.length < 8) throw new Error('it ends in the middle of a frame');
  const magic = head.readUInt32LE(0);
  const isData = magic === frameMagic;
  if (!isData && (magic & 0xfffffff0) >>> 0 !== skippableMagic)
    throw new Error('a frame does not begin as one');
  const descriptor = head[4] ?? 0;
  const hasChecksum = isData && (descriptor & 4) !== 0;
  const end = isData ? endOfData(start, size, descriptor, bytes) : start + 8 + head.readUInt32LE(4);
  if (end > size) throw new Error('it ends in the middle of a frame');
  return { end, hasChecksum, isData };
}

/** Where a frame of data ends: after its last block and its checksum; Infinity if it is incomplete. */
function endOfData(start: number, size: number, descriptor: number, bytes: Bytes): number {
  let at = start + 5 + headerBytes(descriptor);
  while (at + 3 <= size) {
    const block = bytes(at, 3).readUIntLE(0, 3);
    const isRepeated = ((block >> 1) & 3) === 1;
    at += 3 + (isRepeated ? 1 : block >> 3);
    if (block & 1) return at + (descriptor & 4 ? 4 : 0);
  }
  return Number.POSITIVE_INFINITY;
}

/** Bytes between a frame's descriptor and its first block: window, dictionary, content size. */
function headerBytes(descriptor: number): number {
  const isSingle = (descriptor & 0x20) !== 0;
  const contentSize = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  return (isSingle ? 0 : 1) + dictionary + contentSize;
}

function* unpackFrame(
  start: number,
  { end, hasChecksum, isData }: Frame,
  bytes: Bytes,
  onBytes?: (bytes: Buffer) => void,
): Generator<Buffer> {
  let unpacked: Buffer[] = [];
  const hash = new Xxh64();
  const decompress = new Decompress((data) => {
    if (data.length > 0) unpacked.push(Buffer.from(data.buffer, data.byteOffset, data.length));
  });
  for (let at = start; at < end; at += chunkBytes) {
    const chunk = bytes(at, Math.min(chunkBytes, end - at));
    onBytes?.(chunk);
    if (isData) decompress.push(chunk, at + chunkBytes >= end);
    for (const one of unpacked) {
      if (hasChecksum) hash.add(one);
      yield one;
    }
    unpacked = [];
  }
  if (hasChecksum && hash.end() !== bytes(end - 4, 4).readUInt32LE(0))
    throw new Error('its content and its checksum differ');
}
