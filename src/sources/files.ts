import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { inputError } from '../contract/errors.js';
import { type Evidence, EvidenceCollector } from './evidence.js';
import { expandFiles, firstAndLast, statusOf } from './glob.js';
import { type FileStamp, refuseChanged, stampOf } from './stamp.js';
import { type Compression, contentOf, passingChunks } from './unpack.js';

/** A file as found on disk, with the hash of its bytes. */
export interface FoundFile {
  readonly path: string;
  /** as the configuration names it, for messages */
  readonly name: string;
  readonly bytes: number;
  /** null for a file that stays where it is: nobody reads it for its hash alone */
  readonly sha256: string | null;
  readonly compression: Compression;
  /** as it was when it was hashed; null for a file that stays where it is */
  readonly stamp: FileStamp | null;
  /** places in the list of files, as written, of the first and of the last entry that stands for it; files of one pattern have no order */
  readonly first_entry: number;
  readonly last_entry: number;
  /** where it comes from, if that is another machine */
  readonly url?: string;
  /** a file that is read where it lies, on another machine */
  readonly remote?: RemoteFile;
}

/** A file whose first bytes were looked at: it is one of these by itself, or text whose bytes are evidence of its encoding. */
export interface DescribedFile extends FoundFile {
  readonly content: 'parquet' | 'xlsx' | Evidence;
}

const cutShort = 'The download or copy was cut short: fetch the file again.';

/** A file of another machine. */
export interface RemoteFile {
  readonly url: string;
  /** the same as its file system writes it, escaped */
  readonly uri: string;
  readonly bytes: number;
  readonly modified_ms: number;
  /** physical type by column where the engine can read it where it lies: a Parquet file; else null */
  readonly types: Readonly<Record<string, string>> | null;
}

/** What is not on this machine; only an engine of a cluster reaches it. */
export interface Elsewhere {
  /** The files that a URL stands for (it may hold * and ?). */
  find(url: string): Promise<readonly RemoteFile[]>;
  /** Copies a file of another machine to this one and returns its path here. */
  bring(url: string): Promise<string>;
}

/** A file of this machine, `url` where it is a copy of one elsewhere; or, with `remote`, one that stays there. */
export type PlacedFile = Pick<FoundFile, 'path' | 'url' | 'remote' | 'first_entry' | 'last_entry'>;

/**
 * The files that a list of paths, globs and URLs stands for. What lies elsewhere is brought here first, but for the files of a large
 * table where the engine can read all of them where they lie.
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
        `${key}: no file is at "${url}".`,
        `Check the URL; of a folder, write "${url.replace(/\/+$/, '')}/*".`,
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

/** The absolute path of a file that a command line names. */
export function givenFile(name: string): string {
  const path = resolve(name);
  const found = statusOf(path);
  if (found?.isFile()) return path;
  if (found?.isDirectory())
    throw inputError(`"${name}" is a folder, expected a file.`, 'Name the file in it.');
  throw inputError(`The file "${name}" does not exist.`, 'Check the spelling and the folder.');
}

/** Of a file that is named by itself, in no list. */
const inNoList = { first_entry: 0, last_entry: 0 } as const;

/** A file that is found, described; of one that stays elsewhere there is nothing to read for it. */
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
 * Reads a file once, for its hash and for what its bytes say about their encoding; a compressed one is unpacked on the way, so that one
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
  const compression = compressionOf(path, name);
  const file = {
    path,
    name,
    bytes,
    compression,
    stamp,
    ...inNoList,
    ...(await examined(path, name, compression)),
  };
  refuseChanged([file]);
  return file;
}

/** What the bytes of a text say about their encoding, read for that alone and without a hash; null for what is packed or no text. */
export function evidenceOf(path: string, name: string): Evidence | null {
  const stamp = stampOf(path);
  if (compressionOf(path, name) !== 'none' || magicOf(path) !== undefined) return null;
  refuseOldOffice(path, name);
  const collector = new EvidenceCollector();
  for (const chunk of passingChunks(path)) collector.add(chunk);
  refuseChanged([{ path, name, stamp }]);
  return collector.end();
}

/** Size in bytes; a file that may not be read is an error here, before anything is counted. */
function sizeOf(path: string, name: string): number {
  try {
    closeSync(openSync(path, 'r'));
    return statSync(path).size;
  } catch (error) {
    throw inputError(
      `${name} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      'Check who may read it, and that the disk it lies on is there.',
    );
  }
}

/** Hash of the bytes as they lie on the disk, evidence of the text that they hold. */
async function examined(
  path: string,
  name: string,
  compression: Compression,
): Promise<Pick<DescribedFile, 'content' | 'sha256'>> {
  const hash = createHash('sha256');
  const binary = magicOf(path);
  refuseOldOffice(path, name);
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

/** Old workbooks, and new ones behind a password, lie in a container that says which of the two it holds. */
function refuseOldOffice(path: string, name: string): void {
  if (readHead(path, 8).toString('hex') !== 'd0cf11e0a1b11ae1') return;
  const isEncrypted = readFileSync(path).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  throw isEncrypted
    ? inputError(
        `${name} is a workbook behind a password, which cannot be read.`,
        'Save it without a password, or export the sheet as CSV (UTF-8).',
      )
    : inputError(
        `${name} is a workbook in the old format (.xls), which cannot be read.`,
        'Save it as .xlsx, or export the sheet as CSV (UTF-8).',
      );
}

/** What files begin with that say by themselves how they are to be read. */
const magics: Readonly<Record<string, 'parquet' | 'xlsx'>> = { PAR1: 'parquet', 'PK\x03\x04': 'xlsx' };

function magicOf(path: string): 'parquet' | 'xlsx' | undefined {
  return magics[readHead(path, 4).toString('latin1')];
}

function compressionOf(path: string, name: string): Compression {
  const magic = readHead(path, 4);
  if (magic[0] === 0x1f && magic[1] === 0x8b) return 'gzip';
  if (magic.length >= 4 && magic.readUInt32LE(0) === 0xfd2fb528) return 'zstd';
  const promised = /\.(gz|zst)$/i.exec(path)?.[1];
  if (promised !== undefined)
    throw inputError(
      `${name} is named .${promised} but is not ${promised === 'gz' ? 'gzip' : 'zstd'} data.`,
      'Rename it, or compress it again.',
    );
  return 'none';
}

/** The first bytes of a file as they lie on disk. */
function readHead(path: string, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  const handle = openSync(path, 'r');
  try {
    return buffer.subarray(0, readSync(handle, buffer, 0, length, 0));
  } finally {
    closeSync(handle);
  }
}

/** A path as messages name it: relative to the configuration's folder where it lies in it, else only its own name. */
export function shownName(path: string, folder: string): string {
  const name = relative(folder, path);
  return name.startsWith('..') || isAbsolute(name) ? basename(path) : name;
}

/** Drops files whose content equals that of an earlier one: the same export saved twice counts once. */
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

/** A file whose content stands in the list twice has its first and its last place there. */
function inBothPlaces<F extends FoundFile>(kept: F, repeat: F): F {
  return {
    ...kept,
    first_entry: Math.min(kept.first_entry, repeat.first_entry),
    last_entry: Math.max(kept.last_entry, repeat.last_entry),
  };
}

/** The folder that relative paths of a configuration start from. */
export function folderOf(configPath: string): string {
  return dirname(resolve(configPath));
}
