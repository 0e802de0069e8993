import { parse } from 'csv-parse/sync';
import { inputError } from '../contract/errors.js';
import { decoderOf } from './encodings/decoders.js';
import {
  decideEncodings,
  type Encoding,
  type EncodingContext,
  type Examined,
  markedEncoding,
  wideEncoding,
} from './encodings/encoding.js';
import type { DescribedFile } from './files.js';
import { repeatedName } from './headers.js';
import { type JsonLayout, jsonLayout } from './json_layout.js';
import { refuseOtherKinds } from './other_kinds.js';
import { contentOf } from './unpack.js';

export type Format = 'csv' | 'json' | 'parquet' | 'xlsx';

/** How to read one file: its format and, for text, its encoding, delimiter and header. */
export interface FileFormat extends Encoding {
  readonly format: Format;
  readonly delimiter: string;
  /** CSV only */
  readonly header: readonly string[];
  /** CSV only: lines above the header that say nothing: blank ones, and `sep=;` for spreadsheets */
  readonly preamble_lines?: number;
  /** JSON only */
  readonly layout?: JsonLayout;
}

const delimiters = [',', ';', '\t', '|'];

/** The same for one file that is a source by itself. */
export async function detectFormat(file: DescribedFile, context: EncodingContext): Promise<FileFormat> {
  const [format] = await detectFormats([file], context);
  return format ?? plain('csv');
}

/** Detects format, encoding, delimiter and header of the files of one source from their bytes; the name only decides between CSV and JSON. */
export async function detectFormats(
  files: readonly DescribedFile[],
  context: EncodingContext,
): Promise<FileFormat[]> {
  const texts = files.flatMap((file) => examinedText(file) ?? []);
  const encodings = decideEncodings(texts, context);
  const places = new Map(texts.map(({ path }, place) => [path, place]));
  const formats: FileFormat[] = [];
  for (const file of files) {
    const place = places.get(file.path) ?? -1;
    formats.push(
      typeof file.content === 'string'
        ? plain(file.content)
        : await textFormat(file, file.content.head, encodings[place] ?? utf8, context.skip_lines ?? 0),
    );
  }
  return formats;
}

const utf8: Encoding = { encoding: 'utf-8', encoding_by: 'found' };

/** A text file with its evidence, or null for a file of another known kind; anything else is refused. */
function examinedText({ path, name, content }: DescribedFile): (Examined & { path: string }) | null {
  if (typeof content === 'string') return null;
  refuseWrongName(name);
  refuseOtherKinds(content.head, name);
  refuseBinary(content.head, name);
  return { path, name, evidence: content };
}

async function textFormat(
  file: DescribedFile,
  head: Buffer,
  encoding: Encoding,
  skipped: number,
): Promise<FileFormat> {
  const whole = await textOfHead(file, head, encoding.encoding);
  const text = skipped === 0 ? whole : textBelow(whole, skipped, file.name);
  if (looksLikeJson(text, file.name)) return { ...plain('json'), ...encoding, layout: layoutOf(head, text) };
  const { preamble_lines, below, declared } = belowPreamble(text);
  const delimiter = declared ?? detectDelimiter(below);
  const header = readHeader(below, delimiter, file.name);
  return { format: 'csv', ...encoding, delimiter, header, preamble_lines };
}

/** The text below blank lines and the line by which a spreadsheet program is told the delimiter. */
function belowPreamble(text: string): { preamble_lines: number; below: string; declared: string | null } {
  const [preamble = ''] =
    /^(?:[ \t]*(?:\r\n|\r|\n))*(?:"?sep=[^\r\n]"?[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*)?/i.exec(
      text,
    ) ?? [];
  const sign = /sep=(.)/i.exec(preamble)?.[1];
  return {
    preamble_lines: preamble.match(/\r\n|\r|\n/g)?.length ?? 0,
    below: text.slice(preamble.length),
    declared: sign !== undefined && delimiters.includes(sign) ? sign : null,
  };
}

/** The text of a head no longer contains a byte order mark. */
function layoutOf(head: Buffer, text: string): JsonLayout {
  return markedEncoding(head) === null ? jsonLayout(text) : 'anywhere';
}

/** The text after this many lines. */
function textBelow(text: string, lines: number, name: string): string {
  const ends = [...text.matchAll(/\r\n|\r|\n/g)].slice(0, lines);
  const last = ends.at(-1);
  if (last === undefined || ends.length < lines)
    throw inputError(
      `${name} has only ${ends.length + 1} lines at its beginning, but skip_lines leaves out ${lines}.`,
      'Set skip_lines to the number of lines above the column names.',
    );
  return text.slice(last.index + last[0].length);
}

/** The most bytes that a line of a CSV file may have, including the first one. */
const longestLine = 8 << 20;

/** The beginning of the text: 64 KB, or more if the first record is longer. */
async function textOfHead(file: DescribedFile, head: Buffer, encoding: string): Promise<string> {
  const decode = (bytes: Buffer) =>
    decoderOf(encoding)
      .lenient(bytes)
      .replace(/^\uFEFF/, '');
  const text = decode(head);
  if (hasFirstRecord(text) || looksLikeJson(text, file.name)) return text;
  let bytes: Buffer = Buffer.alloc(0);
  let next = 2 * head.length;
  for await (const chunk of contentOf(file.path, file.compression)) {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.length < next && bytes.length < longestLine) continue;
    next = 2 * bytes.length;
    if (hasFirstRecord(decode(bytes))) break;
    if (bytes.length >= longestLine)
      throw inputError(
        `${file.name}, line 1: the column names do not end within 8 MB.`,
        'The first line must name the columns; a quote in it may have been left open.',
      );
  }
  return decode(bytes);
}

/** Whether the text contains a line end outside quotes. */
function hasFirstRecord(text: string): boolean {
  let isQuoted = false;
  for (let place = 0; place < text.length; place += 1) {
    const character = text[place];
    if (character === '"') {
      const opens = place === 0 || /[,;\t|]/.test(text[place - 1] ?? '');
      if (isQuoted || opens) isQuoted = !isQuoted;
    } else if (!isQuoted && (character === '\n' || character === '\r')) return true;
  }
  return false;
}

/** A file named as Parquet or XLSX that is neither: read as text it would only cause confusion. */
function refuseWrongName(name: string): void {
  const promised = /\.(parquet|xlsx|xlsm)$/i.exec(name)?.[1]?.toLowerCase();
  if (promised === undefined) return;
  const title = promised === 'parquet' ? 'a Parquet file' : `an ${promised.toUpperCase()} file`;
  throw inputError(
    `${name} is not ${title}: it does not begin as one does.`,
    'Export or copy it again; if it is text, name it .csv.',
  );
}

/** A format that needs no further information to be read. */
export function plain(format: Format): FileFormat {
  return { format, ...utf8, delimiter: ',', header: [] };
}

/** How ISO-2022-JP changes from one character set to another. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are looked for
const characterSets = /\x1b(?:\$[@B]|\([BIJ])/g;

/** Control characters are rare in text but common in pictures, archives and databases; UTF-16 is recognised by its zeros. */
function refuseBinary(head: Buffer, name: string): void {
  if (wideEncoding(head) !== null || /^(fffe|feff)/.test(head.toString('hex', 0, 2))) return;
  const sample = head.subarray(0, 4096);
  const isOdd = (byte: number) => byte < 0x09 || (byte > 0x0d && byte < 0x20);
  const odd = Buffer.from(sample.toString('latin1').replace(characterSets, ''), 'latin1').filter(
    isOdd,
  ).length;
  if (!sample.includes(0) && odd * 50 <= sample.length) return;
  const line = head
    .subarray(0, head.indexOf(0))
    .toString('latin1')
    .split(/\r\n|\r|\n/).length;
  throw inputError(
    `${name} is not a text file: it contains bytes that do not occur in text${sample.includes(0) ? ` (the first NUL is in line ${line})` : ''}.`,
    'Expected CSV, JSON, Parquet or XLSX; export it again as CSV in UTF-8.',
  );
}

function looksLikeJson(text: string, name: string): boolean {
  if (/\.(ndjson|jsonl|json)(\.(gz|zst))?$/i.test(name)) return true;
  return /^\s*(\{\s*"|\[\s*\{)/.test(text);
}

function detectDelimiter(text: string): string {
  const line = text.split(/\r?\n/, 1)[0] ?? '';
  const unquoted = line.replace(/"(?:[^"]|"")*"/g, '');
  const counts = delimiters.map((delimiter) => unquoted.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

function firstRow(text: string, delimiter: string, name: string): string[][] {
  try {
    return parse(text, { delimiter, to: 1, relax_column_count: true, relax_quotes: true }) as string[][];
  } catch {
    throw inputError(
      `${name}, line 1: found an opening quote in the column names that is never closed, expected quotes inside a name to be doubled.`,
      'Export the file again with every quote inside a value doubled ("").',
    );
  }
}

function readHeader(text: string, delimiter: string, name: string): string[] {
  const rows = firstRow(text, delimiter, name);
  const header = rows[0] ?? [];
  const damaged = header.find((column) => column.includes('\ufffd'));
  if (damaged !== undefined)
    throw inputError(
      `${name}, line 1: found the column name "${damaged}", which contains damaged bytes.`,
      'Export the file again, as CSV in UTF-8.',
    );
  if (header.every((column) => column.trim() === ''))
    throw inputError(`${name}, line 1: no column names found.`, 'The first line must name the columns.');
  const named = header.map((column, index) => (column.trim() === '' ? `(column ${index + 1})` : column));
  const isTwice = (column: string) => named.indexOf(column) !== named.lastIndexOf(column);
  return named.map((column, index) => (isTwice(column) ? repeatedName(column, index) : column));
}
