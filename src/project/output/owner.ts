import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a lock. A process id alone says little: ids are reused, and in containers they repeat. */
export interface Owner {
  /** no two runs have the same */
  readonly token: string;
  readonly host: string;
  /** which boot of the machine; null if it does not say */
  readonly boot: string | null;
  /** the namespace of the process id, as each container has its own; null if the machine does not say */
  readonly namespace: string | null;
  readonly pid: number;
  /** when the process began, in ticks of the machine; null if it does not say */
  readonly process_started: string | null;
  /** when the run began */
  readonly started_at: string;
}

/** This process as the owner of a lock, with a new token. */
export function thisOwner(): Owner {
  return {
    token: randomBytes(6).toString('hex'),
    host: hostname(),
    boot: quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    namespace: quietly(() => readlinkSync('/proc/self/ns/pid')),
    pid: process.pid,
    process_started: startOf(process.pid),
    started_at: new Date().toISOString(),
  };
}

/** Whether an owner is still running: `unseen` if its process cannot be inspected, on this machine or another. */
export type Life = 'alive' | 'dead' | 'unseen' | 'elsewhere';

/** What can be known about an owner from here without waiting. */
export function lifeOf(owner: Owner, here: Owner): Life {
  const sameBoot = owner.boot !== null && owner.boot === here.boot;
  if (owner.host !== here.host && !sameBoot) return 'elsewhere';
  const isVisible = sameBoot && owner.namespace !== null && owner.namespace === here.namespace;
  if (!isVisible || owner.process_started === null) return 'unseen';
  return startOf(owner.pid) === owner.process_started ? 'alive' : 'dead';
}

/** When a process began; null for one that has ended, even if its parent has not yet collected it. */
function startOf(pid: number): string | null {
  const text = quietly(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state] = fields;
  return state === undefined || state === 'Z' || state === 'X' ? null : (fields[19] ?? null);
}

function quietly<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
