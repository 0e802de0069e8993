/** One case: a folder with files, a command line, and what is known about the truth. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { damagedBytes, damagedConfig, damagedText, otherEncoding } from './damage.js';
import { choices } from './random.js';
import { configText, csv, json, panelText, pathsText, project, trialText } from './worlds.js';

let database;

/** Text as bytes of another format, written by the database. */
async function copied(select, name, options) {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-copy-'));
  database ??= await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const path = join(folder, name);
  await database.run(`COPY (${select}) TO '${path}' (${options})`);
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

/** The bytes of one table in a format, damaged with probability `share`; text formats are damaged as text or as bytes. */
async function tableBytes(table, format, titles, choose, share) {
  const isDamaged = choose.happens(share);
  if (format === 'parquet') {
    const rows = table.rows.map((row) => `(${row.map(quoted).join(', ')})`).join(', ');
    const select = `SELECT * FROM (VALUES ${rows}) t(${table.header.map((name) => `"${name}"`).join(', ')})`;
    const bytes = await copied(select, 'a.parquet', 'FORMAT parquet');
    return isDamaged ? damagedBytes(bytes, choose) : bytes;
  }
  const text = format === 'ndjson' ? json(table, choose) : csv(table, choose);
  const asText = isDamaged && choose.happens(0.6);
  const below = asText ? damagedText(text, choose) : text;
  const changed = [...titles, below].join('\n');
  const plain = isDamaged && choose.happens(0.05) ? otherEncoding(changed, choose) : Buffer.from(changed);
  const packed = await packedBytes(plain, format);
  return isDamaged && !asText ? damagedBytes(packed, choose) : packed;
}

async function packedBytes(plain, format) {
  if (format === 'csv.gz') return gzipSync(plain);
  if (format !== 'csv.zst') return plain;
  const select = `SELECT unnest(string_split(${quoted(plain.toString('utf8').replaceAll('\0', ''))}, chr(10))) AS line`;
  return copied(
    select,
    'a.zst',
    "FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\\x1f', COMPRESSION zstd",
  );
}

/** Writes case `number` of `seed` into `folder`. */
export async function writeCase(seed, number, folder) {
  const choose = choices(seed, number);
  mkdirSync(folder, { recursive: true });
  const kind = choose.pick(kinds);
  return { kind: kind.name, ...(await kind.write(choose, folder)) };
}

async function writeProject(choose, folder, damagedConfigs) {
  const world = project(choose);
  const text = configText(world);
  writeFileSync(join(folder, 'grouplift.yaml'), damagedConfigs ? damagedConfig(text, choose) : text);
  const files = {};
  for (const [name, table] of Object.entries(world.tables)) {
    const format = world.formats[name] ?? 'csv';
    const share = damagedConfigs ? 0 : name === 'activities' || name === 'conversions' ? 0.5 : 0.15;
    const titles = world.titles[name] ?? [];
    const bytes = await tableBytes(table, format, titles, choose, share);
    writeFileSync(join(folder, `${name}.${format}`), bytes);
    files[name] = { path: `${name}.${format}`, format, above: titles.length };
  }
  return files;
}

const run = ['run', '--out', 'out'];
const single = (file, text, args) => ({
  write: async (choose, folder) => {
    const bytes = Buffer.from(text(choose));
    const changed = choose.happens(0.6)
      ? Buffer.from(damagedText(bytes.toString(), choose))
      : damagedBytes(bytes, choose);
    writeFileSync(join(folder, file), choose.happens(0.1) ? gzipSync(changed) : changed);
    return { args: args(choose), files: {} };
  },
});

const kinds = [
  ...Array.from({ length: 10 }, () => ({
    name: 'load',
    write: async (choose, folder) => ({ args: null, files: await writeProject(choose, folder, false) }),
  })),
  ...Array.from({ length: 3 }, () => ({
    name: 'run',
    write: async (choose, folder) => ({ args: run, files: await writeProject(choose, folder, false) }),
  })),
  {
    name: 'config',
    write: async (choose, folder) => ({ args: run, files: await writeProject(choose, folder, true) }),
  },
  {
    name: 'check',
    write: async (choose, folder) => ({ args: ['check'], files: await writeProject(choose, folder, false) }),
  },
  {
    name: 'init',
    write: async (choose, folder) => {
      const files = await writeProject(choose, folder, false);
      rmSync(join(folder, 'grouplift.yaml'));
      return { args: ['init'], files };
    },
  },
  {
    name: 'panel',
    ...single('panel.csv', panelText, (choose) => [
      ...[
        'lift',
        'panel',
        'panel.csv',
        '--unit',
        'unit',
        '--time',
        'time',
        '--outcome',
        'y',
        '--first-treated',
        'first',
      ],
      ...['--estimator', choose.pick(['cs', 'imputation', 'sdid', 'twfe'])],
      ...choose.pick([[], ['--aggregate', 'simple'], ['--aggregate', 'dynamic'], ['--aggregate', 'group']]),
    ]),
  },
  {
    name: 'trial',
    ...single('trial.csv', trialText, (choose) => [
      ...[
        'lift',
        'trial',
        'trial.csv',
        '--unit',
        'user_id',
        '--arm',
        'arm',
        '--control',
        'control',
        '--outcomes',
        'orders',
      ],
      ...choose.pick([[], ['--shares', choose.pick(['1,1', '1e308,1e308', '0,1', '-1,2', 'x', '1'])]]),
    ]),
  },
  {
    name: 'paths',
    ...single('paths.csv', pathsText, (choose) => [
      'paths',
      'paths.csv',
      ...choose.pick([[], ['--order', '2'], ['--format', 'md'], ['--format', 'json'], ['--separator', '>']]),
    ]),
  },
];
