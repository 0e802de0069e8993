import { partsOf } from '../config/input_parts.js';
import type { Engine } from '../engines/engine.js';
import { learnedAmong, type ModelName } from '../models/index.js';
import { type Timing, timed } from '../project/timing.js';
import { creditReads, pathSharesStage } from './attribution.js';
import { type Dimension, holdingsStage, momentsStage, sumsStage } from './credit_sums.js';
import { makeActivityRows, makeCredit, makeReach, makeSensitivity, makeSums } from './decided_steps.js';
import { chooseKernel, type KernelChoice, stageInArrays } from './kernel/index.js';
import { presenceSteps } from './kernel/presence_steps.js';
import { dimensions, type PipelineSettings } from './settings.js';
import { expectDays } from './stages/expected_days.js';
import { followHomes } from './stages/follow_homes.js';
import { choosePlayers, playGames } from './stages/games.js';
import { learnChannels } from './stages/learned_channels.js';
import { putLiftParts } from './stages/lift_parts.js';
import { putLineageLabels } from './stages/lineage.js';
import { neededSteps } from './stages/needed_steps.js';
import { putSettings } from './stages/settings.js';
import { spreadLabels } from './stages/spread_labels.js';
import { putWeeks } from './stages/weeks.js';
import { always, readBy, type Step, stage, stageSql, stages, step } from './steps.js';

export type OnStage = (stage: string, place: number, stages: number) => void;

/** What a run was made by. */
export interface Made {
  readonly timings: Timing[];
  readonly kernel: KernelChoice;
}

/** Makes every table of a run, in order; credit in arrays if they can do it. */
export async function makeTables(
  engine: Engine,
  settings: PipelineSettings,
  onStage: OnStage,
): Promise<Made> {
  let kernel: KernelChoice = { by: 'sql', reason: 'not chosen yet' };
  const choose = step('credit_kernel', [], async () => {
    kernel = await chooseKernel(engine, settings);
    return kernel.by === 'arrays' ? kernel.touches : null;
  });
  const ofKernel = (own: Step): Step => ({
    ...own,
    run: async () => (kernel.by === 'sql' ? own : stageInArrays(kernel.stages, own)).run(engine),
  });
  const credited = [...creditSteps(settings), ...sumSteps(settings)].map(ofKernel);
  const timings = await takeSteps(engine, [...touchSteps(settings), choose, ...credited], onStage);
  return { timings, kernel };
}

/** Makes only these tables, out of those of a run and those a panel is made of, and what they are made from. */
export async function makeSome(
  engine: Engine,
  settings: PipelineSettings,
  tables: readonly string[],
  onStage: OnStage,
): Promise<Timing[]> {
  return takeSteps(engine, neededSteps(everyStep(settings), tables), onStage);
}

/** Everything that can be made, in order: the tables of a run, and what a panel is made of even if no tactic names a group. */
export function everyStep(settings: PipelineSettings): Step[] {
  const panel = given(settings, 'tactic_groups') ? [] : panelSteps();
  return [...pathSteps(settings), ...sumSteps(settings), ...panel];
}

/** Makes the tables up to the credit of every path, for questions about single conversions. */
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

/** From the inputs to the credit of every touch, and the reason for every conversion without one. */
function pathSteps(settings: PipelineSettings): Step[] {
  return [...touchSteps(settings), ...creditSteps(settings)];
}

/** From the inputs to activities and conversions with their numbers. */
function touchSteps(settings: PipelineSettings): Step[] {
  const { config } = settings;
  return [
    always('settings', ['in_activities'], async (engine) => {
      await expectDays(engine, settings);
      await putSettings(engine, settings);
    }),
    ...stages(
      'conversion_repeats',
      'conversion_versions',
      'conversion_merges',
      'conversion_rows',
      'conflicts',
      'reversal_versions',
    ),
    always(
      'input_checked',
      ['conversion_versions', 'conversion_merges', 'conflicts', 'reversal_versions'],
      settings.onInput,
    ),
    ...stages('activity_repeats', 'activity_labels'),
    step('activity_rows', readBy('activity_rows'), (engine) => makeActivityRows(engine, settings)),
    ...(config.identities_same ? [stage('identities_same', 'in_identities')] : []),
    ...stages('identity_edges', 'identity_nodes', 'identity_links', 'identity_labels'),
    step(
      'identity_spread',
      readBy('identity_spread'),
      (engine) => spreadLabels(engine, stageSql('identity_spread')),
      'identity_labels',
    ),
    ...stages(
      'implausible_users',
      'people',
      'observed_people',
      'person_ids',
      'kol_list',
      'kol_contracts',
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
    ...stages('reversal_sums', 'reversal_parts', 'conversions'),
    stage(
      config.attribution.reuse_touches ? 'previous_none' : 'previous_conversions',
      'previous_conversions',
    ),
    ...stages('actor_counts', 'heavy_people'),
  ];
}

/** From touches and conversions to paths and their credit. */
function creditSteps(settings: PipelineSettings): Step[] {
  const { models } = settings;
  return [
    ...stages(
      'lookbacks',
      'touch_widths',
      'touches',
      'pairs_actor',
      'pairs_heavy',
      'member_stays',
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
      'code_meanings',
      'code_touches',
      'pairs_code',
      'pairs',
      'paths',
      'skipped_kinds',
    ),
    ...learning(settings),
    step('credit_rows', ['pairs_heavy', 'audience_bundles', ...creditReads(models)], (engine) =>
      makeCredit(engine, settings),
    ),
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
    step(
      'sensitivity_sums',
      ['sensitivity_conversions', 'sensitivity_pairs', 'sensitivity_paths', 'skipped_kinds'],
      (engine) => makeSensitivity(engine, settings),
    ),
    step('channel_sums', ['credit_rows', 'conversions', 'reversal_sums'], (engine) =>
      makeSums(engine, models),
    ),
    ...dimensions.flatMap((dimension) => dimensionSteps(dimension, models)),
    ...stages('unattributed_sums', 'unattributed_moments', 'unattributed_total_moments', 'source_totals'),
    ...stages('match_counts', 'talk_kinds', 'group_chat'),
    stage(given(settings, 'memberships') ? 'presences' : 'presences_observed', 'presences'),
    ...stages('lineage_edges', 'continued_stays'),
    ...stages('recent_days', 'recent_talk', 'recent_landers', 'presence_marks'),
    ...presenceSteps(settings.kernel),
    ...stages('presence_arrivals'),
    ...stages('home_moves'),
    step(
      'home_moves_followed',
      readBy('home_moves_followed'),
      (engine) => followHomes(engine, stageSql('home_moves_followed')),
      'home_moves',
    ),
    ...stages('home_spans', 'home_stays', 'group_members', 'group_landed'),
    ...stages('activity_days', 'conversion_days', 'freshness_days'),
    step('weeks', ['group_chat', 'group_landed'], (engine) => putWeeks(engine)),
    ...stages('group_weeks', 'landed_weeks', 'goal_days', 'goal_weeks'),
    ...stages(
      'funnel',
      'group_people',
      'membership_weeks',
      'pyramid',
      'reply_ties',
      'cohorts',
      'kol_cards',
      'kol_fees',
      'lineage_moves',
      'talk_counts',
      'unknown_codes',
      'lapsed_codes',
      'quarantine',
      'excess_reversals',
      'lost_reversals',
      'idle_reversals',
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

/** What each value of a dimension was credited. */
function dimensionSteps(dimension: Dimension, models: readonly ModelName[]): Step[] {
  const [sums, moments] = [`${dimension}_sums`, `${dimension}_moments`];
  const make = (table: string, reads: readonly string[], sql: string) =>
    step(table, reads, (engine) => engine.make(table, sql));
  return [
    make(sums, ['channel_sums'], sumsStage(dimension, models)),
    make(moments, [sums], momentsStage(dimension, models)),
    make(
      `${dimension}_holdings`,
      [sums, moments, 'credit_rows', 'conversions'],
      holdingsStage(dimension, models),
    ),
    step(`${dimension}_reach`, readBy(`${dimension}_reach`), (engine) => makeReach(engine, dimension)),
  ];
}

/** The panel of every tactic: units, members at risk, what they landed, what was said. */
function liftSteps(): Step[] {
  return [
    ...panelSteps(),
    step('lift_parts', ['tactic_units', 'tactic_list'], (engine) => putLiftParts(engine)),
    ...stages('lift_bases', 'lift_members', 'lift_cells', 'lift_risk', 'lift_shared', 'lift_overlaps'),
  ];
}

/** What a panel is made of, whatever the tactic. */
function panelSteps(): Step[] {
  return [
    step('lineage_labels', ['in_group_lineage', 'groups', 'settings'], (engine) => putLineageLabels(engine)),
    ...stages(
      'group_units',
      'unit_people',
      'unit_joins',
      'unit_stays',
      'unit_risk',
      'unit_landed',
      'unit_talk',
    ),
    ...stages('tactic_units'),
    ...stages('lift_range'),
  ];
}

function given({ sources }: PipelineSettings, table: string): boolean {
  return sources.some((source) => source.table === table);
}

/** Whether several columns together form the id of a conversion, so that a reversal may name a part of it. */
function hasKey({ config }: PipelineSettings): boolean {
  return partsOf(config.inputs.conversions).some(({ key }) => key.length > 1);
}

/** What learned models need before credit: the journeys of every goal, the weights of channels in them, and their weights on every path. */
function learning({ config, models }: PipelineSettings): Step[] {
  const learned = learnedAmong(models);
  if (learned.length === 0) return [];
  return [
    ...stages(
      'touch_channels',
      'channels',
      'channel_rollups',
      'journey_ends',
      'journey_posts',
      'journey_touches',
    ),
    ...stages('journeys', 'journey_steps', 'journey_channels'),
    step('rate_players', ['journey_channels', 'channels'], (engine) => choosePlayers(engine, config)),
    ...stages('journey_sets'),
    step('shapley_values', ['rate_players', 'journey_sets', 'channels'], (engine) =>
      playGames(engine, config),
    ),
    step('channel_weights', ['channels', 'channel_rollups', 'journey_steps', 'shapley_values'], (engine) =>
      learnChannels(engine, config, models),
    ),
    ...stages('path_channels'),
    step('path_shares', ['path_channels', 'channel_weights'], (engine) =>
      engine.make('path_shares', pathSharesStage(models)),
    ),
  ];
}
