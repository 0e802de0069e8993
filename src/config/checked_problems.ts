import { chatKinds, type TableName, tableNames } from '../contract/tables.js';
import { keyText, type Path, type Problem, seeSchema, shown, wrongValue } from './problem.js';
import type { WrittenConfig, WrittenInput } from './schema.js';
import { suggestion } from './suggestion.js';
import { keyPlace, type Tree, treeAt } from './tree.js';
import { either } from './values.js';
import { isZone, zoneHint } from './zones.js';

/** Problems with values that have the right shape but cannot be intended. */
export function checkedProblems(
  written: WrittenConfig,
  tree: Tree,
  knownModels?: readonly string[],
): Problem[] {
  return [
    ...zoneProblems(written, tree),
    ...currencyProblems(written, tree),
    ...asOfProblems(written, tree),
    ...engineProblems(written, tree),
    ...encodingProblems(written, tree),
    ...originProblems(written, tree),
    ...goalProblems(written, tree),
    ...touchProblems(written, tree),
    ...modelProblems(written, tree, knownModels),
    ...shareProblems(written, tree),
    ...repeats(tree, ['sensitivity', 'windows_days']),
  ];
}

/** The inputs that are written as maps, by table. */
function inputMaps({ inputs }: WrittenConfig) {
  return tableNames.flatMap((table) => {
    const input = inputs[table];
    const path: Path = ['inputs', table];
    if (typeof input !== 'object') return [];
    if (!Array.isArray(input)) return [{ table, input, path }];
    return (input as readonly (WrittenInput | string)[]).flatMap((one, place) =>
      typeof one === 'object' ? [{ table, input: one, path: [...path, place] }] : [],
    );
  });
}

function zoneProblems(written: WrittenConfig, tree: Tree): Problem[] {
  const zones: [Path, string | undefined][] = [[['timezone'], written.timezone]];
  for (const { input, path } of inputMaps(written)) zones.push([[...path, 'timezone'], input.timezone]);
  return zones.flatMap(([path, zone]) => {
    if (zone === undefined || isZone(zone)) return [];
    const expected = 'an IANA time zone such as Asia/Shanghai or UTC';
    return [wrongValue(tree, path, expected, zoneHint(zone))];
  });
}

function currencyProblems({ currency, goals }: WrittenConfig, tree: Tree): Problem[] {
  const currencies: [Path, string | undefined][] = [[['currency'], currency]];
  goals.forEach((goal, index) => {
    currencies.push([['goals', index, 'currency'], goal.currency]);
  });
  return currencies.flatMap(([path, code]) => {
    if (code === undefined || /^[A-Z]{3}$/.test(code)) return [];
    const hint = /^[A-Za-z]{3}$/.test(code) ? `Write \`${code.toUpperCase()}\`.` : 'Write its ISO 4217 code.';
    return [wrongValue(tree, path, 'three capital letters such as CNY', hint)];
  });
}

function asOfProblems({ as_of }: WrittenConfig, tree: Tree): Problem[] {
  if (as_of === undefined || isMoment(as_of)) return [];
  const expected = 'a date such as 2026-11-16, or a date and time such as 2026-11-16T08:00:00+08:00';
  return [
    wrongValue(tree, ['as_of'], expected, 'Write year, month and day with hyphens; the day must exist.'),
  ];
}

const moment =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/;

/** Whether a text is an existing ISO date, optionally with a time of day. */
function isMoment(text: string): boolean {
  const [, year, month, day] = moment.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function engineProblems({ engine }: WrittenConfig, tree: Tree): Problem[] {
  if (engine.kind === 'spark') return [];
  return (['master', 'warehouse'] as const)
    .filter((key) => engine[key] !== undefined)
    .map((key) => ({
      place: keyPlace(tree, ['engine', key]),
      sentence: `found \`engine.${key}\` with the engine duckdb, expected only with spark.`,
      hint: 'Remove it, or write `kind: spark`.',
    }));
}

/** An input comes from files or from a query. A URL in the configuration is refused without being shown. */
function originProblems(written: WrittenConfig, tree: Tree): Problem[] {
  return inputMaps(written).flatMap(({ table, input, path }) => {
    const place = keyPlace(tree, path);
    const { files, database, query } = input;
    const [sentence, hint] =
      files === undefined && database === undefined
        ? [
            `found \`inputs.${table}\` with neither files nor a database, expected one of them.`,
            'Write `files:` with the names of the files.',
          ]
        : files !== undefined && database !== undefined
          ? [
              `found \`inputs.${table}\` with files and a database, expected one of them.`,
              'To read both, make a list of two maps.',
            ]
          : database !== undefined && query === undefined
            ? [
                `found \`inputs.${table}\` with a database but no query, expected both.`,
                'Write query: with one SELECT, beside database:.',
              ]
            : database !== undefined &&
                !/^(\$\{?\w+\}?|file:.+|(?!.*:\/\/).+\.(sqlite3?|db3?|duckdb|ddb))$/i.test(database)
              ? [
                  `found something else in \`inputs.${table}.database\`, expected a database file, or where to find the URL.`,
                  'A URL contains a password, so write `database: $NAME` for an environment variable, or `file:PATH`. The name of a database file ends in .sqlite, .db or .duckdb.',
                ]
              : [];
    return sentence === undefined || hint === undefined ? [] : [{ place, sentence, hint }];
  });
}

function encodingProblems(written: WrittenConfig, tree: Tree): Problem[] {
  return inputMaps(written).flatMap(({ input, path }) => {
    if (input.encoding === undefined || isEncoding(input.encoding)) return [];
    const expected = 'a text encoding such as utf-8, gb18030 or utf-16le';
    const hint = 'Remove the key: the encoding is then detected from the content.';
    return [wrongValue(tree, [...path, 'encoding'], expected, hint)];
  });
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

function goalProblems(written: WrittenConfig, tree: Tree): Problem[] {
  const goalSource = goalColumns(written);
  const single = written.goals.flatMap((goal, index) => {
    const path = ['goals', index];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    const odd = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(goal.name);
    return [
      ...(odd
        ? [wrongValue(tree, [...path, 'name'], 'a name on a single line', 'Remove the control character.')]
        : []),
      ...emptyMatch(goal.match, [...path, 'match'], tree),
      ...chatGoal(goal, index, goalSource, tree),
    ];
  });
  return [...single, ...repeatedNames(tree)];
}

/** The names by which `match` can refer to the canonical column goal. */
function goalColumns(written: WrittenConfig): string[] {
  const conversions = inputMaps(written).find(({ table }) => table === ('conversions' satisfies TableName));
  const source = conversions?.input.columns.goal;
  if (source === undefined) return ['goal'];
  return typeof source === 'string'
    ? ['goal', source]
    : ['goal', ...('column' in source ? [source.column] : [])];
}

function emptyMatch(match: object, path: Path, tree: Tree): Problem[] {
  if (Object.keys(match).length > 0) return [];
  const expected = 'at least one column with the values to count';
  return [wrongValue(tree, path, expected, 'Write, for example, `match: { goal: order }`.')];
}

function chatGoal(
  { name, match }: WrittenConfig['goals'][number],
  index: number,
  goalSource: readonly string[],
  tree: Tree,
): Problem[] {
  const isChat = (word: string) => (chatKinds as readonly string[]).includes(word.trim().toLowerCase());
  const matched = goalSource.flatMap((column) => (Object.hasOwn(match, column) ? (match[column] ?? []) : []));
  const word = [...matched, name].find(isChat);
  if (word === undefined) return [];
  const sentence = `the goal \`${shown(name)}\` counts \`${shown(word)}\`, expected something that lands in the product: activity in a group is not a result.`;
  const hint = 'Count registrations, orders or similar; chat can be a touch, but not a goal.';
  return [{ place: keyPlace(tree, ['goals', index]), sentence, hint }];
}

function repeatedNames(tree: Tree): Problem[] {
  const goals = treeAt(tree, ['goals']);
  if (goals?.kind !== 'list') return [];
  return repeatsAmong(
    goals.items.map((_, index) => ['goals', index, 'name']),
    tree,
  );
}

function repeats(tree: Tree, path: Path): Problem[] {
  const list = treeAt(tree, path);
  if (list?.kind !== 'list') return [];
  return repeatsAmong(
    list.items.map((_, index) => [...path, index]),
    tree,
  );
}

/** One problem for each value that an earlier path already holds. */
function repeatsAmong(paths: readonly Path[], tree: Tree): Problem[] {
  const lines = new Map<unknown, number>();
  return paths.flatMap((path) => {
    const value = treeAt(tree, path);
    if (value?.kind !== 'scalar') return [];
    const word = typeof value.value === 'number' ? value.value : value.text;
    const line = lines.get(word);
    if (line === undefined) {
      lines.set(word, value.place.line);
      return [];
    }
    const found = `found \`${shown(value.text)}\` again in \`${keyText(path)}\``;
    const sentence = `${found}, expected it only once (it is already in line ${line}).`;
    return [{ place: value.place, sentence, hint: 'Keep one of the two.' }];
  });
}

function touchProblems({ touches }: WrittenConfig, tree: Tree): Problem[] {
  if (touches.some(({ weight }) => weight > 0)) return [];
  const sentence = 'every rule in `touches` has weight 0, expected at least one weight above 0.';
  return [{ place: keyPlace(tree, ['touches']), sentence, hint: 'Remove rules that should not count.' }];
}

function modelProblems({ attribution }: WrittenConfig, tree: Tree, known?: readonly string[]): Problem[] {
  const path = ['attribution', 'models'];
  if (treeAt(tree, path) === undefined) return [];
  const unknown = attribution.models.flatMap((model, index) => {
    if (known === undefined || known.includes(model)) return [];
    const hint = suggestion(model, known) ?? seeSchema;
    return [wrongValue(tree, [...path, index], either(known), hint)];
  });
  return [...unknown, ...repeats(tree, path)];
}

function shareProblems({ attribution }: WrittenConfig, tree: Tree): Problem[] {
  const { first, last } = attribution.position_based;
  const sum = first + last;
  if (sum > 0 && sum <= 1 + 1e-9) return [];
  const place = keyPlace(tree, ['attribution', 'position_based']);
  const found = `\`attribution.position_based\` gives ${first} to the first and ${last} to the last touch`;
  const sentence = `${found}, expected a sum above 0 and at most 1.`;
  return [
    { place, sentence, hint: 'The touches in between share the rest, as in `{ first: 0.4, last: 0.4 }`.' },
  ];
}
