import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { foldersOf, makeFolder, settle } from './disk.js';

/**
 * The replacement of the files of one run by those of the next, inside their folder: first every new file is completely on the disk, then
 * the journal is; from then on the new files are put in place, by the run or, if it is killed, by whoever comes next.
 */
interface Journal {
  /** name of the folder in the work folder that holds the new files */
  readonly staging: string;
  /** the new files, the manifest last */
  readonly files: readonly string[];
  /** files of the previous run that have no successor */
  readonly removed: readonly string[];
}

/** The work folder of a run, inside an output folder that exists. */
export function workFolderOf(target: string): string {
  return join(target, '.grouplift');
}

function journalOf(target: string): string {
  return join(workFolderOf(target), 'journal.json');
}

/** Replaces the files `before` of a folder by those of the staging folder in its work folder. */
export function replaceFiles(
  target: string,
  staging: string,
  files: readonly string[],
  before: readonly string[],
): void {
  const last = (file: string) => Number(file === 'manifest.json');
  const journal: Journal = {
    staging: basename(staging),
    files: [...files].sort((a, b) => last(a) - last(b)),
    removed: before.filter((file) => !files.includes(file)),
  };
  const path = journalOf(target);
  writeFileSync(`${path}.part`, JSON.stringify(journal));
  settle(`${path}.part`);
  renameSync(`${path}.part`, path);
  settle(workFolderOf(target));
  finishReplacement(target);
}

/** Whether a replacement was begun in a folder and not completed. */
export function isHalfReplaced(target: string): boolean {
  return journalIn(target) !== null;
}

/** Completes the replacement that was begun in a folder, if any: what is already in place stays. */
export function finishReplacement(target: string): void {
  const journal = journalIn(target);
  if (journal === null) return;
  const staging = join(workFolderOf(target), journal.staging);
  for (const folder of foldersOf(journal.files)) makeFolder(join(target, folder));
  for (const file of journal.removed) rmSync(join(target, file), { force: true });
  for (const file of journal.files)
    if (existsSync(join(staging, file))) renameSync(join(staging, file), join(target, file));
  for (const folder of foldersOf([...journal.files, ...journal.removed])) settle(join(target, folder));
  rmSync(journalOf(target), { force: true });
}

function journalIn(target: string): Journal | null {
  try {
    return JSON.parse(readFileSync(journalOf(target), 'utf8')) as Journal;
  } catch {
    return null;
  }
}
