import type { AttributionConfig } from './config.js';
import { type ModelName, models } from './models/index.js';

/**
 * A model's weight -> credit. The only place where SQL of a stage is put together, and the only one where credit is scaled and rounded.
 *
 * Credit is integer micro-credits, 1,000,000 per conversion. A model that picks one touch gives it all of them. The weights of any other
 * model become integers (at most 4e12 in sum over a path), running sums S_i follow the path, and
 * credit_i = floor((2e6 S_i + S_n) / (2 S_n)) - the same for i-1: cumulative rounding, half up, so that the credits of a path add up
 * exactly whatever the order of threads or rows. Largest intermediate: 2e6 * 4e12 + 4e12 < 2^63.
 * A path whose weights are all 0 (too small for the fixed point) is shared equally among its rows.
 */
export const microCredits = 1_000_000;

const weightSum = '4e12';

/**
 * The columns that a model may use, besides touches (of the row) and is_kept (0 for the kinds that last_non sets aside):
 * a touch in its place on the path of one conversion, oldest first.
 */
export const pathColumns = {
  position: 'row_number() OVER along',
  path_length: 'count(*) OVER whole',
  touches_so_far: 'CAST(sum(touches) OVER so_far AS BIGINT)',
  path_touches: 'CAST(sum(touches) OVER whole AS BIGINT)',
  first_touches: 'first_value(touches) OVER whole',
  last_touches: 'last_value(touches) OVER whole',
  days_before_last: '(max(touch_us) OVER whole - touch_us) / 86400000000e0',
  kept_so_far: 'CAST(sum(is_kept) OVER so_far AS BIGINT)',
  path_kept: 'CAST(sum(is_kept) OVER whole AS BIGINT)',
  random_touch_no:
    '(hash_no(first_value(activity_id) OVER whole || chr(31) || last_value(activity_id) OVER whole) % CAST(sum(touches) OVER whole AS BIGINT))',
} as const;

/** The same columns where every row is one touch: counting is cheaper than adding up. */
const singleTouchColumns: Partial<Record<keyof typeof pathColumns, string>> = {
  touches_so_far: 'row_number() OVER along',
  path_touches: 'count(*) OVER whole',
  first_touches: '1',
  last_touches: '1',
  random_touch_no:
    '(hash_no(first_value(activity_id) OVER whole || chr(31) || last_value(activity_id) OVER whole) % count(*) OVER whole)',
};

const touchColumns = 'conversion_no, touch_us, activity_id, group_no, tactic_no, kol_no, kind_no, reach_no';

/** What is the same for every touch of a run, so that it need not be carried through the windows. */
export interface PathShape {
  /** whether any row bundles several touches */
  readonly rows: 'single' | 'bundled';
  /** whether the touch rules weigh alike */
  readonly weights: 'equal' | 'ruled';
  /** whether conversions may carry codes: at one instant a code comes last, for it is the conversion itself */
  readonly codes: 'none' | 'some';
}

/** SQL of the stage `credit_rows`: a row is one touch of one path and its micro-credits under every model. */
export function creditStage(
  names: readonly ModelName[],
  settings: AttributionConfig,
  shape: PathShape,
): string {
  const weighted = names.filter((name) => 'weight' in models[name]);
  const path = pathSelect(names, settings, shape);
  const source =
    weighted.length === 0 ? `(${path})` : `(\n${summedSelect(names, weighted, settings, shape, path)})`;
  const pick = (name: ModelName) => (weighted.length === 0 ? picked(name, settings) : `pick_${name}`);
  const credits = names.map((name) => `${weighted.includes(name) ? share(name) : pick(name)} AS ${name}`);
  const touches = shape.rows === 'single' ? 'CAST(1 AS BIGINT) AS touches' : 'touches';
  const reach = `CASE reach_no WHEN 1 THEN 'actor' WHEN 2 THEN 'audience' ELSE 'code' END AS reach`;
  return `SELECT ${touchColumns.replace('reach_no', reach)}, ${touches}, position, ${credits.join(',\n  ')}\nFROM ${source}`;
}

/** The path columns that the models use, and no others: an unused window costs as much as a used one. */
function pathSelect(names: readonly ModelName[], settings: AttributionConfig, shape: PathShape): string {
  const text = names.map((name) => expression(name, settings)).join(' ');
  const always = ['position', 'path_length', 'path_touches'];
  const used = Object.entries(pathColumns).filter(
    ([column]) => always.includes(column) || new RegExp(`\\b${column}\\b`).test(text),
  );
  const columns = used.map(
    ([column, sql]) =>
      `${(shape.rows === 'single' ? singleTouchColumns[column as keyof typeof pathColumns] : undefined) ?? sql} AS ${column}`,
  );
  const kept = /\b(is_kept|kept_so_far|path_kept)\b/.test(text);
  const constants = shape.rows === 'single' ? ['1 AS touches'] : [];
  const order = `PARTITION BY conversion_no ORDER BY touch_us, ${shape.codes === 'some' ? 'CASE WHEN reach_no = 3 THEN 1 ELSE 0 END, ' : ''}activity_id, group_no, kind_no`;
  const pairs = kept
    ? '(SELECT p.*, CASE WHEN k.kind_no IS NULL THEN 1 ELSE 0 END AS is_kept FROM pairs p LEFT JOIN skipped_kinds k ON k.kind_no = p.kind_no)'
    : 'pairs';
  return `SELECT ${[touchColumns, ...extras(shape), ...constants, ...(kept ? ['is_kept'] : []), ...columns].join(', ')}
FROM ${pairs}
WINDOW along AS (${order}),
  so_far AS (${order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
  whole AS (${order} ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`;
}

/** Adds (in whole numbers: windows over DOUBLE are slow in DuckDB and inexact everywhere) the running sum, the total and the own integer weight of every weighted model. */
function summedSelect(
  names: readonly ModelName[],
  weighted: readonly ModelName[],
  settings: AttributionConfig,
  shape: PathShape,
  path: string,
): string {
  const carried = [
    touchColumns,
    ...extras(shape).filter((column) => column === 'touches'),
    'position',
    'path_length',
  ].join(', ');
  const factor = extras(shape)
    .map((column) => ` * ${column}`)
    .join('');
  const weights = weighted.map(
    (name) =>
      `CAST(floor((${expression(name, settings)})${factor} * (${weightSum} / path_touches) + 0.5e0) AS BIGINT) AS weight_${name}`,
  );
  const sums = weighted.map(
    (name) =>
      `CAST(sum(weight_${name}) OVER so_far AS BIGINT) AS sum_${name}, CAST(sum(weight_${name}) OVER whole AS BIGINT) AS total_${name}, weight_${name} AS own_${name}`,
  );
  const pickers = names.filter((name) => !weighted.includes(name));
  const picks = pickers.map((name) => `${picked(name, settings)} AS pick_${name}`);
  return `SELECT ${carried}, ${[...sums, ...pickers.map((name) => `pick_${name}`)].join(',\n    ')}
  FROM (SELECT ${carried}, ${[...weights, ...picks].join(',\n      ')} FROM (${path}))
  WINDOW so_far AS (PARTITION BY conversion_no ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
    whole AS (PARTITION BY conversion_no ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`;
}

/** The columns of a row that can differ from 1. */
function extras(shape: PathShape): string[] {
  return [...(shape.rows === 'bundled' ? ['touches'] : []), ...(shape.weights === 'ruled' ? ['weight'] : [])];
}

function expression(name: ModelName, settings: AttributionConfig): string {
  const model = models[name];
  return 'weight' in model ? model.weight(settings) : model.picks(settings);
}

function picked(name: ModelName, settings: AttributionConfig): string {
  return `CASE WHEN ${expression(name, settings)} THEN CAST(${microCredits} AS BIGINT) ELSE CAST(0 AS BIGINT) END`;
}

function share(name: ModelName): string {
  const upTo = (sum: string, total: string) => `int_div(2000000 * ${sum} + ${total}, 2 * ${total})`;
  const [sum, own, total] = [`sum_${name}`, `own_${name}`, `total_${name}`];
  return `CASE WHEN ${total} = 0 THEN ${upTo('position', 'path_length')} - ${upTo('(position - 1)', 'path_length')}
    ELSE ${upTo(sum, total)} - ${upTo(`(${sum} - ${own})`, total)} END`;
}

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
 * (credit in micro-credits, value in minor units x micro-credits, and the squares that the jackknife needs).
 */
export function momentsStage(dimension: Dimension, names: readonly ModelName[]): string {
  const square = (column: string) =>
    `sum(CAST(${column} AS DECIMAL(19, 0)) * CAST(${column} AS DECIMAL(19, 0)))`;
  return names
    .map(
      (
        name,
      ) => `SELECT '${name}' AS model, goal_no, ${dimension}_no, CAST(sum(credit_${name}) AS BIGINT) AS credit, CAST(sum(net_${name}) AS BIGINT) AS credit_net,
  ${square(`credit_${name}`)} AS credit_squares, sum(value_${name}) AS value, sum(netvalue_${name}) AS value_net, ${square(`floor(value_${name} / ${valueUnit})`)} AS value_squares
FROM ${dimension}_sums GROUP BY goal_no, ${dimension}_no`,
    )
    .join('\nUNION ALL\n');
}

/** SQL of the published ledger: every touch of every reported conversion, and one row with its reason for each unattributed conversion. */
export function ledgerSelect(names: readonly ModelName[]): string {
  const credits = names.map((name) => `r.${name}`).join(', ');
  const zeros = names.map((name) => `CAST(0 AS BIGINT) AS ${name}`).join(', ');
  return `SELECT goal, conversion_id, conversion_ts_us, user_id, activity_id, group_id, tactic_id, kol_id, kind, reach, touches, touch_ts_us, reason, value_minor, ${names.join(', ')}
FROM (
  SELECT o.goal, c.conversion_id, c.ts_us AS conversion_ts_us, c.user_id, r.activity_id, g.label AS group_id, t.label AS tactic_id, k.label AS kol_id,
    n.kind, r.reach, r.touches, r.touch_us AS touch_ts_us, CAST(NULL AS VARCHAR) AS reason, c.value_minor, r.conversion_no, r.position, ${credits}
  FROM credit_rows r
  JOIN conversions c ON c.conversion_no = r.conversion_no
  JOIN goals o ON o.goal_no = c.goal_no
  JOIN kinds n ON n.kind_no = r.kind_no
  LEFT JOIN groups g ON g.group_no = r.group_no
  LEFT JOIN tactic_list t ON t.tactic_no = r.tactic_no
  LEFT JOIN kol_list k ON k.kol_no = r.kol_no
  UNION ALL
  SELECT o.goal, c.conversion_id, c.ts_us, c.user_id, NULL, NULL, NULL, NULL, NULL, NULL, CAST(0 AS BIGINT), NULL, u.reason, c.value_minor, c.conversion_no, 0, ${zeros}
  FROM unattributed_rows u
  JOIN conversions c ON c.conversion_no = u.conversion_no
  JOIN goals o ON o.goal_no = c.goal_no
)
ORDER BY conversion_no, position`;
}

/** SQL of one row a goal: what the ledger credits under each model, in micro-credits and in minor units x micro-credits. */
export function creditedTotals(names: readonly ModelName[]): string {
  const sums = names.map(
    (name) =>
      `CAST(sum(credit_${name}) AS BIGINT) AS credit_${name}, CAST(sum(value_${name}) AS VARCHAR) AS value_${name}`,
  );
  return `SELECT goal_no, ${sums.join(', ')} FROM channel_sums GROUP BY goal_no`;
}
