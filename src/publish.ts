import {
  buckets,
  creditedTotals,
  type Dimension,
  ledgerSelect,
  microCredits,
  valueUnit,
} from './attribution.js';
import type { Config, GoalConfig } from './config.js';
import type { Engine, Reject, Row } from './engines/engine.js';
import type { ModelName } from './models/index.js';
import { currencyDigits } from './money.js';
import { dimensionLists } from './pipeline.js';

/** A published table: its columns with SQL types, and its rows in their final order. */
export interface PublishedTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
}

export const unattributedLabel = '(unattributed)';
const noneLabel = '(none)';

/** The tables of a run except the ledger, which stays in the engine: exact integers are divided once, here. */
export async function publishedTables(
  engine: Engine,
  config: Config,
  models: readonly ModelName[],
  rejects: readonly Reject[],
): Promise<PublishedTable[]> {
  const dimensions: readonly Dimension[] = ['group', 'tactic', 'kol'];
  const credit: PublishedTable[] = [];
  for (const dimension of dimensions) credit.push(await creditTable(engine, config, models, dimension));
  return [
    ...credit,
    await placeboTable(engine, config),
    await unattributedTable(engine, config),
    await groupWeekTable(engine, config),
    await plainTable(
      engine,
      'match_rate',
      { group_id: 'VARCHAR', members: 'BIGINT', matched: 'BIGINT', basis: 'VARCHAR' },
      'SELECT group_id, members, matched, basis FROM match_counts ORDER BY group_id',
    ),
    await reconciliationTable(engine, config, models),
    await landedTable(engine, config),
    await plainTable(
      engine,
      'groups',
      { group_id: 'VARCHAR', name: 'VARCHAR', type: 'VARCHAR', platform: 'VARCHAR', matrix: 'VARCHAR' },
      'SELECT label AS group_id, name, type, platform, matrix FROM groups ORDER BY group_no',
    ),
    await plainTable(
      engine,
      'conflicts',
      { conversion_id: 'VARCHAR', versions: 'BIGINT' },
      'SELECT conversion_id, versions FROM conflicts ORDER BY conversion_id',
    ),
    await plainTable(
      engine,
      'unknown_codes',
      { code: 'VARCHAR', conversions: 'BIGINT' },
      'SELECT code, conversions FROM unknown_codes ORDER BY code',
    ),
    await plainTable(
      engine,
      'quarantine',
      { person_key: 'VARCHAR', users: 'BIGINT' },
      'SELECT person_key, users FROM quarantine ORDER BY person_key',
    ),
    await plainTable(
      engine,
      'excess_reversals',
      {
        goal: 'VARCHAR',
        conversion_id: 'VARCHAR',
        value_minor: 'BIGINT',
        reversed_minor: 'BIGINT',
        excess_minor: 'BIGINT',
      },
      'SELECT goal, conversion_id, value_minor, reversed_minor, excess_minor FROM excess_reversals ORDER BY goal, conversion_id',
    ),
    {
      name: 'rejects',
      columns: {
        table_name: 'VARCHAR',
        file: 'VARCHAR',
        line: 'BIGINT',
        column: 'VARCHAR',
        found: 'VARCHAR',
        expected: 'VARCHAR',
        reason: 'VARCHAR',
      },
      rows: rejects.map((reject) => ({ ...reject })),
    },
  ];
}

/** The SELECT of the ledger in its final order. */
export function creditLedger(models: readonly ModelName[]): string {
  return ledgerSelect(models);
}

async function plainTable(
  engine: Engine,
  name: string,
  columns: Record<string, string>,
  select: string,
): Promise<PublishedTable> {
  return { name, columns, rows: await engine.rows(select) };
}

/** Factor between minor units x micro-credits and the major unit. */
function digitsOf(goal: GoalConfig, config: Config): number {
  return currencyDigits(goal.currency ?? config.currency);
}

function toInteger(value: Row[string] | undefined): bigint {
  return BigInt(value ?? 0);
}

/** Minor units x micro-credits -> major unit. */
function majorOf(
  value: Row[string] | undefined,
  goal: GoalConfig,
  config: Config,
  scale: number,
): number | null {
  if (!goal.value) return null;
  return Number(toInteger(value)) / (scale * 10 ** digitsOf(goal, config));
}

/**
 * Delete-one-bucket standard error of a sum over B = 100 person buckets: SE^2 = B/(B-1) sum (c_b - mean)^2 = (B sum c_b^2 - (sum c_b)^2) / (B-1),
 * computed in whole numbers. Empty buckets count as zeros.
 */
function bucketError(sum: bigint, squares: bigint, unit: number): number {
  const spread = BigInt(buckets) * squares - sum * sum;
  return spread <= 0n ? 0 : Math.sqrt(Number(spread) / (buckets - 1)) / unit;
}

async function creditTable(
  engine: Engine,
  config: Config,
  models: readonly ModelName[],
  dimension: Dimension,
): Promise<PublishedTable> {
  const key = `${dimension}_id`;
  const labels = await engine.rows(
    `SELECT ${dimension}_no AS channel_no, label FROM ${dimensionLists[dimension]} ORDER BY ${dimension}_no`,
  );
  const moments = indexed(
    await engine.rows(`SELECT *, ${dimension}_no AS channel_no FROM ${dimension}_moments`),
    (row) => `${row.model} ${row.goal_no} ${row.channel_no}`,
  );
  const reach = indexed(
    await engine.rows(`SELECT *, ${dimension}_no AS channel_no FROM ${dimension}_reach`),
    (row) => `${row.goal_no} ${row.channel_no}`,
  );
  const totals = indexed(await engine.rows('SELECT * FROM unattributed_total_moments'), (row) =>
    String(row.goal_no),
  );
  const channels = [...labels, { channel_no: null, label: noneLabel }];
  const rows = models.flatMap((model) =>
    config.goals.flatMap((goal, index) => {
      const goalNo = index + 1;
      const channelRows = channels.flatMap(({ channel_no, label }) => {
        const moment = moments.get(`${model} ${goalNo} ${channel_no}`);
        const touched = reach.get(`${goalNo} ${channel_no}`);
        if (channel_no === null && moment === undefined && touched === undefined) return [];
        return [creditRow({ model, goal: goal.name, [key]: String(label) }, moment, touched, goal, config)];
      });
      return [
        ...channelRows,
        unattributedRow(
          { model, goal: goal.name, [key]: unattributedLabel },
          totals.get(String(goalNo)),
          goal,
          config,
        ),
      ];
    }),
  );
  const columns = {
    model: 'VARCHAR',
    goal: 'VARCHAR',
    [key]: 'VARCHAR',
    conversions: 'DOUBLE',
    conversions_se: 'DOUBLE',
    value: 'DOUBLE',
    value_se: 'DOUBLE',
    conversions_net: 'DOUBLE',
    value_net: 'DOUBLE',
    any_touch: 'BIGINT',
    placebo: 'BIGINT',
  };
  return { name: `${dimension}_credit`, columns, rows };
}

function indexed(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function creditRow(
  keys: Row,
  moment: Row | undefined,
  touched: Row | undefined,
  goal: GoalConfig,
  config: Config,
): Row {
  const credit = toInteger(moment?.credit);
  const value = toInteger(moment?.value) / BigInt(valueUnit);
  return {
    ...keys,
    conversions: Number(credit) / microCredits,
    conversions_se: bucketError(credit, toInteger(moment?.credit_squares), microCredits),
    value: majorOf(moment?.value, goal, config, microCredits),
    value_se: goal.value
      ? bucketError(
          value,
          toInteger(moment?.value_squares),
          (10 ** digitsOf(goal, config) * microCredits) / valueUnit,
        )
      : null,
    conversions_net: Number(toInteger(moment?.credit_net)) / microCredits,
    value_net: majorOf(moment?.value_net, goal, config, microCredits),
    any_touch: touched?.any_touch ?? 0,
    placebo: touched?.placebo ?? 0,
  };
}

function unattributedRow(keys: Row, total: Row | undefined, goal: GoalConfig, config: Config): Row {
  return {
    ...keys,
    conversions: Number(total?.conversions ?? 0),
    conversions_se: bucketError(toInteger(total?.conversions), toInteger(total?.conversion_squares), 1),
    value: majorOf(total?.value_minor, goal, config, 1),
    value_se: goal.value
      ? bucketError(
          toInteger(total?.value_minor),
          toInteger(total?.value_squares),
          10 ** digitsOf(goal, config),
        )
      : null,
    conversions_net: Number(total?.conversions_net ?? 0),
    value_net: majorOf(total?.net_minor, goal, config, 1),
    any_touch: null,
    placebo: null,
  };
}

async function placeboTable(engine: Engine, config: Config): Promise<PublishedTable> {
  const counts = await engine.rows('SELECT * FROM placebo_counts ORDER BY goal_no');
  const rows = counts.map((row) => {
    const goal = config.goals[Number(row.goal_no) - 1];
    return {
      goal: goal?.name ?? null,
      window_days: goal?.window_days ?? null,
      real: row.real_count ?? 0,
      placebo: row.placebo_count ?? 0,
    };
  });
  return {
    name: 'placebo',
    columns: { goal: 'VARCHAR', window_days: 'DOUBLE', real: 'BIGINT', placebo: 'BIGINT' },
    rows,
  };
}

async function unattributedTable(engine: Engine, config: Config): Promise<PublishedTable> {
  const sums = await engine.rows('SELECT * FROM unattributed_moments ORDER BY goal_no, reason');
  const rows = sums.flatMap((row) => {
    const goal = config.goals[Number(row.goal_no) - 1];
    if (goal === undefined) return [];
    return [
      {
        goal: goal.name,
        reason: row.reason ?? null,
        conversions: row.conversions ?? 0,
        value: majorOf(row.value_minor, goal, config, 1),
      },
    ];
  });
  return {
    name: 'unattributed',
    columns: { goal: 'VARCHAR', reason: 'VARCHAR', conversions: 'BIGINT', value: 'DOUBLE' },
    rows,
  };
}

function dayText(day: Row[string] | undefined): string {
  return new Date(Number(day) * 86_400_000).toISOString().slice(0, 10);
}

async function groupWeekTable(engine: Engine, config: Config): Promise<PublishedTable> {
  const headlines = config.goals.filter((goal) => goal.headline);
  const counted = headlines.length > 0 ? headlines : config.goals.slice(0, 1);
  const valued = counted.find((goal) => goal.value);
  const scale = valued === undefined ? null : 10 ** digitsOf(valued, config);
  const [talk] = await engine.rows('SELECT count(*) AS kinds FROM talk_kinds');
  const observable = Number(talk?.kinds ?? 0) > 0;
  const weeks = await engine.rows('SELECT * FROM group_weeks ORDER BY group_no, week_day');
  const rows = weeks.map((row) => ({
    group_id: row.group_id ?? null,
    week_start: dayText(row.week_day),
    members: row.members ?? 0,
    landed: row.landed ?? 0,
    value: scale === null ? null : Number(row.value_minor) / scale,
    messages: observable ? (row.messages ?? 0) : null,
    chatters: observable ? (row.chatters ?? 0) : null,
    value_reversed: scale === null ? null : Number(row.reversed_minor) / scale,
  }));
  const columns = {
    group_id: 'VARCHAR',
    week_start: 'VARCHAR',
    members: 'BIGINT',
    landed: 'BIGINT',
    value: 'DOUBLE',
    messages: 'BIGINT',
    chatters: 'BIGINT',
    value_reversed: 'DOUBLE',
  };
  return { name: 'group_week', columns, rows };
}

async function landedTable(engine: Engine, config: Config): Promise<PublishedTable> {
  const sums = await engine.rows('SELECT * FROM landed_weeks ORDER BY goal_no, week_day, member_class');
  const rows = sums.flatMap((row) => {
    const goal = config.goals[Number(row.goal_no) - 1];
    if (goal === undefined) return [];
    return [
      {
        goal: goal.name,
        week_start: dayText(row.week_day),
        member_class: row.member_class ?? null,
        conversions: row.conversions ?? 0,
        value: majorOf(row.value_minor, goal, config, 1),
        conversions_net: row.conversions_net ?? 0,
        value_net: majorOf(row.net_minor, goal, config, 1),
      },
    ];
  });
  const columns = {
    goal: 'VARCHAR',
    week_start: 'VARCHAR',
    member_class: 'VARCHAR',
    conversions: 'BIGINT',
    value: 'DOUBLE',
    conversions_net: 'BIGINT',
    value_net: 'DOUBLE',
  };
  return { name: 'landed', columns, rows };
}

async function reconciliationTable(
  engine: Engine,
  config: Config,
  models: readonly ModelName[],
): Promise<PublishedTable> {
  const source = indexed(await engine.rows('SELECT * FROM source_totals'), (row) => String(row.goal_no));
  const credited = indexed(await engine.rows(creditedTotals(models)), (row) => String(row.goal_no));
  const unattributed = indexed(await engine.rows('SELECT * FROM unattributed_total_moments'), (row) =>
    String(row.goal_no),
  );
  const rows = config.goals.flatMap((goal, index) =>
    models.map((model) => {
      const goalNo = String(index + 1);
      const [total, ours, rest] = [source.get(goalNo), credited.get(goalNo), unattributed.get(goalNo)];
      const micro = {
        source: toInteger(total?.conversions) * BigInt(microCredits),
        credited: toInteger(ours?.[`credit_${model}`]),
        rest: toInteger(rest?.conversions) * BigInt(microCredits),
      };
      const value = {
        source: toInteger(total?.value_minor) * BigInt(microCredits),
        credited: toInteger(ours?.[`value_${model}`]),
        rest: toInteger(rest?.value_minor) * BigInt(microCredits),
      };
      const major = (amount: bigint) =>
        goal.value ? Number(amount) / (microCredits * 10 ** digitsOf(goal, config)) : null;
      return {
        goal: goal.name,
        model,
        source_total: Number(micro.source) / microCredits,
        credited: Number(micro.credited) / microCredits,
        unattributed: Number(micro.rest) / microCredits,
        difference: Number(micro.source - micro.credited - micro.rest) / microCredits,
        value_source_total: major(value.source),
        value_credited: major(value.credited),
        value_unattributed: major(value.rest),
        value_difference: major(value.source - value.credited - value.rest),
      };
    }),
  );
  const double = 'DOUBLE';
  const columns = {
    goal: 'VARCHAR',
    model: 'VARCHAR',
    source_total: double,
    credited: double,
    unattributed: double,
    difference: double,
    value_source_total: double,
    value_credited: double,
    value_unattributed: double,
    value_difference: double,
  };
  return { name: 'reconciliation', columns, rows };
}
