import { type TableName, tableNames } from '../tables.js';
import { checkedProblems, type Problem, writtenProblems } from './problems.js';
import { configSchema, schemaWithin, takesValue, type WrittenConfig, type WrittenInput } from './schema.js';
import { keyPlace, problemAt, type Tree, treeOfYaml } from './tree.js';

export { type ConfigKey, configJsonSchema, configReference } from './schema.js';

export type WeekStart = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** Where one canonical table comes from, and how its columns and values are named there. */
export interface InputConfig {
  readonly files: readonly string[];
  /** canonical column -> source column */
  readonly columns: Readonly<Record<string, string>>;
  /** source (or canonical) column -> accepted texts */
  readonly where: Readonly<Record<string, readonly string[]>>;
  /** canonical column -> source value -> canonical value */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly timezone: string | null;
  readonly encoding: string | null;
  readonly parts: boolean;
  /** sheet number or name, XLSX only */
  readonly sheet: number | string | null;
  /** line of this input's key in the configuration file, from 1 */
  readonly line: number;
}

export interface GoalConfig {
  readonly name: string;
  /** column -> accepted texts: a list is "or", several columns are "and" */
  readonly match: Readonly<Record<string, readonly string[]>>;
  readonly window_days: number;
  readonly value: boolean;
  readonly headline: boolean;
  readonly settle_days: number;
  readonly currency: string | null;
  readonly line: number;
}

export interface TouchRule {
  readonly kinds: readonly string[];
  readonly reach: 'actor' | 'audience';
  readonly weight: number;
  /** null: the goal's window */
  readonly window_days: number | null;
}

export interface AttributionConfig {
  readonly channel: string;
  readonly models: readonly string[];
  readonly last_non: { readonly kinds: readonly string[] };
  readonly position_based: { readonly first: number; readonly last: number };
  readonly time_decay: { readonly half_life_days: number };
  readonly markov: { readonly order: number | 'auto' };
  readonly code: 'touch' | 'override' | 'ignore';
  readonly reuse_touches: boolean;
}

export interface EngineConfig {
  readonly kind: 'duckdb' | 'spark';
  readonly master: string | null;
  readonly conf: Readonly<Record<string, string>>;
  readonly warehouse: string | null;
}

export interface ReportConfig {
  readonly language: 'en' | 'zh';
  /** hash: ids and names of people are shown as short hashes */
  readonly mask: 'none' | 'hash';
  /** figures about fewer people than this are not printed; 0 prints all */
  readonly min_cell: number;
}

export interface Config {
  /** absolute path of the configuration file */
  readonly path: string;
  /** business zone: days and weeks */
  readonly timezone: string;
  /** whether the file says so; wall times without any declared zone are an error */
  readonly timezone_declared: boolean;
  readonly week_starts: WeekStart;
  readonly currency: string | null;
  readonly as_of: string | null;
  readonly engine: EngineConfig;
  readonly identity: { readonly min_confidence: number; readonly max_users: number };
  /** member and user ids are the same thing */
  readonly identities_same: boolean;
  readonly inputs: Readonly<Partial<Record<TableName, InputConfig>>>;
  readonly goals: readonly GoalConfig[];
  readonly touches: readonly TouchRule[];
  readonly attribution: AttributionConfig;
  readonly sensitivity: { readonly windows_days: readonly number[] };
  readonly lift: {
    readonly period: 'week' | 'day';
    readonly smallest_useful: number | null;
    /** tactic -> estimator, where the automatic choice is not wanted */
    readonly estimators: Readonly<Record<string, string>>;
    /** limits of gates by name, where they differ from the default */
    readonly gates: Readonly<Record<string, number>>;
  };
  readonly rejects: { readonly max_share: number };
  readonly report: ReportConfig;
}

/**
 * The configuration of a YAML text, with every default filled in; paths stay as they are written.
 * `knownModels`, where given, are the names that `attribution.models` may hold.
 * Throws a UserError (exit code 2) that names the place of the first problem.
 */
export function parseConfig(text: string, path: string, knownModels?: readonly string[]): Config {
  const tree = treeOfYaml(text, path);
  const parsed = configSchema.safeParse(plainOf(tree, configSchema));
  if (!parsed.success) throw firstOf(writtenProblems(parsed.error.issues, tree), path);
  const problems = checkedProblems(parsed.data, tree, knownModels);
  if (problems.length > 0) throw firstOf(problems, path);
  return configOf(parsed.data, tree, path);
}

function firstOf(problems: readonly Problem[], path: string): Error {
  const [first] = problems.toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  if (first === undefined) return new Error(`No problem was found in ${path}, yet it was refused.`);
  return problemAt(path, first.place, first.sentence, first.hint);
}

type Schema = Parameters<typeof schemaWithin>[0];

/** The plain value of a tree: where the schema wants text, the characters of the file. */
function plainOf(tree: Tree, schema: Schema | undefined): unknown {
  const within = (step: PropertyKey) => schema && schemaWithin(schema, step);
  if (tree.kind === 'list') return tree.items.map((item, index) => plainOf(item, within(index)));
  if (tree.kind === 'map') {
    return Object.fromEntries(
      [...tree.entries].map(([key, entry]) => [key, plainOf(entry.tree, within(key))]),
    );
  }
  const asWritten = tree.value === null || schema === undefined || takesValue(schema, tree.value);
  return asWritten ? tree.value : tree.text;
}

function configOf(written: WrittenConfig, tree: Tree, path: string): Config {
  const { timezone, week_starts, identity, sensitivity, rejects, report } = written;
  const currency = written.currency ?? null;
  return {
    path,
    timezone,
    timezone_declared: tree.kind === 'map' && tree.entries.has('timezone'),
    week_starts: week_starts === 'iso' ? 'monday' : week_starts,
    currency,
    as_of: written.as_of ?? null,
    engine: {
      ...written.engine,
      master: written.engine.master ?? null,
      warehouse: written.engine.warehouse ?? null,
    },
    identity,
    identities_same: written.inputs.identities === 'same',
    inputs: inputsOf(written, tree),
    goals: written.goals.map((goal, index) => ({
      ...goal,
      match: listsOf(goal.match),
      currency: goal.currency ?? currency,
      line: keyPlace(tree, ['goals', index]).line,
    })),
    touches: written.touches.map((rule) => ({
      ...rule,
      kinds: listOf(rule.kinds),
      window_days: rule.window_days ?? null,
    })),
    attribution: { ...written.attribution, last_non: { kinds: listOf(written.attribution.last_non.kinds) } },
    sensitivity,
    lift: { ...written.lift, smallest_useful: written.lift.smallest_useful ?? null },
    rejects,
    report,
  };
}

function inputsOf({ inputs }: WrittenConfig, tree: Tree): Partial<Record<TableName, InputConfig>> {
  const present = tableNames.flatMap((table) => {
    const input = inputs[table];
    if (input === undefined || (table === 'identities' && input === 'same')) return [];
    return [[table, inputOf(input, keyPlace(tree, ['inputs', table]).line)]];
  });
  return Object.fromEntries(present);
}

function inputOf(input: string | string[] | WrittenInput, line: number): InputConfig {
  const keys = typeof input === 'string' || Array.isArray(input) ? { files: input } : input;
  const { files, columns = {}, where = {}, values = {}, parts = false } = keys as Partial<WrittenInput>;
  const { timezone = null, encoding = null, sheet = null } = keys as Partial<WrittenInput>;
  return {
    files: listOf(files ?? []),
    columns: columns as InputConfig['columns'],
    where: listsOf(where),
    values: values as InputConfig['values'],
    timezone,
    encoding,
    parts,
    sheet,
    line,
  };
}

function listsOf(texts: Readonly<Record<string, string | string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, listOf(value)]));
}

function listOf(value: string | string[]): string[] {
  return typeof value === 'string' ? [value] : value;
}
