/** The catalogue of the tables that stages make, src/sql/README.md, comes out of the stage files, the recipe and the code (npm run docs). */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig } from '../src/config/parse.js';
import type { TableName } from '../src/contract/tables.js';
import type { Source } from '../src/loading/source.js';
import { modelNames } from '../src/models/index.js';
import { everyStep } from '../src/pipeline/recipe.js';
import { bySql, dimensions } from '../src/pipeline/settings.js';
import type { Step } from '../src/pipeline/steps.js';
import { tablesInCode } from './tables_in_code.js';

const source = join(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((file) =>
  file.replaceAll('\\', '/'),
);
const text = (file: string) => readFileSync(join(source, file), 'utf8');

/** Every stage file by its name. */
const stageFiles = new Map(
  files
    .filter((file) => /^sql\/\w+\/\w+\.sql$/.test(file))
    .sort()
    .map((file) => [basename(file, '.sql'), file]),
);
const programs = files.filter((file) => file.endsWith('.ts') && !file.startsWith('engines/')).map(text);

const period = { from: null, to: null, from_us: 0, to_us: 0, week: null };

/** A source of which only the table matters. */
const nothing: Omit<Source, 'table'> = {
  ...{ files: [], repeats: [], columns: [], headers: [], rows: 0, rejected: 0, skipped: [], rows_inside: [] },
  ...{ rejects: [], first_ts_us: null, last_ts_us: null, hash: '', ambiguous: 0, unnamed: 0 },
  ...{ readings: {}, cleaned_ids: {}, no_ids: [], left_out: 0, where_words: [] },
};

/** Recipes that between them have every step: people given or observed, keys of one column or of two, no learned model or all. */
const recipes: readonly (readonly Step[])[] = [
  ['identities: same', []],
  ['identities: i.csv', ['memberships', 'tactic_groups']],
].map(([identities, tables]) => {
  const keyed = identities === 'identities: same' ? 'c.csv' : '{ files: c.csv, key: [conversion_id, goal] }';
  const reuse = identities === 'identities: same';
  const config = parseConfig(
    `inputs: { activities: a.csv, conversions: ${keyed}, ${identities} }
goals: [{ name: order, match: { goal: order }, window_days: 7 }]
attribution: { reuse_touches: ${reuse} }
`,
    'grouplift.yaml',
    modelNames,
  );
  const sources = (tables as TableName[]).map((table) => ({ ...nothing, table }));
  return everyStep({
    config,
    models: modelNames,
    sources,
    period,
    as_of_us: 0,
    onInput: async () => {},
    kernel: bySql,
  });
});
const steps = recipes.flat();

/** Stage files that make a table of another name: as the recipe says, or as a step decides when it sees the data. */
const standIns = new Map([
  ...steps.flatMap(({ stage, makes }) =>
    makes === null || makes === stage ? [] : [[stage, makes] as const],
  ),
  ['activity_rows_unique', 'activity_rows'],
  ['reach_of_none', 'tactic_reach'],
]);

interface Table {
  readonly name: string;
  /** a folder of src/sql/, or 'code' */
  readonly folder: string;
  readonly row: string;
  readonly reads: readonly string[];
}

/** What the comment of a stage file says a row is; a comment may go on for several lines. */
function rowOf(sql: string): string {
  const [, said = ''] = /^-- (?:A row is )?((?:.+\n)(?:-- (?!Reads: |Kind: ).+\n)*)/.exec(sql) ?? [];
  return said.replace(/\n-- /g, ' ').trim().replace(/\.$/, '');
}

function readsOf(sql: string): string[] {
  return /^-- Reads: (.+)$/m.exec(sql)?.[1]?.split(', ') ?? [];
}

const inFiles: readonly Table[] = [...stageFiles].map(([name, file]) => ({
  name,
  folder: basename(dirname(file)),
  row: rowOf(text(file)),
  reads: readsOf(text(file)),
}));

const inCode: readonly Table[] = Object.entries(tablesInCode).map(([name, row]) => ({
  name,
  folder: 'code',
  row,
  reads: steps.find(({ makes, stage }) => makes === name || stage === name)?.reads ?? [],
}));

const all = [...inFiles, ...inCode];

test('every table that code makes or puts is described, and no other', () => {
  const made = programs
    .flatMap((program) => [...program.matchAll(/\b(?:put|make|view)\(\s*'(\w+)'/g)])
    .map(([, name = '']) => name);
  const ofDimensions = dimensions.flatMap((one) =>
    ['sums', 'moments', 'holdings'].map((what) => `${one}_${what}`),
  );
  const expected = [...made, ...ofDimensions].filter((name) => !stageFiles.has(name));
  expect(Object.keys(tablesInCode).sort()).toEqual([...new Set(expected)].sort());
});

test('a step in code reads tables that somebody makes', () => {
  const known = new Set(all.map(({ name }) => name));
  const unknown = steps
    .flatMap(({ stage, reads }) => reads.map((table) => `${stage} reads ${table}`))
    .filter((line) => !/ in_\w+$/.test(line) && !known.has(line.split(' ').at(-1) ?? ''));
  expect(unknown).toEqual([]);
});

test('every table is read by somebody', () => {
  const idle = all.filter(({ name }) => readersOf(standIns.get(name) ?? name).length === 0);
  expect(idle.map(({ name }) => name)).toEqual([]);
});

test('src/sql/README.md', async () => {
  const places = new Map(
    recipes.flatMap((recipe) => recipe.map(({ stage }, place) => [stage, place] as const)),
  );
  const folders = [...new Set(all.map(({ folder }) => folder))];
  const parts = folders.map((folder) => {
    const tables = all
      .filter((table) => table.folder === folder)
      .sort((a, b) => (places.get(a.name) ?? 1e3) - (places.get(b.name) ?? 1e3));
    const lines = tables.map(
      ({ name, row, reads }) =>
        `| \`${name}\` | ${row.replaceAll('|', '\\|')} | ${list(reads)} | ${standInOf(name)}${list(readersOf(name))} |`,
    );
    const title = folder === 'code' ? 'Made in TypeScript' : `${folder}/`;
    return `## ${title}\n\n| table | a row is | reads | read by |\n| --- | --- | --- | --- |\n${lines.join('\n')}`;
  });
  const lead = `Every table between the inputs (\`in_<table>\`) and what is published, in the order of the recipe (\`src/pipeline/recipe.ts\`). A stage file makes the table of its own name; which file is used if several make the same table is decided in the recipe. \`publish/...\` is a published table.`;
  const page = `# Stages\n\n<!-- Generated by \`npm run docs\`: do not edit. -->\n\n${lead}\n\n${parts.join('\n\n')}\n`;
  await expect(page).toMatchFileSnapshot(join(source, 'sql/README.md'));
});

/** Stages and files that read a table; a file of src/ is named by its room and its own name. */
function readersOf(name: string): string[] {
  const stages = all.filter(({ reads }) => reads.includes(name)).map((table) => table.name);
  const ofDimension = new RegExp(`^(?:${dimensions.join('|')})_(sums|moments|holdings|reach)$`).exec(
    name,
  )?.[1];
  const pattern =
    ofDimension === undefined
      ? new RegExp(`\\b(?:FROM|JOIN) ${name}\\b|(?:engine,|stage:)\\s*'${name}'`)
      : new RegExp(`\\bstage\\('${ofDimension}'|\\$\\{\\w+\\}_${ofDimension}\\b|\\b${name}\\b`);
  const others = files
    .filter((file) => /^(claims|publish|tasks)\/.*\.ts$/.test(file) && pattern.test(text(file)))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
  return [...stages, ...others];
}

function standInOf(name: string): string {
  const table = standIns.get(name);
  return table === undefined ? '' : `as \`${table}\``;
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
