// The actor case of the benchmark on a standalone Spark cluster on loopback, with one worker of one core and with two, compared with DuckDB.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { actorData } from './data.js';
import { startCluster } from './spark_cluster.js';

const { values } = parseArgs({
  options: {
    activities: { type: 'string', default: '2' },
    workers: { type: 'string', default: '1,2' },
    memory: { type: 'string', default: '3g' },
    stages: { type: 'boolean', default: false },
  },
});

const here = fileURLToPath(new URL('.', import.meta.url));
const millions = Number(values.activities);
const folder = join(here, 'out', `actor-${millions}m`);
const program = join(here, '../bin/grouplift.js');

mkdirSync(folder, { recursive: true });
if (!existsSync(join(folder, 'grouplift.yaml')))
  writeFileSync(join(folder, 'grouplift.yaml'), await actorData(folder, millions, false));

/** Runs the batch and returns its wall seconds and its manifest. */
function measured(name, args, environment = {}) {
  const out = join(folder, name);
  const started = performance.now();
  execFileSync(
    process.execPath,
    [program, 'run', '--config', join(folder, 'grouplift.yaml'), '--out', out, ...args],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...environment },
    },
  );
  const seconds = (performance.now() - started) / 1000;
  const { stages } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  const made = stages.filter((stage) => stage.rows !== null).reduce((sum, stage) => sum + stage.seconds, 0);
  console.log(
    `${name.padEnd(18)} ${seconds.toFixed(0).padStart(6)} s, of that stages ${made.toFixed(0).padStart(6)} s   (load of the machine ${loadavg()[0].toFixed(1)})`,
  );
  if (values.stages)
    for (const { stage, rows, seconds: spent } of stages.filter((one) => one.seconds > 2))
      console.log(
        `  ${stage.padEnd(28)} ${spent.toFixed(1).padStart(8)} s ${String(rows ?? '').padStart(12)}`,
      );
}

/** CPU seconds of the tasks of the newest run, by executor. */
function taskSeconds(conf) {
  const seconds = {};
  for (const file of readdirSync(join(conf, 'events'))) {
    for (const line of readFileSync(join(conf, 'events', file), 'utf8').split('\n')) {
      if (!line.startsWith('{"Event":"SparkListenerTaskEnd"')) continue;
      const { 'Task Info': task, 'Task Metrics': metrics } = JSON.parse(line);
      const executor = task['Executor ID'];
      seconds[executor] = (seconds[executor] ?? 0) + (metrics?.['Executor CPU Time'] ?? 0) / 1e9;
    }
    rmSync(join(conf, 'events', file));
  }
  return Object.entries(seconds)
    .map(([executor, spent]) => `executor ${executor}: ${spent.toFixed(0)} s`)
    .join(', ');
}

/** A folder of settings that gives each executor what its worker has. */
function settingsFolder() {
  const conf = mkdtempSync(join(tmpdir(), 'bench-spark-'));
  mkdirSync(join(conf, 'events'));
  const settings = {
    'spark.executor.memory': values.memory,
    'spark.driver.memory': '1g',
    'spark.sql.shuffle.partitions': '8',
    'spark.eventLog.enabled': 'true',
    'spark.eventLog.dir': `file://${join(conf, 'events')}`,
    'spark.eventLog.rolling.enabled': 'false',
    'spark.eventLog.compress': 'false',
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key} ${value}\n`);
  writeFileSync(join(conf, 'spark-defaults.conf'), lines.join(''));
  return conf;
}

console.log(`${millions} M activities`);
measured('duckdb-2-threads', ['--threads', '2']);
const conf = settingsFolder();
for (const workers of values.workers.split(',').map(Number)) {
  const cluster = await startCluster(workers, values.memory);
  try {
    measured(`spark-${workers}-workers`, ['--engine', 'spark', '--master', cluster.master], {
      SPARK_CONF_DIR: conf,
    });
    console.log(`  CPU of tasks: ${taskSeconds(conf)}`);
  } finally {
    cluster.stop();
  }
}
rmSync(conf, { recursive: true, force: true });
