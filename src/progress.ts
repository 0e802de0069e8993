import type { Engine } from './engines/engine.js';

/** Tells the user what is going on, on stderr, and stops the work on Ctrl-C. */
export interface Progress {
  readonly stage: (name: string, place: number, stages: number) => void;
  /** From now on Ctrl-C interrupts this engine and calls `discard`. */
  readonly watch: (engine: Engine, discard: () => void) => void;
  readonly end: () => void;
}

const patienceMs = 700;
const tickMs = 120;

/** Progress for a terminal (one line, rewritten) or for a log (one quiet line a minute at most). */
export function stderrProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  const started = performance.now();
  const state = { name: '', place: 0, stages: 1, engine: null as Engine | null, lastLine: 0 };
  const show = () => (stream.isTTY ? drawLine(stream, state, started) : writeQuietly(stream, state, started));
  const timer = setInterval(show, tickMs);
  timer.unref();
  let onInterrupt: (() => void) | null = null;
  return {
    stage: (name, place, stages) => {
      Object.assign(state, { name, place, stages });
      if (stream.isTTY) show();
    },
    watch: (engine, discard) => {
      state.engine = engine;
      onInterrupt = () => stopNow(engine, discard);
      process.once('SIGINT', onInterrupt);
      process.once('SIGTERM', onInterrupt);
    },
    end: () => {
      clearInterval(timer);
      if (onInterrupt !== null)
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onInterrupt);
      if (stream.isTTY) stream.write('\r\x1b[2K');
    },
  };
}

interface State {
  name: string;
  place: number;
  stages: number;
  engine: Engine | null;
  lastLine: number;
}

/** Asks the engine to stop; if that takes too long, cleans up and leaves at once. */
function stopNow(engine: Engine, discard: () => void): void {
  engine.interrupt();
  setTimeout(() => {
    discard();
    process.exit(130);
  }, patienceMs).unref();
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
