// A real standalone cluster on loopback: one master and its workers, ended by their process ids.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findSpark } from '../dist/engines/spark/home.js';

/**
 * @typedef {object} Cluster
 * @property {string} master its URL
 * @property {(place: number) => void} killWorker ends a worker and its executors at once, as a machine that loses its power would
 * @property {() => void} stop
 */

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

const patienceMs = 60_000;

/**
 * Starts the master, then workers of one core each, and waits until all are registered.
 * @param {number} workers
 * @param {string} memory of each worker, such as 2g
 * @returns {Promise<Cluster>}
 */
export async function startCluster(workers = 2, memory = '2g') {
  const folder = mkdtempSync(join(tmpdir(), 'spark-cluster-'));
  /** @type {import('node:child_process').ChildProcess[]} */
  const children = [];
  const stop = () => {
    for (const child of children) killTree(child.pid);
    process.off('exit', stop);
    for (const signal of signals) process.off(signal, leave);
    rmSync(folder, { recursive: true, force: true });
  };
  const leave = () => process.exit(130);
  process.on('exit', stop);
  for (const signal of signals) process.on(signal, leave);
  /** @type {(name: string, args: string[]) => import('node:child_process').ChildProcess} */
  const start = (name, args) => {
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
    for (let place = 1; place <= workers; place++)
      start(`worker-${place}`, [
        'org.apache.spark.deploy.worker.Worker',
        ...['--host', '127.0.0.1', '--cores', '1', '--memory', memory, '--webui-port', '0', master],
      ]);
    await until(() => log().split('Registering worker').length > workers, 'the workers', log);
    return { master, stop, killWorker: (place) => killTree(children[place + 1]?.pid) };
  } catch (error) {
    stop();
    throw error;
  }
}

/**
 * @param {string[]} args
 * @param {string} folder
 */
function startClass(args, folder) {
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

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => string}
 */
function logOf(child) {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
  return () => text;
}

/**
 * @param {() => boolean} isTrue
 * @param {string} what
 * @param {() => string} log
 */
async function until(isTrue, what, log) {
  for (let waited = 0; waited < patienceMs; waited += 200) {
    if (isTrue()) return;
    await sleep(200);
  }
  throw new Error(`${what} did not start:\n${log().slice(-2000)}`);
}

/** @returns {Promise<number>} */
function freePort() {
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

/**
 * Ends a process and everything that it started, children first.
 * @param {number | undefined} pid
 */
function killTree(pid) {
  if (pid === undefined) return;
  for (const child of childrenOf(pid)) killTree(child);
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

/** @param {number} pid */
function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number);
}

/** @param {string} pid */
function parentOf(pid) {
  try {
    const [, state = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) /);
    return Number(state.split(' ')[1]);
  } catch {
    return null;
  }
}
