import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { inputError } from '../contract/errors.js';
import { type Evidence, EvidenceCollector } from './encodings/evidence.js';
import { expandFiles, firstAndLast } from './glob.js';
import { type FileStamp, refuseChanged, stampOf } from './stamp.js';
import { type Compression, contentOf, passingChunks } from './unpack.js';

/** A file as found on disk, with the hash of its bytes. */
export interface FoundFile {
  readonly path: string;
  /** as named in the configuration, for messages */
  readonly name: string;
  readonly bytes: number;
  /** null for a file that stays where it is: it is not read just for its hash */
  readonly sha256: string | null;
  readonly compression: Compression;
  /** as it was when it was hashed; null for a file that stays where it is */
  readonly stamp: FileStamp | null;
  /** positions in the list of files, as written, of the first and the last entry that matches it; files of one pattern have no order */
  readonly first_entry: number;
  readonly last_entry: number;
  /** where it comes from, if from another machine */
  readonly url?: string;
  /** a file that is read in place, on another machine */
  readonly remote?: RemoteFile;
}

/** A file whose first bytes were examined: one of these formats, or text whose bytes are evidence of its encoding. */
export interface DescribedFile extends FoundFile {
  readonly content: 'parquet' | 'xlsx' | Evidence;
}

const cutShort = 'The download or copy was cut short: fetch the file again.';

/** A file on another machine. */
export interface RemoteFile {
  readonly url: string;
  /** the same as written by its file system, escaped */
  readonly uri: string;
  readonly bytes: number;
  readonly modified_ms: number;
  /** physical type by column if the engine can read it in place (a Parquet file); else null */
  readonly types: Readonly<Record<string, string>> | null;
}

/** Files that are not on this machine; only a cluster engine can reach them. */
export interface Elsewhere {
  /** The files that a URL matches (it may contain * and ?). */
  find(url: string): Promise<readonly RemoteFile[]>;
  /** Copies a file from another machine to this one and returns its path here. */
  bring(url: string): Promise<string>;
}

/** A file on this machine, with `url` if it is a copy of one elsewhere; or, with `remote`, a file that stays elsewhere. */
export type PlacedFile = Pick<FoundFile, 'path' | 'url' | 'remote' | 'first_entry' | 'last_entry'>;

/**
 * The files that a list of paths, globs and URLs matches. Files elsewhere are copied here first, except those of a large
 * table if the engine can read all of them in place.
 */
export async function findFiles(
  entries: readonly string[],
  folder: string,
  key: string,
  elsewhere: Elsewhere,
  size: 'large' | 'small',
): Promise<PlacedFile[]> {
  const listed = entries.map((entry, place) => ({ entry, place }));
  const found: PlacedFile[] = expandFiles(
    listed.filter(({ entry }) => !isUrl(entry)),
    folder,
    key,
  );
  const remote: RemoteFile[] = [];
  const placesOf = new Map<string, number[]>();
  for (const { entry: url, place } of listed) {
    if (!isUrl(url)) continue;
    const files = await elsewhere.find(url);
    if (files.length === 0)
      throw inputError(
        `${key}: there is no file at "${url}".`,
        `Check the URL; for a folder, write "${url.replace(/\/+$/, '')}/*".`,
      );
    remote.push(...files);
    for (const file of files) placesOf.set(file.url, [...(placesOf.get(file.url) ?? []), place]);
  }
  const stay = size === 'large' && found.length === 0 && remote.every((file) => file.types !== null);
  for (const file of new Map(remote.map((file) => [file.url, file])).values()) {
    const place = { url: file.url, ...firstAndLast(placesOf.get(file.url) ?? [0]) };
    found.push(
      stay ? { path: file.url, ...place, remote: file } : { path: await elsewhere.bring(file.url), ...place },
    );
  }
  return found;
}

function isUrl(entry: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(entry);
}

/** For a file that is named on its own, not in a list. */
const inNoList = { first_entry: 0, last_entry: 0 } as const;

/** The description of a file that was found; a file that stays elsewhere is not read for it. */
export async function describePlaced(file: PlacedFile, folder: string): Promise<DescribedFile> {
  if (file.remote === undefined)
    return { ...(await describeFile(file.path, shownName(file.path, folder))), ...file };
  return {
    ...file,
    name: basename(file.path),
    bytes: file.remote.bytes,
    sha256: null,
    compression: 'none',
    stamp: null,
    content: 'parquet',
  };
}

/**
 * Reads a file once, for its hash and for what its bytes tell about their encoding. A compressed file is unpacked on the way, so that one
 * that is damaged or cut short is found before anything is counted.
 */
export async function describeFile(path: string, name: string = basename(path)): Promise<DescribedFile> {
  const bytes = sizeOf(path, name);
  if (bytes === 0)
    throw inputError(
      `${name} is empty (0 bytes).`,
      'Export it again; a table without rows still needs its header line.',
    );
  const stamp = stampOf(path);
  const head = readHead(path, headBytes);
  const compression = compressionOf(head, path, name);
  const file = {
    path,
    name,
    bytes,
    compression,
    stamp,
    ...inNoList,
    ...(await examined(path, name, compression, head)),
  };
  refuseChanged([file]);
  return file;
}

/** What the bytes of a text file tell about their encoding, without hashing it; null if the file is compressed or not text. */
export function evidenceOf(path: string, name: string): Evidence | null {
  const stamp = stampOf(path);
  const head = readHead(path, headBytes);
  if (compressionOf(head, path, name) !== 'none' || magicOf(head) !== undefined) return null;
  refuseOldOffice(head, path, name);
  const collector = new EvidenceCollector();
  for (const chunk of passingChunks(path)) collector.add(chunk);
  refuseChanged([{ path, name, stamp }]);
  return collector.end();
}

/** Size in bytes; an unreadable file is an error here, before anything is counted. */
function sizeOf(path: string, name: string): number {
  try {
    closeSync(openSync(path, 'r'));
    return statSync(path).size;
  } catch (error) {
    throw inputError(
      `${name} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      'Check its permissions, and that the disk it is on is available.',
    );
  }
}

/** The hash of the bytes as stored on disk, and the evidence from the text they hold. */
async function examined(
  path: string,
  name: string,
  compression: Compression,
  head: Buffer,
): Promise<Pick<DescribedFile, 'content' | 'sha256'>> {
  const hash = createHash('sha256');
  const binary = magicOf(head);
  refuseOldOffice(head, path, name);
  const collector = new EvidenceCollector();
  try {
    for await (const chunk of contentOf(path, compression, (raw) => hash.update(raw)))
      if (binary === undefined) collector.add(chunk);
  } catch (error) {
    if (compression === 'none') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw inputError(`${name} is not a complete ${compression} file (${reason}).`, cutShort);
  }
  return { sha256: hash.digest('hex'), content: binary ?? collector.end() };
}

/** Old workbooks and password-protected new ones share a container format, which says which of the two it holds. */
function refuseOldOffice(head: Buffer, path: string, name: string): void {
  if (head.toString('hex') !== 'd0cf11e0a1b11ae1') return;
  const isEncrypted = readFileSync(path).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  throw isEncrypted
    ? inputError(
        `${name} is a workbook protected by a password, which cannot be read.`,
        'Save it without a password, or export the sheet as CSV (UTF-8).',
      )
    : inputError(
        `${name} is a workbook in the old format (.xls), which cannot be read.`,
        'Save it as .xlsx, or export the sheet as CSV (UTF-8).',
      );
}

/** First bytes that identify a file's format. */
const magics: Readonly<Record<string, 'parquet' | 'xlsx'>> = { PAR1: 'parquet', 'PK\x03\x04': 'xlsx' };

function magicOf(head: Buffer): 'parquet' | 'xlsx' | undefined {
  return magics[head.toString('latin1', 0, 4)];
}

function compressionOf(head: Buffer, path: string, name: string): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528) return 'zstd';
  const promised = /\.(gz|zst)$/i.exec(path)?.[1];
  if (promised !== undefined)
    throw inputError(
      `${name} is named .${promised} but is not ${promised === 'gz' ? 'gzip' : 'zstd'} data.`,
      'Rename it, or compress it again.',
    );
  return 'none';
}

/** What the longest mark at the beginning of a file needs. */
const headBytes = 8;

/** The first bytes of a file as stored on disk. */
function readHead(path: string, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  const handle = openSync(path, 'r');
  try {
    return buffer.subarray(0, readSync(handle, buffer, 0, length, 0));
  } finally {
    closeSync(handle);
  }
}

/** A path as shown in messages: relative to the configuration's folder if it is inside it, else just the file name. */
export function shownName(path: string, folder: string): string {
  const name = relative(folder, path);
  return name.startsWith('..') || isAbsolute(name) ? basename(path) : name;
}

/** Drops files with the same content as an earlier one: the same export saved twice counts once. */
export function withoutRepeats<F extends FoundFile>(files: readonly F[]): { kept: F[]; repeats: F[] } {
  const kept = new Map<string, F>();
  const repeats: F[] = [];
  for (const file of files) {
    const content = file.sha256 ?? file.path;
    const earlier = kept.get(content);
    kept.set(content, earlier === undefined ? file : inBothPlaces(earlier, file));
    if (earlier !== undefined) repeats.push(file);
  }
  return { kept: [...kept.values()], repeats };
}

/** A file whose content is in the list twice gets both the first and the last position there. */
function inBothPlaces<F extends FoundFile>(kept: F, repeat: F): F {
  return {
    ...kept,
    first_entry: Math.min(kept.first_entry, repeat.first_entry),
    last_entry: Math.max(kept.last_entry, repeat.last_entry),
  };
}

/** The folder that relative paths in a configuration start from. */
export function folderOf(configPath: string): string {
  return dirname(resolve(configPath));
}
