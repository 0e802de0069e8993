/** What the built program makes of a world, and how it differs from the oracle. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { warmly } from '../warm.js';
import { learnedDifferences } from './learned.js';
import type { Credited, Dimension, Element, Path, Sum } from './oracle.js';
import { conversionsRead, creditOf, paths, picks, sumsBy } from './oracle.js';
import type { Layout, RuleModel, World } from './world.js';
import { minorDigits, ruleModels, worldFiles } from './world.js';

export type Row = Record<string, string>;

/** The published tables of one run, or what it said when it stopped. */
export interface Product {
  exit: number;
  stderr: string;
  tables: Record<string, Row[]>;
  /** the bytes of every table */
  texts: Record<string, string>;
}

const tableNames = [
  'credit',
  'group_credit',
  'tactic_credit',
  'kol_credit',
  'reconciliation',
  'unattributed',
  'markov_channels',
  'markov_transitions',
  'shapley_channels',
] as const;

/** Runs the built program, with further options, on a world in a new directory that is removed afterwards. */
export async function runProduct(
  world: World,
  layout: Layout = {},
  options: readonly string[] = [],
): Promise<Product> {
  const directory = mkdtempSync(join(tmpdir(), 'grouplift-world-'));
  try {
    writeWorld(world, directory, layout);
    const { code, stderr } = await warmly(['run', '--csv', '--out', 'out', ...options], directory);
    return { exit: code, stderr, ...readTables(join(directory, 'out', 'tables')) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Writes the files of a world, for a run by hand. */
export function writeWorld(world: World, directory: string, layout: Layout = {}): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(worldFiles(world, layout)))
    writeFileSync(join(directory, name), text);
}

function readTables(directory: string): Pick<Product, 'tables' | 'texts'> {
  const tables: Record<string, Row[]> = {};
  const texts: Record<string, string> = {};
  for (const name of tableNames) {
    const file = join(directory, `${name}.csv`);
    if (!existsSync(file)) continue;
    texts[name] = readFileSync(file, 'utf8');
    tables[name] = parse(texts[name], { columns: true, bom: true, relax_column_count: false }) as Row[];
  }
  return { tables, texts };
}

// Comparison

const reserved = ['(unattributed)', '(none)'];

/** Whether an id is a reserved name, or would be taken for the written form of one. */
function isReserved(id: string): boolean {
  return reserved.includes(id.replace(/^\\+/, ''));
}

/** An id as the program prints it where rows have reserved names. */
export function printed(id: string | null): string {
  if (id === null) return '(none)';
  return isReserved(id) ? `\\${id}` : id;
}

/** The group, tactic or KOL a cell stands for: null for an empty cell and for a reserved name. */
function readPlace(cell = ''): string | null {
  if (cell === '' || reserved.includes(cell)) return null;
  return isReserved(cell) ? cell.slice(1) : cell;
}

/** Every difference between the oracle and the program, in words: nothing where both agree. */
export function differences(world: World, product: Product): string[] {
  const expected = paths(world);
  if (product.exit !== 0) return exitDifferences(world, product);
  const missing = ['credit', 'group_credit', 'reconciliation'].filter(
    (name) => product.tables[name] === undefined,
  );
  if (missing.length > 0) return missing.map((name) => `no table ${name}`);
  const ledger = ledgerDifferences(world, expected, product.tables.credit ?? []);
  if (ledger.length > 0) return ledger;
  return [
    ...reconciliationDifferences(world, expected, product.tables.reconciliation ?? []),
    ...ruleModels.flatMap((model) => sumDifferences(world, model, expected, product)),
    ...learnedDifferences(world, expected, product),
  ];
}

/** A run may refuse a world in which no goal has a conversion to credit. */
function exitDifferences(world: World, product: Product): string[] {
  if (product.exit === 3 && conversionsRead(world).length === 0) return [];
  if (product.exit === 3 && paths(world).length === 0) return [];
  return [`exit ${product.exit}: ${product.stderr.slice(-1500)}`];
}

function isCode(row: Row): boolean {
  return row.reach === 'code' || row.kind === 'code';
}

/** What identifies an element of a path, apart from the order. */
function elementKey(e: Element): string {
  const place = [e.group_id, e.tactic_id, e.kol_id];
  if (e.reach === 'code') return JSON.stringify(['code', ...place]);
  return JSON.stringify([e.reach, e.kind, ...place, e.touch_ts, e.touches, e.activity_id]);
}

function rowKey(row: Row, known: ReadonlySet<string | null>): string {
  const place = [row.group_id, row.tactic_id, row.kol_id].map(readPlace);
  if (isCode(row)) return JSON.stringify(['code', ...place]);
  const activity_id = known.has(row.activity_id ?? '') ? row.activity_id : null;
  const ids = [Number(row.touch_ts_us), Number(row.touches), activity_id];
  return JSON.stringify([row.reach, row.kind, ...place, ...ids]);
}

/** The ids of activities that were given, not derived. */
function idsOf(world: World): Set<string | null> {
  return new Set(world.activities.map((a) => a.activity_id));
}

export function pathKey(goal: string, conversion_id: string): string {
  return JSON.stringify([goal, conversion_id]);
}

export function rowsByPath(credit: readonly Row[]): Map<string, Row[]> {
  const byPath = new Map<string, Row[]>();
  for (const row of credit) {
    const key = pathKey(row.goal ?? '', row.conversion_id ?? '');
    byPath.set(key, [...(byPath.get(key) ?? []), row]);
  }
  return byPath;
}

function ledgerDifferences(world: World, expected: readonly Path[], credit: readonly Row[]): string[] {
  const byPath = rowsByPath(credit);
  const found: string[] = [];
  for (const path of expected) {
    const key = pathKey(path.goal, path.conversion_id);
    found.push(...pathDifferences(world, path, byPath.get(key) ?? []).map((text) => `${key} ${text}`));
    byPath.delete(key);
  }
  return [...found, ...[...byPath.keys()].map((key) => `${key} is in the ledger, expected nothing`)];
}

function pathDifferences(world: World, path: Path, rows: readonly Row[]): string[] {
  if (rows.length === 0) return ['is not in the ledger'];
  const facts = factDifferences(path, rows);
  if (path.reason !== null || rows.some((r) => r.reason !== '')) {
    const reasons = rows.map((r) => r.reason).join();
    const expected = path.reason ?? `credit to ${path.elements.map(elementKey).join(' ')}`;
    return reasons === path.reason ? facts : [...facts, `expected ${expected}, got reason ${reasons}`];
  }
  const got = rows.map((row) => rowKey(row, idsOf(world))).sort();
  const want = path.elements.map(elementKey).sort();
  if (JSON.stringify(got) !== JSON.stringify(want)) return [...facts, `expected path ${want}, got ${got}`];
  return [
    ...facts,
    ...ruleModels.flatMap((model) => creditDifferences(world, model, path, inOrder(world, path, rows))),
  ];
}

function factDifferences(path: Path, rows: readonly Row[]): string[] {
  const value = path.value_minor === null ? '' : String(path.value_minor);
  const facts = { conversion_ts_us: String(path.ts), user_id: path.user_id, value_minor: value };
  return rows.flatMap((row) =>
    Object.entries(facts)
      .filter(([name, fact]) => row[name] !== fact)
      .map(([name, fact]) => `${name}: expected ${fact}, got ${row[name]}`),
  );
}

/** The ledger rows of a path in the order of its elements. */
export function inOrder(world: World, path: Path, rows: readonly Row[]): Row[] {
  const known = idsOf(world);
  const left = [...rows];
  return path.elements.map((e) => {
    const index = left.findIndex((row) => rowKey(row, known) === elementKey(e));
    return left.splice(index, 1)[0] as Row;
  });
}

/** Micro-credits a row may be off: fixed-point weights and pow round, whole numbers do not. */
function tolerance(model: RuleModel, path: Path): bigint {
  if (model === 'time_decay') return 2n;
  if (picks.includes(model)) return 0n;
  const alike = path.elements.every((e) => e.rule_weight === path.elements[0]?.rule_weight);
  return alike && model === 'linear' ? 0n : 1n;
}

function creditDifferences(world: World, model: RuleModel, path: Path, rows: readonly Row[]): string[] {
  const cells = rows.map((row) => row[model] ?? '');
  if (!cells.every((cell) => /^\d+$/.test(cell))) return [`${model}: not integers: ${cells}`];
  const got = cells.map(BigInt);
  const found: string[] = [];
  if (got.reduce((sum, c) => sum + c, 0n) !== 1_000_000n)
    found.push(`${model}: credits sum to another total: ${got}`);
  if (model === 'random_touch') {
    return got.filter((c) => c > 0n).length === 1 ? found : [...found, `random_touch: ${got}`];
  }
  const want = creditOf(world, model, path.elements);
  const off = want.some((w, i) => abs(w - (got[i] as bigint)) > tolerance(model, path));
  return off
    ? [...found, `${model}: expected ${want}, got ${got}, path ${path.elements.map(elementKey)}`]
    : found;
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function reconciliationDifferences(world: World, expected: readonly Path[], rows: readonly Row[]): string[] {
  const found = rows
    .filter((row) => Number(row.difference) !== 0)
    .map((row) => `reconciliation: ${JSON.stringify(row)}`);
  for (const goal of world.settings.goals) {
    const ofGoal = expected.filter((path) => path.goal === goal.name);
    for (const model of ruleModels) {
      const mine = rows.filter((row) => row.goal === goal.name && row.model === model);
      if (mine.length === 0 && ofGoal.length > 0)
        found.push(`reconciliation: no row for ${goal.name} ${model}`);
      const counts = mine.filter((row) => (row.measure ?? 'conversions') === 'conversions');
      for (const row of counts) {
        const got = [row.source_total, row.credited, row.unattributed].map(Number);
        const without = ofGoal.filter((path) => path.reason !== null).length;
        const want = [ofGoal.length, ofGoal.length - without, without];
        if (want.some((n, i) => !near(n, got[i])))
          found.push(`reconciliation ${goal.name}: expected ${want}, got ${got}`);
      }
    }
  }
  return found;
}

const dimensions: readonly { table: string; dimension: Dimension }[] = [
  { table: 'group_credit', dimension: 'group_id' },
  { table: 'tactic_credit', dimension: 'tactic_id' },
  { table: 'kol_credit', dimension: 'kol_id' },
];

/** The oracle's paths with the program's micro-credits, so that sums are checked apart from rounding. */
function creditedByProduct(
  world: World,
  model: RuleModel,
  expected: readonly Path[],
  product: Product,
): Credited[] {
  const byPath = rowsByPath(product.tables.credit ?? []);
  return expected.map((path) => {
    const rows = byPath.get(pathKey(path.goal, path.conversion_id)) ?? [];
    return { ...path, credit: inOrder(world, path, rows).map((row) => BigInt(row[model] ?? '0')) };
  });
}

function sumDifferences(
  world: World,
  model: RuleModel,
  expected: readonly Path[],
  product: Product,
): string[] {
  const credited = creditedByProduct(world, model, expected, product);
  return dimensions.flatMap(({ table, dimension }) => {
    const rows = product.tables[table];
    if (rows === undefined) return [];
    return world.settings.goals.flatMap((goal) => {
      const mine = rows.filter((row) => row.model === model && row.goal === goal.name);
      const sums = sumsBy(credited, goal.name, dimension);
      const want = new Map([...sums.rows].map(([id, sum]) => [printed(id), sum]));
      if (sums.unattributed.conversions > 0n) want.set('(unattributed)', sums.unattributed);
      return rowDifferences(world, want, mine, dimension, goal.value).map(
        (text) => `${table} ${goal.name} ${model} ${text}`,
      );
    });
  });
}

function rowDifferences(
  world: World,
  want: ReadonlyMap<string, Sum>,
  rows: readonly Row[],
  dimension: Dimension,
  valued: boolean,
): string[] {
  const names = rows.map((row) => row[dimension] ?? '');
  const found = names.filter((name, i) => names.indexOf(name) !== i).map((name) => `${name}: two rows`);
  for (const [name, sum] of want) {
    const row = rows.find((r) => r[dimension] === name);
    if (row !== undefined) found.push(...cellDifferences(world, sum, row, name, valued));
    else if (sum.conversions > 0n || sum.any_touch + sum.placebo > 0)
      found.push(`${name}: no row, expected ${show(sum)}`);
  }
  for (const row of rows) {
    const name = row[dimension] ?? '';
    if (!want.has(name) && [row.conversions, row.any_touch, row.placebo].some((cell) => Number(cell) !== 0)) {
      found.push(`${name}: expected nothing, got ${JSON.stringify(row)}`);
    }
  }
  return found;
}

function cellDifferences(world: World, sum: Sum, row: Row, name: string, valued: boolean): string[] {
  const scale = 1e6 * 10 ** (minorDigits[world.settings.currency] ?? 2);
  const want: Record<string, number | null> = {
    conversions: Number(sum.conversions) / 1e6,
    conversions_net: Number(sum.conversions_net) / 1e6,
    value: valued ? Number(sum.value) / scale : null,
    value_net: valued ? Number(sum.value_net) / scale : null,
  };
  if (name !== '(unattributed)') Object.assign(want, { any_touch: sum.any_touch, placebo: sum.placebo });
  if (row.conversions_se !== undefined && row.conversions_se !== '') want.conversions_se = sum.conversions_se;
  return Object.entries(want)
    .filter(
      ([column, value]) => column in row && !near(value, row[column] === '' ? null : Number(row[column])),
    )
    .map(([column, value]) => `${name} ${column}: expected ${value}, got ${row[column]}`);
}

/** Equal as far as a table prints: six decimals. */
export function near(a: number | null, b: number | null | undefined): boolean {
  if (a === null || b === null || b === undefined) return a === (b ?? null);
  return Math.abs(a - b) <= 5.01e-7 + 1e-12 * Math.abs(a);
}

function show(sum: Sum): string {
  return JSON.stringify(sum, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}
