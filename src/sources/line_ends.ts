import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { SourceFile } from './plan.js';
import { contentOf } from './unpack.js';

const [quote, lineFeed, carriageReturn] = [0x22, 0x0a, 0x0d];

/** Writes a copy of a CSV file whose lines all end in a line feed; what stands inside quotes stays as it is. Memory does not grow with the file. */
export async function evenLineEnds(file: SourceFile, target: string): Promise<void> {
  const content = contentOf(file.readable, file.readable === file.path ? file.compression : 'none');
  const state = { isQuoted: false, afterReturn: false };
  await pipeline(
    content,
    async function* even(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) yield evenChunk(chunk, state);
    },
    createWriteStream(target),
  );
}

/** One chunk: outside of quotes a return, or a return and a line feed, becomes a line feed. */
function evenChunk(chunk: Buffer, state: { isQuoted: boolean; afterReturn: boolean }): Buffer {
  const out = Buffer.allocUnsafe(chunk.length);
  let length = 0;
  for (const byte of chunk) {
    const isSecond = state.afterReturn && byte === lineFeed;
    state.afterReturn = !state.isQuoted && byte === carriageReturn;
    if (byte === quote) state.isQuoted = !state.isQuoted;
    if (isSecond) continue;
    out[length] = state.afterReturn ? lineFeed : byte;
    length += 1;
  }
  return out.subarray(0, length);
}
