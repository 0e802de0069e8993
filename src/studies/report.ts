import { refuseErrors } from '../check/findings.js';
import { inputFindings } from '../check/rules.js';
import { settingFindings, sourcesFindings } from '../check/sources.js';
import type { Config } from '../config/config.js';
import type { Engine } from '../engines/engine.js';
import { usageError } from '../errors.js';
import { liftSentence } from '../insights/lift_sentence.js';
import { chosenEngine, type EngineSettings } from '../options.js';
import { choosePeriod, type Period } from '../period.js';
import { makeTables } from '../pipeline.js';
import type { Progress } from '../progress.js';
import { asOfMoment } from '../project/as_of.js';
import { chooseModels } from '../project/choose_models.js';
import { readConfig } from '../project/read_config.js';
import { liftRow } from '../publish/lift.js';
import { languages } from '../report/language.js';
import type { Lift } from '../report/published.js';
import { inScratch } from '../scratch.js';
import { loadSources } from '../sources/load.js';
import { type TextColumn, textTable } from '../text/text_table.js';
import { csvLines } from './csv_lines.js';
import { readLift } from './read.js';

export interface LiftReadOptions extends EngineSettings {
  readonly config: string;
  readonly week?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly format: string;
}

/** The lines of `grouplift lift read`: what each tactic caused, as a table and in words, as CSV or as JSON. */
export async function liftReport(options: LiftReadOptions, progress: Progress): Promise<string[]> {
  const { format } = options;
  if (!['text', 'csv', 'json'].includes(format))
    throw usageError(`--format: found "${format}", expected text, csv or json.`, 'Write --format csv.');
  const config = readConfig(options.config);
  refuseErrors(settingFindings(config));
  const period = choosePeriod(options, config);
  const rows = await inScratch(chosenEngine(config, options), options, progress, async (engine, folder) => {
    await makeAll(engine, config, period, options, folder, progress);
    return (await readLift(engine, config, period)).map(liftRow);
  });
  if (format === 'csv') return csvLines(rows);
  if (format === 'json') return [JSON.stringify(rows, null, 2)];
  return textLines(rows as unknown as Lift[], config);
}

/** Reads the inputs and makes every table, with the one model that increments are held against. */
export async function makeAll(
  engine: Engine,
  config: Config,
  period: Period,
  options: { readonly asOf?: string },
  folder: string,
  progress: Progress,
): Promise<void> {
  const sources = await loadSources(config, engine, folder, (table) => progress.stage(`read ${table}`, 0, 1));
  refuseErrors(sourcesFindings(sources, config));
  const as_of_us = await asOfMoment(engine, sources, config, options.asOf);
  const models = chooseModels(config, ['last_touch']);
  const onInput = async () => refuseErrors(await inputFindings({ engine, config, sources, as_of_us }));
  await makeTables(engine, { config, models, period, as_of_us, sources, onInput }, progress.stage);
}

/** A table, then one sentence or two about every tactic. */
function textLines(rows: readonly Lift[], config: Config): string[] {
  const words = languages.en;
  if (rows.length === 0) return ['There is no tactic: add inputs.tactics and inputs.tactic_groups.'];
  const columns: TextColumn[] = [
    { title: 'tactic', align: 'left' },
    { title: 'goal', align: 'left' },
    { title: 'estimator', align: 'left' },
    { title: 'per 1,000 members', align: 'right' },
    { title: '95 %', align: 'right' },
    { title: 'incremental', align: 'right' },
    { title: 'credited', align: 'right' },
    { title: 'verdict', align: 'left' },
  ];
  const table = textTable(columns, rows.map(textRow));
  const sentences = rows.map(
    (row) => `${row.tactic_id}: ${liftSentence(row, config.lift.period, words).replaceAll('\u00a0', ' ')}`,
  );
  return [...table, '', ...sentences, '', words.tactics.never];
}

function textRow(row: Lift): string[] {
  const rate = (value: number | null) => (value === null ? '-' : (value * 1000).toFixed(2));
  const count = (value: number | null) => (value === null ? '-' : value.toFixed(0));
  return [
    row.tactic_id,
    row.goal,
    row.estimator ?? '-',
    rate(row.estimate),
    row.estimate === null ? '-' : `${rate(row.low)} to ${rate(row.high)}`,
    count(row.incremental),
    count(row.credited),
    row.verdict.replaceAll('_', ' '),
  ];
}
