import { readFileSync } from 'node:fs';
import { creditStage, type PathShape, pathSharesStage, sensitivityStage } from './attribution.js';
import { channelSumsStage, type Dimension, holdingsStage, momentsStage, sumsStage } from './credit_sums.js';
import type { Engine } from './engines/engine.js';
import { learnedAmong, type ModelName, ruleModels } from './models/index.js';
import type { Source } from './sources/load.js';
import { choosePlayers, playGames } from './stages/games.js';
import { learnChannels } from './stages/learned_channels.js';
import { putLiftParts } from './stages/lift_parts.js';
import { putLineageLabels } from './stages/lineage.js';
import { putSettings, type RunSettings, weightsInUse } from './stages/settings.js';
import { type Timing, timed } from './timing.js';

/** Everything the stages are told, besides the input tables. */
export interface PipelineSettings extends RunSettings {
  readonly models: readonly ModelName[];
  readonly sources: readonly Source[];
  /** asked as soon as the conversions are known, before anything is counted: throws where the input must be refused */
  readonly onInput: () => Promise<void>;
}

export type OnStage = (stage: string, place: number, stages: number) => void;

export const dimensions: readonly Dimension[] = ['group', 'tactic', 'kol'];

/** The table that lists every value of a dimension. */
export const dimensionLists: Readonly<Record<Dimension, string>> = {
  group: 'groups',
  tactic: 'tactic_list',
  kol: 'kol_list',
};

/** Makes what a panel is made of, after `makeTables`. */
export async function makePanelTables(engine: Engine): Promise<void> {
  for (const step of panelSteps()) await step.run(engine);
}

/** Makes every table of a run, in order, and returns what each cost. */
export async function makeTables(
  engine: Engine,
  settings: PipelineSettings,
  onStage: OnStage,
): Promise<Timing[]> {
  return takeSteps(engine, [...pathSteps(settings), ...sumSteps(settings)], onStage);
}

/** Makes the tables up to the credit of every path, for those who ask about single conversions. */
export async function makePaths(
  engine: Engine,
  settings: PipelineSettings,
  onStage: OnStage,
): Promise<Timing[]> {
  return takeSteps(engine, pathSteps(settings), onStage);
}

async function takeSteps(engine: Engine, steps: readonly Step[], onStage: OnStage): Promise<Timing[]> {
  const timings: Timing[] = [];
  for (const [index, step] of steps.entries()) {
    onStage(step.stage, index + 1, steps.length);
    await timed(timings, step.stage, () => step.run(engine));
  }
  return timings;
}

interface Step {
  readonly stage: string;
  readonly run: (engine: Engine) => Promise<number | null>;
}

/** From the inputs to the credit of every touch, and the reason of every conversion without one. */
function pathSteps(settings: PipelineSettings): Step[] {
  const { config } = settings;
  return [
    { stage: 'settings', run: (engine) => quietly(putSettings(engine, settings)) },
    ...stages(
      'conversion_repeats',
      'conversion_versions',
      'conversion_merges',
      'conversion_rows',
      'conflicts',
    ),
    { stage: 'input_checked', run: () => quietly(settings.onInput()) },
    ...stages('activity_repeats', 'activity_labels'),
    { stage: 'activity_rows', run: (engine) => makeActivityRows(engine, settings) },
    ...(config.identities_same ? [stage('identities_same', 'in_identities')] : []),
    ...stages('identity_edges', 'identity_nodes', 'identity_links', 'identity_labels'),
    { stage: 'identity_spread', run: spreadLabels },
    ...stages(
      'implausible_users',
      'people',
      'person_ids',
      'kol_list',
      'members',
      'groups',
      'tactic_list',
      'kinds',
      'tactic_spans',
      'kol_spans',
      'activities',
      'reach_rules',
    ),
    stage(given(settings, 'memberships') ? 'roster' : 'roster_observed', 'roster'),
    ...stages('homes'),
    stage(hasKey(settings) ? 'reversal_rows_keyed' : 'reversal_rows', 'reversal_rows'),
    ...stages('reversal_sums', 'conversions'),
    stage(
      config.attribution.reuse_touches ? 'previous_none' : 'previous_conversions',
      'previous_conversions',
    ),
    ...stages(
      'actor_counts',
      'heavy_people',
      'lookbacks',
      'touch_widths',
      'touches',
      'pairs_actor',
      'pairs_heavy',
      'stays',
      'posts',
      'post_widths',
      'heard_posts',
      'audience_bundles',
      'pairs_audience',
      'known_codes',
      'code_cells',
      'code_parts',
      'code_uses',
      'pairs_code',
      'pairs',
      'paths',
      'skipped_kinds',
    ),
    ...learning(settings),
    { stage: 'credit_rows', run: (engine) => makeCredit(engine, settings) },
    ...stages('touch_bounds', 'unattributed_rows'),
  ];
}

/** From the ledger and the inputs to what is published. */
function sumSteps(settings: PipelineSettings): Step[] {
  const { models } = settings;
  return [
    ...stages('after_actor', 'after_audience', 'after_touches', 'placebo_counts'),
    ...stages('placebo_conversions', 'placebo_windows', 'placebo_touches', 'placebo_pairs', 'placebo_sums'),
    ...stages('sensitivity_conversions', 'sensitivity_touches', 'sensitivity_pairs', 'sensitivity_paths'),
    { stage: 'sensitivity_sums', run: (engine) => makeSensitivity(engine, settings) },
    { stage: 'channel_sums', run: (engine) => makeSums(engine, models) },
    ...dimensions.flatMap((dimension) => [
      {
        stage: `${dimension}_sums`,
        run: (engine: Engine) => engine.make(`${dimension}_sums`, sumsStage(dimension, models)),
      },
      {
        stage: `${dimension}_moments`,
        run: (engine: Engine) => engine.make(`${dimension}_moments`, momentsStage(dimension, models)),
      },
      {
        stage: `${dimension}_holdings`,
        run: (engine: Engine) => engine.make(`${dimension}_holdings`, holdingsStage(dimension, models)),
      },
      { stage: `${dimension}_reach`, run: (engine: Engine) => makeReach(engine, dimension) },
    ]),
    ...stages('unattributed_sums', 'unattributed_moments', 'unattributed_total_moments', 'source_totals'),
    ...stages('match_counts', 'talk_kinds', 'group_chat'),
    stage(given(settings, 'memberships') ? 'presences' : 'presences_observed', 'presences'),
    ...stages('lineage_edges', 'home_moves'),
    { stage: 'home_moves_followed', run: followHomes },
    ...stages('home_spans', 'home_stays', 'group_members', 'group_landed'),
    ...stages('activity_days', 'conversion_days', 'freshness_days'),
    { stage: 'weeks', run: putWeeks },
    ...stages(
      'group_weeks',
      'landed_weeks',
      'talk_counts',
      'unknown_codes',
      'quarantine',
      'excess_reversals',
      'lost_reversals',
      'id_references',
      'known_ids',
      'lost_ids',
      'near_ids',
      'id_joins',
      'cumulative_series',
      'promo_opens',
      'promo_reasons',
      'promo_suspects',
      'promo_effect',
    ),
    ...(given(settings, 'tactic_groups') ? liftSteps() : []),
  ];
}

/** The panel of every tactic: units, members at risk, what they landed, what was said. */
function liftSteps(): Step[] {
  return [
    ...panelSteps(),
    { stage: 'lift_parts', run: (engine) => quietly(putLiftParts(engine)) },
    ...stages('lift_bases', 'lift_members', 'lift_cells', 'lift_shared', 'lift_overlaps'),
  ];
}

/** What a panel is made of, whatever the tactic. */
function panelSteps(): Step[] {
  return [
    { stage: 'lineage_labels', run: (engine) => quietly(putLineageLabels(engine)) },
    ...stages('group_units', 'unit_people', 'unit_joins', 'unit_landed', 'unit_talk', 'tactic_units'),
    ...stages('lift_range'),
  ];
}

/** Makes the panel of a trial that is being planned, as claim 0: members at risk are those at home before `base_day`. */
export async function makePlannedPanel(engine: Engine, base_day: number): Promise<void> {
  await engine.put('lift_parts', { tactic_no: 'BIGINT', claim_no: 'BIGINT' }, []);
  await engine.put('lift_bases', { claim_no: 'BIGINT', base_day: 'BIGINT' }, [{ claim_no: 0, base_day }]);
  for (const step of stages('lift_members', 'lift_cells')) await step.run(engine);
}

function given({ sources }: PipelineSettings, table: string): boolean {
  return sources.some((source) => source.table === table);
}

/** Whether several columns together are the id of a conversion, so that a reversal may name a part of it. */
function hasKey({ config }: PipelineSettings): boolean {
  return (config.inputs.conversions?.key.length ?? 0) > 1;
}

/** What learned models need before credit: the journeys of every goal, what channels weigh in them, and their weights on every path. */
function learning({ config, models }: PipelineSettings): Step[] {
  const learned = learnedAmong(models);
  if (learned.length === 0) return [];
  return [
    ...stages(
      'touch_channels',
      'channels',
      'channel_rollups',
      'observed_people',
      'journey_ends',
      'journey_posts',
      'journey_touches',
    ),
    ...stages('journeys', 'journey_steps', 'journey_channels'),
    { stage: 'rate_players', run: (engine) => quietly(choosePlayers(engine, config)) },
    ...stages('journey_sets'),
    { stage: 'shapley_values', run: (engine) => quietly(playGames(engine, config)) },
    { stage: 'channel_weights', run: (engine) => quietly(learnChannels(engine, config, models)) },
    ...stages('path_channels'),
    { stage: 'path_shares', run: (engine) => engine.make('path_shares', pathSharesStage(models)) },
  ];
}

/** A step that makes no table of its own. */
async function quietly(done: Promise<void>): Promise<null> {
  await done;
  return null;
}

function stages(...names: string[]): Step[] {
  return names.map((name) => stage(name));
}

/** A stage file as a step; `table` is what it makes, the file's own name unless said. */
function stage(file: string, table: string = file): Step {
  return {
    stage: file,
    run: async (engine) => {
      const sql = stageSql(file);
      if (!/^-- Kind: view$/m.test(sql)) return engine.make(table, sql);
      await engine.view(table, sql);
      return null;
    },
  };
}

/** The text of one stage file. */
export function stageSql(name: string): string {
  return readFileSync(new URL(`../src/sql/${name}.sql`, import.meta.url), 'utf8');
}

/** Repeats the step that carries the smallest label along, until none moves: each component then has one label. */
async function spreadLabels(engine: Engine): Promise<number | null> {
  let moved = 1;
  while (moved > 0) {
    await engine.make('identity_labels', stageSql('identity_spread'));
    const [row] = await engine.rows('SELECT count(*) AS moved FROM identity_labels WHERE moved');
    moved = Number(row?.moved ?? 0);
  }
  return null;
}

/** Repeats the step that takes people along to the groups that theirs were split or merged into, until nobody moves. */
async function followHomes(engine: Engine): Promise<number | null> {
  const [edges] = await engine.rows('SELECT count(*) AS edges FROM lineage_edges');
  let moved = Number(edges?.edges ?? 0);
  while (moved > 0) {
    await engine.make('home_moves', stageSql('home_moves_followed'));
    const [row] = await engine.rows('SELECT count(*) AS moved FROM home_moves WHERE moved');
    moved = Number(row?.moved ?? 0);
  }
  return null;
}

/** Credit under every model; where no row bundles several touches the path columns are cheaper. */
async function makeCredit(engine: Engine, settings: PipelineSettings): Promise<number> {
  const [row] = await engine.rows(
    'SELECT (SELECT count(*) FROM pairs_heavy) + (SELECT count(*) FROM audience_bundles) AS bundles',
  );
  const rows = row?.bundles === 0 ? 'single' : 'bundled';
  return engine.make(
    'credit_rows',
    creditStage(settings.models, settings.config.attribution, pathShape(settings, rows)),
  );
}

/** Credit of every cell of the sensitivity grid. */
async function makeSensitivity(engine: Engine, settings: PipelineSettings): Promise<number> {
  const [row] = await engine.rows('SELECT count(*) AS bundles FROM sensitivity_pairs WHERE touches > 1');
  const rows = row?.bundles === 0 ? 'single' : 'bundled';
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
async function makeSums(engine: Engine, models: readonly ModelName[]): Promise<number> {
  const [row] = await engine.rows('SELECT count(*) AS reversals FROM reversal_sums');
  return engine.make('channel_sums', channelSumsStage(models, row?.reversals === 0 ? 'none' : 'some'));
}

/** Distinct conversions reached; a dimension without any value need not be counted again. */
async function makeReach(engine: Engine, dimension: Dimension): Promise<number> {
  const [row] = await engine.rows(`SELECT count(*) AS known FROM ${dimensionLists[dimension]}`);
  return engine.make(
    `${dimension}_reach`,
    stageSql(row?.known === 0 ? 'reach_of_none' : `${dimension}_reach`),
  );
}

/** The activities without repeats; where none is possible the source is taken as it is. */
async function makeActivityRows(engine: Engine, { sources }: PipelineSettings): Promise<null> {
  const [row] = await engine.rows('SELECT count(*) AS repeats FROM activity_repeats');
  const unnamed = sources.find((source) => source.table === 'activities')?.unnamed;
  const isUnique = row?.repeats === 0 && unnamed === 0;
  await engine.view('activity_rows', stageSql(isUnique ? 'activity_rows_unique' : 'activity_rows'));
  return null;
}

/** Every week from the first to the last with anything in it. */
async function putWeeks(engine: Engine): Promise<null> {
  const [range] = await engine.rows(
    'SELECT min(week_day) AS first_day, max(week_day) AS last_day FROM (SELECT week_day FROM group_chat UNION ALL SELECT week_day FROM group_landed)',
  );
  const first = Number(range?.first_day ?? 0);
  const count = range?.first_day == null ? 0 : (Number(range.last_day) - first) / 7 + 1;
  await engine.put(
    'weeks',
    { week_day: 'BIGINT' },
    Array.from({ length: count }, (_, index) => ({ week_day: first + 7 * index })),
  );
  return null;
}
