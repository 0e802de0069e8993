import {
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inputError, UserError, usageError } from '../contract/errors.js';
import { reasonOf } from '../contract/system_errors.js';
import { type Claim, discardHeld, type Held, nothingHeld } from './held.js';
import { filesBelow, makeFolder, partOf, settle, settleAll } from './output/disk.js';
import { draftOf, type Lock, takeLock } from './output/lock.js';
import { ownedFiles, refuseChanged } from './output/owned_files.js';
import {
  clearStrays,
  mayWrite,
  type Places,
  placesBeside,
  placesInside,
  stagesOf,
  targetOf,
} from './output/places.js';
import { finishReplacement, isHalfReplaced, replaceFiles, workFolderOf } from './output/replacement.js';

/** A folder whose files appear together: written elsewhere on the same disk, put in place at the end. Only one run at a time holds it. */
export interface Output {
  /** where the files of the run are written in the meantime */
  readonly staging: string;
  /** stage files and spilling; never published */
  readonly scratch: string;
  /** where an engine may keep finished stages of a run that failed; not created here */
  readonly stages: string;
  /** what must not remain if the program is stopped */
  readonly held: Held;
  /** puts the files of the staging folder in place and removes what is no longer needed */
  readonly publish: () => void;
  /** removes everything that was written */
  readonly discard: () => void;
}

/**
 * Opens an output folder for a run that may write the files `planned`; `holds` is told what must be removed if the run is stopped, before it exists.
 * Cleans up after killed runs, and completes the replacement during which one was killed. Refuses a folder that another run holds, that does not
 * contain a run, or in which somebody changed a file that would be replaced.
 */
export async function openOutput(
  folder: string,
  planned: readonly string[],
  holds: (held: Held) => void = () => {},
): Promise<Output> {
  const target = targetOf(folder);
  const made: string[] = [];
  let lock: Lock | undefined;
  try {
    refuseForeign(target, folder);
    made.push(...makeFolder(dirname(target)));
    const onTry = (claim: Claim) =>
      holds({
        remove: [draftOf(claim)],
        prune: [workFolderOf(target), ...[...made].reverse()],
        lock: null,
        claim,
      });
    lock = await (existsSync(target) ? lockInside : lockBeside)(target, folder, onTry);
    refuseForeign(target, folder);
    return openLocked({ target, folder, planned, lock, made, holds });
  } catch (error) {
    lock?.release();
    holds(nothingHeld);
    for (const path of [workFolderOf(target), ...made.reverse()]) removeEmpty(path);
    throw error instanceof UserError ? error : cannotBeWritten(folder, 'folder', error);
  }
}

/** Completes what a killed run began in its output folder, so that a reader finds one run and not parts of two. */
export async function recoverOutput(folder: string): Promise<void> {
  const target = targetOf(folder);
  if (!isHalfReplaced(target)) return;
  const lock = await lockInside(target, folder);
  lock.release();
  removeEmpty(workFolderOf(target));
}

/** Told about a lock before it is taken: a run that is stopped in between leaves none. */
type OnTry = (claim: Claim) => void;

/** The lock of an existing folder, after cleaning up what killed runs left in it and next to it. */
async function lockInside(target: string, folder: string, onTry: OnTry = () => {}): Promise<Lock> {
  const places = placesInside(target);
  const lock = await takeLock(places.lock, folder, onTry);
  try {
    finishReplacement(target);
    clearStrays(places);
    const beside = placesBeside(target);
    if (mayWrite(dirname(target)) && (existsSync(beside.lock) || beside.strays().length > 0)) {
      const first = await takeLock(beside.lock, folder);
      clearStrays(beside);
      first.release();
    }
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The lock of a folder that does not exist; another run may create it in the meantime. */
async function lockBeside(target: string, folder: string, onTry: OnTry): Promise<Lock> {
  const places = placesBeside(target);
  const lock = await takeLock(places.lock, folder, onTry);
  if (!existsSync(target)) {
    clearStrays(places);
    return lock;
  }
  lock.release();
  return lockInside(target, folder, onTry);
}

interface Locked {
  readonly target: string;
  readonly folder: string;
  readonly planned: readonly string[];
  readonly lock: Lock;
  /** folders above the output folder that were created for it */
  readonly made: readonly string[];
  readonly holds: (held: Held) => void;
}

function openLocked({ target, folder, planned, lock, made, holds }: Locked): Output {
  const isNew = !existsSync(target);
  const places: Places = isNew ? placesBeside(target) : placesInside(target);
  const prefix = places.prefix(lock.owner.token);
  const [staging, scratch] = [`${prefix}.staging`, `${prefix}.scratch`];
  const stamps = isNew ? new Map<string, string>() : refuseChanged(target, folder, planned);
  const claim = { path: lock.path, token: lock.owner.token };
  const prune = [workFolderOf(target), ...[...made].reverse()];
  const held: Held = { remove: [staging, scratch], prune, lock: lock.path, claim };
  holds(held);
  let isBegun = false;
  const publish = () => {
    const files = filesBelow(staging);
    if (!isNew) refuseChanged(target, folder, files, stamps);
    settleAll(staging, files);
    if (!lock.isOurs()) throw lostLock(folder);
    isBegun = true;
    if (isNew) appear(staging, target, folder);
    else replaceFiles(target, staging, files, Object.keys(ownedFiles(target) ?? {}));
    discardHeld({ ...held, prune: [workFolderOf(target)] });
  };
  /** Once the journal is written, the new files are in the staging folder and nowhere else: the next run puts them in place. */
  const discard = () => discardHeld(isBegun && !isNew ? { ...held, remove: [scratch] } : held);
  try {
    for (const path of [join(staging, 'tables'), scratch]) mkdirSync(path, { recursive: true });
  } catch (error) {
    discardHeld(held);
    throw error;
  }
  return { staging, scratch, stages: stagesOf(target), held, publish, discard };
}

/** The staging folder becomes the output folder in one step. */
function appear(staging: string, target: string, folder: string): void {
  try {
    renameSync(staging, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
    throw usageError(
      `--out: "${folder}" did not exist when the run began, but something else is there now.`,
      'Nothing was changed: choose another --out.',
    );
  }
  settle(dirname(target));
}

function refuseForeign(target: string, folder: string): void {
  if (!existsSync(target)) return;
  let names: string[];
  try {
    names = readdirSync(target);
  } catch (error) {
    const isFile = (error as NodeJS.ErrnoException).code === 'ENOTDIR';
    if (!isFile) throw cannotBeWritten(folder, 'folder', error);
    throw usageError(`--out: "${folder}" is a file, expected a folder.`, 'Choose another --out.');
  }
  const isEmpty = names.every((name) => name === basename(workFolderOf(target)) || name === 'lost+found');
  if (isEmpty || ownedFiles(target) !== null || isHalfReplaced(target)) return;
  throw usageError(
    `--out: "${folder}" exists and was not written by grouplift (it contains no manifest.json of ours).`,
    'Nothing was changed: choose a new folder, or empty this one yourself.',
  );
}

function lostLock(folder: string): UserError {
  return usageError(
    `--out: another run has taken over "${folder}", because this one had been suspended for a long time.`,
    'Nothing was changed: let only one run at a time write into a folder.',
  );
}

/** Writes one text file, for commands whose result is one: completely or, if possible, not at all. */
export function writeText(path: string, text: string): void {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile()) writeFileSync(path, text);
    else writeWhole(found === undefined ? path : realpathSync(path), text);
  } catch (error) {
    throw cannotBeWritten(path, 'file', error);
  }
}

function writeWhole(path: string, text: string): void {
  const part = partOf(path);
  try {
    writeFileSync(part, text);
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
}

/** The error for an output that the machine does not take: a full disk is wrong input, anything else a wrong --out. */
export function cannotBeWritten(path: string, kind: 'file' | 'folder', error: unknown): UserError {
  const { code } = error as NodeJS.ErrnoException;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' || code === 'EIO';
  return (isFull ? inputError : usageError)(
    `--out: "${path}" cannot be written: ${reasonOf(error) ?? String(error)}.`,
    `Use --out to choose a ${kind} you may write to.`,
  );
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {}
}
