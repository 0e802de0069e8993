import type { Config } from '../../config/config.js';
import { headlineGoals } from '../../config/goals.js';
import type { Engine, Row } from '../../engines/engine.js';
import { readRow } from '../../engines/typed_rows.js';
import { type Period, weekShift } from '../../project/period.js';
import { sensitivityCells } from './sensitivity_cells.js';

/** What a run is told in addition to its input tables. */
export interface RunSettings {
  readonly config: Config;
  readonly period: Period;
  readonly as_of_us: number;
}

/** If a person's touches times conversions exceed this, the touches are bundled: by day, or over the window if days times conversions exceed it too. */
const heavyPairs = 4e8;

/** At most this many codes in one cell are distinguished. */
const mostCodes = 50;

/** The longest memory of a Markov chain. */
export const longestOrder = 4;

const dayUs = 86_400_000_000;

/** How a touch reached its person, by the number used in the stages. */
const reachRows: readonly Row[] = ['actor', 'audience', 'code'].map((reach, index) => ({
  reach_no: index + 1,
  reach,
}));

/** Puts what the configuration and the run say into small tables that the stages read: settings, goals, touch rules, bucket offsets, places of codes, reaches, skipped kinds. */
export async function putSettings(engine: Engine, settings: RunSettings): Promise<void> {
  const { config, period, as_of_us } = settings;
  const [first, second] = config.attribution.channel.split('+');
  const { order } = config.attribution.markov;
  const columns = {
    as_of_us: 'BIGINT',
    from_us: 'BIGINT',
    to_us: 'BIGINT',
    zone: 'VARCHAR',
    week_shift: 'BIGINT',
    roster_basis: 'VARCHAR',
    period_days: 'BIGINT',
    min_confidence: 'DOUBLE',
    max_users: 'BIGINT',
    max_members: 'BIGINT',
    max_share: 'DOUBLE',
    code_mode: 'VARCHAR',
    heavy_pairs: 'DOUBLE',
    activities_parts: 'BOOLEAN',
    conversions_parts: 'BOOLEAN',
    reversals_parts: 'BOOLEAN',
    on_conflict: 'VARCHAR',
    channel_first: 'VARCHAR',
    channel_second: 'VARCHAR',
    markov_order: 'BIGINT',
  };
  const row: Row = {
    as_of_us,
    from_us: period.from_us,
    to_us: period.to_us,
    zone: config.timezone,
    week_shift: weekShift(config.week_starts),
    roster_basis: config.inputs.memberships === undefined ? 'observed' : 'memberships',
    period_days: config.lift.period === 'week' ? 7 : 1,
    min_confidence: config.identity.min_confidence,
    max_users: config.identity.max_users,
    max_members: config.identity.max_members,
    max_share: config.identity.max_share,
    code_mode: config.attribution.code,
    heavy_pairs: heavyPairs,
    activities_parts: config.inputs.activities?.parts ?? false,
    conversions_parts: config.inputs.conversions?.parts ?? false,
    reversals_parts: config.inputs.reversals?.parts ?? false,
    on_conflict: config.inputs.conversions?.on_conflict ?? 'newest',
    channel_first: first ?? null,
    channel_second: second ?? null,
    markov_order: order === 'auto' ? longestOrder : order,
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
    { rule_no: 'BIGINT', kind: 'VARCHAR', reach: 'VARCHAR', weight: 'DOUBLE', window_us: 'BIGINT' },
    ruleRows(config),
  );
  await engine.put(
    'sensitivity_cells',
    { cell_no: 'BIGINT', window_us: 'BIGINT', rule_no: 'BIGINT' },
    sensitivityCells(config).map(({ window_days, rule_no }, cell_no) => ({
      cell_no,
      window_us: microseconds(window_days),
      rule_no,
    })),
  );
  await engine.put(
    'bucket_offsets',
    { goal_no: 'BIGINT', bucket_offset: 'BIGINT' },
    await offsetRows(engine, config),
  );
  await engine.put(
    'code_places',
    { place: 'BIGINT' },
    Array.from({ length: mostCodes }, (_, index) => ({ place: index + 1 })),
  );
  await engine.put('reaches', { reach_no: 'BIGINT', reach: 'VARCHAR' }, reachRows);
  await engine.put(
    'skipped',
    { kind: 'VARCHAR' },
    config.attribution.last_non.kinds.map((kind) => ({ kind })),
  );
}

function goalRows(config: Config): Row[] {
  const headlines = headlineGoals(config);
  return config.goals.map((goal, index) => ({
    goal_no: index + 1,
    goal: goal.name,
    bit: 2 ** index,
    window_us: microseconds(goal.window_days),
    has_value: goal.value,
    is_headline: headlines.includes(goal),
  }));
}

/** A window in microseconds, at least one. */
function microseconds(days: number): number {
  return Math.max(1, Math.round(days * dayUs));
}

/** The weights in use: those of the rules, and 1 for a code. */
export function weightsInUse(config: Config): number[] {
  const weights = config.touches.map((rule) => rule.weight).filter((weight) => weight > 0);
  return config.inputs.codes === undefined ? weights : [...weights, 1];
}

/** One row per kind and reach: of overlapping rules the first counts; a weight of 0 says that the kind does not count. */
function ruleRows(config: Config): Row[] {
  const seen = new Set<string>();
  return config.touches.flatMap((rule, rule_no) =>
    rule.kinds.flatMap((kind) => {
      const key = `${rule.reach} ${kind}`;
      if (seen.has(key)) return [];
      seen.add(key);
      if (rule.weight === 0) return [];
      return [
        {
          rule_no,
          kind,
          reach: rule.reach,
          weight: rule.weight,
          window_us: rule.window_days === null ? null : microseconds(rule.window_days),
        },
      ];
    }),
  );
}

/** How many buckets back a window can reach: two, and more if a source's times are coarse relative to the window. */
async function offsetRows(engine: Engine, config: Config): Promise<Row[]> {
  const { precision_s } = await readRow(
    engine,
    { precision_s: 'number' },
    'SELECT coalesce(max(ts_precision_s), 0e0) AS precision_s FROM in_activities',
  );
  const precisionUs = precision_s * 1e6;
  return config.goals.flatMap((goal, index) => {
    const offsets = 2 + Math.ceil(precisionUs / microseconds(goal.window_days));
    return Array.from({ length: offsets }, (_, offset) => ({ goal_no: index + 1, bucket_offset: offset }));
  });
}
