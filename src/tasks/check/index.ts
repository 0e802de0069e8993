import type { Config } from '../../config/config.js';
import { UserError } from '../../contract/errors.js';
import { type TableName, tableNames } from '../../contract/tables.js';
import type { Engine } from '../../engines/engine.js';
import { loadSource, type Source } from '../../loading/load.js';
import { type Known, loadTables, nothingKnown } from '../../loading/load_tables.js';
import { makeSome } from '../../pipeline/recipe.js';
import { bySql } from '../../pipeline/settings.js';
import { asOfMoment } from '../../project/as_of.js';
import { chosenEngine, type EngineSettings } from '../../project/options.js';
import { businessDay, choosePeriod } from '../../project/period.js';
import type { Progress } from '../../project/progress.js';
import { readConfig } from '../../project/read_config.js';
import { inScratch } from '../../project/scratch.js';
import { encodingsRead } from '../../sources/encodings/encodings_read.js';
import { textTable } from '../../text/text_table.js';
import { checkedTables } from './checked_tables.js';
import { checkFiles, type FileCheck } from './files.js';
import { type Finding, findingLines, problemOf } from './findings.js';
import { goalFindings, usableGoals } from './goals.js';
import { maskFindings } from './mask.js';
import { conversionFindings } from './rules.js';
import { settingFindings, sourcesFindings } from './sources.js';
import { tableFindings } from './tables.js';

export interface CheckOptions extends EngineSettings {
  readonly config: string;
  /** nothing later is judged, instead of what the configuration says */
  readonly asOf?: string;
}

/** The problems with the input of a project, as lines for the user. */
export interface CheckResult {
  readonly lines: readonly string[];
  readonly findings: readonly Finding[];
  readonly errors: number;
  readonly warnings: number;
}

/** Checks the data contract: reads the configuration and every input, and collects all problems instead of stopping at the first. */
export async function checkProject(options: CheckOptions, progress: Progress): Promise<CheckResult> {
  const config = readConfig(options.config);
  const judged = { ...config, as_of: options.asOf ?? config.as_of };
  return inScratch(chosenEngine(config, options), options, progress, async (engine, folder) => {
    const found = [...settingFindings(config), ...maskFindings(config)];
    const collect = (findings: readonly Finding[]) => found.push(...findings);
    const loaded = await loadAll(config, engine, folder, progress);
    const sources = loaded.flatMap(({ source }) => source ?? []);
    collect(loaded.flatMap(({ findings }) => findings));
    collect(sourcesFindings(sources, config));
    const has = (table: TableName) =>
      sources.some((source) => source.table === table && source.rows > source.rejected);
    if (has('activities') && has('conversions'))
      collect(await crossFindings(judged, sources, engine, folder, progress));
    return resultOf(found, sources, config);
  });
}

/** Reads every input; unreadable ones become findings and an empty table. */
async function loadAll(
  config: Config,
  engine: Engine,
  folder: string,
  progress: Progress,
): Promise<FileCheck[]> {
  const checks = new Map<TableName, FileCheck>();
  const load = async (table: TableName, known: Known) => {
    const input = config.inputs[table];
    if (input === undefined) return null;
    progress.stage(`read ${table}`, 0, 1);
    const check = await checkFiles(table, input, config, engine, folder, known);
    if (check.source === null) await engine.loadNothing({ table });
    checks.set(table, check);
    return check.source;
  };
  for (const table of tableNames) if (config.inputs[table] === undefined) await engine.loadNothing({ table });
  const present = tableNames.filter((table) => config.inputs[table] !== undefined);
  await loadTables(present, load, engine, config.as_of);
  return present.flatMap((table) => checks.get(table) ?? []);
}

/** Problems that only show when the tables are combined. */
async function crossFindings(
  config: Config,
  sources: readonly Source[],
  engine: Engine,
  folder: string,
  progress: Progress,
): Promise<Finding[]> {
  const as_of_us = await asOfMoment(engine, sources, config, undefined);
  const found = await goalFindings({ engine, config, sources, as_of_us });
  const usable = await usableGoals(config, engine, as_of_us);
  const input = config.inputs.conversions;
  if (usable.goals.length < config.goals.length && input !== undefined)
    await loadSource('conversions', input, usable, engine, folder, {
      ...nothingKnown,
      readings: sources.find(({ table }) => table === 'conversions')?.readings ?? {},
    });
  const nothing = { ...choosePeriod({}, config), from_us: 0, to_us: 0 };
  const checked = { engine, config: usable, sources, as_of_us };
  const onInput = async () => {
    found.push(...(await conversionFindings(checked)));
  };
  try {
    await makeSome(
      engine,
      { config: usable, models: ['first_touch'], period: nothing, as_of_us, sources, onInput, kernel: bySql },
      checkedTables,
      progress.stage,
    );
  } catch (error) {
    if (error instanceof UserError) return [...found, problemOf(error)];
    throw error;
  }
  return [...found, ...(await tableFindings({ ...checked, config }))];
}

function resultOf(found: readonly Finding[], sources: readonly Source[], config: Config): CheckResult {
  const of = (level: Finding['level']) => found.filter((finding) => finding.level === level);
  const [errors, warnings, notes] = [of('error'), of('warning'), of('note')];
  const count = (n: number, word: string) => `${n} ${n === 1 ? word : `${word}s`}`;
  const verdict =
    errors.length + warnings.length === 0
      ? 'the input can be trusted'
      : `${count(errors.length, 'error')}, ${count(warnings.length, 'warning')}`;
  const lines = [...readLines(sources, config), ...[errors, warnings, notes].flatMap(findingLines), verdict];
  return { lines, findings: found, errors: errors.length, warnings: warnings.length };
}

/** The encodings of a table's text files, and for those other than UTF-8 whether they were declared or detected. */
function encodingText(source: Source): string {
  const texts = encodingsRead(source.files).map(({ encoding, encoding_by }) =>
    encoding === 'utf-8' ? encoding : `${encoding} (${encoding_by})`,
  );
  return [...new Set(texts)].join(', ');
}

/** What was read: rows, files, days and encodings by table. */
function readLines(sources: readonly Source[], config: Config): string[] {
  const day = (us: number | null) => (us === null ? '' : businessDay(us, config.timezone));
  const columns = (['table', 'rows', 'files', 'from', 'to', 'encoding'] as const).map((title) => ({
    title,
    align: title === 'rows' || title === 'files' ? ('right' as const) : ('left' as const),
  }));
  const rows = sources.map((source) => [
    source.table,
    String(source.rows - source.rejected),
    String(source.files.length),
    day(source.first_ts_us),
    day(source.last_ts_us),
    encodingText(source),
  ]);
  return rows.length === 0 ? [] : [...textTable(columns, rows).map((line) => `  ${line}`), ''];
}
