import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError, usageError } from '../contract/errors.js';
import { reasonOf } from '../contract/system_errors.js';
import { discardHeld, type Held, nothingHeld } from './held.js';
import { createWhole, makeFolder } from './output/disk.js';
import { draftOf, type Lock, takeLock } from './output/lock.js';
import { clearStrays, placesInside } from './output/places.js';
import { finishReplacement, isHalfReplaced, replaceFiles, workFolderOf } from './output/replacement.js';
import { cannotBeWritten } from './output.js';
import type { Progress } from './progress.js';

/** The files of a project, by name. */
type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes a project as `writeProject` does, as the only run that writes into this folder; a run that is stopped leaves nothing. */
export async function writeExample(
  folder: string,
  files: Files,
  firstLines: readonly string[],
  progress: Progress,
): Promise<void> {
  refuseOthers(folder, firstLines);
  let made: string[] = [];
  let lock: Lock | undefined;
  try {
    made = makeFolder(folder);
    const prune = [workFolderOf(folder), ...made.reverse()];
    lock = await takeLock(placesInside(folder).lock, folder, (claim) =>
      progress.holds({ ...nothingHeld, remove: [draftOf(claim)], prune, claim }),
    );
    finishReplacement(folder);
    clearStrays(placesInside(folder));
    writeProject(folder, files, firstLines, progress.holds);
  } catch (error) {
    throw error instanceof UserError ? error : cannotBeWritten(folder, 'folder', error);
  } finally {
    lock?.release();
    discardHeld({ ...nothingHeld, prune: [workFolderOf(folder), ...made] });
    progress.holds(nothingHeld);
  }
}

/**
 * Writes a project (name -> text) into a folder: all of it or, if that fails, nothing. A nonempty folder is refused unless its
 * grouplift.yaml begins with one of `firstLines`: then it is an earlier one of ours, and is overwritten.
 */
export function writeProject(
  folder: string,
  files: Files,
  firstLines: readonly string[],
  holds: (held: Held) => void = () => {},
): void {
  refuseOthers(folder, firstLines);
  const made = makeFolder(folder);
  const staging = join(workFolderOf(folder), randomBytes(6).toString('hex'));
  const held = { ...nothingHeld, remove: [staging], prune: [workFolderOf(folder), ...made.reverse()] };
  holds(held);
  try {
    for (const [name, text] of Object.entries(files)) writeInto(staging, name, text);
    replaceFiles(folder, staging, Object.keys(files), []);
  } finally {
    discardHeld(held);
  }
}

function refuseOthers(folder: string, firstLines: readonly string[]): void {
  const isOurs = isHalfReplaced(folder) || firstLines.includes(firstLineOf(folder));
  const isEmpty = namesIn(folder).every((name) => name === basename(workFolderOf(folder)));
  if (isOurs || isEmpty) return;
  throw usageError(
    `--out: "${folder}" is not empty and does not contain an example of ours.`,
    'Nothing was changed: choose a new folder.',
  );
}

/** Writes one file that does not exist yet. */
export function writeNew(path: string, text: string): void {
  try {
    createWhole(path, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw cannotBeWritten(path, 'file', error);
    throw usageError(`--out: "${path}" already exists.`, 'Nothing was written: choose another --out.');
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
  makeFolder(dirname(path));
  writeFileSync(path, text);
}
