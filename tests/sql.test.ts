/** The stage files: plain, portable SQL whose comments tell the truth. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { parseConfig } from '../src/config/parse.js';
import { type ModelName, modelNames, ruleModels } from '../src/models/index.js';
import {
  creditStage,
  type PathShape,
  pathSharesStage,
  sensitivityStage,
} from '../src/pipeline/attribution.js';
import { channelSumsStage, holdingsStage, momentsStage, sumsStage } from '../src/pipeline/credit_sums.js';
import { dimensions } from '../src/pipeline/settings.js';

const folder = join(import.meta.dirname, '../src/sql');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.sql') && !file.startsWith('prelude'))
  .sort();
const fileOf = new Map(files.map((file) => [basename(file, '.sql'), file]));
const names = [...fileOf.keys()];
const pipeline = readFileSync(join(folder, '../pipeline/recipe.ts'), 'utf8');
/** The recipe, and whatever else makes a table from a stage file (a command that looks closer, such as explain). */
const makers = readdirSync(join(folder, '..'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(folder, '..', file), 'utf8'))
  .filter((text) => text.includes('stageSql('));

function textOf(name: string): string {
  return readFileSync(join(folder, fileOf.get(name) ?? ''), 'utf8');
}

/** The statement of a stage without comments; texts become empty, so that nothing inside one looks like SQL. */
function statementOf(name: string): string {
  return bare(textOf(name));
}

function bare(sql: string): string {
  return sql.replace(/--.*$/gm, '').replace(/'(?:[^']|'')*'/g, "''");
}

/** The common table expressions that a stage names itself. */
function ownNames(sql: string): string[] {
  return [...sql.matchAll(/(?:\bWITH|,)\s+([a-z_]\w*)\s+AS\s*\(/g)].map((match) => match[1] ?? '');
}

function tablesUsed(name: string): string[] {
  const sql = statementOf(name);
  const own = new Set(ownNames(sql));
  const used = [...sql.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]\w*)/gi)].map((match) => match[1] ?? '');
  return [...new Set(used)].filter((table) => !own.has(table)).sort();
}

function tablesDeclared(name: string): string[] {
  const lines = [...textOf(name).matchAll(/^-- Reads: (.+)$/gm)].map((match) => match[1] ?? '');
  expect(lines, `${name}.sql: lines that start with "-- Reads:"`).toHaveLength(1);
  return (lines[0] ?? '').split(', ').sort();
}

/** What two engines read differently, or only one of them knows; the left name is what a failing test prints. */
const forbidden: Readonly<Record<string, RegExp>> = {
  QUALIFY: /\bQUALIFY\b/i,
  'a number of all rows in 32 bits (cast it to BIGINT)':
    /(?<!CAST\()\b(row_number|dense_rank)\(\) OVER \(ORDER BY/i,
  ASOF: /\bASOF\b/i,
  FILTER: /\bFILTER\b/i,
  'IGNORE NULLS': /\bIGNORE\s+NULLS\b/i,
  'AT TIME ZONE': /\bAT\s+TIME\s+ZONE\b/i,
  MERGE: /\bMERGE\b/i,
  'count(DISTINCT ...) OVER': /count\(\s*DISTINCT[^)]*\)\s*OVER/i,
  '// (use int_div)': /\/\//,
  'any_value()': /\bany_value\s*\(/i,
  'first()': /\bfirst\s*\(/i,
  'concat() (use ||)': /\bconcat\s*\(/i,
  'log()': /\blog\s*\(/i,
  'hash() (use hash_no)': /\bhash\s*\(/i,
  'VARCHAR (write STRING)': /\bVARCHAR\b/i,
  'ltrim(), rtrim() (use strip_left)': /\b[lr]trim\s*\(/i,
  'regular expressions': /\bregexp|\brlike\b|\bsimilar\s+to\b|~/i,
  'quoted identifiers': /"/,
  'typed times (microseconds only)': /\b(TIMESTAMP|INTERVAL|current_date|current_timestamp)\b|\bnow\s*\(/i,
  'a comma between tables (write CROSS JOIN)': /\bFROM\s+\w+(\s+\w+)?\s*,\s*\w/i,
};

test('there are stages, each in a folder, and no two of one name', () => {
  expect(names.length).toBeGreaterThan(50);
  expect(names.length).toBe(files.length);
  expect(files.filter((file) => !/^\w+\/\w+\.sql$/.test(file))).toEqual([]);
});

describe.each(names)('%s.sql', (name) => {
  test('opens with a comment that says what a row is', () => {
    expect(textOf(name)).toMatch(/^-- (A row is |No rows: )\S/);
  });

  test('reads what it says it reads', () => {
    expect(tablesDeclared(name)).toEqual(tablesUsed(name));
  });

  test('is one SELECT without a semicolon or a template', () => {
    expect(statementOf(name).trim()).toMatch(/^(SELECT|WITH)\b/);
    expect(statementOf(name)).not.toMatch(/;|\$\{|\{\{/);
  });

  test('keeps to what every engine reads the same way', () => {
    const found = Object.entries(forbidden).filter(([, pattern]) => pattern.test(statementOf(name)));
    expect(found.map(([construct]) => construct)).toEqual([]);
  });

  test('has lines of at most 120 characters, except for the list of tables it reads', () => {
    const lines = textOf(name).split('\n');
    expect(lines.filter((line) => line.length > 120 && !line.startsWith('-- Reads: '))).toEqual([]);
  });

  test('is made by the pipeline or by a command after it', () => {
    const step = /^(group|tactic|kol)_reach$/.test(name) ? '}_reach`' : `'${name}'`;
    expect(makers.some((text) => text.includes(step))).toBe(true);
  });
});

describe.each(Object.entries(composed()))('the stage in code: %s', (_, sql) => {
  test('keeps to what every engine reads the same way', () => {
    const found = Object.entries(forbidden).filter(([, pattern]) => pattern.test(bare(sql)));
    expect(found.map(([construct]) => construct)).toEqual([]);
    expect(bare(sql).trim()).toMatch(/^(SELECT|WITH)\b/);
    expect(bare(sql)).not.toMatch(/;|\$\{|undefined|NaN/);
  });
});

/** Stages whose SELECT is put together in code, for every shape of a path, with every model and with one alone (learned models are among all). */
function composed(): Record<string, string> {
  const { attribution } = parseConfig(
    'inputs: { activities: a.csv, conversions: c.csv, identities: same }\ngoals: [{ name: order, match: { goal: order }, window_days: 7 }]\n',
    'grouplift.yaml',
  );
  const lists: Record<string, readonly ModelName[]> = {
    all: modelNames,
    linear: ['linear'],
    markov: ['markov'],
  };
  const shapes = (['single', 'bundled'] as const).flatMap((rows) =>
    (['equal', 'ruled'] as const).flatMap((weights) =>
      (['none', 'some'] as const).map((codes): PathShape => ({ rows, weights, codes })),
    ),
  );
  const stages = Object.entries(lists).flatMap(([label, names]) => [
    ...shapes.map((shape) => [
      `credit_rows ${label} ${Object.values(shape).join(' ')}`,
      creditStage(names, attribution, shape),
    ]),
    [`sensitivity_sums ${label}`, sensitivityStage(ruleModels(names), attribution, shapes[0] as PathShape)],
    [`path_shares ${label}`, pathSharesStage(names)],
    [`channel_sums ${label}`, channelSumsStage(names, 'some')],
    ...dimensions.flatMap((dimension) => [
      [`${dimension}_sums ${label}`, sumsStage(dimension, names)],
      [`${dimension}_moments ${label}`, momentsStage(dimension, names)],
      [`${dimension}_holdings ${label}`, holdingsStage(dimension, names)],
    ]),
  ]);
  return Object.fromEntries(stages);
}

test('both engines are taught the same functions', () => {
  const taught = (engine: string) =>
    [
      ...readFileSync(join(folder, `prelude.${engine}.sql`), 'utf8').matchAll(
        /\bTEMP\w* (?:MACRO|FUNCTION) (\w+)/g,
      ),
    ].map((match) => match[1]);
  expect(taught('duckdb').length).toBeGreaterThan(5);
  expect(taught('spark')).toEqual(taught('duckdb'));
});

test('every step of the pipeline that names a file has it', () => {
  const calls = [...pipeline.matchAll(/\bstages?\(([^()]*)\)/g)].map((match) => match[1] ?? '');
  const named = calls.flatMap((call) => [...call.matchAll(/'([a-z_]+)'/g)].map((match) => match[1] ?? ''));
  const makesOther = ['in_identities', 'roster', 'previous_conversions'];
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((file) => !names.includes(file) && !makesOther.includes(file))).toEqual([]);
});
