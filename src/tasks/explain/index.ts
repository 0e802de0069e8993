import type { Config, GoalConfig } from '../../config/config.js';
import { inputError, usageError } from '../../contract/errors.js';
import { currencyDigits } from '../../contract/money.js';
import type { Engine, Row, Value } from '../../engines/engine.js';
import type { ModelName } from '../../models/index.js';
import { microCredits } from '../../pipeline/attribution.js';
import { makePaths, stageSql } from '../../pipeline/recipe.js';
import { chooseModels } from '../../project/choose_models.js';
import { chosenEngine, type EngineSettings } from '../../project/options.js';
import { choosePeriod, type Period, zonedText } from '../../project/period.js';
import type { Progress } from '../../project/progress.js';
import { readConfig } from '../../project/read_config.js';
import { inScratch } from '../../project/scratch.js';
import { printable, visible } from '../../text/printable.js';
import { type TextColumn, textTable } from '../../text/text_table.js';
import { refuseErrors } from '../check/findings.js';
import { settingFindings } from '../check/sources.js';
import { type LoadedProject, loadProject, recipeSettings } from '../load_project.js';
import { type ExplainedTouch, type LedgerRow, type PathRow, pathRows, usedEarlier } from './path.js';

export interface ExplainOptions extends EngineSettings {
  readonly config: string;
  readonly goal?: string;
  readonly asOf?: string;
  readonly models?: readonly string[];
}

/** One conversion of one goal, as the stage `explained` makes it; times in microseconds, money in minor units. */
interface Explained {
  readonly conversion_no: number;
  readonly conversion_id: string;
  readonly goal_no: number;
  readonly ts_us: number;
  readonly window_us: number;
  readonly previous_us: number | null;
  readonly user_id: string | null;
  readonly code: string | null;
  readonly person_no: number | null;
  readonly barred: string | null;
  readonly value_minor: number | null;
  readonly net_minor: number | null;
  readonly is_reversed: number;
  readonly person_key: string | null;
  readonly users: number | null;
  readonly reason: string | null;
  readonly first_us: number | null;
  readonly last_us: number | null;
  readonly known_codes: number;
}

/** The text of `grouplift explain`: for every goal the conversion matches its facts, its path and the credit under each model. */
export async function explainConversion(
  id: string,
  options: ExplainOptions,
  progress: Progress,
): Promise<string[]> {
  const config = readConfig(options.config);
  const models = chooseModels(config, options.models);
  refuseErrors(settingFindings(config));
  checkGoal(config, options.goal);
  return inScratch(chosenEngine(config, options), options, progress, async (engine, folder) => {
    const period = choosePeriod({}, config);
    const project = await loadProject({
      config,
      models,
      period,
      asOf: options.asOf,
      engine,
      folder,
      progress,
    });
    const found = await explained(id, project, progress);
    const asked = found.rows.filter(
      (row) => options.goal === undefined || goalOf(row, config).name === options.goal,
    );
    if (asked.length === 0) throw otherGoal(id, options.goal ?? '', found.rows, config);
    return asked.flatMap((row, place) => [
      ...(place === 0 ? [] : ['']),
      ...chapter(row.conversion_id, row, found, config, models),
    ]);
  });
}

function checkGoal(config: Config, goal: string | undefined): void {
  const names = config.goals.map(({ name }) => name);
  if (goal === undefined || names.includes(goal)) return;
  throw usageError(`--goal: there is no goal "${goal}".`, `There are: ${names.join(', ')}.`);
}

interface Found {
  readonly rows: readonly Explained[];
  readonly ledger: readonly LedgerRow[];
  readonly touches: readonly ExplainedTouch[];
  readonly as_of_us: number;
}

/** Runs the recipe for the moment of one conversion and reads what it made of it. */
async function explained(id: string, project: LoadedProject, progress: Progress): Promise<Found> {
  const { engine, config, as_of_us } = project;
  await engine.put('asked', { conversion_id: 'VARCHAR' }, await wholeIds(id, engine));
  const period = await periodOf(id, as_of_us, engine, config);
  await makePaths(engine, recipeSettings({ ...project, period }), progress.stage);
  const make = (table: string) => engine.make(table, stageSql(`explain/${table}`));
  if ((await make('explained')) === 0) throw await notExplained(id, engine);
  await make('explained_ledger');
  await make('explained_touches');
  const read = async <T>(table: string, order: string) =>
    (await engine.rows(`SELECT * FROM ${table} ORDER BY ${order}`)) as unknown as T[];
  return {
    rows: await read<Explained>('explained', 'conversion_id, goal_no'),
    ledger: await read<LedgerRow>('explained_ledger', 'conversion_no, position'),
    touches: await read<ExplainedTouch>(
      'explained_touches',
      'conversion_no, ts_us, activity_id, group_no, kind_no',
    ),
    as_of_us,
  };
}

/** The ids that are asked for: the one named, or with a key of several columns every conversion that it is the id of, such as the lines of an order. */
async function wholeIds(id: string, engine: Engine): Promise<Row[]> {
  await engine.put('named', { named_id: 'VARCHAR' }, [{ named_id: id }]);
  const rows = await engine.rows(
    'SELECT DISTINCT c.conversion_id FROM in_conversions c JOIN named n ON n.named_id = c.base_id ORDER BY c.conversion_id',
  );
  const [whole] = await engine.rows(
    'SELECT count(*) AS found FROM in_conversions c JOIN named n ON n.named_id = c.conversion_id',
  );
  return rows.length === 0 || whole?.found !== 0 ? [{ conversion_id: id }] : rows;
}

/** The period that holds only the moment of the conversion; everything where its id is not in the source but derived. */
async function periodOf(id: string, asOf: number, engine: Engine, config: Config): Promise<Period> {
  const [row] =
    await engine.rows(`SELECT count(*) AS versions, count(c.known_us) AS kept, min(c.known_us) AS first_us, max(c.known_us) AS last_us, min(c.problem) AS problem,
    (SELECT count(*) FROM in_conversions WHERE conversion_id IS NULL) AS without_id
    FROM (SELECT i.conversion_id, i.problem, CASE WHEN i.problem IS NULL AND greatest(i.ts_us, coalesce(i.ingested_at_us, i.ts_us)) <= ${asOf} THEN i.ts_us END AS known_us
      FROM in_conversions i) c JOIN asked a ON a.conversion_id = c.conversion_id`);
  const everything = choosePeriod({}, config);
  if (row === undefined || row.versions === 0) {
    if (row?.without_id === 0) throw await unknownId(id, 'in_conversions', engine);
    return everything;
  }
  if (row.kept === 0) throw leftOut(id, row.problem ?? null, asOf, config);
  return { ...everything, from_us: Number(row.first_us), to_us: Number(row.last_us) + 1 };
}

function leftOut(id: string, problem: Value, asOf: number, config: Config): Error {
  const name = `The conversion "${visible(id)}"`;
  if (problem !== null) {
    const why = visible(String(problem)).replace(':', ': ');
    return inputError(`${name} was rejected (${why}).`, 'grouplift check shows the row.');
  }
  return inputError(
    `${name} landed or arrived after ${localTime(asOf, config)}, and nothing later is read.`,
    'Give a later --as-of.',
  );
}

async function unknownId(
  id: string,
  table: 'in_conversions' | 'conversion_rows',
  engine: Engine,
): Promise<Error> {
  const near =
    await engine.rows(`SELECT DISTINCT c.conversion_id, levenshtein(c.conversion_id, a.conversion_id) AS steps
    FROM ${table} c CROSS JOIN asked a WHERE c.conversion_id IS NOT NULL ORDER BY steps, c.conversion_id LIMIT 3`);
  const ids = near.map((row) => visible(String(row.conversion_id))).join(', ');
  return inputError(`There is no conversion "${visible(id)}".`, `The nearest ids: ${ids}.`);
}

/** Why a conversion that was read is not among those of any goal. */
async function notExplained(id: string, engine: Engine): Promise<Error> {
  const [row] =
    await engine.rows(`SELECT (SELECT count(*) FROM conversion_rows c JOIN asked a ON a.conversion_id = c.conversion_id) AS kept,
    (SELECT min(c.goal) FROM in_conversions c JOIN asked a ON a.conversion_id = c.conversion_id) AS goal`);
  if (row?.kept === 0) return unknownId(id, 'conversion_rows', engine);
  const found = row?.goal == null ? '' : `: its goal is "${visible(String(row.goal))}"`;
  return inputError(
    `The conversion "${visible(id)}" matches no goal${found}.`,
    'See goals.*.match in the configuration.',
  );
}

function otherGoal(id: string, goal: string, rows: readonly Explained[], config: Config): Error {
  const names = rows.map((row) => goalOf(row, config).name).join(', ');
  return inputError(
    `The conversion "${visible(id)}" does not match the goal ${goal}.`,
    `It matches: ${names}.`,
  );
}

function goalOf(row: Explained, config: Config): GoalConfig {
  const goal = config.goals[row.goal_no - 1];
  if (goal === undefined) throw new Error(`There is no goal number ${row.goal_no}.`);
  return goal;
}

function localTime(us: number, config: Config): string {
  return zonedText(us, config.timezone).replace('T', ' ');
}

/** Everything about one goal of the conversion. */
function chapter(
  id: string,
  row: Explained,
  found: Found,
  config: Config,
  models: readonly ModelName[],
): string[] {
  const own = <T extends { readonly conversion_no: number }>(rows: readonly T[]) =>
    rows.filter(({ conversion_no }) => conversion_no === row.conversion_no);
  const ledger = own(found.ledger);
  const path = pathRows(
    {
      ts_us: row.ts_us,
      previous_us: row.previous_us,
      barred: row.barred,
      code_overrides: config.attribution.code === 'override' && ledger.some(isCode),
    },
    own(found.touches),
    ledger,
  );
  const uncounted = own(found.touches).filter(({ reach }) => reach === '');
  return [
    ...headerLines(id, row, ledger, found, config),
    '',
    ...pathLines(path, ledger, models, config),
    ...hiddenLine(uncounted),
    ...endLines(row, ledger, path, config),
  ];
}

function isCode({ reach }: LedgerRow): boolean {
  return reach === 'code';
}

function headerLines(
  id: string,
  row: Explained,
  ledger: readonly LedgerRow[],
  found: Found,
  config: Config,
): string[] {
  const goal = goalOf(row, config);
  const facts: [string, string | null][] = [
    ['goal', `${visible(goal.name)} (window ${goal.window_days} days)`],
    ['landed', `${localTime(row.ts_us, config)} (${config.timezone})`],
    ['user', visible(row.user_id ?? '(none)')],
    ['person', personText(row, config)],
    ['value', valueText(row, goal, config)],
    ['code', codeText(row, ledger, config)],
    ['as of', localTime(found.as_of_us, config)],
  ];
  return [
    `conversion ${visible(id)}`,
    ...facts.flatMap(([name, text]) => (text === null ? [] : [`  ${name.padEnd(8)}${text}`])),
  ];
}

function personText(row: Explained, config: Config): string {
  if (row.barred === 'no_identity')
    return 'unknown: no identity links this user to a member (reason: no_identity)';
  const person = row.person_key === null ? '' : `${visible(row.person_key)}, `;
  const users = `${row.users ?? 1} product ${row.users === 1 ? 'user' : 'users'}`;
  if (row.barred === 'excluded_person') return `${person}excluded: listed in the table exclusions`;
  if (row.barred === 'quarantined_identity')
    return `${person}quarantined: ${users} (limit ${config.identity.max_users})`;
  return `${person}${users}`;
}

function valueText(row: Explained, goal: GoalConfig, config: Config): string {
  const currency = goal.currency ?? config.currency;
  const digits = currencyDigits(currency);
  const money = (minor: number) =>
    `${(minor / 10 ** digits).toFixed(digits)}${currency === null ? '' : ` ${currency}`}`;
  const reversed = row.is_reversed === 1 ? 'reversed: all of it came back' : '';
  if (row.value_minor === null || row.net_minor === null) return reversed || 'none';
  if (row.is_reversed === 1) return `${money(row.value_minor)}, ${reversed}`;
  if (row.net_minor === row.value_minor) return money(row.value_minor);
  return `${money(row.value_minor)}, ${money(row.value_minor - row.net_minor)} came back, net ${money(row.net_minor)}`;
}

function codeText(row: Explained, ledger: readonly LedgerRow[], config: Config): string | null {
  if (row.code === null) return null;
  const code = visible(row.code);
  if (config.attribution.code === 'ignore') return `${code}, ignored (attribution.code: ignore)`;
  if (ledger.some(isCode))
    return config.attribution.code === 'override'
      ? `${code}, takes all credit (attribution.code: override)`
      : `${code}, a touch at that moment`;
  if (row.known_codes === 0) return `${code}, not in the table codes`;
  return row.barred === 'excluded_person'
    ? `${code}, of an excluded person`
    : `${code}, not valid at that time`;
}

function pathLines(
  path: readonly PathRow[],
  ledger: readonly LedgerRow[],
  models: readonly ModelName[],
  config: Config,
): string[] {
  if (path.length === 0) return ['  no touches are known around this conversion'];
  const texts = ['time', 'group', 'kind', 'reach', 'tactic', 'verdict'];
  const columns: TextColumn[] = [
    ...texts.map((title) => ({ title, align: 'left' as const })),
    ...models.map((title) => ({ title, align: 'right' as const })),
  ];
  const rows = path.map((row) => [
    localTime(row.ts_us, config),
    printable(row.group_name ?? '(none)'),
    printable(row.kind),
    row.reach,
    printable(row.tactic_name ?? ''),
    row.verdict,
    ...models.map((model) => (row.credit === null ? '' : creditText(Number(row.credit[model])))),
  ]);
  const sums = models.map((model) => creditText(ledger.reduce((sum, row) => sum + Number(row[model]), 0)));
  const last = ledger.length === 0 ? [] : [['sum', '', '', '', '', '', ...sums]];
  return textTable(columns, [...rows, ...last]).map((line) => `  ${line}`);
}

/** Micro-credits as a decimal with six places. */
function creditText(credit: number): string {
  return (credit / microCredits).toFixed(6);
}

function hiddenLine(uncounted: readonly ExplainedTouch[]): string[] {
  const hidden = Number(uncounted[0]?.of_reach ?? 0) - uncounted.length;
  if (hidden <= 0) return [];
  return [`  ... and ${hidden} more ${hidden === 1 ? 'activity' : 'activities'} of kinds that do not count`];
}

const reasons: Readonly<Record<string, string>> = {
  excluded_person: 'the person is excluded',
  quarantined_identity: 'the ids of this person link too many product users',
  no_identity: 'nobody knows which member this user is',
  touch_before_window: 'every touch before the conversion lies before the window',
  touch_only_after: 'every touch came after the conversion',
  no_touch: 'the person has no touch of a kind that counts',
};

function endLines(
  row: Explained,
  ledger: readonly LedgerRow[],
  path: readonly PathRow[],
  config: Config,
): string[] {
  if (ledger.length > 0 || row.reason === null) return [];
  const isUsed = path.some(({ verdict }) => verdict === `rejected: ${usedEarlier}`);
  const reason = isUsed
    ? 'every touch in the window was used by an earlier conversion'
    : (reasons[row.reason] ?? 'no eligible touch');
  const text = `  unattributed under every model: ${row.reason} (${reason})`;
  if (row.first_us === null || row.last_us === null) return [text];
  return [
    text,
    `  touches of this person: ${localTime(row.first_us, config)} the first, ${localTime(row.last_us, config)} the last`,
  ];
}
