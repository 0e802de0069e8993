import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync } from 'node:fs';
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
