import type { Held } from './held.js';

/** Ctrl-C and the like, as seen by the thread of a command. */
export interface Interrupts {
  /** Calls back when the user asks to stop, immediately if that has already happened; returns a function that stops listening. */
  readonly listen: (onStop: () => void) => () => void;
  /** From now on, a stop that comes too late for the command itself discards this. */
  readonly holds: (held: Held) => void;
  /** From now on, a stop is reported with what stays on the disk all the same. */
  readonly keeps: (kept: string) => void;
  /** From now on nothing stops the command, because it is putting its results in place; false if it was asked to stop before. */
  readonly commit: () => boolean;
}

/** Signals reach the thread that watches a command. A command without one, as in tests, receives none: they end it. */
let ofThisThread: Interrupts = {
  listen: () => () => {},
  holds: () => {},
  keeps: () => {},
  commit: () => true,
};

/** The interrupts of this thread. */
export function interrupts(): Interrupts {
  return ofThisThread;
}

/** The thread that watches this one passes the signals on. */
export function setInterrupts(given: Interrupts): void {
  ofThisThread = given;
}
