import type { Held } from './held.js';

/** Ctrl-C and its like, as the thread of a command hears of them. */
export interface Interrupts {
  /** Calls back when the user asks to stop, at once if that has happened; returns how to end listening. */
  readonly listen: (onStop: () => void) => () => void;
  /** From now on a stop that comes too late for the command itself discards this. */
  readonly holds: (held: Held) => void;
  /** From now on nothing stops the command, for it is putting its results in place; false where it was asked to stop before. */
  readonly commit: () => boolean;
}

/** Signals reach the thread that watches a command. A command without one, as in tests, hears of none: they end it. */
let ofThisThread: Interrupts = { listen: () => () => {}, holds: () => {}, commit: () => true };

/** The interrupts of this thread. */
export function interrupts(): Interrupts {
  return ofThisThread;
}

/** The thread that watches this one passes the signals on. */
export function setInterrupts(given: Interrupts): void {
  ofThisThread = given;
}
