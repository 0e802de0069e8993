import { type TableName, tableNames } from '../contract/tables.js';
import { checkedProblems } from './checked_problems.js';
import { columnSources, type WrittenColumns } from './column_sources.js';
import type { Config, InputConfig } from './config.js';
import type { Problem } from './problem.js';
import { configSchema, type WrittenConfig, type WrittenInput } from './schema.js';
import { schemasWithin, takesValue } from './schema_lookup.js';
import { keyPlace, problemAt, type Tree, treeOfYaml } from './tree.js';
import { writtenProblems } from './written_problems.js';

/**
 * The configuration in a YAML text, with all defaults filled in; paths stay as written.
 * `knownModels`, if given, are the names allowed in `attribution.models`.
 * Throws a UserError (exit code 2) that says where the first problem is.
 */
export function parseConfig(text: string, path: string, knownModels?: readonly string[]): Config {
  const tree = treeOfYaml(text, path);
  const parsed = configSchema.safeParse(plainOf(tree, [configSchema]));
  if (!parsed.success) throw firstOf(writtenProblems(parsed.error.issues, tree), path);
  const problems = checkedProblems(parsed.data, tree, knownModels);
  if (problems.length > 0) throw firstOf(problems, path);
  return configOf(parsed.data, tree, path);
}

function firstOf(problems: readonly Problem[], path: string): Error {
  const [first] = problems.toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  if (first === undefined) return new Error(`No problem was found in ${path}, but it was refused.`);
  return problemAt(path, first.place, first.sentence, first.hint);
}

type Schemas = Parameters<typeof schemasWithin>[0];

/** The plain value of a tree; where the schema expects text, the characters as written in the file. */
function plainOf(tree: Tree, schemas: Schemas): unknown {
  const within = (step: PropertyKey) => schemasWithin(schemas, step);
  if (tree.kind === 'list') return tree.items.map((item, index) => plainOf(item, within(index)));
  if (tree.kind === 'map') {
    return Object.fromEntries(
      [...tree.entries].map(([key, entry]) => [key, plainOf(entry.tree, within(key))]),
    );
  }
  const asWritten = tree.value === null || schemas.length === 0 || takesValue(schemas, tree.value);
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
      label: goal.label === undefined ? null : { en: goal.label.en ?? null, zh: goal.label.zh ?? null },
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
    report: { ...report, labels: labelsOf(report.labels), mask_key_file: report.mask_key_file ?? null },
  };
}

function labelsOf({
  types,
  kinds,
  models,
  owners,
  matrices,
}: WrittenConfig['report']['labels']): Config['report']['labels'] {
  const named = (labels: typeof types) =>
    Object.fromEntries(
      Object.entries(labels).map(([id, { en, zh }]) => [id, { en: en ?? null, zh: zh ?? null }]),
    );
  return {
    types: named(types),
    kinds: named(kinds),
    models: named(models),
    owners: named(owners),
    matrices: named(matrices),
  };
}

function inputsOf({ inputs }: WrittenConfig, tree: Tree): Partial<Record<TableName, InputConfig>> {
  const present = tableNames.flatMap((table) => {
    const input = inputs[table];
    if (input === undefined || (table === 'identities' && input === 'same')) return [];
    const line = keyPlace(tree, ['inputs', table]).line;
    if (!isListOfMaps(input)) return [[table, inputOf(input, line)]];
    const [first, ...others] = input.map((one) => inputOf(one, line));
    return first === undefined ? [] : [[table, { ...first, others }]];
  });
  return Object.fromEntries(present);
}

function isListOfMaps(input: unknown): input is WrittenInput[] {
  return Array.isArray(input) && typeof input[0] === 'object';
}

function inputOf(input: string | string[] | WrittenInput, line: number): InputConfig {
  const keys = typeof input === 'string' || Array.isArray(input) ? { files: input } : input;
  const { files, columns = {}, where = {}, values = {}, parts = false } = keys as Partial<WrittenInput>;
  const { timezone = null, encoding = null, sheet = null } = keys as Partial<WrittenInput>;
  const { on_conflict = null, key = [], landed_states = null, roster = null } = keys as Partial<InputConfig>;
  const { short_lists = null, list_cells = false } = keys as Partial<InputConfig>;
  const { time_format = null, decimal_mark = null } = keys as Partial<WrittenInput>;
  const {
    skip_lines = 0,
    until = null,
    clean = [],
    year = null,
    filled = [],
  } = keys as Partial<WrittenInput>;
  const { database, query } = keys as Partial<WrittenInput>;
  const sources = columnSources(columns as WrittenColumns);
  return {
    files: listOf(files ?? []),
    files_query: database === undefined ? (query ?? null) : null,
    from_database: database === undefined || query === undefined ? null : { database, query },
    columns: sources.columns,
    constants: sources.constants,
    rows: { skip_lines, until, clean, year, derived: sources.derived },
    where: listsOf(where),
    filled,
    values: values as InputConfig['values'],
    timezone,
    encoding,
    parts,
    on_conflict,
    key,
    landed_states,
    time_format: time_format as InputConfig['time_format'],
    decimal_mark,
    sheet,
    line,
    roster,
    short_lists,
    list_cells,
    others: [],
  };
}

function listsOf(texts: Readonly<Record<string, string | string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, listOf(value)]));
}

function listOf(value: string | string[]): string[] {
  return typeof value === 'string' ? [value] : value;
}
