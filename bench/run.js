// Generates data, runs the whole batch on it in a separate process, and prints its cost against a bare scan of the same files.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { actorData, audienceData } from './data.js';
import { largestDifference } from './largest_difference.js';

const { values } = parseArgs({
  options: {
    activities: { type: 'string', default: '2' },
    heavy: { type: 'boolean', default: false },
    audience: { type: 'boolean', default: false },
    memory: { type: 'string', default: '2GB' },
    threads: { type: 'string', default: '2' },
    stages: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
  },
});

const here = fileURLToPath(new URL('.', import.meta.url));
const millions = Number(values.activities);
const name = `${values.audience ? 'audience' : 'actor'}-${millions}m${values.heavy ? '-heavy' : ''}`;
const folder = join(here, 'out', name);

mkdirSync(folder, { recursive: true });
if (!existsSync(join(folder, 'grouplift.yaml'))) {
  console.error(`generating ${name} ...`);
  writeFileSync(
    join(folder, 'grouplift.yaml'),
    await (values.audience ? audienceData(folder, millions) : actorData(folder, millions, values.heavy)),
  );
}

/** Runs a script of this folder in a separate process and returns its figures. */
function measured(script, ...args) {
  return measuredBy(process.execPath, join(here, script), ...args);
}

function measuredBy(program, ...args) {
  const output = execFileSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, POLARS_MAX_THREADS: values.threads },
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 26,
  });
  return JSON.parse(output.trim().split('\n').at(-1));
}

/** Scans of the same files: before and after the run, because the speed of a shared machine changes. */
const scans = () => [1, 2, 3].map(() => measured('scan.js', folder, values.threads));
const before = scans();
const out = join(folder, 'result');
const run = measured(
  'process.js',
  'run',
  '--config',
  join(folder, 'grouplift.yaml'),
  '--out',
  out,
  '--memory',
  values.memory,
  '--threads',
  values.threads,
);
const all = [...before, ...scans()];
const mean = (figure) => all.reduce((sum, one) => sum + one[figure], 0) / all.length;
const scan = { cpu_s: mean('cpu_s'), wall_s: mean('wall_s'), peak_mb: mean('peak_mb') };
const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));

const line = (label, figures) =>
  console.log(
    `${label.padEnd(12)} ${figures.cpu_s.toFixed(1).padStart(8)} CPU s ${figures.wall_s.toFixed(1).padStart(8)} s ${(figures.peak_mb / 1000).toFixed(2).padStart(6)} GB peak`,
  );
console.log(
  `${name}: ledger rows ${manifest.tables.credit.toLocaleString('en')}, memory ${values.memory}, threads ${values.threads}`,
);
line('bare scan', scan);
line('whole run', run);
console.log(`ratio of CPU: ${(run.cpu_s / scan.cpu_s).toFixed(1)}`);
/** What a ledger takes, from reading to its file. */
const ledgerSteps = [
  'read',
  ...['activity_repeats', 'activity_labels', 'conversion_repeats', 'conversion_versions', 'conversion_rows'],
  ...['identity_edges', 'identity_nodes', 'identity_links', 'identity_labels', 'identity_spread'],
  ...['people', 'person_ids', 'members', 'activities', 'conversions', 'actor_counts', 'heavy_people'],
  ...[
    'credit_kernel',
    'touches',
    'pairs_actor',
    'pairs_heavy',
    'audience_bundles',
    'pairs_audience',
    'paths',
  ],
  ...['credit_rows', 'unattributed_rows', 'write ledger'],
];
const ledgerCpu = manifest.stages
  .filter(({ stage }) => ledgerSteps.includes(stage))
  .reduce((sum, { cpu_seconds }) => sum + cpu_seconds, 0);
console.log(
  `from reading to the ledger: ${ledgerCpu.toFixed(1)} CPU s, ratio ${(ledgerCpu / scan.cpu_s).toFixed(1)}`,
);
const times = (peer) =>
  `: whole run ${(run.cpu_s / peer.cpu_s).toFixed(1)} times, up to the ledger ${(ledgerCpu / peer.cpu_s).toFixed(1)}`;
const query = (peer) =>
  measured(
    'query.js',
    join(here, 'peers', `${peer}.sql`),
    folder,
    resultOf(peer),
    values.threads,
    values.memory,
  );
const resultOf = (peer) => join(folder, 'peers', `${peer}.parquet`);
if (!values.audience) {
  mkdirSync(join(folder, 'peers'), { recursive: true });
  const own = query('hand_written');
  line('hand-written', own);
  const differs = await largestDifference(resultOf('hand_written'), join(out, 'tables', 'credit.parquet'));
  console.log(`hand-written query of five models${times(own)}; ${differs}`);
}
if (values.peers && !values.audience) {
  const dbt = query('dbt_playbook');
  line('dbt playbook', dbt);
  const polars = measuredBy(
    join(here, 'out/peers/venv/bin/python'),
    join(here, 'peers/five_models_polars.py'),
    folder,
    resultOf('polars'),
  );
  line('polars', polars);
  console.log(`dbt playbook${times(dbt)}; polars${times(polars)}`);
}
if (values.stages)
  for (const stage of manifest.stages)
    console.log(
      `  ${stage.stage.padEnd(28)} ${stage.cpu_seconds.toFixed(2).padStart(8)} CPU s ${stage.seconds.toFixed(2).padStart(8)} s ${String(stage.rows ?? '').padStart(12)}`,
    );
