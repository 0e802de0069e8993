import { closeSync, createReadStream, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { unpackZstd } from './zstd.js';

export type Compression = 'none' | 'gzip' | 'zstd';

/** The content of a file, unpacked, in chunks; `onBytes` gets the bytes as stored on disk. Memory does not grow with the file. */
export async function* contentOf(
  path: string,
  compression: Compression,
  onBytes?: (bytes: Buffer) => void,
): AsyncGenerator<Buffer> {
  if (compression === 'zstd') {
    yield* unpackZstd(path, onBytes);
    return;
  }
  if (compression === 'none' && isSmall(path)) {
    const bytes = readFileSync(path);
    onBytes?.(bytes);
    if (bytes.length > 0) yield bytes;
    return;
  }
  const source = createReadStream(path, { highWaterMark: 1 << 20 });
  if (onBytes !== undefined) source.on('data', (chunk) => onBytes(chunk as Buffer));
  const stream = compression === 'gzip' ? source.pipe(createGunzip({ chunkSize: 1 << 18 })) : source;
  source.on('error', (error) => stream.destroy(error));
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } finally {
    source.destroy();
  }
}

/** For a file up to this size, a stream and its buffer cost more than the bytes. */
const smallBytes = 1 << 16;

/** What is no regular file, such as a pipe, has a size of 0 whatever comes out of it. */
function isSmall(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size > 0 && found.size <= smallBytes;
}

/** Bytes read at a time: the same memory is reused, which stays in the processor's cache. */
const passingBytes = 1 << 18;

/** The bytes of a file in transient chunks: each is valid only until the next one is requested. */
export function* passingChunks(path: string): Generator<Buffer> {
  const file = openSync(path, 'r');
  const buffer = Buffer.allocUnsafeSlow(passingBytes);
  try {
    for (;;) {
      const read = readSync(file, buffer, 0, passingBytes, null);
      if (read === 0) return;
      yield buffer.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}
