// Generates a table of paths, runs `grouplift paths` on it in a separate process, and prints its CPU seconds next to those of merely reading the file.
// With --peers it also runs the Python libraries whose installation bench/README.md describes, and prints their errors against the exact answer.
import { execFileSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    channels: { type: 'string', default: '20' },
    neighbours: { type: 'string', default: '0' },
    models: { type: 'string', default: 'markov' },
    order: { type: 'string', default: '1' },
    peers: { type: 'boolean', default: false },
    scan: { type: 'string' },
  },
});

const here = fileURLToPath(new URL('.', import.meta.url));
const [rows, channels, neighbours] = [values.rows, values.channels, values.neighbours].map(Number);
const name = `paths-${rows}-${channels}${neighbours === 0 ? '' : `-${neighbours}`}`;
const file = join(here, 'out', `${name}.csv`);

/** Numbers that look random and are the same on every machine. */
function draws(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Paths of 1 to 10 touches; the next channel is any, drawn with a skew, or one of the nearest neighbours in a ring. */
async function generate() {
  const random = draws(1);
  const out = createWriteStream(file);
  out.write('path,total_conversions,total_conversion_value,total_null\n');
  const any = () => Math.floor(random() * random() * channels);
  const near = (channel) =>
    (channel + 1 + Math.floor(random() * neighbours) - neighbours / 2 + channels) % channels;
  for (let row = 0; row < rows; row++) {
    let channel = neighbours === 0 ? any() : Math.floor(random() * channels);
    const path = [];
    for (let left = 1 + Math.floor(random() * 10); left > 0; left--) {
      path.push(`channel ${channel}`);
      channel = neighbours === 0 ? any() : near(channel);
    }
    const conversions = random() < 0.3 ? 1 : 0;
    const line = `${path.join(' > ')},${conversions},${(conversions * random() * 100).toFixed(2)},${1 - conversions}\n`;
    if (!out.write(line)) await new Promise((resolve) => out.once('drain', resolve));
  }
  await new Promise((resolve) => out.end(resolve));
}

/** What a script prints when run in a separate process. */
function printed(...args) {
  return execFileSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  });
}

/** Reads every column with DuckDB, in this process. */
async function scan(path) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const columns = ['path', 'conversions', 'value', 'nulls'].map((column) => `'${column}': 'VARCHAR'`);
  await connection.runAndReadAll(
    `SELECT count(path), count(conversions), count(value), count(nulls) FROM read_csv('${path.replaceAll("'", "''")}', auto_detect = false, header = true, delim = ',', quote = '"', columns = {${columns.join(', ')}})`,
  );
}

if (values.scan !== undefined) {
  await scan(values.scan);
  console.log(JSON.stringify(process.resourceUsage().userCPUTime + process.resourceUsage().systemCPUTime));
} else {
  mkdirSync(join(here, 'out'), { recursive: true });
  if (!existsSync(file)) await generate();
  const bare = Number(printed(fileURLToPath(import.meta.url), '--scan', file)) / 1e6;
  const args = [
    'paths',
    file,
    '--models',
    values.models,
    '--order',
    values.order,
    '--out',
    join(here, 'out', `${name}-result.csv`),
  ];
  const own = JSON.parse(
    printed(join(here, 'process.js'), ...args)
      .trim()
      .split('\n')
      .at(-1),
  );
  console.log(`${name}, ${values.models}, order ${values.order}`);
  console.log(`reading the file  ${bare.toFixed(2).padStart(8)} CPU s`);
  console.log(
    `grouplift paths   ${own.cpu_s.toFixed(2).padStart(8)} CPU s, ${(own.cpu_s - bare).toFixed(2)} more; ${(own.peak_mb / 1000).toFixed(2)} GB peak`,
  );
  if (values.peers)
    await (await import('./peers/compare.js')).compare(file, join(here, 'out', `${name}-result.csv`));
}
