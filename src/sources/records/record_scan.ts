import { inputError } from '../../contract/errors.js';
import type { SourceFile } from '../plan.js';
import { contentOf } from '../unpack.js';
import { trailingTotals } from './leftovers.js';
import { type Damage, RecordReader, type RowLike, type Shape } from './records.js';
import { rowLikeness } from './row_likeness.js';

/** What one pass over the bytes of a CSV file tells about its records. */
export interface RecordScan {
  /** readable records after the header */
  readonly records: number;
  readonly emptyLines: number;
  /** whether line ends are mixed, and whether any has a carriage return */
  readonly hasMixedEnds: boolean;
  readonly hasReturns: boolean;
  /** whether a value contains a line end, or a quote is where RFC 4180 allows none: then a single thread reads the file from the beginning */
  readonly needsOrder: boolean;
  readonly damage: readonly Damage[];
  /** whether the last damaged stretch reaches to the end of the file */
  readonly endsDamaged: boolean;
  /** the first values that seem to contain rows, and the number of rows in all such values */
  readonly rowLike: readonly RowLike[];
  readonly rowsInside: number;
  /** the total rows at the end of the file and before a repeated header */
  readonly totals: readonly (readonly string[])[];
}

const shownValues = 20;

/** How far back from an end to look for total rows, in bytes. */
const endBytes = 1 << 16;

const mostTotals = 500;

/** The bytes of the file that the engine opens, unpacked. */
export function openBytes(file: SourceFile): AsyncIterable<Buffer> {
  return contentOf(file.readable, file.readable === file.path ? file.compression : 'none');
}

/** Bytes of a file below some of its lines. */
export interface BytesBelow {
  readonly bytes: AsyncIterable<Buffer>;
  readonly lines: number;
}

/** Counts the records of a CSV file in one pass over its bytes, or over those below the lines above its header. */
export async function scanRecords(
  file: SourceFile,
  { bytes: content, lines: above }: BytesBelow = { bytes: openBytes(file), lines: 0 },
): Promise<RecordScan> {
  const { delimiter, header } = file.format;
  const damage: Damage[] = [];
  const rowLike: RowLike[] = [];
  const totals = new Map<string, string[]>();
  let rowsInside = 0;
  const listener = {
    damaged: (found: Damage) => void damage.push(found),
    rowLike: (value: RowLike) => {
      rowsInside += value.rows;
      if (rowLike.length < shownValues) rowLike.push(value);
    },
  };
  const addTotals = (bytes: Buffer) => {
    for (const cells of trailingTotals(lastLines(bytes), delimiter))
      if (totals.size < mostTotals) totals.set(JSON.stringify(cells), cells);
  };
  let bytes = 0;
  let reader: RecordReader | undefined;
  let headerLine: Buffer = Buffer.alloc(0);
  let last: Buffer = Buffer.alloc(0);
  for await (const chunk of content) {
    if (reader === undefined) {
      reader = new RecordReader(shapeOf(file, chunk), listener);
      headerLine = firstLine(chunk);
    }
    reader.feed(chunk);
    bytes += chunk.length;
    for (const place of repeats(chunk, headerLine, last.length === 0))
      addTotals(chunk.subarray(Math.max(0, place - endBytes / 16), place));
    last = chunk.length >= endBytes ? chunk : Buffer.concat([last, chunk]).subarray(-endBytes);
  }
  reader?.finish();
  addTotals(last);
  refuseBrokenHeader(file, damage, above);
  const kinds = Object.values(reader?.ends ?? {}).filter((count) => count > 0);
  return {
    records: (reader?.records ?? 1) - 1,
    emptyLines: reader?.emptyLines ?? 0,
    hasMixedEnds: kinds.length > 1,
    hasReturns: reader !== undefined && reader.ends.return + reader.ends.both > 0,
    needsOrder: reader?.hasLongValues === true || reader?.hasOddQuotes === true,
    damage,
    endsDamaged: damage.at(-1)?.end === bytes,
    rowLike,
    rowsInside,
    totals: [...totals.values()].filter((cells) => cells.length >= header.length),
  };
}

/** What the rows of a file look like, judging by its first bytes. */
export function shapeOf(file: SourceFile, head: Buffer): Shape {
  const { delimiter, header } = file.format;
  const text = head.subarray(0, endBytes).toString('utf8');
  return { delimiter, width: header.length, looksLikeRow: rowLikeness(text, delimiter) };
}

/** The last complete lines in some bytes, as text. */
function lastLines(bytes: Buffer): string {
  if (bytes.length <= endBytes) return bytes.toString('utf8');
  const text = bytes.subarray(-endBytes).toString('utf8');
  return text.slice(text.search(/[\r\n]/) + 1);
}

/** The first line of a file, without a byte order mark. */
function firstLine(head: Buffer): Buffer {
  const start = head.subarray(0, 3).toString('utf8') === '\uFEFF' ? 3 : 0;
  const end = head.subarray(start).findIndex((byte) => byte === 0x0a || byte === 0x0d);
  return end === -1 ? head.subarray(start) : head.subarray(start, start + end);
}

/** Where in a chunk the first line of the file is repeated. */
function* repeats(chunk: Buffer, line: Buffer, isFirst: boolean): Generator<number> {
  if (line.length === 0) return;
  const isEnd = (byte: number | undefined) => byte === undefined || byte === 0x0a || byte === 0x0d;
  let place = chunk.indexOf(line, isFirst ? line.length : 0);
  for (; place !== -1; place = chunk.indexOf(line, place + line.length)) {
    const hasMark = chunk.subarray(Math.max(0, place - 3), place).toString('utf8') === '\uFEFF';
    const start = hasMark ? place - 3 : place;
    if (isEnd(chunk[start - 1]) && isEnd(chunk[place + line.length])) yield start;
  }
}

/** A header with an unclosed quote leaves no columns to read. */
function refuseBrokenHeader(file: SourceFile, damage: readonly Damage[], above: number): void {
  const [first] = damage;
  if (first === undefined || first.first_line > 1) return;
  throw inputError(
    `${file.name}, line ${above + first.first_line}: a quote in the header is not closed within its cell.`,
    'Write the column names without quotes, or with one quote before and one after each name.',
  );
}
