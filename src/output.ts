import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { usageError } from './errors.js';

/** A folder that appears at once: written beside its place, renamed at the end. */
export interface Output {
  /** where the files of the run are written meanwhile */
  readonly staging: string;
  /** stage files and spilling; never published */
  readonly scratch: string;
  /** where an engine may keep finished stages of a run that failed; not made here */
  readonly stages: string;
  /** puts the staging folder in its place and removes what is not needed any more */
  readonly publish: () => void;
  /** removes everything that was written */
  readonly discard: () => void;
}

/** Opens an output folder; refuses one that exists and was not written by a run. */
export function openOutput(folder: string): Output {
  const target = resolve(folder);
  refuseForeign(target, folder);
  const prefix = join(dirname(target), `.${basename(target)}.${process.pid}`);
  const [staging, scratch] = [`${prefix}.staging`, `${prefix}.scratch`];
  makeFolders([join(staging, 'tables'), scratch], folder);
  const discard = () =>
    [staging, scratch].forEach((path) => {
      rmSync(path, { recursive: true, force: true });
    });
  const publish = () => {
    const old = `${prefix}.old`;
    if (existsSync(target)) renameSync(target, old);
    renameSync(staging, target);
    for (const path of [old, scratch]) rmSync(path, { recursive: true, force: true });
  };
  return { staging, scratch, stages: join(dirname(target), `.${basename(target)}.stages`), publish, discard };
}

function refuseForeign(target: string, folder: string): void {
  if (!existsSync(target)) return;
  let names: string[];
  try {
    names = readdirSync(target);
  } catch {
    throw usageError(`--out: "${folder}" is a file, expected a folder.`, 'Choose another --out.');
  }
  if (names.length === 0 || isOurs(target)) return;
  throw usageError(
    `--out: "${folder}" exists and was not written by grouplift (no manifest.json of ours in it).`,
    'Nothing was touched: choose a new folder, or empty this one yourself.',
  );
}

function isOurs(target: string): boolean {
  try {
    return JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8')).tool === 'grouplift';
  } catch {
    return false;
  }
}

/** Writes one text file, for commands whose result is one. */
export function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw usageError(
      `--out: "${path}" cannot be written: ${reasons[code ?? ''] ?? code}.`,
      'Choose a file you may write to with --out.',
    );
  }
}

function makeFolders(paths: readonly string[], folder: string): void {
  try {
    for (const path of paths) makeFolder(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw usageError(
      `--out: "${folder}" cannot be written: ${reasons[code ?? ''] ?? code}.`,
      'Choose a folder you may write to with --out.',
    );
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  ENOENT: 'its place cannot hold a folder',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
};

/** Makes a folder and those above it. Not `mkdirSync(recursive)`: that never returns where the kernel refuses a folder with ENOENT, as in /proc. */
function makeFolder(path: string): void {
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  if (!existsSync(path)) mkdirSync(path);
}
