import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { usageError } from '../../contract/errors.js';
import { workFolderOf } from './replacement.js';

/** Where a run into one output folder keeps what is not published. */
export interface Places {
  readonly lock: string;
  /** followed by a token: the prefix of one run's folders */
  readonly prefix: (token: string) => string;
  /** everything that killed runs left behind */
  readonly strays: () => string[];
}

/** The folder that `--out` means: if it is a link, its target; the link stays. */
export function targetOf(folder: string): string {
  const path = resolve(folder);
  try {
    return realpathSync(path);
  } catch {
    const broken = brokenLink(path);
    if (broken === null) return path;
    throw usageError(
      `--out: "${broken === path ? folder : broken}" is a link to a place that does not exist.`,
      'Create the folder that it points to, or remove the link.',
    );
  }
}

/** The folder itself, or the one above it, that is a link to nowhere; null if there is none. */
function brokenLink(path: string): string | null {
  if (existsSync(path)) return null;
  if (isLink(path)) return path;
  return dirname(path) === path ? null : brokenLink(dirname(path));
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Next to an output folder that does not exist yet. */
export function placesBeside(target: string): Places {
  const own = join(dirname(target), `.${basename(target)}`);
  const isStray = (name: string) =>
    name.startsWith(`.${basename(target)}.`) &&
    /^([0-9a-f]+\.(staging|scratch)|lock\.[0-9a-f]+(\.dead)?)$/.test(name.slice(basename(target).length + 2));
  return {
    lock: `${own}.lock`,
    prefix: (token) => `${own}.${token}`,
    strays: () => pathsIn(dirname(target), isStray),
  };
}

/** Inside an output folder that exists: it may be the mount point of a disk, or the only place we may write to. */
export function placesInside(target: string): Places {
  const work = workFolderOf(target);
  return {
    lock: join(work, 'lock'),
    prefix: (token) => join(work, token),
    strays: () => pathsIn(work, (name) => name !== 'lock' && name !== 'stages'),
  };
}

/** Where stages of a failed run are kept: next to the output folder, or in it if that is another disk or the only place we may write to. */
export function stagesOf(target: string): string {
  const above = dirname(target);
  const exists = statSync(target, { throwIfNoEntry: false });
  const isBeside = exists === undefined || (mayWrite(above) && statSync(above).dev === exists.dev);
  return isBeside ? join(above, `.${basename(target)}.stages`) : join(workFolderOf(target), 'stages');
}

/** Removes what killed runs left. */
export function clearStrays(places: Places): void {
  for (const path of places.strays()) rmSync(path, { recursive: true, force: true });
}

export function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function pathsIn(folder: string, isWanted: (name: string) => boolean): string[] {
  try {
    return readdirSync(folder)
      .filter(isWanted)
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
