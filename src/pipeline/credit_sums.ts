import type { Publication } from '../engines/engine.js';
import type { ModelName } from '../models/index.js';
import { fewestBuckets } from '../statistics/gamma_interval.js';

export type Dimension = 'group' | 'tactic' | 'kol';

/**
 * SQL of the stage `channel_sums`: a row is one goal, group, tactic and KOL (NULL = none) and one of 100 person buckets, with sums of credit
 * in micro-credits and of value in minor units x micro-credits. The ledger is read once; every dimension is added up from here.
 */
export function channelSumsStage(names: readonly ModelName[], reversals: 'none' | 'some'): string {
  const sums = names.map((name) => {
    const net = reversals === 'none' ? `r.${name}` : `CASE WHEN c.is_reversed = 1 THEN 0 ELSE r.${name} END`;
    const netMinor = reversals === 'none' ? 'c.value_minor' : 'c.net_minor';
    return `CAST(sum(r.${name}) AS BIGINT) AS credit_${name}, CAST(sum(${net}) AS BIGINT) AS net_${name},
  CAST(sum(wide(r.${name} * c.value_minor)) AS DECIMAL(38, 0)) AS value_${name}, CAST(sum(wide(r.${name} * ${netMinor})) AS DECIMAL(38, 0)) AS netvalue_${name}`;
  });
  return `SELECT c.goal_no, r.group_no, r.tactic_no, r.kol_no, c.bucket, ${sums.join(',\n  ')}
FROM credit_rows r JOIN conversions c ON c.conversion_no = r.conversion_no
GROUP BY c.goal_no, r.group_no, r.tactic_no, r.kol_no, c.bucket`;
}

/** SQL of the stages `<dimension>_sums`: a row is one goal, one value of the dimension (NULL = none) and one person bucket. */
export function sumsStage(dimension: Dimension, names: readonly ModelName[]): string {
  const sums = names.map(
    (
      name,
    ) => `CAST(sum(credit_${name}) AS BIGINT) AS credit_${name}, CAST(sum(net_${name}) AS BIGINT) AS net_${name},
  sum(value_${name}) AS value_${name}, sum(netvalue_${name}) AS netvalue_${name}`,
  );
  return `SELECT goal_no, ${dimension}_no, bucket, ${sums.join(',\n  ')}
FROM channel_sums
GROUP BY goal_no, ${dimension}_no, bucket`;
}

/** Person buckets of the jackknife. */
export const buckets = 100;

/** Squares of value are taken in minor units x micro-credits / 10,000: exact to a hundredth of a minor unit, and far from overflow. */
export const valueUnit = 10_000;

/**
 * SQL of the stages `<dimension>_moments`: a row is one model, goal and value of the dimension, with exact sums over the person buckets
 * (credit in micro-credits, value in minor units x micro-credits, and the squares that the jackknife needs), the number of nonempty buckets,
 * and the most credit and value in any one bucket.
 */
export function momentsStage(dimension: Dimension, names: readonly ModelName[]): string {
  const square = (column: string) =>
    `sum(CAST(${column} AS DECIMAL(19, 0)) * CAST(${column} AS DECIMAL(19, 0)))`;
  const filled = (column: string) => `CAST(sum(CASE WHEN ${column} > 0 THEN 1 ELSE 0 END) AS BIGINT)`;
  return names
    .map(
      (
        name,
      ) => `SELECT '${name}' AS model, goal_no, ${dimension}_no, CAST(sum(credit_${name}) AS BIGINT) AS credit, CAST(sum(net_${name}) AS BIGINT) AS credit_net,
  ${square(`credit_${name}`)} AS credit_squares, ${filled(`credit_${name}`)} AS credit_buckets, max(credit_${name}) AS largest_credit, sum(value_${name}) AS value, sum(netvalue_${name}) AS value_net,
  ${square(`floor(CAST(value_${name} AS DECIMAL(34, 0)) * CAST(${1 / valueUnit} AS DECIMAL(4, 4)))`)} AS value_squares, ${filled(`value_${name}`)} AS value_buckets, max(value_${name}) AS largest_value
FROM ${dimension}_sums GROUP BY goal_no, ${dimension}_no`,
    )
    .join('\nUNION ALL\n');
}

/**
 * SQL of the stages `<dimension>_holdings`: a row is one model, goal and value of the dimension of which one person bucket holds at least a tenth
 * of the value, and the most that one person of such a bucket holds (minor units x micro-credits). Nobody else can hold more than a tenth.
 */
export function holdingsStage(dimension: Dimension, names: readonly ModelName[]): string {
  const channel = (row: string) => `coalesce(${row}.${dimension}_no, -1)`;
  const large = names.map((name) => `(m.model = '${name}' AND s.value_${name} >= m.value / 10e0)`);
  const values = names.map(
    (name) => `CAST(sum(wide(r.${name} * c.value_minor)) AS DECIMAL(38, 0)) AS value_${name}`,
  );
  const largest = names.map(
    (name) =>
      `SELECT '${name}' AS model, goal_no, ${dimension}_no, max(value_${name}) AS largest_holding FROM held GROUP BY goal_no, ${dimension}_no`,
  );
  return `WITH narrow AS (
  SELECT s.goal_no, ${channel('s')} AS channel_no, s.bucket
  FROM ${dimension}_sums s JOIN ${dimension}_moments m ON m.goal_no = s.goal_no AND ${channel('m')} = ${channel('s')}
  WHERE m.value > 0 AND m.value_buckets >= ${fewestBuckets} AND (${large.join(' OR ')})
  GROUP BY s.goal_no, ${channel('s')}, s.bucket
),
held AS (
  SELECT c.goal_no, r.${dimension}_no, c.person_no, CASE WHEN c.person_no IS NULL THEN coalesce(c.user_id, c.conversion_id) END AS stranger, ${values.join(',\n    ')}
  FROM credit_rows r JOIN conversions c ON c.conversion_no = r.conversion_no
  JOIN narrow n ON n.goal_no = c.goal_no AND n.channel_no = ${channel('r')} AND n.bucket = c.bucket
  GROUP BY c.goal_no, r.${dimension}_no, c.person_no, CASE WHEN c.person_no IS NULL THEN coalesce(c.user_id, c.conversion_id) END
)
${largest.join('\nUNION ALL\n')}`;
}

/** The published ledger in its final order: every touch of every reported conversion, and one row with its reason for each unattributed conversion. */
export function ledger(names: readonly ModelName[]): Publication {
  const credits = names.map((name) => `r.${name}`).join(', ');
  const zeros = names.map((name) => `0 AS ${name}`).join(', ');
  const wholes = names.map((name) => `CAST(${name} AS BIGINT) AS ${name}`);
  const select = `SELECT goal, conversion_id, conversion_ts_us, user_id, activity_id, group_id, tactic_id, kol_id, kind, reach, touches, touch_ts_us, reason, value_minor, ${wholes.join(', ')}
FROM (
  SELECT c.goal_no AS goal, c.conversion_id, c.ts_us AS conversion_ts_us, c.user_id, r.activity_id, r.group_no AS group_id, r.tactic_no AS tactic_id, r.kol_no AS kol_id,
    r.kind_no AS kind, r.reach_no AS reach, r.touches, r.touch_us AS touch_ts_us, CAST(NULL AS STRING) AS reason, c.value_minor, r.conversion_no, r.position, ${credits}
  FROM credit_rows r JOIN conversions c ON c.conversion_no = r.conversion_no
  UNION ALL
  SELECT c.goal_no, c.conversion_id, c.ts_us, c.user_id, NULL, NULL, NULL, NULL, NULL, NULL, CAST(0 AS BIGINT), NULL, u.reason, c.value_minor, c.conversion_no, 0, ${zeros}
  FROM unattributed_rows u JOIN conversions c ON c.conversion_no = u.conversion_no
)
ORDER BY conversion_no * 1073741824 + position`;
  return {
    select,
    labels: {
      goal: 'SELECT goal_no AS no, goal AS label FROM goals',
      group_id: 'SELECT group_no AS no, label FROM groups',
      tactic_id: 'SELECT tactic_no AS no, label FROM tactic_list',
      kol_id: 'SELECT kol_no AS no, label FROM kol_list',
      kind: 'SELECT kind_no AS no, kind AS label FROM kinds',
      reach: 'SELECT reach_no AS no, reach AS label FROM reaches',
    },
  };
}

/** SQL of one row per goal: what the ledger credits under each model, in micro-credits and in minor units x micro-credits. */
export function creditedTotals(names: readonly ModelName[]): string {
  const sums = names.map(
    (name) =>
      `CAST(sum(credit_${name}) AS BIGINT) AS credit_${name}, CAST(sum(value_${name}) AS STRING) AS value_${name}`,
  );
  return `SELECT goal_no, ${sums.join(', ')} FROM channel_sums GROUP BY goal_no`;
}
