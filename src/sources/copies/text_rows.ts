import { pipeline, Readable } from 'node:stream';
import { getHeapStatistics } from 'node:v8';
import { CsvError, parse } from 'csv-parse';
import { inputError } from '../../contract/errors.js';
import { type Decoder, decoderOf } from '../encodings/decoders.js';
import { describeFile } from '../files.js';
import { detectFormat } from '../format.js';
import { givenFile } from '../glob.js';
import { foldedHeader } from '../headers.js';
import { isFooter, isLeftover, isTotal } from '../records/leftovers.js';
import { refuseChanged } from '../stamp.js';
import { contentOf } from '../unpack.js';

/** The rows of one text file, as they are. */
export interface TextRows {
  /** file name, for messages */
  readonly name: string;
  /** what separates two values */
  readonly delimiter: string;
  readonly header: readonly string[];
  /** the texts of each column, in the order of the rows */
  readonly columns: readonly (readonly string[])[];
  /** line of each row in the file, starting at 1 */
  readonly lines: readonly number[];
  /** lines that are not data: totals, repeated headers and footers */
  readonly left_out: readonly number[];
}

/**
 * Reads a whole CSV file (plain, gzip or zstd) that is not one of the canonical tables; encoding and delimiter are detected.
 * Throws an input error if it does not exist, is not CSV, changes while it is read, contains bytes that are not text, is larger than memory,
 * or a row has more or fewer values than the header.
 */
export async function readTextRows(path: string): Promise<TextRows> {
  const file = await describeFile(givenFile(path));
  const format = await detectFormat(file, { declared: null, zone: null, key: null });
  if (format.format !== 'csv')
    throw inputError(
      `${file.name} is not a CSV file.`,
      'Export it as CSV, plain or compressed with gzip or zstd.',
    );
  const content = contentOf(file.path, file.compression);
  const texts = Readable.from(textsOf(content, decoderOf(format.encoding), file.name));
  const above = format.preamble_lines ?? 0;
  const parser = parse({
    delimiter: format.delimiter,
    bom: true,
    relax_column_count: true,
    from_line: above + 1,
  });
  pipeline(texts, parser, () => {});
  const rows = { ...(await rowsOf(parser, file.name, format.header, above)), delimiter: format.delimiter };
  refuseChanged([file]);
  return rows;
}

/** The content as texts that each end at a line end, except for the last. */
async function* textsOf(
  content: AsyncIterable<Buffer>,
  decoder: Decoder,
  name: string,
): AsyncGenerator<string> {
  const isWide = decoder.encoding.startsWith('utf-16');
  let rest = Buffer.alloc(0);
  let lines = 0;
  const textOf = (bytes: Buffer): string => {
    const text = decoder.exact(bytes);
    if (text === null) throw noText(bytes, lines, decoder, name);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
    return text;
  };
  for await (const chunk of content) {
    const bytes = Buffer.concat([rest, chunk]);
    const end = isWide ? wideLinesEnd(bytes, decoder.encoding) : linesEnd(bytes);
    rest = bytes.subarray(end);
    if (end > 0) yield textOf(bytes.subarray(0, end));
  }
  if (rest.length > 0) yield textOf(rest);
}

/** Where the last line in these bytes ends: no multi-byte character contains a line feed or a carriage return. */
function linesEnd(bytes: Buffer): number {
  return Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d)) + 1;
}

/** The same in UTF-16: after a two-byte line feed. */
function wideLinesEnd(bytes: Buffer, encoding: string): number {
  const high = encoding === 'utf-16be' ? 0 : 1;
  for (let place = (bytes.length & ~1) - 2; place >= 0; place -= 2)
    if (bytes[place + high] === 0 && bytes[place + 1 - high] === 0x0a) return place + 2;
  return 0;
}

function noText(bytes: Buffer, lines: number, decoder: Decoder, name: string): Error {
  const before = decoder.lenient(bytes).split('\ufffd', 1)[0] ?? '';
  return inputError(
    `${name}, line ${lines + before.split('\n').length}: found bytes that are not valid ${decoder.encoding}.`,
    'Export the file again, as CSV in UTF-8.',
  );
}

/** After this many rows it is known whether the texts of a column repeat. */
const rows_for_repeats = 1 << 17;

/** How many rows are read between checks of memory. */
const rows_a_look = 1 << 16;

/** The rows, stored by column: storing rows would take several times the memory. */
async function rowsOf(
  records: AsyncIterable<string[]>,
  name: string,
  names: readonly string[],
  above: number,
): Promise<Omit<TextRows, 'delimiter'>> {
  const lines: number[] = [];
  const left_out: number[] = [];
  let last = { text: '', isSuspect: false };
  let header: readonly string[] | null = null;
  let columns: TextColumnReader[] = [];
  let line = 1 + above;
  try {
    for await (const record of records) {
      const isBlank = record.length === 1 && record[0] === '';
      if (header === null && !isBlank) {
        header = names.length === record.length ? names : record;
        columns = record.map(() => new TextColumnReader());
      } else if (header !== null && (!isBlank || header.length === 1)) {
        // rows of one unit mostly stand together: their first cell is only examined once
        const text = record[0] ?? '';
        if (text !== last.text) last = { text, isSuspect: mayBeLeftover(text, header) };
        if (last.isSuspect && !isBlank && isLeftover(record, header)) left_out.push(line);
        else if (record.length !== header.length) throw oddRow(name, line, record.length, header.length);
        else {
          for (const [place, cell] of record.entries()) columns[place]?.add(cell);
          if (lines.push(line) % rows_a_look === 0) refuseTooLarge(name, lines.length);
        }
      }
      line += 1 + breaksIn(record);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw inputError(`${name}: ${error.message}.`, 'Correct the row, or export the file again.');
  }
  return { name, header: header ?? [], columns: columns.map(({ texts }) => texts), lines, left_out };
}

/** Whether a row that begins with this text may be a total, a repeated header or a footer. */
function mayBeLeftover(text: string, header: readonly string[]): boolean {
  return isTotal([text]) || isFooter([text]) || foldedHeader(text) === foldedHeader(header[0] ?? '');
}

/** The notes about rows that were left out of a table; none if there are no such rows. */
export function leftOutNotes({ name, left_out }: TextRows): string[] {
  const [first] = left_out;
  if (first === undefined) return [];
  const rows = left_out.length === 1 ? 'row' : 'rows';
  return [
    `${name}: left out ${left_out.length} ${rows} (the first: line ${first}) that repeat the header, are totals or footers below the data`,
  ];
}

/** The texts of one column; equal ones share memory, unless most of them differ. */
class TextColumnReader {
  readonly texts: string[] = [];
  #known: Map<string, string> | null = new Map();

  add(text: string): void {
    const known = this.#known?.get(text);
    this.texts.push(known ?? text);
    if (this.#known === null || known !== undefined) return;
    this.#known.set(text, text);
    const rows = this.texts.length;
    if (rows > rows_for_repeats && 2 * this.#known.size > rows) this.#known = null;
  }
}

function oddRow(name: string, line: number, found: number, expected: number): Error {
  return inputError(
    `${name}, line ${line}: found ${found} values, expected ${expected} as in the header.`,
    'Quote values that contain the delimiter, or export the file again.',
  );
}

/** The number of line breaks inside the values of a row. */
function breaksIn(record: readonly string[]): number {
  let breaks = 0;
  for (const text of record)
    if (text.includes('\n') || text.includes('\r')) breaks += text.split(/\r\n|\n|\r/).length - 1;
  return breaks;
}

/** Stops before the process would be aborted: what follows reading needs about as much memory again. */
function refuseTooLarge(name: string, rows: number): void {
  const { used_heap_size, heap_size_limit } = getHeapStatistics();
  if (used_heap_size < heap_size_limit / 2) return;
  const megabytes = Math.ceil(heap_size_limit / 2 ** 20);
  throw inputError(
    `${name} does not fit into memory: ${rows} rows already take half of the ${megabytes} MB that Node may use.`,
    `Leave out columns that are not needed, or set the environment variable NODE_OPTIONS=--max-old-space-size=${4 * megabytes}.`,
  );
}
