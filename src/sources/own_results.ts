import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inputError } from '../contract/errors.js';

/** Whether a folder holds the results of a run. What an import wrote are tables to read. */
export function holdsResults(folder: string): boolean {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    return manifest?.tool === 'grouplift' && manifest.command !== 'import';
  } catch {
    return false;
  }
}

/** A pattern must not match what earlier runs wrote: their tables have names and columns of inputs, and would count again. */
export function refuseOwnResults(paths: readonly string[], entry: string, folder: string, key: string): void {
  const known = new Map<string, boolean>();
  const isResult = (path: string): boolean => {
    const found = known.get(path) ?? holdsResults(path);
    known.set(path, found);
    return found;
  };
  const own = paths.find((path) => isResult(dirname(path)) || isResult(dirname(dirname(path))));
  if (own === undefined) return;
  throw inputError(
    `${key}: "${entry}" matches ${relative(folder, own)}, which grouplift wrote itself.`,
    'Name the folder that holds your own files, or write results outside of it (--out).',
  );
}
