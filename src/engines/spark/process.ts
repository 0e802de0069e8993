import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Interrupted } from '../../contract/errors.js';
import { type DriverFailure, driverFailure, requestFailure } from './failure.js';
import { findSpark } from './home.js';

/** One thing for the driver to do; the actions are listed in driver.py. */
export type DriverRequest = {
  readonly do: 'sql' | 'make' | 'read' | 'open' | 'fetch' | 'upload' | 'find' | 'bring' | 'remove';
} & Readonly<Record<string, string | boolean | readonly string[]>>;

export interface DriverAnswer {
  readonly id: number;
  readonly rows?: number;
  readonly files?: readonly DriverFile[];
  readonly error?: DriverFailure;
}

/** A file that the driver found; `columns` gives Spark's type by column of a Parquet file. */
export interface DriverFile {
  readonly url: string;
  readonly uri: string;
  readonly bytes: number;
  readonly modified_ms: number;
  readonly columns: Readonly<Record<string, string>> | null;
}

/** The driver: requests go in one at a time, answers come back in the same order. */
export interface SparkProcess {
  /** the version of Spark, once an answer has arrived */
  readonly version: () => string;
  readonly ask: (request: DriverRequest) => Promise<DriverAnswer>;
  /** share of the running request's tasks that are done, or null */
  readonly progress: () => number | null;
  /** the most executors seen at once */
  readonly executors: () => number;
  readonly interrupt: () => void;
  readonly close: () => void;
}

interface Event {
  readonly event?: 'ready' | 'progress';
  readonly id?: number;
  readonly version?: string;
  readonly share?: number | null;
  readonly executors?: number;
}

interface Waiting {
  readonly request: DriverRequest;
  readonly resolve: (answer: DriverAnswer) => void;
  readonly reject: (error: Error) => void;
}

const driverPath = fileURLToPath(new URL('../../../src/engines/spark/driver.py', import.meta.url));
const keptLogLines = 400;

/**
 * A Spark on one machine talks only to itself, and nobody else can reach it. Every location is equally near there; a task that waits for
 * the host of an HDFS block waits for ever.
 */
const localSettings: Readonly<Record<string, string>> = {
  'spark.ui.enabled': 'false',
  'spark.locality.wait': '0s',
  'spark.driver.host': '127.0.0.1',
  'spark.driver.bindAddress': '127.0.0.1',
};

/** Settings that the stages rely on: they hold whatever the cluster or the user says. */
const fixedSettings: Readonly<Record<string, string>> = {
  'spark.sql.session.timeZone': 'UTC',
  'spark.sql.ansi.enabled': 'true',
  'spark.sql.adaptive.enabled': 'true',
  'spark.sql.adaptive.skewJoin.enabled': 'true',
  'spark.sql.parquet.outputTimestampType': 'TIMESTAMP_MICROS',
  'spark.sql.variable.substitute': 'false',
  'spark.ui.showConsoleProgress': 'false',
};

/**
 * Submits the driver to a master; requests wait until its session is there.
 * With a local master the driver does all the work: `memory` is what it gets, unless its configuration or the environment says otherwise.
 */
export function startSpark(
  master: string,
  conf: Readonly<Record<string, string>>,
  memory: string,
): SparkProcess {
  const home = findSpark();
  const heap = isLocal(master) ? { SPARK_DRIVER_MEMORY: mebibytes(memory) } : {};
  const child = spawn(home.submit, submitArguments(master, conf), {
    env: { ...heap, ...process.env, ...home.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const state = {
    log: [] as string[],
    share: null as number | null,
    executors: 0,
    version: '',
    interrupted: false,
    ended: null as Error | null,
  };
  const waiting = new Map<number, Waiting>();
  let isReady = () => {};
  let isLost = (_error: Error) => {};
  const ready = new Promise<void>((resolve, reject) => {
    [isReady, isLost] = [resolve, reject];
  });
  ready.catch(() => undefined);
  const end = (error: Error) => {
    state.ended = error;
    isLost(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const settle = (answer: DriverAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    state.share = null;
    if (answer.error === undefined) asked?.resolve(answer);
    else asked?.reject(requestFailure(answer.error, asked.request));
  };
  const hear = (line: string) => {
    const event = eventOf(line);
    if (event === null) keep(state.log, line);
    else if (event.event === 'ready') {
      state.version = event.version ?? '';
      isReady();
    } else if (event.event === 'progress') {
      state.share = event.share ?? null;
      state.executors = Math.max(state.executors, event.executors ?? 0);
    } else settle(event as DriverAnswer);
  };
  createInterface({ input: child.stdout }).on('line', hear);
  createInterface({ input: child.stderr }).on('line', (line) => keep(state.log, line));
  child.stdin.on('error', () => undefined);
  child.on('error', (error) => keep(state.log, String(error)));
  child.on('close', () => end(state.interrupted ? new Interrupted() : driverFailure(state.log, master)));

  let asked = 0;
  const ask = async (request: DriverRequest) => {
    await ready;
    return new Promise<DriverAnswer>((resolve, reject) => {
      if (state.ended !== null) return reject(state.ended);
      asked += 1;
      waiting.set(asked, { request, resolve, reject });
      child.stdin.write(`${JSON.stringify({ id: asked, ...request })}\n`);
    });
  };
  return {
    version: () => state.version,
    ask,
    progress: () => state.share,
    executors: () => state.executors,
    interrupt: () => {
      state.interrupted = true;
      stop(child);
    },
    close: () => (state.version === '' ? stop(child) : void child.stdin.end()),
  };
}

/** The settings of a session: what a master needs, what the user says, and what the stages rely on. */
export function sparkSettings(
  master: string,
  conf: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const secret = conf['spark.authenticate.secret'];
  const authentication: Record<string, string> = secret === undefined ? {} : { 'spark.authenticate': 'true' };
  return { ...(isLocal(master) ? localSettings : authentication), ...conf, ...fixedSettings };
}

function submitArguments(master: string, conf: Readonly<Record<string, string>>): string[] {
  const settings = sparkSettings(master, conf);
  return [
    ...['--master', master, '--deploy-mode', 'client', '--name', 'grouplift'],
    ...Object.entries(settings).flatMap(([key, value]) => ['--conf', `${key}=${value}`]),
    driverPath,
  ];
}

function isLocal(master: string): boolean {
  return master.startsWith('local');
}

/** A size such as 2GB in the notation of Spark and Java. */
function mebibytes(size: string): string {
  const units: Readonly<Record<string, number>> = { MB: 1e6, GB: 1e9, MIB: 2 ** 20, GIB: 2 ** 30 };
  const [, number = '', unit = ''] = size.match(/^([\d.]+)\s*([a-z]+)$/i) ?? [];
  return `${Math.floor((Number(number) * (units[unit.toUpperCase()] ?? 0)) / 2 ** 20)}m`;
}

/** A line that the driver wrote for us, or null for a line of the log: Spark writes there too. */
function eventOf(line: string): Event | null {
  if (!line.startsWith('{"')) return null;
  try {
    const event = JSON.parse(line) as Event;
    return event.event !== undefined || event.id !== undefined ? event : null;
  } catch {
    return null;
  }
}

function keep(log: string[], line: string): void {
  log.push(line);
  if (log.length > keptLogLines) log.shift();
}

/** Ends spark-submit and the driver that it started: they form one process group. */
function stop(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    child.kill('SIGTERM');
  }
}
