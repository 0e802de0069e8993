import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inputError } from '../contract/errors.js';

/** A pattern must not match what earlier runs wrote: their tables have names and columns of inputs, and would count again. */
export function refuseOwnResults(paths: readonly string[], entry: string, folder: string, key: string): void {
  const known = new Map<string, boolean>();
  const isResult = (path: string): boolean => {
    const found = known.get(path) ?? isOfRun(join(path, 'manifest.json'));
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

function isOfRun(manifest: string): boolean {
  try {
    return JSON.parse(readFileSync(manifest, 'utf8'))?.tool === 'grouplift';
  } catch {
    return false;
  }
}
