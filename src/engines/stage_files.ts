import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { Interrupted } from '../contract/errors.js';

/** Writes the file of a stage: a file with its final name is complete. One that is kept for a later run also survives a power failure. */
export async function writeStage<T>(
  path: string,
  isKept: boolean,
  write: (part: string) => Promise<T> | T,
): Promise<T> {
  const result = await write(`${path}.part`);
  if (isKept) flush(`${path}.part`);
  renameSync(`${path}.part`, path);
  return result;
}

/** What `read` finds in the file of a finished stage; null if there is none, or if it is damaged: then it is removed and made again. */
export async function readStage<T>(path: string, read: (path: string) => Promise<T> | T): Promise<T | null> {
  if (!existsSync(path)) return null;
  try {
    return await read(path);
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    rmSync(path, { recursive: true, force: true });
    return null;
  }
}

/** What was noted next to a stage. */
export function readNote<T>(path: string): Promise<T | null> {
  return readStage(path, (found) => JSON.parse(readFileSync(found, 'utf8')) as T);
}

/** Notes something next to a stage. */
export function writeNote(path: string, isKept: boolean, content: unknown): Promise<void> {
  return writeStage(path, isKept, (part) => writeFileSync(part, JSON.stringify(content)));
}

function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
