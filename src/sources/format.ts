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

const delimiters = [',', ';', '\t'];

/** Finds format, encoding, delimiter and header from the first bytes of a file; the name decides only between CSV and JSON. */
export async function detectFormat(file: FoundFile, declaredEncoding: string | null, unpackHead: (path: string) => Promise<Buffer>): Promise<FileFormat> {
  const head = await unpackedHead(file, unpackHead);
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return plain('parquet');
  if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return plain('xlsx');
  const encoding = declaredEncoding ?? detectEncoding(head);
  const text = decodeHead(head, encoding, file.name);
  refuseBinary(text, file.name);
  if (looksLikeJson(text, file.name)) return { ...plain('json'), encoding };
  const delimiter = detectDelimiter(text);
  return { format: 'csv', encoding, delimiter, header: readHeader(text, delimiter, file.name) };
}

function plain(format: Format): FileFormat {
  return { format, encoding: 'utf-8', delimiter: ',', header: [] };
}

async function unpackedHead(file: FoundFile, unpackHead: (path: string) => Promise<Buffer>): Promise<Buffer> {
  if (file.compression === 'gzip') return readGzipHead(file.path);
  if (file.compression === 'zstd') return unpackHead(file.path);
  return readHead(file.path);
}

function detectEncoding(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (isUtf8(head)) return 'utf-8';
  const guess = analyse(head)[0]?.name?.toLowerCase() ?? 'utf-8';
  return guess.startsWith('iso-8859') || guess.startsWith('windows-125') ? chineseGuess(head) ?? guess : guess;
}

function chineseGuess(head: Buffer): string | null {
  const candidates = analyse(head).map((match) => match.name.toLowerCase());
  return candidates.find((name) => name === 'gb18030' || name === 'big5') ?? null;
}

/** Whether the bytes are UTF-8, allowing for a character cut off at the end of the head. */
function isUtf8(head: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function decodeHead(head: Buffer, encoding: string, name: string): string {
  try {
    return new TextDecoder(encoding).decode(head, { stream: true });
  } catch {
    throw inputError(`${name}: the encoding "${encoding}" is not known.`, 'Use utf-8, utf-16, gb18030, big5, euc-kr or shift_jis.');
  }
}

function refuseBinary(text: string, name: string): void {
  if (!text.slice(0, 4096).includes('\0')) return;
  throw inputError(`${name} is not a text file: it holds zero bytes.`, 'Expected CSV, JSON, Parquet or XLSX; export it again as CSV in UTF-8.');
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
  const rows = parse(text.replace(/^\uFEFF/, ''), { delimiter, to: 1, relax_column_count: true, relax_quotes: true }) as string[][];
  const header = rows[0] ?? [];
  if (header.every((column) => column.trim() === '')) throw inputError(`${name}, line 1: no column names found.`, 'The first line must name the columns.');
  const twice = header.find((column, index) => header.indexOf(column) !== index);
  if (twice !== undefined) throw inputError(`${name}, line 1: the column "${twice}" stands there twice.`, 'Give every column a name of its own.');
  return header;
}
