/** The thread in which a command line runs; started by watcher.ts, which receives the signals. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { main } from './cli.js';
import { shareNativeCalls } from './contract/native_calls.js';
import { type Interrupts, setInterrupts } from './project/interrupts.js';
import { type ThreadMessage, type ThreadTask, threadStates } from './thread_task.js';

if (parentPort !== null) await runCommand(parentPort, workerData as ThreadTask);

async function runCommand(port: MessagePort, task: ThreadTask): Promise<void> {
  const say = (message: ThreadMessage) => port.postMessage(message);
  for (const name of ['stdout', 'stderr'] as const)
    Object.assign(process[name], { isTTY: task.terminal[name] !== null, columns: task.terminal[name] ?? 80 });
  shareNativeCalls(task.calls);
  setInterrupts(threadInterrupts(port, task.state, say));
  say({ exitCode: await main(task.argv) });
}

/** Interrupts as the watching thread passes them on. */
function threadInterrupts(
  port: MessagePort,
  state: Int32Array,
  say: (message: ThreadMessage) => void,
): Interrupts {
  const { working, committing, stopping } = threadStates;
  const isStopped = () => Atomics.load(state, 0) === stopping;
  return {
    listen: (onStop) => {
      if (isStopped()) onStop();
      port.on('message', onStop);
      port.unref();
      return () => port.off('message', onStop);
    },
    holds: (held) => say({ held }),
    keeps: (kept) => say({ kept }),
    commit: () => Atomics.compareExchange(state, 0, working, committing) !== stopping,
  };
}
