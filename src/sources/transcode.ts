import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { FoundFile } from './files.js';

/** Writes a UTF-8 copy of a text file in another encoding; memory does not grow with the file. */
export async function transcode(file: FoundFile, encoding: string, target: string): Promise<void> {
  const decoder = new TextDecoder(encoding);
  const source = createReadStream(file.path, { highWaterMark: 1 << 20 });
  const bytes = file.compression === 'gzip' ? source.pipe(createGunzip()) : source;
  await pipeline(
    bytes,
    async function* decode(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
      yield decoder.decode();
    },
    createWriteStream(target),
  );
}
