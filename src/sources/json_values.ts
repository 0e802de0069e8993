import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { inputError } from '../contract/errors.js';
import { printable } from '../text/printable.js';
import { withoutHalves } from './encodings/half_characters.js';
import type { SourceFile } from './plan.js';
import { openBytes } from './records/record_scan.js';

/**
 * Writes a copy of a JSON file with only its objects, one after another: what holds them together (arrays, also several of them,
 * commas, a byte order mark, record separators) is replaced by blanks, so that every byte of an object keeps its place; half characters are
 * replaced, too.
 */
export async function writeBareObjects(file: SourceFile, target: string): Promise<void> {
  await pipeline(
    openBytes(file),
    withoutHalves,
    (chunks: AsyncIterable<Buffer>) => bareObjects(chunks, file.name),
    createWriteStream(target),
  );
}

const byte = {
  ...{ quote: 0x22, escape: 0x5c, comma: 0x2c, blank: 0x20, line: 0x0a, separator: 0x1e },
  ...{ array: 0x5b, array_end: 0x5d, object: 0x7b, object_end: 0x7d },
} as const;

const mark = Buffer.from('\ufeff');

async function* bareObjects(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const objects = new BareObjects(name);
  for await (const chunk of chunks) yield objects.feed(Buffer.from(chunk));
  objects.finish();
}

/** Follows the braces and quotes of a JSON text while its bytes stream past. */
class BareObjects {
  /** number of open arrays around the objects, and of open braces and brackets inside one */
  #arrays = 0;
  #depth = 0;
  #isText = false;
  #isEscaped = false;
  #line = 1;
  /** lines on which the last object and the last outermost array begin */
  #objectLine = 1;
  #arrayLine = 1;
  #bytes = 0;

  constructor(readonly name: string) {}

  /** The chunk, with blanks for what is between objects. */
  feed(chunk: Buffer): Buffer {
    for (let place = 0; place < chunk.length; place += 1) {
      const found = chunk[place] ?? 0;
      if (found === byte.line) this.#line += 1;
      if (this.#isText) this.#readText(found);
      else if (this.#depth > 0) this.#readObject(found);
      else if (found > byte.blank || found === byte.separator) this.#readBetween(chunk, place, found);
    }
    this.#bytes += chunk.length;
    return chunk;
  }

  #readText(found: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (found === byte.escape) this.#isEscaped = true;
    else if (found === byte.quote) this.#isText = false;
  }

  #readObject(found: number): void {
    if (found === byte.quote) this.#isText = true;
    else if (found === byte.object || found === byte.array) this.#depth += 1;
    else if (found === byte.object_end || found === byte.array_end) this.#depth -= 1;
  }

  #readBetween(chunk: Buffer, place: number, found: number): void {
    if (found === byte.array && this.#arrays === 0) this.#arrayLine = this.#line;
    if (found === byte.object) {
      this.#depth = 1;
      this.#objectLine = this.#line;
      return;
    }
    if (found === byte.array) this.#arrays += 1;
    else if (found === byte.array_end && this.#arrays > 0) this.#arrays -= 1;
    else if (found !== byte.comma && found !== byte.separator && mark[this.#bytes + place] !== found)
      throw this.#noObject(chunk.subarray(place, place + 40));
    chunk[place] = byte.blank;
  }

  #noObject(found: Buffer): Error {
    const [text = ''] = found.toString('utf8').split(/[\r\n\ufffd]/, 1);
    return inputError(
      `${this.name}, line ${this.#line}: found "${printable(text)}", expected a JSON object ({ ... }).`,
      'Expected one object per line, or arrays of objects.',
    );
  }

  /** Throws if the text ends inside an object or an array. */
  finish(): void {
    if (this.#depth + this.#arrays === 0) return;
    const [line, what] = this.#depth > 0 ? [this.#objectLine, 'an object'] : [this.#arrayLine, 'an array'];
    throw inputError(
      `${this.name}, line ${line}: the JSON is broken: ${what} begins there and does not end.`,
      'Expected one object per line, or arrays of objects; the file may have been cut short.',
    );
  }
}
