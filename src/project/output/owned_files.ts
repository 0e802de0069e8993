import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { usageError } from '../../contract/errors.js';
import { filesBelow, foldersOf } from './disk.js';

/** The files of an earlier run by path relative to its folder, with the hash of their content; null if it was not recorded. */
export type OwnedFiles = Readonly<Record<string, string | null>>;

interface Manifest {
  readonly tool?: unknown;
  readonly files?: unknown;
}

/** The files that the run whose manifest is in a folder wrote there; null if none of ours is there. */
export function ownedFiles(folder: string): OwnedFiles | null {
  const manifest = manifestIn(folder);
  if (manifest?.tool !== 'grouplift') return null;
  const entries = isRecord(manifest.files) ? Object.entries(manifest.files) : filesBefore(folder);
  const plain = entries.filter(([path]) => isPlain(path));
  return Object.fromEntries(plain.map(([path, hash]) => [path, typeof hash === 'string' ? hash : null]));
}

/** The hash of every file below a folder. */
export function hashesOf(folder: string): Record<string, string> {
  return Object.fromEntries(filesBelow(folder).map((path) => [path, hashOf(join(folder, path))]));
}

/**
 * Refuses to replace what is not as a run left it: a file of ours that somebody changed, such as a workbook with comments, or a file
 * of somebody else's under a name that would be written. Returns a function that says whether the files have changed since.
 */
export function refuseChanged(
  target: string,
  folder: string,
  written: readonly string[],
  seen: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const owned = ownedFiles(target) ?? {};
  refuseLinkedFolders(target, folder, written);
  const stamps = new Map<string, string>();
  for (const [path, hash] of Object.entries(owned)) {
    const stamp = stampOf(join(target, path));
    if (stamp === null) continue;
    stamps.set(path, stamp);
    if (hash === null || seen.get(path) === stamp || hashOf(join(target, path)) === hash) continue;
    throw usageError(
      `--out: "${join(folder, path)}" has changed since grouplift wrote it, and would be replaced.`,
      'Nothing was changed: save it under another name or elsewhere, remove it here, and run again; or choose another --out.',
    );
  }
  const foreign = written.find(
    (path) => path !== 'manifest.json' && !(path in owned) && stampOf(join(target, path)) !== null,
  );
  if (foreign === undefined) return stamps;
  throw usageError(
    `--out: "${join(folder, foreign)}" was not written by grouplift, but a run writes a file of that name.`,
    'Nothing was changed: move it elsewhere and run again, or choose another --out.',
  );
}

/** Files can be put in place only within one disk. */
function refuseLinkedFolders(target: string, folder: string, written: readonly string[]): void {
  for (const path of foldersOf(written)) {
    const found = lstatSync(join(target, path), { throwIfNoEntry: false });
    if (found === undefined || (found.isDirectory() && found.dev === lstatSync(target).dev)) continue;
    throw usageError(
      `--out: "${join(folder, path)}" is not an ordinary folder on the same disk.`,
      'Nothing was changed: move it elsewhere and run again, or choose another --out.',
    );
  }
}

function manifestIn(folder: string): Manifest | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest | null;
  } catch {
    return null;
  }
}

/** What runs wrote before manifests listed the files: the reports, and every table in the folder of tables. */
function filesBefore(folder: string): [string, null][] {
  const isTable = (path: string) => /^tables\/[^/]+\.(parquet|csv)$/.test(path);
  return [
    ...['manifest.json', 'report.html', 'report.xlsx', 'report.md'],
    ...filesBelow(folder).filter(isTable),
  ].map((path) => [path, null]);
}

/** A manifest may have been edited: paths must not lead out of the folder, or deeper than a run writes. */
function isPlain(path: string): boolean {
  return /^([a-z]+\/)?[^/\\\0]+$/.test(path) && !path.split('/').some((part) => part.startsWith('.'));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What changes when a file does; null if there is none. */
function stampOf(path: string): string | null {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found === undefined ? null : `${found.ino} ${found.size} ${found.mtimeMs}`;
}

const chunk = Buffer.allocUnsafeSlow(1 << 20);

/** Hash of a file or, if a folder is in its place, of nothing. */
function hashOf(path: string): string {
  const hash = createHash('sha256');
  const handle = openSync(path, 'r');
  try {
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk))
      hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}
