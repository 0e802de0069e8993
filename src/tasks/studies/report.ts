import { kindsOf, readLift } from '../../claims/read.js';
import type { Config } from '../../config/config.js';
import { usageError } from '../../contract/errors.js';
import type { Engine } from '../../engines/engine.js';
import { readTable } from '../../engines/typed_rows.js';
import { liftSentence } from '../../insights/tactics/lift_sentence.js';
import { kindSentence, kindTerm } from '../../insights/tactics/tactic_kinds.js';
import { claimNames, isSeries } from '../../insights/tactics/tactic_series.js';
import { displayName } from '../../insights/wording/names.js';
import { makeSome } from '../../pipeline/recipe.js';
import { chooseModels } from '../../project/choose_models.js';
import { thresholdsOf } from '../../project/lift_settings.js';
import { chosenEngine, type EngineSettings } from '../../project/options.js';
import { choosePeriod, type Period } from '../../project/period.js';
import type { Progress } from '../../project/progress.js';
import { readConfig } from '../../project/read_config.js';
import { inScratch } from '../../project/scratch.js';
import { liftRow } from '../../publish/lift.js';
import { kindRow } from '../../publish/lift_kinds.js';
import { languages } from '../../report/language.js';
import type { Lift, LiftKind, Tactic } from '../../report/published.js';
import { type TextColumn, textTable } from '../../text/text_table.js';
import { refuseErrors } from '../check/findings.js';
import { settingFindings } from '../check/sources.js';
import { loadProject, recipeSettings } from '../load_project.js';
import { csvLines } from './csv_lines.js';

/** The tables that `readLift` reads. */
export const readTables = [
  ...['tactic_moments', 'tactic_list', 'tactic_units', 'conversions', 'stays', 'talk_kinds', 'unit_talk'],
  ...['unit_joins', 'unit_landed'],
  ...[
    'lift_range',
    'lift_parts',
    'lift_bases',
    'lift_members',
    'lift_cells',
    'lift_risk',
    'lift_shared',
    'lift_overlaps',
  ],
];

export interface LiftReadOptions extends EngineSettings {
  readonly config: string;
  readonly week?: string;
  readonly month?: string;
  readonly quarter?: string;
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
  const { rows, kinds, tactics } = await inScratch(
    chosenEngine(config, options),
    options,
    progress,
    async (engine, folder) => {
      await makeFor(readTables, { engine, config, period, options, folder, progress });
      const readings = await readLift(engine, config, period);
      const kinds = kindsOf(readings, thresholdsOf(config));
      return {
        rows: readings.map(liftRow),
        kinds: kinds.map((one) => kindRow(one, kinds.length)),
        tactics: await namedTactics(engine),
      };
    },
  );
  if (format === 'csv') return csvLines(rows);
  if (format === 'json') return [JSON.stringify(rows, null, 2)];
  return textLines(rows, kinds, tactics, config);
}

type NamedTactic = Pick<Tactic, 'tactic_id' | 'name' | 'kind'>;

async function namedTactics(engine: Engine): Promise<NamedTactic[]> {
  const rows = await readTable(
    engine,
    'tactic_list',
    { label: 'text', name: 'text?', kind: 'text?' },
    'ORDER BY tactic_no',
  );
  return rows.map(({ label, name, kind }) => ({ tactic_id: label, name, kind }));
}

/** Where tables are made, and from what. */
interface Making {
  readonly engine: Engine;
  readonly config: Config;
  readonly period: Period;
  readonly options: { readonly asOf?: string };
  readonly folder: string;
  readonly progress: Progress;
}

/** Reads the inputs and makes some tables and what they need, with the one model that increments are compared with. */
export async function makeFor(
  tables: readonly string[],
  { engine, config, period, options, folder, progress }: Making,
): Promise<void> {
  const models = chooseModels(config, ['last_touch']);
  const project = await loadProject({ config, models, period, asOf: options.asOf, engine, folder, progress });
  await makeSome(engine, recipeSettings(project), tables, progress.stage);
}

/** A table, then one sentence or two about every tactic. */
function textLines(
  rows: readonly Lift[],
  kinds: readonly LiftKind[],
  tactics: readonly NamedTactic[],
  config: Config,
): string[] {
  const words = languages.en;
  const names = claimNames({ tactics, lift: rows }, words, true);
  const nameOf = ({ tactic_id }: Lift) =>
    `${isSeries(tactic_id) ? 'kind:' : ''}${names.get(tactic_id) ?? displayName(null, tactic_id)}`;
  if (rows.length === 0) return ['There are no tactics: add inputs.tactics and inputs.tactic_groups.'];
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
  const table = textTable(
    columns,
    rows.map((row) => textRow(row, nameOf(row))),
  );
  const sentences = rows.map(
    (row) =>
      `${nameOf(row)}: ${liftSentence(row, config.lift.period, words, names).replaceAll('\u00a0', ' ')}`,
  );
  const ofKinds = kinds.map((row) => `${kindTerm(row, words, row.goal)}: ${kindSentence(row, words)}`);
  const plain = ofKinds.map((line) => line.replaceAll('\u00a0', ' '));
  return [...table, '', ...sentences, '', ...(plain.length === 0 ? [] : [...plain, '']), words.tactics.never];
}

function textRow(row: Lift, name: string): string[] {
  const rate = (value: number | null) => (value === null ? '-' : (value * 1000).toFixed(2));
  const count = (value: number | null) => (value === null ? '-' : value.toFixed(0));
  return [
    name,
    displayName(null, row.goal),
    row.estimator ?? '-',
    rate(row.estimate),
    row.low === null || row.high === null ? '-' : `${rate(row.low)} to ${rate(row.high)}`,
    count(row.incremental),
    count(row.credited),
    row.verdict.replaceAll('_', ' '),
  ];
}
