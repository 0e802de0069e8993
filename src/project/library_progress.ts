import { Interrupted } from '../contract/errors.js';
import type { Engine } from '../engines/engine.js';
import { beat, discardHeld, type Held, heartbeatMs, nothingHeld } from './held.js';
import type { Progress } from './progress.js';

/** What a program that calls the library may pass in. */
export interface LibraryHooks {
  /** aborting stops the work: it throws Interrupted, and nothing is written */
  readonly signal?: AbortSignal;
  /** called before each step with its name, its place and how many there are */
  readonly onStage?: (stage: string, place: number, stages: number) => void;
}

/** Progress for a program: no output, stopped by its signal. */
export function libraryProgress({ signal, onStage }: LibraryHooks): Progress {
  let engine: Engine | null = null;
  let held: Held = nothingHeld;
  const stop = () => engine?.interrupt();
  const refuseAborted = () => {
    if (signal?.aborted) throw new Interrupted();
  };
  signal?.addEventListener('abort', stop);
  const timer = setInterval(() => beat(held.lock), heartbeatMs);
  timer.unref();
  return {
    stage: (name, place, stages) => {
      refuseAborted();
      onStage?.(name, place, stages);
    },
    holds: (now) => {
      held = now;
    },
    keeps: () => {},
    watch: (watched) => {
      engine = watched;
      refuseAborted();
    },
    commit: refuseAborted,
    end: () => {
      clearInterval(timer);
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) discardHeld(held);
    },
  };
}
