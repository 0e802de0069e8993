import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { exitCodes, Interrupted } from './contract/errors.js';
import { explainDeath, explainOutput } from './contract/system_errors.js';
import { beat, discardHeld, heartbeatMs, nothingHeld } from './project/held.js';
import { type ThreadMessage, type ThreadTask, threadStates } from './thread_task.js';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long a command may take to stop by itself before it is ended from outside. */
const patienceMs = 250;

/**
 * How long native code may take to return after it was told to stop: a user who presses Ctrl-C is waiting, but nobody is waiting for output that
 * cannot be written, where the exit code matters more.
 */
const mostNativeMs = { interrupt: 400, lostOutput: 30_000 };

/** How long a thread may take to end by itself once it has returned. */
const quietMs = 100;
const lookMs = 10;

/** How long to wait for the end of a thread before its files are removed. */
const endOfThreadMs = 60;

/**
 * Runs a command line in a thread of its own and returns the exit code. This thread stays free: it stops the command on Ctrl-C
 * whatever it is computing, and renews the lock of the output folder.
 */
export function main(argv: readonly string[]): Promise<number> {
  const state = new Int32Array(new SharedArrayBuffer(4));
  const calls = new Int32Array(new SharedArrayBuffer(4));
  optimiseLater();
  const worker = new Worker(new URL('./command_thread.js', import.meta.url), {
    workerData: { argv, state, calls, terminal: terminal() } satisfies ThreadTask,
  });
  let held = nothingHeld;
  let kept: string | undefined;
  let exitCode: number = exitCodes.bug;
  let lostOutput: number | null = null;
  let stoppedBy: NodeJS.Signals | null = null;
  let isDone = false;
  const isStopped = () => Atomics.load(state, 0) === threadStates.stopping;
  /** Whether the command can be stopped now: not once it is putting its results in place. */
  const stop = () =>
    Atomics.compareExchange(state, 0, threadStates.working, threadStates.stopping) !==
    threadStates.committing;
  let isSaid = false;
  /** The thread may end by itself while it is being ended: only this thread reports it, and only once. */
  const sayInterrupted = () => {
    if (!isSaid) process.stderr.write(`${new Interrupted(kept).message}\n`);
    isSaid = true;
  };
  const leave = async (
    code: number,
    say: () => void,
    signal: NodeJS.Signals,
    why: keyof typeof mostNativeMs,
  ) => {
    const at = await rest(calls, () => isDone, mostNativeMs[why]);
    if (at === 'done' && why === 'interrupt') return;
    discardHeld(held);
    if (why === 'interrupt' || at === 'native') {
      say();
      discardHeld(held);
      dieOf(signal);
    }
    const end = worker.terminate().then(() => true);
    await Promise.race([end, delay(endOfThreadMs)]);
    discardHeld(held);
    say();
    const isEnded = await Promise.race([end, delay(mostNativeMs[why], false)]);
    discardHeld(held);
    if (isEnded) process.exit(code);
    dieOf(signal);
  };
  const interrupt = (signal: NodeJS.Signals) =>
    void leave(interruptedBy(signal), sayInterrupted, signal, 'interrupt');
  const onSignal = (signal: NodeJS.Signals) => {
    // A second signal changes nothing: ending a thread while it loads the engine would silently end the process.
    if (isStopped() || !stop()) return;
    stoppedBy = signal;
    worker.postMessage('stop');
    setTimeout(interrupt, patienceMs, signal).unref();
  };
  const onLostOutput = (error: NodeJS.ErrnoException) => {
    if (lostOutput !== null) return;
    const { code, sentence } = explainOutput(error);
    lostOutput = code;
    const say = () => void process.stderr.write(sentence);
    if (!stop()) return say();
    worker.postMessage('stop');
    void leave(code, say, 'SIGTERM', 'lostOutput');
  };
  for (const signal of stopSignals) process.on(signal, onSignal);
  process.stdout.on('error', onLostOutput);
  process.stderr.on('error', () => undefined);
  setInterval(() => beat(held.lock), heartbeatMs).unref();
  worker.on('message', (message: ThreadMessage) => {
    if ('held' in message) held = message.held;
    else if ('kept' in message) kept = message.kept;
    else {
      isDone = true;
      exitCode = message.exitCode;
    }
  });
  return new Promise((resolve) => {
    worker.on('error', (error) => {
      const { code, sentence } = explainDeath(error);
      discardHeld(held);
      process.stderr.write(sentence);
      exitCode = code;
    });
    worker.on('exit', () => {
      if (isDone && exitCode === exitCodes.interrupted && lostOutput === null) {
        sayInterrupted();
        exitCode = interruptedBy(stoppedBy ?? 'SIGINT');
      }
      process.stdout.write('', () => setImmediate(() => resolve(lostOutput ?? exitCode)));
    });
  });
}

/**
 * Lets a function do ten times the usual work (in bytes of bytecode) before V8 optimises it: most commands end before that pays, and it is a
 * sixth of what a small run costs. Only Node.js 20 has this flag; later ones compile in steps, and ask for less.
 */
function optimiseLater(): void {
  if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=675000');
}

/**
 * The state in which a thread that was told to stop comes to rest: done, in native code (an answer whose thread is gone would silently
 * end the process), or computing.
 */
async function rest(
  calls: Int32Array,
  isDone: () => boolean,
  mostMs: number,
): Promise<'done' | 'native' | 'computing'> {
  let quiet = 0;
  for (let waited = 0; waited < mostMs && quiet < quietMs; waited += lookMs) {
    await delay(lookMs);
    if (isDone()) return 'done';
    quiet = Atomics.load(calls, 0) > 0 ? 0 : quiet + lookMs;
  }
  return Atomics.load(calls, 0) > 0 ? 'native' : 'computing';
}

/** The exit code of a program ended by a signal, as shells report it: 130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP. */
function interruptedBy(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/**
 * Ends this process as if it did not handle the signal. `process.exit` waits for a thread, for ever if that waits for a pipe or a disk; and a
 * thread that is ended while it calls native code, if only for an instant, can abort the whole process.
 */
function dieOf(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/** The widths of the terminals that are written to; null: not a terminal. */
function terminal(): ThreadTask['terminal'] {
  const width = (stream: NodeJS.WriteStream) => (stream.isTTY ? (stream.columns ?? 80) : null);
  return { stdout: width(process.stdout), stderr: width(process.stderr) };
}
