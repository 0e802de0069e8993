import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { inputError } from '../contract/errors.js';
import { refuseOwnResults } from './own_results.js';

/** An entry of a list of files, and its position in the list as written, from 0. */
export interface ListedEntry {
  readonly entry: string;
  readonly place: number;
}

/** Positions in the list of files of the first and the last entry that matches a file. */
export interface ListedPlaces {
  readonly first_entry: number;
  readonly last_entry: number;
}

/** The files that the paths and globs of a list match, relative to `folder`: in the order of the list, those of one entry in that of their names; an entry that matches nothing is an error. */
export function expandFiles(
  entries: readonly ListedEntry[],
  folder: string,
  key: string,
): (ListedPlaces & { readonly path: string })[] {
  const places = new Map<string, number[]>();
  for (const { entry, place } of entries)
    for (const path of expandEntry(entry, folder, key))
      places.set(path, [...(places.get(path) ?? []), place]);
  return [...places]
    .map(([path, at]) => ({ path, ...firstAndLast(at) }))
    .sort((a, b) => a.last_entry - b.last_entry || byBytes(a.path, b.path));
}

/** The first and the last position of a file. */
export function firstAndLast(places: readonly number[]): ListedPlaces {
  return { first_entry: Math.min(...places), last_entry: Math.max(...places) };
}

/** If a file of that very name exists, the entry means that file; only otherwise is it a pattern. */
function expandEntry(entry: string, folder: string, key: string): string[] {
  const absolute = isAbsolute(entry) ? entry : resolve(folder, entry);
  const isPattern = /[*?]/.test(entry);
  const found = statusOf(absolute);
  if (found?.isFile()) return [absolute];
  if (found?.isDirectory())
    throw inputError(
      `${key}: "${entry}" is a folder, expected a file.`,
      `Write "${entry}/*" to read every file in it.`,
    );
  if (found !== null) throw pipe(entry, `${key}: `);
  const matches = isPattern ? matchGlob(absolute, key) : [];
  refuseOwnResults(matches, entry, folder, key);
  if (matches.length > 0) return matches;
  if (!isPattern && isLink(absolute)) throw deadLink(absolute, key);
  const what = isPattern ? `no file matches "${entry}"` : `the file "${entry}" does not exist`;
  throw inputError(
    `${key}: ${what} (looked in ${folder}).`,
    'Paths are relative to the configuration file; check the spelling and the folder.',
  );
}

function matchGlob(pattern: string, key: string): string[] {
  const parts = pattern.split('/');
  const fixed = parts.findIndex((part) => /[*?]/.test(part));
  const walk = { key, seen: new Set<string>() };
  return walkGlob(parts.slice(0, fixed).join('/') || '/', parts.slice(fixed), walk);
}

interface Walk {
  readonly key: string;
  /** real folders already walked for `**`, so that links back up end, and no file is found twice */
  readonly seen: Set<string>;
}

function walkGlob(path: string, parts: readonly string[], walk: Walk): string[] {
  const [part, ...rest] = parts;
  const found = statusOf(path);
  if (part === undefined) {
    if (found === null && isLink(path)) throw deadLink(path, walk.key);
    return found?.isFile() ? [path] : [];
  }
  if (!found?.isDirectory()) return [];
  if (part === '**') {
    const real = `${realpathSync(path)}/${rest.join('/')}`;
    if (walk.seen.has(real)) return [];
    walk.seen.add(real);
    return [
      ...walkGlob(path, rest, walk),
      ...foldersIn(path, walk.key).flatMap((name) => walkGlob(join(path, name), parts, walk)),
    ];
  }
  const pattern = segmentPattern(part);
  const names = namesIn(path, walk.key).filter(
    (name) => pattern.test(name) && (part.startsWith('.') || !name.startsWith('.')),
  );
  return names.flatMap((name) => walkGlob(join(path, name), rest, walk));
}

function segmentPattern(part: string): RegExp {
  const escaped = part
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(`^${escaped}$`, 'su');
}

/** The folders in a folder, links to folders last, so that their targets are found under their own names first. */
function foldersIn(folder: string, key: string): string[] {
  const names = namesIn(folder, key).filter(
    (name) => !name.startsWith('.') && statusOf(join(folder, name))?.isDirectory(),
  );
  const links = names.filter((name) => isLink(join(folder, name)));
  return [...names.filter((name) => !links.includes(name)), ...links];
}

/** The names in a folder. An unreadable folder is an error, because it may hold matching files. */
function namesIn(folder: string, key: string): string[] {
  try {
    return readdirSync(folder).sort(byBytes);
  } catch (error) {
    throw inputError(
      `${key}: the folder ${folder} cannot be read (${(error as NodeJS.ErrnoException).code}), and may hold files that match.`,
      'Make it readable, or name the folders that hold the files.',
    );
  }
}

/** What a path leads to; null if nothing: a link to itself, or to something that is gone. */
export function statusOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

/** Whether two names, or links, are one file. */
export function isSameFile(one: string, other: string): boolean {
  const [a, b] = [statusOf(one), statusOf(other)];
  return a !== null && b !== null && a.ino === b.ino && a.dev === b.dev;
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch {
    return false;
  }
}

function deadLink(path: string, key: string): Error {
  return inputError(
    `${key}: ${path} is a link that points to nothing.`,
    'Remove the link, or restore what it points to.',
  );
}

/** Files are read several times, which a pipe does not allow. */
function pipe(name: string, where = ''): Error {
  return inputError(
    `${where}"${name}" is a pipe or a device, expected a file.`,
    'Write what it holds to a file first, and name that one.',
  );
}

/** The absolute path of a file named on the command line. */
export function givenFile(name: string): string {
  const path = resolve(name);
  const found = statusOf(path);
  if (found?.isFile()) return path;
  if (found?.isDirectory()) throw inputError(`"${name}" is a folder, expected a file.`, 'Name a file in it.');
  if (found !== null) throw pipe(name);
  if (isLink(path))
    throw inputError(`"${name}" is a link that points to nothing.`, 'Name the file that it should point to.');
  throw inputError(`The file "${name}" does not exist.`, 'Check the spelling and the folder.');
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
