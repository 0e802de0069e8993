/** A real standalone cluster on loopback: one master and two workers, ended by their process ids. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findSpark } from '../../src/engines/spark_home.js';

export interface Cluster {
  readonly master: string;
  /** Ends a worker and its executors at once, as a machine that loses its power would. */
  readonly killWorker: (place: 0 | 1) => void;
  readonly stop: () => void;
}

const patienceMs = 60_000;

/** Starts the master, then two workers of one core, and waits until both are registered. */
export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'spark-cluster-'));
  const children: ChildProcess[] = [];
  const stop = () => {
    for (const child of children) killTree(child.pid);
    process.off('exit', stop);
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', stop);
  const start = (name: string, args: readonly string[]) => {
    const child = startClass(args, join(folder, name));
    children.push(child);
    return child;
  };
  try {
    const port = await freePort();
    const master = `spark://127.0.0.1:${port}`;
    const log = logOf(
      start('master', [
        'org.apache.spark.deploy.master.Master',
        ...['--host', '127.0.0.1', '--port', String(port), '--webui-port', '0'],
      ]),
    );
    await until(() => log().includes('New state: ALIVE'), 'the master', log);
    for (const name of ['worker-1', 'worker-2'])
      start(name, [
        'org.apache.spark.deploy.worker.Worker',
        ...['--host', '127.0.0.1', '--cores', '1', '--memory', '2g', '--webui-port', '0', master],
      ]);
    await until(() => log().split('Registering worker').length > 2, 'two workers', log);
    return { master, stop, killWorker: (place) => killTree(children[place + 1]?.pid) };
  } catch (error) {
    stop();
    throw error;
  }
}

function startClass(args: readonly string[], folder: string): ChildProcess {
  const home = findSpark();
  return spawn(join(dirname(home.submit), 'spark-class'), args, {
    env: {
      ...process.env,
      ...home.environment,
      SPARK_WORKER_DIR: folder,
      SPARK_LOCAL_DIRS: folder,
      SPARK_LOCAL_IP: '127.0.0.1',
      SPARK_DAEMON_JAVA_OPTS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
      SPARK_DAEMON_MEMORY: '256m',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function logOf(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  return () => text;
}

async function until(isTrue: () => boolean, what: string, log: () => string): Promise<void> {
  for (let waited = 0; waited < patienceMs; waited += 200) {
    if (isTrue()) return;
    await sleep(200);
  }
  throw new Error(`${what} did not start:\n${log().slice(-2000)}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(address),
      );
    });
  });
}

/** Ends a process and everything that it started, children first. */
function killTree(pid: number | undefined): void {
  if (pid === undefined) return;
  for (const child of childrenOf(pid)) killTree(child);
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number);
}

function parentOf(pid: string): number | null {
  try {
    const [, state = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) /);
    return Number(state.split(' ')[1]);
  } catch {
    return null;
  }
}
