// The actor case of the benchmark on a standalone Spark cluster on loopback, with one worker of one core and with two, beside DuckDB.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** A folder of settings that gives each executor what its worker has. */
function settingsFolder() {
  const conf = mkdtempSync(join(tmpdir(), 'bench-spark-'));
  writeFileSync(
    join(conf, 'spark-defaults.conf'),
    `spark.executor.memory ${values.memory}\nspark.driver.memory 1g\nspark.sql.shuffle.partitions 8\n`,
  );
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
  } finally {
    cluster.stop();
  }
}
rmSync(conf, { recursive: true, force: true });
