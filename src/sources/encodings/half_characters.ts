import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { SourceFile } from '../plan.js';
import { openBytes } from '../records/record_scan.js';

/**
 * Half a character in a JSON text: programs that cut names after so many UTF-16 units write `\ud83d` without the other half of an emoji.
 * It stands for nothing, and no engine reads the text. It becomes U+FFFD, so that the value is there and is known to be damaged.
 */
const escapes =
  /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u[dD][89a-fA-F][\da-fA-F]{2})|[\s\S]?)/g;

/** Length of a whole character in two halves: `\ud83d\ude00`. */
const longest = 12;

/** Replaces every half by `\ufffd`, in place: every byte keeps its position. */
export async function* withoutHalves(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = '';
  for await (const chunk of chunks) {
    const text = rest + chunk.toString('latin1');
    const end = endOfWhole(text);
    rest = text.slice(end);
    yield Buffer.from(withoutHalvesIn(text.slice(0, end)), 'latin1');
  }
  yield Buffer.from(withoutHalvesIn(rest), 'latin1');
}

function withoutHalvesIn(text: string): string {
  return text.includes('\\u')
    ? text.replace(escapes, (whole: string, half: string | undefined) =>
        half === undefined ? whole : '\\ufffd',
      )
    : text;
}

/** Where the last escape begins that may go on in the next chunk; the length if there is none. */
function endOfWhole(text: string): number {
  if (!text.includes('\\', text.length - longest)) return text.length;
  for (const { index } of text.matchAll(escapes)) if (index > text.length - longest) return index;
  return text.length;
}

/** Whether a JSON file holds half a character: whether anything would be replaced. */
export async function hasHalves(file: SourceFile): Promise<boolean> {
  let rest = '';
  for await (const chunk of openBytes(file)) {
    const text = rest + chunk.toString('latin1');
    const end = endOfWhole(text);
    rest = text.slice(end);
    const whole = text.slice(0, end);
    if (withoutHalvesIn(whole) !== whole) return true;
  }
  return withoutHalvesIn(rest) !== rest;
}

/** Writes a copy of a JSON file in which no half of a character is left. */
export async function writeWholeCharacters(file: SourceFile, target: string): Promise<void> {
  await pipeline(openBytes(file), withoutHalves, createWriteStream(target));
}
