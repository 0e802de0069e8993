import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Creates a folder and those above it; returns what was created, the deepest last. Not `mkdirSync(recursive)`: that never returns if the kernel refuses a folder with ENOENT, as in /proc. */
export function makeFolder(path: string): string[] {
  const above = existsSync(dirname(path)) ? [] : makeFolder(dirname(path));
  if (existsSync(path)) return above;
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return above;
  }
  return [...above, path];
}

/** The files below a folder, as paths relative to it with `/`, in order. */
export function filesBelow(folder: string, under = ''): string[] {
  return readdirSync(join(folder, under), { withFileTypes: true })
    .flatMap((entry) => {
      const path = under === '' ? entry.name : `${under}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    })
    .sort();
}

/** Makes sure that a file, or the list of names in a folder, survives a power failure; disks that cannot do so are left as they are. */
export function settle(path: string): void {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(handle);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EIO' || code === 'EDQUOT') throw error;
  } finally {
    closeSync(handle);
  }
}

/** The same for all files of a folder and the folders they are in. */
export function settleAll(folder: string, files: readonly string[]): void {
  for (const file of files) settle(join(folder, file));
  for (const path of foldersOf(files)) settle(join(folder, path));
}

/** The folders that files are in, including '.'. */
export function foldersOf(files: readonly string[]): string[] {
  return [...new Set(['.', ...files.map((file) => dirname(file))])];
}

/** Where a file is written until it is complete: next to it, under a name that is short enough wherever its own is. */
export function partOf(path: string): string {
  return join(dirname(path), `.${randomBytes(6).toString('hex')}.part`);
}

/** Creates a file with all of its text, or not at all; an error with the code EEXIST if it exists. */
export function createWhole(path: string, text: string, part = partOf(path)): void {
  try {
    writeFileSync(part, text);
    linkOrWrite(part, path, text);
  } finally {
    rmSync(part, { force: true });
  }
}

/** Gives a complete file its second name; on a disk that has no such links, the text is written again. */
function linkOrWrite(part: string, path: string, text: string): void {
  try {
    linkSync(part, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    writeFileSync(path, text, { flag: 'wx' });
  }
}
