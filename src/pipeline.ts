import { readFileSync } from 'node:fs';
import { channelSumsStage, creditStage, type Dimension, momentsStage, sumsStage } from './attribution.js';
import type { Config, GoalConfig } from './config.js';
import type { Engine, Row } from './engines/engine.js';
import { inputError } from './errors.js';
import type { ModelName } from './models/index.js';
import { currencyDigits } from './money.js';
import { type Period, weekShift } from './period.js';
import type { Source } from './sources/load.js';

/** Everything the stages are told, besides the input tables. */
export interface PipelineSettings {
  readonly config: Config;
  readonly models: readonly ModelName[];
  readonly period: Period;
  readonly as_of_us: number;
  readonly sources: readonly Source[];
}

/** One stage that has been made: its table, rows (null for a view) and seconds. */
export interface Made {
  readonly stage: string;
  readonly rows: number | null;
  readonly seconds: number;
}

export type OnStage = (stage: string, place: number, stages: number) => void;

export const dimensions: readonly Dimension[] = ['group', 'tactic', 'kol'];

/** The table that lists every value of a dimension. */
export const dimensionLists: Readonly<Record<Dimension, string>> = {
  group: 'groups',
  tactic: 'tactic_list',
  kol: 'kol_list',
};

/** People whose touches times conversions exceed this are bundled by day. */
const heavyPairs = 4e8;

const dayUs = 86_400_000_000;

/** Makes every table of a run, in order. */
export async function makeTables(
  engine: Engine,
  settings: PipelineSettings,
  onStage: OnStage,
): Promise<Made[]> {
  const steps = recipe(settings);
  const made: Made[] = [];
  for (const [index, step] of steps.entries()) {
    onStage(step.stage, index + 1, steps.length);
    const started = performance.now();
    const rows = await step.run(engine);
    made.push({ stage: step.stage, rows, seconds: (performance.now() - started) / 1000 });
  }
  return made;
}

interface Step {
  readonly stage: string;
  readonly run: (engine: Engine) => Promise<number | null>;
}

function recipe(settings: PipelineSettings): Step[] {
  const { config, models } = settings;
  const given = (table: string) => settings.sources.some((source) => source.table === table);
  return [
    { stage: 'settings', run: (engine) => putSettings(engine, settings) },
    ...stages('conversion_repeats', 'conversion_rows', 'conflicts', 'goal_checks'),
    { stage: 'goals_checked', run: (engine) => refuseBadGoals(engine, config) },
    ...stages('activity_repeats', 'activity_labels'),
    { stage: 'activity_rows', run: makeActivityRows },
    ...(config.identities_same ? [stage('identities_same', 'in_identities')] : []),
    ...stages('identity_edges', 'identity_nodes', 'identity_links', 'identity_labels'),
    { stage: 'identity_spread', run: spreadLabels },
    ...stages(
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
    stage(given('memberships') ? 'roster' : 'roster_observed', 'roster'),
    ...stages('homes', 'reversal_rows', 'reversal_sums', 'conversions'),
    stage(
      config.attribution.reuse_touches ? 'previous_none' : 'previous_conversions',
      'previous_conversions',
    ),
    ...stages(
      'actor_counts',
      'heavy_people',
      'lookbacks',
      'touches',
      'pairs_actor',
      'pairs_heavy',
      'stays',
      'posts',
      'audience_bundles',
      'pairs_audience',
      'pairs_code',
      'pairs',
    ),
    ...stages('skipped_kinds'),
    { stage: 'credit_rows', run: (engine) => makeCredit(engine, settings) },
    ...stages('touch_bounds', 'unattributed_rows', 'after_actor', 'after_audience', 'after_touches'),
    stage('placebo_counts'),
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
      { stage: `${dimension}_reach`, run: (engine: Engine) => makeReach(engine, dimension) },
    ]),
    ...stages('unattributed_sums', 'unattributed_moments', 'unattributed_total_moments', 'source_totals'),
    ...stages('match_counts', 'talk_kinds', 'group_chat', 'group_landed'),
    { stage: 'weeks', run: putWeeks },
    ...stages(
      'group_weeks',
      'landed_weeks',
      'talk_counts',
      'unknown_codes',
      'quarantine',
      'excess_reversals',
    ),
  ];
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

/** A goal that matches nothing, or that adds up different currencies, would print a number that means nothing. */
async function refuseBadGoals(engine: Engine, config: Config): Promise<null> {
  for (const row of await engine.rows('SELECT * FROM goal_checks ORDER BY goal_no')) {
    const goal = config.goals[Number(row.goal_no) - 1];
    if (goal === undefined) continue;
    if (row.conversions === 0)
      throw inputError(
        `goals.${goal.name} (line ${goal.line}) matches no conversion.`,
        await foundGoals(engine),
      );
    if (goal.value && Number(row.currencies) > 1) {
      throw inputError(
        `goals.${goal.name} (line ${goal.line}) mixes currencies: found ${row.one_currency} and ${row.other_currency}.`,
        'Give each currency a goal of its own: match: { currency: CNY }.',
      );
    }
    refuseForeignCurrency(goal, row.one_currency ?? null, config.currency);
  }
  return null;
}

/** Minor units depend on the currency, and the report prints it: what the data says must be what the configuration says. */
function refuseForeignCurrency(goal: GoalConfig, found: Row[string], general: string | null): void {
  const declared = goal.currency ?? general;
  if (!goal.value || found === null || String(found).toUpperCase() === declared) return;
  if (declared === null && currencyDigits(String(found).toUpperCase()) === currencyDigits(null)) return;
  throw inputError(
    `goals.${goal.name} (line ${goal.line}): the data is in ${found}, the configuration says ${declared ?? 'nothing'}.`,
    `Set currency: ${found} (at the top, or in the goal).`,
  );
}

async function foundGoals(engine: Engine): Promise<string> {
  const rows = await engine.rows(
    'SELECT goal, count(*) AS conversions FROM in_conversions WHERE problem IS NULL GROUP BY goal ORDER BY conversions DESC, goal LIMIT 8',
  );
  return `Values of goal in the data: ${rows.map((row) => `${row.goal} (${row.conversions})`).join(', ')}.`;
}

async function putSettings(engine: Engine, settings: PipelineSettings): Promise<null> {
  const { config, period, as_of_us } = settings;
  const columns = {
    as_of_us: 'BIGINT',
    from_us: 'BIGINT',
    to_us: 'BIGINT',
    zone: 'VARCHAR',
    week_shift: 'BIGINT',
    min_confidence: 'DOUBLE',
    max_users: 'BIGINT',
    code_mode: 'VARCHAR',
    heavy_pairs: 'DOUBLE',
    activities_parts: 'BOOLEAN',
    conversions_parts: 'BOOLEAN',
    reversals_parts: 'BOOLEAN',
    code_weight: 'DOUBLE',
  };
  const row: Row = {
    as_of_us,
    from_us: period.from_us,
    to_us: period.to_us,
    zone: config.timezone,
    week_shift: weekShift(config.week_starts),
    min_confidence: config.identity.min_confidence,
    max_users: config.identity.max_users,
    code_mode: config.attribution.code,
    heavy_pairs: heavyPairs,
    activities_parts: config.inputs.activities?.parts ?? false,
    conversions_parts: config.inputs.conversions?.parts ?? false,
    reversals_parts: config.inputs.reversals?.parts ?? false,
    code_weight: 1 / largestWeight(config),
  };
  await engine.put('settings', columns, [row]);
  await engine.put(
    'goals',
    {
      goal_no: 'BIGINT',
      goal: 'VARCHAR',
      bit: 'BIGINT',
      window_us: 'BIGINT',
      has_value: 'BOOLEAN',
      is_headline: 'BOOLEAN',
    },
    goalRows(config),
  );
  await engine.put(
    'touch_rules',
    { kind: 'VARCHAR', reach: 'VARCHAR', weight: 'DOUBLE', window_us: 'BIGINT' },
    ruleRows(config),
  );
  await engine.put(
    'bucket_offsets',
    { goal_no: 'BIGINT', bucket_offset: 'BIGINT' },
    await offsetRows(engine, config),
  );
  await engine.put(
    'skipped',
    { kind: 'VARCHAR' },
    config.attribution.last_non.kinds.map((kind) => ({ kind })),
  );
  return null;
}

function goalRows(config: Config): Row[] {
  const headlines = config.goals.some((goal) => goal.headline);
  return config.goals.map((goal, index) => ({
    goal_no: index + 1,
    goal: goal.name,
    bit: 2 ** index,
    window_us: microseconds(goal.window_days),
    has_value: goal.value,
    is_headline: headlines ? goal.headline : index === 0,
  }));
}

/** A window in microseconds, at least one. */
function microseconds(days: number): number {
  return Math.max(1, Math.round(days * dayUs));
}

/** The weights in use: those of the rules, and 1 for a code. Weights are scaled so that the largest is 1. */
function weightsInUse(config: Config): number[] {
  const weights = config.touches.map((rule) => rule.weight).filter((weight) => weight > 0);
  return config.inputs.codes === undefined ? weights : [...weights, 1];
}

function largestWeight(config: Config): number {
  return Math.max(...weightsInUse(config));
}

/** One row a kind and reach: of overlapping rules the first counts; a weight of 0 says that the kind does not count. */
function ruleRows(config: Config): Row[] {
  const seen = new Set<string>();
  return config.touches.flatMap((rule) =>
    rule.kinds.flatMap((kind) => {
      const key = `${rule.reach} ${kind}`;
      if (seen.has(key)) return [];
      seen.add(key);
      if (rule.weight === 0) return [];
      return [
        {
          kind,
          reach: rule.reach,
          weight: rule.weight / largestWeight(config),
          window_us: rule.window_days === null ? null : microseconds(rule.window_days),
        },
      ];
    }),
  );
}

/** How many buckets back a window can reach: two, and more where a source's times are coarse against the window. */
async function offsetRows(engine: Engine, config: Config): Promise<Row[]> {
  const [row] = await engine.rows(
    'SELECT coalesce(max(ts_precision_s), 0e0) AS precision_s FROM in_activities',
  );
  const precisionUs = Number(row?.precision_s ?? 0) * 1e6;
  return config.goals.flatMap((goal, index) => {
    const offsets = 2 + Math.ceil(precisionUs / microseconds(goal.window_days));
    return Array.from({ length: offsets }, (_, offset) => ({ goal_no: index + 1, bucket_offset: offset }));
  });
}

/** Credit under every model; where no row bundles several touches the path columns are cheaper. */
async function makeCredit(engine: Engine, { config, models }: PipelineSettings): Promise<number> {
  const [row] = await engine.rows(
    'SELECT (SELECT count(*) FROM pairs_heavy) + (SELECT count(*) FROM audience_bundles) AS bundles',
  );
  return engine.make(
    'credit_rows',
    creditStage(models, config.attribution, {
      rows: row?.bundles === 0 ? 'single' : 'bundled',
      weights: new Set(weightsInUse(config)).size === 1 ? 'equal' : 'ruled',
      codes: config.inputs.codes === undefined ? 'none' : 'some',
    }),
  );
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
async function makeActivityRows(engine: Engine): Promise<null> {
  const [row] = await engine.rows(
    'SELECT (SELECT count(*) FROM activity_repeats) AS repeats, (SELECT count(*) FROM in_activities WHERE activity_id IS NULL AND problem IS NULL) AS unnamed',
  );
  await engine.view(
    'activity_rows',
    stageSql(row?.repeats === 0 && row.unnamed === 0 ? 'activity_rows_unique' : 'activity_rows'),
  );
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
