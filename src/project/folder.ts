import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { usageError } from '../contract/errors.js';
import { reasonOf } from '../contract/system_errors.js';
import { makeFolder } from './output/disk.js';

/**
 * Writes a project (name -> text) into a folder. A nonempty folder is refused unless its grouplift.yaml begins with one of
 * `firstLines`: then it is an earlier one of ours, and is overwritten.
 */
export function writeProject(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  firstLines: readonly string[],
): void {
  if (namesIn(folder).length > 0 && !firstLines.includes(firstLineOf(folder)))
    throw usageError(
      `--out: "${folder}" is not empty and does not contain an example of ours.`,
      'Nothing was changed: choose a new folder.',
    );
  for (const [name, text] of Object.entries(files)) writeInto(folder, name, text);
}

/** Writes one file that does not exist yet. */
export function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw usageError(
      code === 'EEXIST'
        ? `--out: "${path}" already exists.`
        : `--out: "${path}" cannot be written: ${reasonOf(error) ?? String(error)}.`,
      'Nothing was written: choose another --out.',
    );
  }
}

/** A seed as written on the command line. */
export function seedOf(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw usageError(
      `--seed: found "${text}", expected a whole number from 0.`,
      'The same seed gives the same data: --seed 1.',
    );
  return Number(text);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw usageError(
      `--out: "${folder}" cannot be used as a folder: ${reasonOf(error) ?? String(error)}.`,
      'Choose another --out.',
    );
  }
}

function firstLineOf(folder: string): string {
  try {
    return readFileSync(join(folder, 'grouplift.yaml'), 'utf8').split('\n', 1)[0] ?? '';
  } catch {
    return '';
  }
}

function writeInto(folder: string, name: string, text: string | Uint8Array): void {
  const path = join(folder, name);
  try {
    makeFolder(dirname(path));
    writeFileSync(path, text);
  } catch (error) {
    throw usageError(
      `--out: "${path}" cannot be written: ${reasonOf(error) ?? String(error)}.`,
      'Choose a folder you may write to.',
    );
  }
}
