import type { Config, InputConfig } from '../../config/config.js';
import { goalOf } from '../../config/goals.js';
import { inputError, usageError } from '../../contract/errors.js';
import type { Engine, Row } from '../../engines/engine.js';
import { columnsLike, readRow, readRows, readTable } from '../../engines/typed_rows.js';
import { makePaths } from '../../pipeline/recipe.js';
import { stageSql } from '../../pipeline/steps.js';
import { chooseModels } from '../../project/choose_models.js';
import { chosenEngine, type EngineSettings } from '../../project/options.js';
import { choosePeriod, type Period } from '../../project/period.js';
import type { Progress } from '../../project/progress.js';
import { readConfig } from '../../project/read_config.js';
import { inScratch } from '../../project/scratch.js';
import { visible } from '../../text/printable.js';
import { refuseErrors } from '../check/findings.js';
import { settingFindings } from '../check/sources.js';
import { type LoadedProject, loadProject, recipeSettings } from '../load_project.js';
import { chapter, type Explained, explainedShape, type Found, localTime } from './chapter.js';
import { ledgerShape, touchShape } from './path.js';

export interface ExplainOptions extends EngineSettings {
  readonly config: string;
  readonly goal?: string;
  readonly asOf?: string;
  readonly models?: readonly string[];
}

/** The text of `grouplift explain`: for every goal that the conversion matches, its facts, its path and the credit under each model. */
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
      (row) => options.goal === undefined || goalOf(config, row.goal_no).name === options.goal,
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
  throw usageError(`--goal: there is no goal "${goal}".`, `The goals are: ${names.join(', ')}.`);
}

/** Runs the recipe for the time of one conversion and reads the result. */
async function explained(id: string, project: LoadedProject, progress: Progress): Promise<Found> {
  const { engine, config, as_of_us } = project;
  await engine.put('asked', { conversion_id: 'VARCHAR' }, await wholeIds(id, engine));
  const period = await periodOf(id, as_of_us, engine, config);
  await makePaths(engine, recipeSettings({ ...project, period }), progress.stage);
  const make = (table: string) => engine.make(table, stageSql(table));
  if ((await make('explained')) === 0) throw await notExplained(id, engine, config);
  await make('explained_ledger');
  await make('explained_touches');
  const ledgerColumns = { ...ledgerShape, ...columnsLike(project.models, 'number') };
  return {
    rows: await readTable(engine, 'explained', explainedShape, 'ORDER BY conversion_id, goal_no'),
    ledger: await readTable(engine, 'explained_ledger', ledgerColumns, 'ORDER BY conversion_no, position'),
    touches: await readTable(
      engine,
      'explained_touches',
      touchShape,
      'ORDER BY conversion_no, ts_us, activity_id, group_no, kind_no',
    ),
    as_of_us,
  };
}

/** The requested ids: the one named or, with a composite key, every conversion that has it as its id, such as the lines of an order. */
async function wholeIds(id: string, engine: Engine): Promise<Row[]> {
  await engine.put('named', { named_id: 'VARCHAR' }, [{ named_id: id }]);
  const rows = await readRows(
    engine,
    { conversion_id: 'text' },
    'SELECT DISTINCT c.conversion_id FROM in_conversions c JOIN named n ON n.named_id = c.base_id ORDER BY c.conversion_id',
  );
  const whole = await readRow(
    engine,
    { found: 'number' },
    'SELECT count(*) AS found FROM in_conversions c JOIN named n ON n.named_id = c.conversion_id',
  );
  if (whole.found === 0 && rows.length > 0) return rows;
  // an id copied from a file may have the surrounding marks that reading removes
  const bare = await readRow(engine, { id: 'text?' }, 'SELECT clean_id(named_id) AS id FROM named');
  return [{ conversion_id: whole.found === 0 ? (bare.id ?? id) : id }];
}

/** The period that contains only the time of the conversion; everything if its id is derived rather than in the source. */
async function periodOf(id: string, asOf: number, engine: Engine, config: Config): Promise<Period> {
  const row = await readRow(
    engine,
    {
      versions: 'number',
      kept: 'number',
      first_us: 'number?',
      last_us: 'number?',
      problem: 'text?',
      without_id: 'number',
    },
    `SELECT count(*) AS versions, count(c.known_us) AS kept, min(c.known_us) AS first_us, max(c.known_us) AS last_us, min(c.problem) AS problem,
    (SELECT count(*) FROM in_conversions WHERE conversion_id IS NULL) AS without_id
    FROM (SELECT i.conversion_id, i.problem, CASE WHEN i.problem IS NULL AND greatest(i.ts_us, coalesce(i.ingested_at_us, i.ts_us)) <= ${asOf} THEN i.ts_us END AS known_us
      FROM in_conversions i) c JOIN asked a ON a.conversion_id = c.conversion_id`,
  );
  const everything = choosePeriod({}, config);
  const { first_us, last_us } = row;
  if (row.versions === 0) {
    if (row.without_id === 0) throw await unknownId(id, 'in_conversions', engine, config);
    return everything;
  }
  if (first_us === null || last_us === null) throw leftOut(id, row.problem, asOf, config);
  return { ...everything, from_us: first_us, to_us: last_us + 1 };
}

function leftOut(id: string, problem: string | null, asOf: number, config: Config): Error {
  const name = `The conversion "${visible(id)}"`;
  if (problem !== null) {
    const why = visible(problem).replace(':', ': ');
    return inputError(`${name} was rejected (${why}).`, 'Run grouplift check to see the row.');
  }
  return inputError(
    `${name} landed or arrived after ${localTime(asOf, config)}, and nothing later is read.`,
    'Choose a later --as-of.',
  );
}

function sourcesOf({ inputs: { conversions } }: Config): InputConfig[] {
  return conversions === undefined ? [] : [conversions, ...conversions.others];
}

async function unknownId(
  id: string,
  table: 'in_conversions' | 'conversion_rows',
  engine: Engine,
  config: Config,
): Promise<Error> {
  const near = await readRows(
    engine,
    { conversion_id: 'text', steps: 'number' },
    `SELECT DISTINCT c.conversion_id, levenshtein(c.conversion_id, a.conversion_id) AS steps
    FROM ${table} c CROSS JOIN asked a WHERE c.conversion_id IS NOT NULL ORDER BY steps, c.conversion_id LIMIT 3`,
  );
  const ids = near.map((row) => visible(row.conversion_id)).join(', ');
  const leavesOut = sourcesOf(config).some(
    ({ landed_states, where, filled }) =>
      landed_states !== null || Object.keys(where).length > 0 || filled.length > 0,
  );
  const among = leavesOut ? ' among the rows that where, filled and landed_states keep' : '';
  return inputError(`There is no conversion "${visible(id)}"${among}.`, `The closest ids: ${ids}.`);
}

/** Why a conversion that was read does not belong to any goal. */
async function notExplained(id: string, engine: Engine, config: Config): Promise<Error> {
  const row = await readRow(
    engine,
    { kept: 'number', goal: 'text?' },
    `SELECT (SELECT count(*) FROM conversion_rows c JOIN asked a ON a.conversion_id = c.conversion_id) AS kept,
    (SELECT min(c.goal) FROM in_conversions c JOIN asked a ON a.conversion_id = c.conversion_id) AS goal`,
  );
  if (row.kept === 0) return unknownId(id, 'conversion_rows', engine, config);
  const found = row.goal === null ? '' : `: its goal is "${visible(row.goal)}"`;
  return inputError(
    `The conversion "${visible(id)}" matches no goal${found}.`,
    'See goals.*.match in the configuration.',
  );
}

function otherGoal(id: string, goal: string, rows: readonly Explained[], config: Config): Error {
  const names = rows.map((row) => goalOf(config, row.goal_no).name).join(', ');
  return inputError(
    `The conversion "${visible(id)}" does not match the goal ${goal}.`,
    `It matches: ${names}.`,
  );
}
