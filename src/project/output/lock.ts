import { existsSync, linkSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type UserError, usageError } from '../../contract/errors.js';
import type { Claim } from '../held.js';
import { createWhole, makeFolder } from './disk.js';
import { lifeOf, type Owner, thisOwner } from './owner.js';

/** The right of one run to write into an output folder, kept as a file. */
export interface Lock {
  readonly path: string;
  readonly owner: Owner;
  /** whether the right is still ours: a run that was suspended for long may have been presumed dead */
  readonly isOurs: () => boolean;
  readonly release: () => void;
}

/** Owners renew the time of their lock twice a second. */
const watchMs = 4000;
const lookMs = 200;
const mostTries = 20;

/** Takes a lock, whose folder is created if needed; a usage error names the run that holds it. `folder` is what the user called the output; `onTry` is told about the lock before it is written. */
export async function takeLock(
  path: string,
  folder: string,
  onTry: (claim: Claim) => void = () => {},
): Promise<Lock> {
  const owner = thisOwner();
  onTry({ path, token: owner.token });
  for (let tries = 0; tries < mostTries; tries++) {
    makeFolder(dirname(path));
    if (putLock(path, owner)) return lockOf(path, owner);
    const text = readText(path);
    if (text === null) continue;
    const holder = ownerIn(text);
    if (await isAlive(path, text, holder, owner)) throw heldBy(holder, folder);
    if (holder !== null && lifeOf(holder, owner) === 'elsewhere') throw heldElsewhere(holder, folder, path);
    moveAway(path, text, owner);
  }
  throw usageError(
    `--out: the lock "${path}" cannot be taken: other runs are taking it at the same time.`,
    'Let only one run at a time write into a folder.',
  );
}

function lockOf(path: string, owner: Owner): Lock {
  const isOurs = () => ownerIn(readText(path) ?? '')?.token === owner.token;
  return {
    path,
    owner,
    isOurs,
    release: () => {
      if (isOurs()) rmSync(path, { force: true });
    },
  };
}

/** The file that becomes a lock once it is complete. */
export function draftOf({ path, token }: Claim): string {
  return `${path}.${token}`;
}

/** Writes the lock completely or not at all; false if there is one, or if the work folder was removed in the meantime. */
function putLock(path: string, owner: Owner): boolean {
  try {
    createWhole(path, JSON.stringify(owner), draftOf({ path, token: owner.token }));
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST') || !existsSync(dirname(path))) return false;
    throw error;
  }
}

/** Whether the holder is running: by its process if that can be seen, otherwise by whether it renews its lock. */
async function isAlive(path: string, text: string, holder: Owner | null, here: Owner): Promise<boolean> {
  const life = holder === null ? 'unseen' : lifeOf(holder, here);
  if (life === 'alive' || life === 'dead') return life === 'alive';
  const before = timeOf(path);
  for (let waited = 0; waited < watchMs; waited += lookMs) {
    await delay(lookMs);
    if (readText(path) !== text) return false;
    if (timeOf(path) !== before) return true;
  }
  return false;
}

/** Removes the lock of a dead run, and only that: another run may have done so and put its own there. */
function moveAway(path: string, text: string, here: Owner): void {
  const aside = `${path}.${here.token}.dead`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readText(aside) !== text && !existsSync(path)) {
    try {
      linkSync(aside, path);
    } catch {}
  }
  rmSync(aside, { force: true });
}

function heldBy(holder: Owner | null, folder: string): UserError {
  return usageError(
    `--out: another run is writing into "${folder}"${holder === null ? '' : ` (${named(holder)})`}.`,
    'Wait until it has finished, or choose another --out.',
  );
}

function heldElsewhere(holder: Owner, folder: string, path: string): UserError {
  return usageError(
    `--out: "${folder}" is held by a run on another machine (${named(holder)}), and it cannot be seen from here whether it is still running.`,
    `If it has ended, remove the file "${path}" and run again; otherwise choose another --out.`,
  );
}

function named(owner: Owner): string {
  return `process ${owner.pid} on ${owner.host}, since ${owner.started_at}`;
}

function ownerIn(text: string): Owner | null {
  try {
    const owner = JSON.parse(text) as Partial<Owner> | null;
    return typeof owner?.token === 'string' && typeof owner.host === 'string' ? (owner as Owner) : null;
  } catch {
    return null;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function timeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
