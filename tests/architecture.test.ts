/** Who may import whom. A rule that today's code breaks has its exception written here, with the reason. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { layers } from './layers.js';
import { slow } from './slow.js';

const root = join(import.meta.dirname, '..');
const src = join(root, 'src');

interface Import {
  /** what the import statement says */
  readonly written: string;
  /** the file of ours it means, relative to src; null for a package or a part of Node */
  readonly file: string | null;
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const sources: readonly Source[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .sort()
  .map((file) => {
    const text = readFileSync(join(src, file), 'utf8');
    return { file, text, imports: importsOf(file, text) };
  });

/** Every import of a file, those of types and those on demand too. */
function importsOf(file: string, text: string): Import[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import\s*'([^']+)'/g;
  return [...bare.matchAll(pattern)].map((match) => {
    const written = match[1] ?? match[2] ?? match[3] ?? '';
    return { written, file: written.startsWith('.') ? fileOf(file, written) : null };
  });
}

function fileOf(from: string, written: string): string {
  return relative(src, join(src, dirname(from), written)).replace(/\.js$/, '.ts');
}

/** A folder of src, or a file that stands in src itself. */
function layerOf(file: string): string {
  return (file.split('/')[0] ?? '').replace(/\.ts$/, '');
}

/** The files of a layer, or the one file of that name. */
const filesOf = (layer: string) => sources.filter(({ file }) => layerOf(file) === layer);

/** Pure files of layers that are not pure as a whole. */
const pureFiles =
  /^(contract\/(errors|money|tables)|pipeline\/(attribution|credit_sums)|publish\/.+|tasks\/run\/(note|lines)|invented\/(demo|simulate)\/.+)\.ts$/;
const pureSources = sources.filter(
  ({ file }) => layers[layerOf(file)]?.pure === true || pureFiles.test(file),
);

const outsideWorld =
  /^node:(fs|child_process|net|http|https|http2|dgram|dns|tls|worker_threads|cluster|os|stream)/;

/** Files are read and written here, and nowhere else. */
const mayTouchFiles = [
  /^commands\//,
  /^sources\//,
  /^loading\//,
  /^engines\//,
  /^project\/output(\.ts$|\/)/, // the folder whose files appear together
  /^project\/held\.ts$/, // removes what a command that is stopped leaves
  /^tasks\/run\/index\.ts$/, // writes the report
  /^tasks\/run\/manifest\.ts$/, // writes the manifest
  /^tasks\/run\/earlier_run\.ts$/, // reads the manifest of an earlier run
  /^tasks\/diff\/run_folder\.ts$/, // reads the manifests of two runs
  /^pipeline\/steps\.ts$/, // reads the stage files
  /^contract\/version\.ts$/, // reads package.json
  /^project\/scratch\.ts$/, // the temporary folder of commands that publish nothing
  /^tasks\/init\/(index|chat_exports)\.ts$/, // looks at a folder, writes grouplift.yaml
  /^tasks\/import\/(index|find_files|text_input|zip_entries|csv_file|workbook_sheets)\.ts$/, // reads exports, writes tables
  /^project\/read_config\.ts$/, // reads the configuration
  /^project\/mask_key\.ts$/, // reads the key of masks
  /^project\/folder\.ts$/, // writes examples and simulated communities
  /^invented\/examples\/evaluation\.ts$/, // reads the planted truth beside a run
];

/** The one home of each package. */
const homes: readonly (readonly [RegExp, RegExp])[] = [
  [/^@duckdb\//, /^engines\//],
  [/^commander$/, /^(cli\.ts|commands\/)/],
  [/^yaml(\/|$)/, /^config\/tree\.ts$/],
  [/^zod(\/|$)/, /^config\/zod\.ts$/],
  [/^fzstd$/, /^sources\//],
  [/^(yauzl|saxes)$/, /^sources\/xlsx\//],
  [/^(pg|pg-cursor|mysql2|node-sqlite3-wasm)(\/|$)/, /^loading\/databases\//],
  [/^csv-parse/, /^(sources|engines)\//],
  [/^pure-rand/, /^statistics\/random\.ts$/],
  [/^string-width$/, /^text\/text_table\.ts$/],
];

test('the sources are found, and every import of ours leads to a file', () => {
  expect(sources.length).toBeGreaterThan(60);
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(250);
  const lost = sources.flatMap(({ file, imports }) =>
    imports
      .filter((one) => one.file !== null && !existsSync(join(src, one.file)))
      .map((one) => `${file}: ${one.written}`),
  );
  expect(lost).toEqual([]);
});

describe('layers import only what is below them', () => {
  test.each(Object.keys(layers))('%s', (layer) => {
    const allowed = [layer, ...(layers[layer]?.imports ?? [])];
    expect(filesOf(layer).length, 'files of the layer').toBeGreaterThan(0);
    const wrong = filesOf(layer).flatMap(({ file, imports }) =>
      imports
        .filter((one) => one.file !== null && !allowed.includes(layerOf(one.file)))
        .map((one) => `${file} imports ${one.file}`),
    );
    expect(wrong).toEqual([]);
  });

  test('every folder of src is a layer, and rules name only layers', () => {
    const folders = readdirSync(src, { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() && one.name !== 'sql' ? one.name : [],
    );
    expect(Object.keys(layers).toSorted()).toEqual(folders.toSorted());
    const named = new Set(Object.values(layers).flatMap(({ imports }) => imports));
    expect([...named].filter((layer) => layers[layer] === undefined)).toEqual([]);
  });

  test('a layer is above those that it imports', () => {
    const order = Object.keys(layers);
    const upward = order.flatMap((layer, place) =>
      (layers[layer]?.imports ?? [])
        .filter((other) => order.indexOf(other) > place)
        .map((other) => `${layer} -> ${other}`),
    );
    expect(upward).toEqual([]);
  });

  test('only the command line imports commands, only its thread imports the command line, and nobody its thread', () => {
    const upward = sources.flatMap(({ file, imports }) =>
      imports
        .filter(
          (one) =>
            one.file === 'command_thread.ts' ||
            (one.file === 'cli.ts' && file !== 'command_thread.ts') ||
            (one.file?.startsWith('commands/') === true && file !== 'cli.ts'),
        )
        .map((one) => `${file} imports ${one.file}`),
    );
    expect(upward.filter((line) => !/^commands\/\w+\.ts imports commands\//.test(line))).toEqual([]);
  });

  test('insights read the plain data of the report and its words, never a renderer', () => {
    const plain = ['report', 'chart_data', 'evidence'];
    const words = ['published', 'language', 'en/nouns', 'format', ...plain].map(
      (name) => `report/${name}.ts`,
    );
    for (const { file, text } of filesOf('report').filter((one) => plain.includes(one.file.slice(7, -3))))
      expect(text, `${file} holds data and no code`).not.toMatch(/\bfunction\b|=>|\bclass\b/);
    const wrong = filesOf('insights').flatMap(({ file, imports }) =>
      imports
        .filter((one) => one.file?.startsWith('report/') === true && !words.includes(one.file))
        .map((one) => `${file} imports ${one.file}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the report takes from the published tables their types, never how their rows are made', () => {
    const published = filesOf('report').flatMap(({ text }) => [
      ...text.matchAll(/^import (type )?[^;]*'\.\.\/publish\/[^']*';$/gm),
    ]);
    expect(published.length).toBeGreaterThan(30);
    expect(published.filter((match) => match[1] === undefined).map(([line]) => line)).toEqual([]);
  });

  test('a model knows nothing but the contract of models', () => {
    const own = /^models\/model\.ts$|^config\/config\.ts$|^chain\//;
    const wrong = filesOf('models')
      .filter(({ file }) => file !== 'models/index.ts')
      .flatMap(({ file, imports }) =>
        imports
          .filter((one) => one.file === null || !own.test(one.file))
          .map((one) => `${file} imports ${one.written}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe('what is pure stays pure', () => {
  test('nothing of it reaches outside the program', () => {
    expect(pureSources.length).toBeGreaterThan(100);
    const wrong = pureSources.flatMap(({ file, imports }) =>
      imports.filter((one) => outsideWorld.test(one.written)).map((one) => `${file} imports ${one.written}`),
    );
    expect(wrong).toEqual([]);
  });

  test('files are touched only by commands, sources, loading, engines and a short list', () => {
    const wrong = sources
      .filter(
        ({ file, imports }) =>
          imports.some((one) => /^node:(fs|child_process)/.test(one.written)) &&
          !mayTouchFiles.some((place) => place.test(file)),
      )
      .map(({ file }) => file);
    expect(wrong).toEqual([]);
  });

  test('nothing opens a connection', () => {
    const network = /^node:(net|http|https|http2|dgram|dns|tls)/;
    expect(
      sources
        .filter(
          ({ text, imports }) => imports.some((one) => network.test(one.written)) || /\bfetch\(/.test(text),
        )
        .map(({ file }) => file),
    ).toEqual([]);
  });

  test('it asks neither the clock nor the machine', () => {
    const asks =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.(env|cwd|platform)\b|Temporal\.Now/;
    expect(pureSources.filter(({ text }) => asks.test(text)).map(({ file }) => file)).toEqual([]);
  });
});

test.each(homes)('the package %s has one home', (name, home) => {
  const wrong = sources.filter(
    ({ file, imports }) => !home.test(file) && imports.some((one) => name.test(one.written)),
  );
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

test('no file or folder has a name that says nothing', () => {
  const empty = /(^|[/_])(utils?|helpers?|core|common|misc|services?|types|managers?|handlers?)([/_.]|$)/;
  expect(sources.filter(({ file }) => empty.test(file)).map(({ file }) => file)).toEqual([]);
});

test('imports do not go in a circle', () => {
  const files = new Map(
    sources.map(({ file, imports }) => [
      file,
      imports.flatMap((one) => (one.file === null ? [] : [one.file])),
    ]),
  );
  expect(circles(files)).toEqual([]);
});

/** Every circle that a walk from any file closes, as `a -> b -> a`. */
function circles(files: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, way: readonly string[]) => {
    const start = way.indexOf(file);
    if (start >= 0) found.push([...way.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const next of files.get(file) ?? []) walk(next, [...way, file]);
    done.add(file);
  };
  for (const file of files.keys()) walk(file, []);
  return found;
}

test('the program starts in three lines', () => {
  const lines = readFileSync(join(root, 'bin/grouplift.js'), 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe('#!/usr/bin/env node');
});

test('what depends on the engine stands in the engine', () => {
  // These read the choice of an engine to check it; they do not count in another way.
  const refusals = ['project/options.ts', 'config/checked_problems.ts'];
  const branches =
    /\bengine(\.\w+)*\s*(===|!==|==|!=)\s*['"`]|\bswitch\s*\(\s*engine\b|\bname\s*===\s*'(duckdb|spark)'/;
  const wrong = sources.filter(
    ({ file, text }) => !file.startsWith('engines/') && !refusals.includes(file) && branches.test(text),
  );
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

test('rows leave an engine by a shape that is checked', () => {
  // the published tables have their contracts, and the engines are the engines
  const readers = /^(engines\/|publish\/table\.ts$)/;
  const raw = sources.filter(({ file, text }) => !readers.test(file) && /\.rows\(\s*[`'"]/.test(text));
  expect(raw.map(({ file }) => file)).toEqual([]);
  expect(sources.filter(({ text }) => /\bas unknown as\b/.test(text)).map(({ file }) => file)).toEqual([]);
});

test('no value is declared to be a number: a place of an array is only said to be there', () => {
  const casts = sources.filter(({ text }) => /\bas number\b(?!\s*[|[])/.test(text));
  expect(casts.map(({ file }) => file)).toEqual([]);
});

test('findings and reports are made without SQL', () => {
  const sqlOutside = sources.filter(
    ({ file, text }) =>
      /^(insights|report|lift|config|contract|invented\/(demo|simulate))\//.test(file) &&
      /\bSELECT\s+[\w*].*\bFROM\s+\w/.test(text),
  );
  expect(sqlOutside.map(({ file }) => file)).toEqual([]);
});

test('a file is one thing: none has more than 350 lines', () => {
  const long = sources.map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }));
  expect(long.filter(({ lines }) => lines > 350)).toEqual([]);
});

test('the list of slow tests names files, in order', () => {
  expect(slow.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect(slow).toEqual(slow.toSorted());
});
