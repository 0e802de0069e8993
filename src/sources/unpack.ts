import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
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
