import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { SourceFile } from '../plan.js';
import { openBytes, type RecordScan, shapeOf } from '../records/record_scan.js';
import {
  type Damage,
  type DamagedRows,
  type DamagedStretches,
  RecordReader,
  type Shape,
} from '../records/records.js';

/** Number of bytes of a damaged stretch kept for messages. */
const shownBytes = 1000;

/** Number of damaged stretches kept for messages. */
const shownStretches = 1000;

/**
 * Writes a copy of a CSV file that every reader understands the same way: its lines end in a line feed, and the lines of a damaged stretch
 * are empty, so that all other lines keep their number. Memory does not grow with the file.
 */
export async function writeCleanCopy(
  file: SourceFile,
  scan: RecordScan,
  target: string,
): Promise<DamagedStretches> {
  const { bytes, damage } = cleaned(openBytes(file), file, scan);
  await pipeline(bytes, createWriteStream(target));
  return damage();
}

/** The bytes that were scanned, as `writeCleanCopy` writes them, and what was left out of those that have been read. */
export function cleaned(
  content: AsyncIterable<Buffer>,
  file: SourceFile,
  scan: RecordScan,
): { bytes: AsyncIterable<Buffer>; damage: () => DamagedStretches } {
  const damaged: DamagedRows[] = [];
  let rows = 0;
  const take = (found: DamagedRows) => {
    rows += found.rows;
    if (damaged.length < shownStretches) damaged.push(found);
  };
  return { bytes: clean(content, file, scan, take), damage: () => ({ damaged, rows }) };
}

async function* clean(
  chunks: AsyncIterable<Buffer>,
  file: SourceFile,
  scan: RecordScan,
  take: (found: DamagedRows) => void,
): AsyncGenerator<Buffer> {
  const holes = scan.damage.values();
  let hole = holes.next().value;
  let stretch: Stretch | undefined;
  let even: EvenEnds | undefined;
  let shape: Shape | undefined;
  let offset = 0;
  for await (const chunk of chunks) {
    shape ??= shapeOf(file, chunk);
    even ??= new EvenEnds(shape, scan.hasReturns);
    even.feed(chunk);
    for (let place = 0; place < chunk.length; ) {
      const start = hole === undefined ? chunk.length : Math.min(chunk.length, hole.start - offset);
      if (start > place) yield even.part(place, start);
      place = Math.max(place, start);
      if (hole === undefined || place === chunk.length) continue;
      stretch ??= new Stretch(hole, shape);
      const end = Math.min(chunk.length, hole.end - offset);
      stretch.take(chunk.subarray(place, end));
      place = end;
      if (hole.end > offset + end) continue;
      take(stretch.rows());
      yield Buffer.alloc(hole.last_line - hole.first_line, '\n');
      stretch = undefined;
      hole = holes.next().value;
    }
    offset += chunk.length;
  }
}

/** Chunks whose lines end in a line feed; text inside quotes is left unchanged. */
class EvenEnds {
  readonly #reader: RecordReader | null;
  #chunk: Buffer = Buffer.alloc(0);
  #offset = 0;
  /** places in the chunk of line feeds after a carriage return, which is replaced instead; ascending */
  #dropped: number[] = [];

  constructor(shape: Shape, isNeeded: boolean) {
    const lineEnd = (offset: number, part: 'return' | 'second') => {
      if (part === 'second') this.#dropped.push(offset - this.#offset);
      else this.#chunk[offset - this.#offset] = lineFeed;
    };
    this.#reader = isNeeded ? new RecordReader(shape, { lineEnd }) : null;
  }

  feed(chunk: Buffer): void {
    this.#offset += this.#chunk.length;
    this.#dropped = [];
    this.#chunk = this.#reader === null ? chunk : Buffer.from(chunk);
    this.#reader?.feed(chunk);
  }

  /** Part of the last chunk that was fed. */
  part(start: number, end: number): Buffer {
    const pieces: Buffer[] = [];
    let from = start;
    for (const place of this.#dropped) {
      if (place < start || place >= end) continue;
      pieces.push(this.#chunk.subarray(from, place));
      from = place + 1;
    }
    pieces.push(this.#chunk.subarray(from, end));
    return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
  }
}

const lineFeed = 0x0a;

/** A damaged stretch, while its bytes stream past. */
class Stretch {
  readonly #damage: Damage;
  readonly #inner: RecordReader;
  #text: Buffer = Buffer.alloc(0);
  #isFirstLine = true;
  /** records inside the stretch that are damaged themselves: each of their lines is counted */
  #brokenLines = 0;

  constructor(damage: Damage, shape: Shape) {
    this.#damage = damage;
    this.#inner = new RecordReader(shape, {
      lineEnd: () => undefined,
      damaged: (found) => {
        this.#brokenLines += found.last_line - found.first_line + 1;
      },
    });
  }

  take(bytes: Buffer): void {
    if (this.#text.length < shownBytes)
      this.#text = Buffer.concat([this.#text, bytes.subarray(0, shownBytes)]);
    const start = this.#isFirstLine ? bytes.findIndex((byte) => byte === 0x0a || byte === 0x0d) : 0;
    if (start === -1) return;
    this.#isFirstLine = false;
    this.#inner.feed(bytes.subarray(start));
  }

  /** If the value closes, only lines with as many cells as the header are rows; if it does not, every record is. */
  rows(): DamagedRows {
    this.#inner.finish();
    const hasClosed = this.#damage.kind === 'columns' || this.#damage.kind === 'size';
    const inside = hasClosed ? this.#inner.fitting : this.#inner.records + this.#brokenLines;
    return { ...this.#damage, text: this.#text.toString('utf8'), rows: 1 + inside };
  }
}
