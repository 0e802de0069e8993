/** What the thread of a command and the one that watches it tell each other; kept apart so that neither loads the other. */
import type { Held } from './project/held.js';

/** What the thread is given: the command line, a cell of shared memory (`threadStates`), the widths of terminals (null: no terminal). */
export interface ThreadTask {
  readonly argv: readonly string[];
  readonly state: Int32Array;
  /** number of calls into native code in progress */
  readonly calls: Int32Array<SharedArrayBuffer>;
  readonly terminal: Readonly<Record<'stdout' | 'stderr', number | null>>;
}

/** What the thread reports: what it holds, what stays if it is stopped and, at its end, the exit code. */
export type ThreadMessage =
  | { readonly held: Held }
  | { readonly kept: string }
  | { readonly exitCode: number };

/** Which came first, a stop or the results. */
export const threadStates = { working: 0, committing: 1, stopping: 2 } as const;
