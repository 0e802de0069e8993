/** Steps whose SELECT depends on what the data turned out to contain. */
import type { Engine } from '../engines/engine.js';
import { readRow } from '../engines/typed_rows.js';
import { type ModelName, ruleModels } from '../models/index.js';
import { creditStage, type PathShape, sensitivityStage } from './attribution.js';
import { channelSumsStage, type Dimension } from './credit_sums.js';
import { dimensionLists, type PipelineSettings } from './settings.js';
import { weightsInUse } from './stages/settings.js';
import { stageSql } from './steps.js';

/** Credit under every model; if no row bundles several touches, the path columns are cheaper. */
export async function makeCredit(engine: Engine, settings: PipelineSettings): Promise<number> {
  const { bundles } = await readRow(
    engine,
    { bundles: 'number' },
    'SELECT (SELECT count(*) FROM pairs_heavy) + (SELECT count(*) FROM audience_bundles) AS bundles',
  );
  const rows = bundles === 0 ? 'single' : 'bundled';
  return engine.make(
    'credit_rows',
    creditStage(settings.models, settings.config.attribution, pathShape(settings, rows)),
  );
}

/** Credit of every cell of the sensitivity grid. */
export async function makeSensitivity(engine: Engine, settings: PipelineSettings): Promise<number> {
  const { bundles } = await readRow(
    engine,
    { bundles: 'number' },
    'SELECT count(*) AS bundles FROM sensitivity_pairs WHERE touches > 1',
  );
  const rows = bundles === 0 ? 'single' : 'bundled';
  return engine.make(
    'sensitivity_sums',
    sensitivityStage(ruleModels(settings.models), settings.config.attribution, pathShape(settings, rows)),
  );
}

/** What the configuration says about every path. */
function pathShape({ config }: PipelineSettings, rows: PathShape['rows']): PathShape {
  return {
    rows,
    weights: new Set(weightsInUse(config)).size === 1 ? 'equal' : 'ruled',
    codes: config.inputs.codes === undefined ? 'none' : 'some',
  };
}

/** Sums of credit by channel and person bucket; without reversals net is gross. */
export async function makeSums(engine: Engine, models: readonly ModelName[]): Promise<number> {
  const { reversals } = await readRow(
    engine,
    { reversals: 'number' },
    'SELECT count(*) AS reversals FROM reversal_sums',
  );
  return engine.make('channel_sums', channelSumsStage(models, reversals === 0 ? 'none' : 'some'));
}

/** Distinct conversions reached; a dimension without any value need not be counted again. */
export async function makeReach(engine: Engine, dimension: Dimension): Promise<number> {
  const { known } = await readRow(
    engine,
    { known: 'number' },
    `SELECT count(*) AS known FROM ${dimensionLists[dimension]}`,
  );
  return engine.make(`${dimension}_reach`, stageSql(known === 0 ? 'reach_of_none' : `${dimension}_reach`));
}

/** The activities without repeats; if none are possible, the source is used as it is. */
export async function makeActivityRows(engine: Engine, { sources }: PipelineSettings): Promise<null> {
  const { repeats } = await readRow(
    engine,
    { repeats: 'number' },
    'SELECT count(*) AS repeats FROM activity_repeats',
  );
  const unnamed = sources.find((source) => source.table === 'activities')?.unnamed;
  const isUnique = repeats === 0 && unnamed === 0;
  await engine.view('activity_rows', stageSql(isUnique ? 'activity_rows_unique' : 'activity_rows'));
  return null;
}
