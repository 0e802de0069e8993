import { readFileSync, rmdirSync, rmSync, utimesSync } from 'node:fs';

/** What must not remain on the disk if the program is stopped now: plain data, so that another thread can act on it. */
export interface Held {
  /** files and folders to remove, with everything in them, in this order */
  readonly remove: readonly string[];
  /** folders to remove after that if they are empty, in this order */
  readonly prune: readonly string[];
  /** the lock whose time is renewed while the program runs, so that others can see that it does; null: none */
  readonly lock: string | null;
  /** a lock that this program may hold by now: it is removed only if it contains this token; null: none */
  readonly claim: Claim | null;
}

/** A lock, and the word in it that says whose it is. */
export interface Claim {
  readonly path: string;
  readonly token: string;
}

export const nothingHeld: Held = { remove: [], prune: [], lock: null, claim: null };

/** Removes what is held; what cannot be removed now is left to the next run. */
export function discardHeld(held: Held): void {
  for (const path of held.remove)
    quietly(() => rmSync(path, { recursive: true, force: true, maxRetries: 3 }));
  quietly(() => releaseClaim(held.claim));
  for (const folder of held.prune) quietly(() => rmdirSync(folder));
}

function releaseClaim(claim: Claim | null): void {
  if (claim !== null && readFileSync(claim.path, 'utf8').includes(claim.token)) rmSync(claim.path);
}

/** How often the time of a lock is renewed. */
export const heartbeatMs = 500;

/** Renews the time of a lock. */
export function beat(lock: string | null): void {
  if (lock !== null) quietly(() => utimesSync(lock, new Date(), new Date()));
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {}
}
