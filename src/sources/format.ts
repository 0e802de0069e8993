import { analyse } from 'chardet';
import { parse } from 'csv-parse/sync';
import { inputError } from '../errors.js';
import { type FoundFile, readGzipHead, readHead } from './files.js';

export type Format = 'csv' | 'json' | 'parquet' | 'xlsx';

/** How one file is to be read: its format and, for text, its encoding, delimiter and header. */
export interface FileFormat {
  readonly format: Format;
  readonly encoding: string;
  readonly delimiter: string;
  /** CSV only */
  readonly header: readonly string[];
}

const delimiters = [',', ';', '\t', '|'];

/** Finds format, encoding, delimiter and header from the first bytes of a file; the name decides only between CSV and JSON. */
export async function detectFormat(
  file: FoundFile,
  declaredEncoding: string | null,
  unpackHead: (path: string) => Promise<Buffer>,
): Promise<FileFormat> {
  const head = await unpackedHead(file, unpackHead);
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return plain('parquet');
  if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return plain('xlsx');
  refuseWrongName(file.name);
  refuseBinary(head, file.name);
  const encoding = declaredEncoding ?? detectEncoding(head);
  const text = decodeHead(head, encoding, file.name);
  if (looksLikeJson(text, file.name)) return { ...plain('json'), encoding };
  const delimiter = detectDelimiter(text);
  return { format: 'csv', encoding, delimiter, header: readHeader(text, delimiter, file.name) };
}

/** A name that promises Parquet or XLSX over other bytes: read as text it would only cause confusion. */
function refuseWrongName(name: string): void {
  const promised = /\.(parquet|xlsx)$/i.exec(name)?.[1]?.toLowerCase();
  if (promised === undefined) return;
  const title = promised === 'parquet' ? 'a Parquet file' : 'an XLSX file';
  throw inputError(
    `${name} is not ${title}: it does not begin like one.`,
    'Export or copy it again; if it is text, name it .csv.',
  );
}

/** A format that says by itself how it is to be read. */
export function plain(format: Format): FileFormat {
  return { format, encoding: 'utf-8', delimiter: ',', header: [] };
}

async function unpackedHead(file: FoundFile, unpackHead: (path: string) => Promise<Buffer>): Promise<Buffer> {
  if (file.compression === 'gzip') return readGzipHead(file.path);
  if (file.compression === 'zstd') return unpackHead(file.path);
  return readHead(file.path);
}

function detectEncoding(head: Buffer): string {
  const wide = detectUtf16(head);
  if (wide !== null) return wide;
  if (isText(head, 'utf-8')) return 'utf-8';
  const guess = analyse(head)[0];
  if (guess !== undefined && guess.confidence >= 50) return guess.name.toLowerCase();
  return detectChinese(head) ?? guess?.name.toLowerCase() ?? 'utf-8';
}

/** UTF-16 by its mark, or by the zero bytes that every second place holds in Latin text. */
function detectUtf16(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, 1024);
  const zeros = [0, 1].map(
    (parity) => sample.filter((byte, place) => byte === 0 && place % 2 === parity).length,
  );
  const [even = 0, odd = 0] = zeros;
  if (even === 0 && odd * 8 > sample.length) return 'utf-16le';
  return odd === 0 && even * 8 > sample.length ? 'utf-16be' : null;
}

/** GB18030 or Big5, where most two-byte characters are among the common ones of that encoding; short samples decide nothing otherwise. */
function detectChinese(head: Buffer): string | null {
  const ranked = [
    {
      name: 'gb18030',
      share: commonShare(head, (lead, trail) => lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1),
    },
    { name: 'big5', share: commonShare(head, (lead) => lead >= 0xa4 && lead <= 0xc6) },
  ].filter(({ name, share }) => share >= 0.75 && isText(head, name));
  return ranked.sort((a, b) => b.share - a.share)[0]?.name ?? null;
}

/** Share of the two-byte characters that `isCommon` accepts; four-byte ones of GB18030 are passed over. */
function commonShare(head: Buffer, isCommon: (lead: number, trail: number) => boolean): number {
  let [common, all] = [0, 0];
  for (let place = 0; place + 1 < head.length; place++) {
    const [lead = 0, trail = 0] = [head[place], head[place + 1]];
    if (lead < 0x81) continue;
    const isLong = trail >= 0x30 && trail <= 0x39;
    if (!isLong) all += 1;
    if (!isLong && isCommon(lead, trail)) common += 1;
    place += isLong ? 3 : 1;
  }
  return all === 0 ? 0 : common / all;
}

/** Whether the bytes are text in this encoding, allowing for a character cut off at the end of the head. */
function isText(head: Buffer, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function decodeHead(head: Buffer, encoding: string, name: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
  } catch {
    const found = detectEncoding(head);
    throw inputError(
      `${name}: its bytes are not ${encoding} text.`,
      found === encoding
        ? 'Export it again as CSV in UTF-8.'
        : `It looks like ${found}: say so with \`encoding: ${found}\`, or remove that key to have it found.`,
    );
  }
}

/** Control characters are rare in text and common in pictures, archives and databases; UTF-16 is told by its zeros before. */
function refuseBinary(head: Buffer, name: string): void {
  if (detectUtf16(head) !== null) return;
  const sample = head.subarray(0, 4096);
  const odd = sample.filter((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20)).length;
  if (!sample.includes(0) && odd * 50 <= sample.length) return;
  throw inputError(
    `${name} is not a text file: it holds bytes that no text has.`,
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

function readHeader(text: string, delimiter: string, name: string): string[] {
  if (/^\uFEFF?sep=/i.test(text))
    throw inputError(
      `${name}, line 1: found "sep=", a spreadsheet's instruction, expected the column names.`,
      'Remove that line, or export the file again without it.',
    );
  const rows = parse(text.replace(/^\uFEFF/, ''), {
    delimiter,
    to: 1,
    relax_column_count: true,
    relax_quotes: true,
  }) as string[][];
  const header = rows[0] ?? [];
  if (header.every((column) => column.trim() === ''))
    throw inputError(`${name}, line 1: no column names found.`, 'The first line must name the columns.');
  const named = header.map((column, index) => (column.trim() === '' ? `(column ${index + 1})` : column));
  const twice = named.find((column, index) => named.indexOf(column) !== index);
  if (twice !== undefined)
    throw inputError(
      `${name}, line 1: the column "${twice}" stands there twice.`,
      'Give every column a name of its own.',
    );
  return named;
}
