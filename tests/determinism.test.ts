import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { demoProject } from '../src/invented/demo/index.js';
import { runBatch } from '../src/tasks/run/index.js';
import { silent } from './silent.js';

const scratch = mkdtempSync(join(tmpdir(), 'determinism-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Files = Record<string, string>;

/** The hash of everything a run writes except what may differ: run times and paths (manifest) and positions of rejects. */
async function digest(name: string, files: Files, threads: number): Promise<Record<string, string>> {
  const folder = join(scratch, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const out = join(folder, 'result');
  await runBatch(
    {
      config: join(folder, 'grouplift.yaml'),
      out,
      threads,
      csv: true,
      week: '2026-W46',
      models: ['first_touch', 'last_touch', 'linear', 'position_based', 'time_decay', 'markov', 'shapley'],
    },
    silent,
  );
  const paths = (readdirSync(out, { recursive: true }) as string[]).filter(
    (path) => /\.\w+$/.test(path) && path !== 'manifest.json' && !path.includes('rejects'),
  );
  return Object.fromEntries(
    paths.sort().map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(out, path)))
        .digest('hex'),
    ]),
  );
}

/** Rows of a CSV or NDJSON text (the demo has no line breaks inside values) in another order, always the same one. */
function shuffled(text: string, header: boolean): string {
  const lines = text.trimEnd().split('\n');
  const [head, rows] = header ? [lines.slice(0, 1), lines.slice(1)] : [[], lines];
  const key = (row: string) => createHash('md5').update(row).digest('hex');
  return `${[...head, ...rows.sort((a, b) => (key(a) < key(b) ? -1 : 1))].join('\n')}\n`;
}

function shuffledFiles(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      /\.(csv|ndjson)$/.test(name) ? shuffled(text, name.endsWith('.csv')) : text,
    ]),
  );
}

/** The orders split over two files, which the configuration lists in place of one. */
function splitFiles(files: Files): Files {
  const [head = '', ...rows] = (files['data/orders.csv'] ?? '').trimEnd().split('\n');
  const half = (parity: number) =>
    `${[head, ...rows.filter((_, index) => index % 2 === parity)].join('\n')}\n`;
  const { 'data/orders.csv': _orders, ...rest } = files;
  return {
    ...rest,
    'data/orders-1.csv': half(0),
    'data/orders-2.csv': half(1),
    'grouplift.yaml': (files['grouplift.yaml'] ?? '').replaceAll('data/orders.csv', 'data/orders-*.csv'),
  };
}

it('writes the same bytes for other threads, shuffled rows, split files and again', async () => {
  const files = demoProject(1, 'en');
  const first = await digest('first', files, 1);
  expect(Object.keys(first).length).toBeGreaterThan(30);
  expect(await digest('again', files, 2)).toEqual(first);
  expect(await digest('shuffled', shuffledFiles(files), 4)).toEqual(first);
  expect(await digest('split', splitFiles(shuffledFiles(files)), 2)).toEqual(first);
}, 300_000);
