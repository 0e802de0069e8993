import { statSync } from 'node:fs';
import { inputError } from '../contract/errors.js';

/** What changes when somebody writes to a file, or puts another in its place. */
export interface FileStamp {
  readonly bytes: string;
  readonly modified_ns: string;
  readonly changed_ns: string;
  readonly node: string;
}

/** The current stamp of a file; null if it is gone. */
export function stampOf(path: string): FileStamp | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (found === undefined) return null;
  return {
    bytes: String(found.size),
    modified_ns: String(found.mtimeNs),
    changed_ns: String(found.ctimeNs),
    node: String(found.ino),
  };
}

interface Stamped {
  readonly path: string;
  readonly name: string;
  /** null for a file on another machine */
  readonly stamp: FileStamp | null;
}

/** Throws an input error if a file is no longer the one whose bytes were hashed: its rows may come from a different file. */
export function refuseChanged(files: readonly Stamped[]): void {
  for (const { path, name, stamp } of files) {
    if (stamp === null) continue;
    const now = stampOf(path);
    if (now !== null && same(now, stamp)) continue;
    throw changed(name, now === null ? 'it is gone' : differences(stamp, now));
  }
}

/** The input error for a file that was written to while it was read. */
export function changed(name: string, how: string): Error {
  return inputError(
    `${name} changed while it was being read (${how}).`,
    'Wait until the export is finished, or copy the file, and start again.',
  );
}

function same(a: FileStamp, b: FileStamp): boolean {
  return (
    a.bytes === b.bytes &&
    a.modified_ns === b.modified_ns &&
    a.changed_ns === b.changed_ns &&
    a.node === b.node
  );
}

function differences(before: FileStamp, now: FileStamp): string {
  if (before.node !== now.node) return 'another file has taken its place';
  return before.bytes === now.bytes ? 'it was written to' : `from ${before.bytes} to ${now.bytes} bytes`;
}
