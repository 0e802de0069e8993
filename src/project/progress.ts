import { Interrupted } from '../contract/errors.js';
import type { Engine } from '../engines/engine.js';
import type { Held } from './held.js';
import { interrupts } from './interrupts.js';

/** Tells the user what is going on, on stderr, and stops the work on Ctrl-C. */
export interface Progress {
  readonly stage: (name: string, place: number, stages: number) => void;
  /** From now on Ctrl-C discards this: it must not remain on the disk. */
  readonly holds: (held: Held) => void;
  /** From now on Ctrl-C says that this stays, instead of that nothing was written. */
  readonly keeps: (kept: string) => void;
  /** From now on Ctrl-C asks this engine to stop first. */
  readonly watch: (engine: Engine) => void;
  /** Throws Interrupted if Ctrl-C was pressed; otherwise nothing stops the program any more, because results are being put in place. */
  readonly commit: () => void;
  readonly end: () => void;
}

const tickMs = 120;

export interface ProgressOptions {
  /** nothing is shown; Ctrl-C still works */
  readonly quiet?: boolean;
  readonly stream?: NodeJS.WriteStream;
}

/** Progress for a terminal (one line, rewritten) or for a log (at most one quiet line per minute). */
export function stderrProgress({ quiet = false, stream = process.stderr }: ProgressOptions = {}): Progress {
  const started = performance.now();
  const state: State = {
    ...{ name: '', place: 0, stages: 1, lastLine: 0 },
    ...{ engine: null, isInterrupted: false },
  };
  const show = () => (stream.isTTY ? drawLine(stream, state, started) : writeQuietly(stream, state, started));
  const timer = setInterval(quiet ? () => {} : show, tickMs);
  timer.unref();
  const stopped = interrupts();
  const stopListening = stopped.listen(() => {
    state.isInterrupted = true;
    state.engine?.interrupt();
  });
  return {
    stage: (name, place, stages) => {
      Object.assign(state, { name, place, stages });
      if (stream.isTTY && !quiet) show();
    },
    holds: stopped.holds,
    keeps: stopped.keeps,
    watch: (engine) => {
      state.engine = engine;
      if (state.isInterrupted) engine.interrupt();
    },
    commit: () => {
      if (state.isInterrupted || !stopped.commit()) throw new Interrupted();
    },
    end: () => {
      clearInterval(timer);
      stopListening();
      if (stream.isTTY && !quiet) stream.write('\r\x1b[2K');
    },
  };
}

interface State {
  name: string;
  place: number;
  stages: number;
  lastLine: number;
  engine: Engine | null;
  isInterrupted: boolean;
}

/** Null for a step that is not one of a known number. */
function shareDone(state: State): number | null {
  if (state.stages <= 1) return null;
  const within = state.engine?.progress() ?? 0;
  return Math.min(1, (state.place - 1 + within) / state.stages);
}

function drawLine(stream: NodeJS.WriteStream, state: State, started: number): void {
  if (state.name === '') return;
  const share = shareDone(state);
  const seconds = (performance.now() - started) / 1000;
  const left =
    share !== null && share > 0.15 && seconds > 3
      ? `, about ${Math.ceil((seconds / share) * (1 - share))} s left`
      : '';
  const done = share === null ? '' : `  ${Math.round(share * 100)} %${left}`;
  stream.write(`\r\x1b[2K  ${state.name.replaceAll('_', ' ')}${done}`);
}

const quietMs = 15_000;

function writeQuietly(stream: NodeJS.WriteStream, state: State, started: number): void {
  const elapsed = performance.now() - started;
  if (elapsed - state.lastLine < quietMs) return;
  state.lastLine = elapsed;
  const share = shareDone(state);
  const done = share === null ? '' : `${Math.round(share * 100)} %, `;
  stream.write(`  ${state.name.replaceAll('_', ' ')} (${done}${Math.round(elapsed / 1000)} s)\n`);
}
