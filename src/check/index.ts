import type { Config } from '../config/config.js';
import type { Engine } from '../engines/engine.js';
import { UserError } from '../errors.js';
import { chosenEngine, type EngineSettings } from '../options.js';
import { businessDay, choosePeriod } from '../period.js';
import { makeTables } from '../pipeline.js';
import type { Progress } from '../progress.js';
import { asOfMoment } from '../project/as_of.js';
import { rejectSentence } from '../project/check_sources.js';
import { maskKeyOf } from '../project/mask_key.js';
import { readConfig } from '../project/read_config.js';
import { unmetSettings } from '../project/unmet.js';
import { inScratch } from '../scratch.js';
import { encodingsRead } from '../sources/encodings_read.js';
import { loadSource, type Source } from '../sources/load.js';
import { type TableName, tableNames } from '../tables.js';
import { visible } from '../text/printable.js';
import { textTable } from '../text/text_table.js';
import { checkFiles, type FileCheck } from './files.js';
import { type Finding, problemOf, shareText } from './findings.js';
import { goalFindings, usableGoals } from './goals.js';
import { skippedFindings } from './skipped_rows.js';
import { tableFindings } from './tables.js';

export interface CheckOptions extends EngineSettings {
  readonly config: string;
}

/** What is wrong with the input of a project, as lines for the user. */
export interface CheckResult {
  readonly lines: readonly string[];
  readonly errors: number;
  readonly warnings: number;
}

const shownRejects = 5;

/** The data contract: reads the configuration and every input and collects all problems instead of stopping at the first. */
export async function checkProject(options: CheckOptions, progress: Progress): Promise<CheckResult> {
  const config = readConfig(options.config);
  return inScratch(chosenEngine(config, options), options, progress, async (engine, folder) => {
    const found = settingFindings(config);
    const loaded = await loadAll(config, engine, folder, progress);
    const sources = loaded.flatMap(({ source }) => source ?? []);
    found.push(
      ...loaded.flatMap(({ findings }) => findings),
      ...sources.flatMap((one) => sourceFindings(one, config)),
    );
    const has = (table: TableName) =>
      sources.some((source) => source.table === table && source.rows > source.rejected);
    if (has('activities') && has('conversions')) {
      found.push(...(await crossFindings(config, sources, engine, folder, progress)));
    }
    return resultOf(found, sources, config);
  });
}

function settingFindings(config: Config): Finding[] {
  const unmet = [...unmetSettings(config), ...unmetMask(config)];
  return unmet.map(({ message, hint }) => ({ level: 'error', text: message, hint }));
}

/** What is wrong with the key that people are masked with. */
function unmetMask(config: Config): UserError[] {
  try {
    maskKeyOf(config);
    return [];
  } catch (error) {
    if (error instanceof UserError) return [error];
    throw error;
  }
}

/** Reads every input; what cannot be read becomes findings and an empty table. */
async function loadAll(
  config: Config,
  engine: Engine,
  folder: string,
  progress: Progress,
): Promise<FileCheck[]> {
  const checks: FileCheck[] = [];
  for (const table of tableNames) {
    const input = config.inputs[table];
    progress.stage(`read ${table}`, 0, 1);
    const check =
      input === undefined
        ? { findings: [], source: null }
        : await checkFiles(table, input, config, engine, folder);
    if (check.source === null) await engine.loadNothing({ table });
    checks.push(check);
  }
  return checks;
}

/** Rejects, files read once, times that exist twice, and tables without rows. */
function sourceFindings(source: Source, config: Config): Finding[] {
  const { table, rows, rejected } = source;
  const findings: Finding[] = source.repeats.map((file) => ({
    level: 'warning',
    text: `inputs.${table}: ${visible(file.name)} has the same content as an earlier file and is read once.`,
  }));
  findings.push(...skippedFindings(source));
  if (rejected > 0) {
    findings.push({
      level: rejected > rows * config.rejects.max_share ? 'error' : 'warning',
      text: `inputs.${table}: ${shareText(rejected, rows, 'rows')} cannot be taken (limit ${Number((config.rejects.max_share * 100).toPrecision(3))} %).`,
      details: rejectDetails(source),
      hint: 'Mend the file, or raise rejects.max_share if these rows may be left out.',
    });
  }
  if (rows - rejected === 0) {
    const isNeeded = table === 'activities' || table === 'conversions' || table === 'identities';
    findings.push({
      level: isNeeded ? 'error' : 'warning',
      text: `inputs.${table}: no rows in ${source.files.map((file) => visible(file.name)).join(', ')}.`,
      hint: 'There is only a header, or inputs.where leaves nothing.',
    });
  }
  if (source.ambiguous > 0) {
    findings.push({
      level: 'warning',
      text: `inputs.${table}: ${shareText(source.ambiguous, rows, 'times')} exist twice (end of daylight saving); one of the two is taken.`,
      hint: 'Export times with their offset.',
    });
  }
  return findings;
}

function rejectDetails(source: Source): string[] {
  const first = source.rejects.slice(0, shownRejects).map((reject) => visible(rejectSentence(reject)));
  const more = source.rejected - first.length;
  return more > 0 ? [...first, `... and ${more} more`] : first;
}

/** What shows only when the tables are put together; no conversion is reported, so that no path is built. */
async function crossFindings(
  config: Config,
  sources: readonly Source[],
  engine: Engine,
  folder: string,
  progress: Progress,
): Promise<Finding[]> {
  const as_of_us = await asOfMoment(engine, sources, config, undefined);
  const goals = await goalFindings(engine, config, as_of_us);
  const usable = await usableGoals(config, engine, as_of_us);
  const input = config.inputs.conversions;
  if (usable.goals.length < config.goals.length && input !== undefined)
    await loadSource('conversions', input, usable, engine, folder);
  const nothing = { ...choosePeriod({}, config), from_us: 0, to_us: 0 };
  try {
    await makeTables(
      engine,
      { config: usable, models: ['first_touch'], period: nothing, as_of_us, sources },
      progress.stage,
    );
  } catch (error) {
    if (error instanceof UserError) return [...goals, problemOf(error)];
    throw error;
  }
  return [...goals, ...(await tableFindings(engine, config, as_of_us))];
}

function resultOf(found: readonly Finding[], sources: readonly Source[], config: Config): CheckResult {
  const of = (level: Finding['level']) => found.filter((finding) => finding.level === level);
  const [errors, warnings] = [of('error'), of('warning')];
  const count = (n: number, word: string) => `${n} ${n === 1 ? word : `${word}s`}`;
  const verdict =
    found.length === 0
      ? 'the input can be trusted'
      : `${count(errors.length, 'error')}, ${count(warnings.length, 'warning')}`;
  const lines = [...readLines(sources, config), ...findingLines(errors), ...findingLines(warnings), verdict];
  return { lines, errors: errors.length, warnings: warnings.length };
}

/** The findings as lines; a hint that several in a row share stands once, after the last. */
function findingLines(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ level, text, hint, details = [] }, place) => [
    `${level}: ${text}`,
    ...details.map((detail) => `    ${detail}`),
    ...(hint === undefined || hint === findings[place + 1]?.hint ? [] : [`    hint: ${hint}`]),
  ]);
}

/** The encodings of a table's text files; of others than UTF-8 also who said so. */
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
