import { inputError, usageError } from '../../contract/errors.js';

/** What the driver says about a failed request. */
export interface DriverFailure {
  readonly condition: string | null;
  readonly sqlstate: string | null;
  readonly message: string;
}

const moreMemory =
  'Give the executors more: engine.conf: { spark.executor.memory: 8g }; with a local master, --memory 8GB.';

/** A cause that the user can fix, recognised by Spark's message; the first match is reported. */
interface Cause {
  readonly says: RegExp;
  /** only where files are looked for or moved: in the middle of a stage the same words mean a lost worker */
  readonly aboutFiles?: true;
  readonly error: (place: unknown, reason: string) => Error;
}

const causes: readonly Cause[] = [
  {
    says: /No FileSystem for scheme|ClassNotFoundException: Class org\.apache\.hadoop\.fs\./,
    error: (place, reason) =>
      usageError(
        `Spark lacks the file system of "${place}" (${reason}).`,
        'Add its package, for example engine.conf: { spark.jars.packages: "org.apache.hadoop:hadoop-aws:3.4.2" } for s3a://.',
      ),
  },
  {
    says: /ConnectException|UnknownHostException|NoRouteToHostException|SocketTimeoutException/,
    aboutFiles: true,
    error: (place, reason) =>
      inputError(
        `Spark could not reach "${place}" (${reason}).`,
        'Check host and port, and that this machine and the workers may connect to them.',
      ),
  },
  {
    says: /Credentials|NoAuth|InvalidAccessKeyId|SignatureDoesNotMatch|NoSuchBucket/,
    error: (place, reason) =>
      inputError(
        `Spark could not open "${place}" (${reason}).`,
        'Check the name, and the credentials from spark-defaults.conf or the role of the machine.',
      ),
  },
  {
    says: /^(?!.*TABLE_OR_VIEW).*(PATH_NOT_FOUND|FileNotFoundException|does not exist)/is,
    error: (_place, reason) =>
      inputError(
        `Spark could not find a file (${reason}).`,
        'Check the path, and that every worker can reach it.',
      ),
  },
  {
    says: /AccessDenied|AccessControlException|403 Forbidden|Status Code: 403|Permission denied/i,
    error: (_place, reason) =>
      inputError(
        `Spark may not read or write a file (${reason}).`,
        'Check the credentials of the cluster and the permissions of the warehouse.',
      ),
  },
  {
    says: /No space left|DiskOutOfSpace/i,
    error: () =>
      inputError(
        'A disk of the cluster is full: a stage could not be written.',
        'Free some space, or point engine.warehouse and spark.local.dir to larger disks.',
      ),
  },
  {
    says: /OutOfMemory|exceeding (physical )?memory|Container killed|exit code 137/i,
    error: (_place, reason) => inputError(`Spark ran out of memory (${reason}).`, moreMemory),
  },
  {
    says: /ExecutorLostFailure|Master removed our application|SparkContext was shut down|Job aborted due to stage failure.*lost/is,
    error: (_place, reason) =>
      inputError(
        `Spark lost its executors and gave up (${reason}).`,
        'Look at the workers, then run again with --resume.',
      ),
  },
];

/** Turns what the cluster lacks or an unreadable input into a sentence for the user; anything else remains our bug. */
export function requestFailure(failure: DriverFailure, request: Readonly<Record<string, unknown>>): Error {
  const text = failure.message;
  const isAboutFiles = ['find', 'bring', 'upload', 'remove'].includes(String(request.do));
  const cause = causes.find(({ says, aboutFiles }) => (isAboutFiles || !aboutFiles) && says.test(text));
  const place = request.url ?? request.path ?? request.name ?? 'a file';
  return cause?.error(place, firstLine(text)) ?? ourFailure(failure, request);
}

function ourFailure(failure: DriverFailure, request: Readonly<Record<string, unknown>>): Error {
  const state = failure.sqlstate === null ? '' : ` (SQLSTATE ${failure.sqlstate})`;
  const sql = String(request.select ?? request.text ?? request.path).slice(0, 2000);
  return new Error(
    `Spark could not make ${request.name ?? 'a result'}: ${failure.condition ?? 'error'}${state}: ${failure.message.slice(0, 2000)}\nin: ${sql}`,
  );
}

/** Why spark-submit ended before it was ready or while it was working, from the last lines of its log. */
export function driverFailure(log: readonly string[], master: string): Error {
  const text = log.join('\n');
  const has = (pattern: RegExp) => pattern.test(text);
  if (
    has(
      /JAVA_HOME is not set|java: (command )?not found|Unable to locate a Java|UnsupportedClassVersionError/i,
    )
  )
    return usageError(
      'Spark needs Java 17 or newer, but none was found.',
      'Install it (for example: apt-get install openjdk-17-jre-headless), or set JAVA_HOME.',
    );
  if (has(/python3?: (command )?not found|Cannot run program "?python/i))
    return usageError(
      'Spark needs python3 for its driver, but none was found.',
      'Install Python 3.10 or newer, or set PYSPARK_PYTHON.',
    );
  if (
    has(
      /All masters are unresponsive|Failed to connect to master|Could not parse Master URL|UnknownHostException|Master must (either be|start with)/i,
    )
  )
    return usageError(
      `Spark found no master at ${master}.`,
      'Check --master (or engine.master), and that the cluster runs.',
    );
  if (has(/HADOOP_CONF_DIR or YARN_CONF_DIR/))
    return usageError(
      `Spark needs HADOOP_CONF_DIR or YARN_CONF_DIR to find ${master}.`,
      'Set one of them to the folder of yarn-site.xml.',
    );
  if (has(/System memory \d+ must be at least/))
    return usageError(
      'Spark does not start with so little memory: it needs at least 512 MB.',
      'Allow more with --memory (or spark.driver.memory), such as --memory 2GB.',
    );
  if (has(/java\.lang\.OutOfMemoryError/))
    return inputError('Spark ran out of memory and ended.', moreMemory);
  return inputError(
    `Spark ended before it had finished (${lastReason(log)}).`,
    'Look at the log of the cluster; run again with --resume to continue after the last finished stage.',
  );
}

function lastReason(log: readonly string[]): string {
  const lines = log.filter((line) => /ERROR|Exception|Error:|error:/.test(line) && !/^\s+at /.test(line));
  return (lines.at(-1) ?? log.at(-1) ?? 'no reason given').trim().slice(0, 300);
}

function firstLine(text: string): string {
  return (text.split('\n').find((line) => line.trim() !== '') ?? '').trim().slice(0, 300);
}
