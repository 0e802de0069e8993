import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { inputError } from '../errors.js';
import { isWholeZstd } from './zstd.js';

export type Compression = 'none' | 'gzip' | 'zstd';

/** A file as found on disk, with the hash of its bytes. */
export interface FoundFile {
  readonly path: string;
  /** as the configuration names it, for messages */
  readonly name: string;
  readonly bytes: number;
  /** null for a file that stays where it is: nobody reads it for its hash alone */
  readonly sha256: string | null;
  readonly compression: Compression;
  /** where it comes from, if that is another machine */
  readonly url?: string;
  /** a file that is read where it lies, on another machine */
  readonly remote?: RemoteFile;
}

const headBytes = 1 << 16;

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
export type PlacedFile = Pick<FoundFile, 'path' | 'url' | 'remote'>;

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
  const found: PlacedFile[] = expandFiles(
    entries.filter((entry) => !isUrl(entry)),
    folder,
    key,
  ).map((path) => ({ path }));
  const remote: RemoteFile[] = [];
  for (const url of entries.filter(isUrl)) {
    const files = await elsewhere.find(url);
    if (files.length === 0)
      throw inputError(
        `${key}: no file is at "${url}".`,
        `Check the URL; of a folder, write "${url.replace(/\/+$/, '')}/*".`,
      );
    remote.push(...files);
  }
  const stay = size === 'large' && found.length === 0 && remote.every((file) => file.types !== null);
  for (const file of new Map(remote.map((file) => [file.url, file])).values())
    found.push(
      stay
        ? { path: file.url, url: file.url, remote: file }
        : { path: await elsewhere.bring(file.url), url: file.url },
    );
  return found;
}

function isUrl(entry: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(entry);
}

/** The files a list of paths and globs stands for, in name order, relative to `folder`; an entry that matches nothing is an error. */
export function expandFiles(entries: readonly string[], folder: string, key: string): string[] {
  const found = entries.flatMap((entry) => expandEntry(entry, folder, key));
  return [...new Set(found)].sort(byBytes);
}

function expandEntry(entry: string, folder: string, key: string): string[] {
  const absolute = isAbsolute(entry) ? entry : resolve(folder, entry);
  if (isFile(absolute)) return [absolute];
  if (isFolder(absolute))
    throw inputError(
      `${key}: "${entry}" is a folder, expected a file.`,
      `Write "${entry}/*" to read every file in it.`,
    );
  const matches = /[*?]/.test(entry) ? matchGlob(absolute) : [];
  if (matches.length > 0) return matches;
  const what = /[*?]/.test(entry) ? `no file matches "${entry}"` : `the file "${entry}" does not exist`;
  throw inputError(
    `${key}: ${what} (looked in ${folder}).`,
    'Paths are relative to the configuration file; check the spelling and the folder.',
  );
}

function matchGlob(pattern: string): string[] {
  const parts = pattern.split('/');
  const fixed = parts.findIndex((part) => /[*?]/.test(part));
  return walkGlob(parts.slice(0, fixed).join('/') || '/', parts.slice(fixed));
}

function walkGlob(folder: string, parts: readonly string[]): string[] {
  const [part, ...rest] = parts;
  if (part === undefined) return isFile(folder) ? [folder] : [];
  if (!isFolder(folder)) return [];
  if (part === '**')
    return [
      ...walkGlob(folder, rest),
      ...foldersIn(folder).flatMap((name) => walkGlob(join(folder, name), parts)),
    ];
  const pattern = segmentPattern(part);
  const names = readdirSync(folder).filter(
    (name) => pattern.test(name) && (part.startsWith('.') || !name.startsWith('.')),
  );
  return names.flatMap((name) => walkGlob(join(folder, name), rest));
}

function segmentPattern(part: string): RegExp {
  const escaped = part
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(`^${escaped}$`, 'u');
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith('.') && isFolder(join(folder, name)));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The absolute path of a file that a command line names. */
export function givenFile(name: string): string {
  const path = resolve(name);
  if (isFile(path)) return path;
  if (isFolder(path)) throw inputError(`"${name}" is a folder, expected a file.`, 'Name the file in it.');
  throw inputError(`The file "${name}" does not exist.`, 'Check the spelling and the folder.');
}

/** A file that is found, described; of one that stays elsewhere there is nothing to read for it. */
export async function describePlaced(file: PlacedFile, folder: string): Promise<FoundFile> {
  if (file.remote === undefined)
    return { ...(await describeFile(file.path, shownName(file.path, folder))), ...file };
  return { ...file, name: basename(file.path), bytes: file.remote.bytes, sha256: null, compression: 'none' };
}

/** Reads a file once for its hash; a compressed one is checked on the way, so that a truncated one is found before anything is counted. */
export async function describeFile(path: string, name: string = basename(path)): Promise<FoundFile> {
  const bytes = sizeOf(path, name);
  if (bytes === 0)
    throw inputError(
      `${name} is empty (0 bytes).`,
      'Export it again; a table without rows still needs its header line.',
    );
  const compression = compressionOf(path, name);
  if (compression === 'zstd' && !isWholeZstd(path))
    throw inputError(`${name} is not a complete zstd file.`, cutShort);
  const hash = createHash('sha256');
  const stream = createReadStream(path, { highWaterMark: 1 << 20 });
  stream.on('data', (chunk) => hash.update(chunk));
  await (compression === 'gzip' ? drainGzip(stream, name) : drain(stream));
  return { path, name, bytes, sha256: hash.digest('hex'), compression };
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

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const chunk of stream) void chunk;
}

async function drainGzip(stream: NodeJS.ReadableStream, name: string): Promise<void> {
  try {
    await drain(stream.pipe(createGunzip()));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw inputError(`${name} is not a complete gzip file (${reason}).`, cutShort);
  }
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
export function readHead(path: string, length: number = headBytes): Buffer {
  const buffer = Buffer.alloc(length);
  const handle = openSync(path, 'r');
  try {
    return buffer.subarray(0, readSync(handle, buffer, 0, length, 0));
  } finally {
    closeSync(handle);
  }
}

/** The first unpacked bytes of a gzip file. */
export async function readGzipHead(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of createReadStream(path).pipe(createGunzip())) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, headBytes);
}

/** A path as messages name it: relative to the configuration's folder where it lies in it, else only its own name. */
export function shownName(path: string, folder: string): string {
  const name = relative(folder, path);
  return name.startsWith('..') || isAbsolute(name) ? basename(path) : name;
}

/** Drops files whose content equals that of an earlier one: the same export saved twice counts once. */
export function withoutRepeats(files: readonly FoundFile[]): { kept: FoundFile[]; repeats: FoundFile[] } {
  const seen = new Set<string>();
  const kept: FoundFile[] = [];
  const repeats: FoundFile[] = [];
  for (const file of files) {
    const content = file.sha256 ?? file.path;
    (seen.has(content) ? repeats : kept).push(file);
    seen.add(content);
  }
  return { kept, repeats };
}

/** The folder that relative paths of a configuration start from. */
export function folderOf(configPath: string): string {
  return dirname(resolve(configPath));
}
