import type { Engine } from './engines/engine.js';
import { exitCodes, Interrupted } from './errors.js';

/** Tells the user what is going on, on stderr, and stops the work on Ctrl-C. */
export interface Progress {
  readonly stage: (name: string, place: number, stages: number) => void;
  /** From now on Ctrl-C calls `discard`: what is on the disk by then must not stay. */
  readonly holds: (discard: () => void) => void;
  /** From now on Ctrl-C asks this engine to stop first. */
  readonly watch: (engine: Engine) => void;
  /** Throws Interrupted once Ctrl-C was pressed: asked before what was made is published. */
  readonly throwIfInterrupted: () => void;
  readonly end: () => void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const patienceMs = 700;
const tickMs = 120;

/** Progress for a terminal (one line, rewritten) or for a log (one quiet line a minute at most). */
export function stderrProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  const started = performance.now();
  const state: State = {
    ...{ name: '', place: 0, stages: 1, lastLine: 0 },
    ...{ engine: null, discard: () => {}, isInterrupted: false },
  };
  const show = () => (stream.isTTY ? drawLine(stream, state, started) : writeQuietly(stream, state, started));
  const timer = setInterval(show, tickMs);
  timer.unref();
  const onInterrupt = () => stopNow(state);
  for (const signal of signals) process.on(signal, onInterrupt);
  return {
    stage: (name, place, stages) => {
      Object.assign(state, { name, place, stages });
      if (stream.isTTY) show();
    },
    holds: (discard) => {
      state.discard = discard;
    },
    watch: (engine) => {
      state.engine = engine;
      if (state.isInterrupted) engine.interrupt();
    },
    throwIfInterrupted: () => {
      if (state.isInterrupted) throw new Interrupted();
    },
    end: () => {
      clearInterval(timer);
      for (const signal of signals) process.off(signal, onInterrupt);
      if (stream.isTTY) stream.write('\r\x1b[2K');
    },
  };
}

interface State {
  name: string;
  place: number;
  stages: number;
  lastLine: number;
  engine: Engine | null;
  discard: () => void;
  isInterrupted: boolean;
}

/** Asks the engine to stop, so that the error takes its way; if that takes too long, or at the second Ctrl-C, cleans up and leaves at once. */
function stopNow(state: State): void {
  if (state.isInterrupted) leave(state);
  state.isInterrupted = true;
  state.engine?.interrupt();
  setTimeout(() => leave(state), patienceMs).unref();
}

function leave(state: State): never {
  state.discard();
  process.stderr.write(`${new Interrupted().message}\n`);
  process.exit(exitCodes.interrupted);
}

function shareDone(state: State): number {
  const within = state.engine?.progress() ?? 0;
  return state.stages <= 1 ? 0 : Math.min(1, (state.place - 1 + within) / state.stages);
}

function drawLine(stream: NodeJS.WriteStream, state: State, started: number): void {
  if (state.name === '') return;
  const share = shareDone(state);
  const seconds = (performance.now() - started) / 1000;
  const left =
    share > 0.15 && seconds > 3 ? `, about ${Math.ceil((seconds / share) * (1 - share))} s left` : '';
  stream.write(`\r\x1b[2K  ${state.name.replaceAll('_', ' ')}  ${Math.round(share * 100)} %${left}`);
}

const quietMs = 15_000;

function writeQuietly(stream: NodeJS.WriteStream, state: State, started: number): void {
  const elapsed = performance.now() - started;
  if (elapsed - state.lastLine < quietMs) return;
  state.lastLine = elapsed;
  stream.write(
    `  ${state.name.replaceAll('_', ' ')} (${Math.round(shareDone(state) * 100)} %, ${Math.round(elapsed / 1000)} s)\n`,
  );
}
