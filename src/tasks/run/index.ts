import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLift } from '../../claims/read.js';
import type { Config } from '../../config/config.js';
import { inputError, usageError } from '../../contract/errors.js';
import type { Engine, Publication, Row } from '../../engines/engine.js';
import { openEngine } from '../../engines/open.js';
import type { Source } from '../../loading/load.js';
import type { ModelName } from '../../models/index.js';
import { ledger } from '../../pipeline/credit_sums.js';
import type { KernelChoice } from '../../pipeline/kernel/index.js';
import { makeTables } from '../../pipeline/recipe.js';
import { resultRows } from '../../pipeline/results.js';
import type { KernelRequest } from '../../pipeline/settings.js';
import { chooseModels } from '../../project/choose_models.js';
import { nothingHeld } from '../../project/held.js';
import { maskKeyOf } from '../../project/mask_key.js';
import { bytesOf, chosenEngine, type EngineSettings } from '../../project/options.js';
import { type Output, openOutput } from '../../project/output.js';
import { choosePeriod, type Period, zonedText } from '../../project/period.js';
import type { Progress } from '../../project/progress.js';
import { readConfig } from '../../project/read_config.js';
import { defaultMemory } from '../../project/scratch.js';
import { type Timing, timed } from '../../project/timing.js';
import { findings } from '../../publish/findings.js';
import type { PublishedTable } from '../../publish/index.js';
import { contracts, publishedTables, typesOf } from '../../publish/index.js';
import type { Published } from '../../report/published.js';
import type { FindingRow } from '../../report/report.js';
import { refuseChanged } from '../../sources/stamp.js';
import { type Finding, refuseErrors } from '../check/findings.js';
import { settingFindings } from '../check/sources.js';
import { tableFindings } from '../check/tables.js';
import { loadProject, recipeSettings } from '../load_project.js';
import { readEarlierRun } from './earlier_run.js';
import { type RunFacts, runFacts } from './facts.js';
import { type Status, statusOf } from './light.js';
import { writeManifest } from './manifest.js';
import { maskPeople } from './mask.js';
import type { Note } from './note.js';
import { runNotes } from './notes.js';
import { publishedOf } from './report_rows.js';
import { restatedRows } from './restated_rows.js';
import { type EarlierRun, goalTotals, restated } from './restatements.js';
import { runSaid } from './run_said.js';

/** What to run and where; how to count is in the configuration. */
export interface RunOptions extends EngineSettings {
  readonly config: string;
  readonly out?: string;
  readonly from?: string;
  readonly to?: string;
  readonly week?: string;
  readonly month?: string;
  readonly quarter?: string;
  readonly asOf?: string;
  readonly models?: readonly string[];
  readonly previous?: string;
  /** reuse finished stages of a failed run of the same inputs and configuration */
  readonly resume?: boolean;
  readonly kernel?: 'arrays' | 'sql';
  readonly csv?: boolean;
  readonly bom?: boolean;
}

/** The results of a run, for the lines printed at its end. */
export interface RunResult {
  readonly folder: string;
  readonly config: Config;
  readonly sources: readonly Source[];
  readonly tables: readonly PublishedTable[];
  readonly facts: RunFacts;
  /** what the rules of `grouplift check` found, without errors */
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  /** the cost of every step */
  readonly timings: readonly Timing[];
  readonly status: Status;
}

/** The whole run: either everything appears in the output folder at once, or nothing does. */
export async function runBatch(options: RunOptions, progress: Progress): Promise<RunResult> {
  const config = readConfig(options.config);
  const models = chooseModels(config, options.models);
  const period = choosePeriod(options, config);
  refuseErrors(settingFindings(config));
  const maskKey = maskKeyOf(config);
  if (options.bom && !options.csv)
    throw usageError('--bom was given without --csv.', 'Add --csv: the byte order mark is for CSV files.');
  const earlier =
    options.previous === undefined ? null : await readEarlierRun(options.previous, period, config);
  const folder = options.out ?? defaultFolder(period);
  const output = await openOutput(folder, plannedFiles(options), progress.holds);
  let engine: Engine | undefined;
  try {
    progress.stage('start', 0, 1);
    engine = await openEngine(chosenEngine(config, options), {
      scratch: output.scratch,
      stages: output.stages,
      finished: options.resume ? 'use' : 'drop',
      memory: options.memory ?? defaultMemory,
      threads: options.threads ?? null,
    });
    progress.watch(engine);
    const result = await produce(
      config,
      models,
      period,
      { ...options, maskKey },
      earlier,
      output,
      engine,
      progress,
    );
    await engine.dropStages();
    engine.close();
    engine = undefined;
    progress.commit();
    progress.holds({ ...nothingHeld, lock: output.held.lock });
    output.publish();
    progress.holds(nothingHeld);
    return { ...result, folder };
  } catch (error) {
    engine?.close();
    output.discard();
    progress.holds(nothingHeld);
    throw error;
  }
}

/** out/2026-W46, out/2026-11-01..2026-11-30 or out/all. */
function defaultFolder(period: Period): string {
  return join(
    'out',
    period.week ??
      (period.from === null && period.to === null ? 'all' : `${period.from ?? ''}..${period.to ?? ''}`),
  );
}

/** Texts for team chats. */
const botFiles = ['bot/wecom.md', 'bot/wecom_v2.md', 'bot/feishu.json', 'bot/slack.json'] as const;

/** The files that a run may write into its output folder. */
function plannedFiles(options: RunOptions): string[] {
  const kinds = options.csv ? ['parquet', 'csv'] : ['parquet'];
  const tables = contracts.flatMap(({ name }) => kinds.map((kind) => `tables/${name}.${kind}`));
  return ['manifest.json', 'report.html', 'report.xlsx', 'report.md', ...botFiles, ...tables];
}

async function produce(
  config: Config,
  models: readonly ModelName[],
  period: Period,
  options: RunOptions & { readonly maskKey: string | null },
  earlier: EarlierRun | null,
  output: Output,
  engine: Engine,
  progress: Progress,
) {
  const timings: Timing[] = [];
  const request = { config, models, period, asOf: options.asOf, engine, folder: output.scratch, progress };
  const project = await timed(timings, 'read', () => loadProject(request));
  const { sources, as_of_us } = project;
  refuseFuture(period, as_of_us, config);
  const found: Finding[] = [...project.findings];
  const settings = recipeSettings(project, (more) => found.push(...more), kernelOf(options));
  const made = await makeTables(engine, settings, progress.stage);
  timings.push(...made.timings);
  const ofTables = await tableFindings(project);
  refuseErrors(ofTables);
  found.push(...ofTables);
  progress.stage('write ledger', 1, 1);
  // The largest table is written while little else is held in memory.
  const ledgerRows = await timed(timings, 'write ledger', async () =>
    writeTable(engine, 'credit', await ledgerOf(models, made.kernel), output.staging, options),
  );
  const rejects = sources.flatMap((source) => source.rejects);
  const lift = await timed(timings, 'lift', () => readLift(engine, config, period));
  const tables = await timed(timings, 'published tables', () =>
    publishedTables({ engine, config, models, rejects, sources, period, as_of_us, lift }),
  );
  const facts = await runFacts(engine, config, models, period, as_of_us, sources);
  const notes = runNotes(found, tables);
  progress.stage('write tables', 1, 1);
  await timed(timings, 'write tables', () => writeTables(engine, tables, output.staging, options));
  const changed =
    options.previous === undefined
      ? null
      : await restatedRows(engine, options.previous, output.staging, runSaid(config, models, sources, facts));
  const previous = earlier === null ? null : restated(earlier, goalTotals(tables), changed);
  const { maskKey } = options;
  const publishedIn = (language: Language) => {
    const spoken = { ...config, report: { ...config.report, language } };
    const published = publishedOf(spoken, models, tables, sources, facts, notes, previous);
    return maskKey === null ? published : maskPeople(published, maskKey);
  };
  const { said, status } = await timed(timings, 'write report', () =>
    writeReport(publishedIn, config.report.language, output.staging),
  );
  const saidTable: SaidTable = {
    name: findings.name,
    columns: typesOf(findings),
    rows: said.map((row) => ({ ...row })),
  };
  await publishRows(engine, saidTable, output.staging, options);
  for (const source of sources) refuseChanged(source.files);
  writeManifest(output.staging, {
    config,
    models,
    sources,
    tables,
    timings,
    facts,
    findings: found,
    notes,
    ledgerRows,
    engine,
    kernel: made.kernel,
    status,
  });
  return { config, sources, tables, facts, findings: found, notes, timings, status };
}

/** Whether credit is made in arrays or by SQL: with --resume, stages are kept as SQL makes them. */
function kernelOf({ kernel, resume, memory }: RunOptions): KernelRequest {
  if (kernel === 'sql') return { by: 'sql', reason: 'asked for with --kernel sql' };
  if (resume) return { by: 'sql', reason: 'stages are kept for --resume' };
  return { by: 'arrays', memory_bytes: bytesOf(memory ?? defaultMemory) };
}

/** Refuses a period after as_of: nothing of it was read, so its zeros would mean nothing. */
function refuseFuture(period: Period, asOf: number, config: Config): void {
  if (period.from_us <= asOf) return;
  throw inputError(
    `The period begins on ${period.from}, and nothing after ${zonedText(asOf, config.timezone)} was read.`,
    'Choose an earlier period or a later as_of, or add newer files.',
  );
}

/** Writes every table but the ledger as Parquet (and CSV). */
async function writeTables(
  engine: Engine,
  tables: readonly PublishedTable[],
  folder: string,
  options: RunOptions,
): Promise<void> {
  await writeTable(engine, 'results', resultRows(), folder, options);
  for (const table of tables) await publishRows(engine, table, folder, options);
}

/** The ledger, in the order of the arrays, or else sorted by SQL. */
async function ledgerOf(models: readonly ModelName[], kernel: KernelChoice): Promise<Publication> {
  return kernel.by === 'arrays' ? kernel.ledger() : ledger(models);
}

type SaidTable = Pick<PublishedTable, 'columns' | 'rows'> & { readonly name: string };

/** Writes rows in their given order. */
async function publishRows(
  engine: Engine,
  table: SaidTable,
  folder: string,
  options: RunOptions,
): Promise<void> {
  await engine.put(`out_${table.name}`, { ...table.columns, row_no: 'BIGINT' }, numbered(table.rows));
  const columns = Object.keys(table.columns).map((column) => `"${column}"`);
  await writeTable(
    engine,
    table.name,
    { select: `SELECT ${columns.join(', ')} FROM out_${table.name} ORDER BY row_no`, labels: {} },
    folder,
    options,
  );
}

/** Rows with their positions, one at a time. */
function numbered(rows: Iterable<Row>): Iterable<Row> {
  return {
    *[Symbol.iterator]() {
      let row_no = 0;
      for (const row of rows) yield { ...row, row_no: row_no++ };
    },
  };
}

/** Writes a table and returns the number of its rows. */
async function writeTable(
  engine: Engine,
  name: string,
  rows: Publication,
  folder: string,
  options: RunOptions,
): Promise<number> {
  const path = join(folder, 'tables', name);
  const written = await engine.publishParquet(rows, `${path}.parquet`);
  if (options.csv) await engine.publishCsv(rows, `${path}.csv`, options.bom ? 'spreadsheets' : 'tools');
  return written;
}

type Language = Config['report']['language'];

/** Writes the report, with both languages in the page, and returns its light and all its sentences. */
async function writeReport(
  publishedIn: (language: Language) => Published,
  language: Language,
  folder: string,
): Promise<{ readonly said: readonly FindingRow[]; readonly status: Status }> {
  const [{ buildReport }, { findingRows }, { findingsSheet }] = await Promise.all([
    import('../../insights/index.js'),
    import('../../insights/findings/findings.js'),
    import('../../insights/findings/findings_sheet.js'),
  ]);
  const [{ renderHtml }, { renderXlsx }, { renderMarkdown }, bots] = await Promise.all([
    import('../../report/html.js'),
    import('../../report/xlsx.js'),
    import('../../report/markdown.js'),
    import('../../report/bots.js'),
  ]);
  const reports = { en: buildReport(publishedIn('en')), zh: buildReport(publishedIn('zh')) };
  const report = reports[language];
  writeFileSync(join(folder, 'report.html'), renderHtml(report, reports[language === 'en' ? 'zh' : 'en']));
  const said = findingRows(reports.en, reports.zh);
  const tables = [findingsSheet(said), ...report.tables];
  writeFileSync(join(folder, 'report.xlsx'), renderXlsx({ ...report, tables }));
  writeFileSync(join(folder, 'report.md'), renderMarkdown(report));
  mkdirSync(join(folder, 'bot'), { recursive: true });
  const texts = [bots.renderWecom, bots.renderWecomTables, bots.renderFeishu, bots.renderSlack];
  for (const [at, render] of texts.entries()) writeFileSync(join(folder, botFiles[at] ?? ''), render(report));
  return { said, status: statusOf(report) };
}
