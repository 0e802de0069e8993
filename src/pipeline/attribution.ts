import type { AttributionConfig } from '../config/config.js';
import { learnedAmong, type ModelName, models } from '../models/index.js';
import { type Ends, evenWeight, type Model } from '../models/model.js';

/**
 * Turns a model's weight into credit. The only place where the SQL of a stage is composed, and the only one where credit is scaled and rounded.
 *
 * Credit is integer micro-credits, 1,000,000 per conversion. A model that picks one touch gives it all of them. Every other model has
 * running sums S_i of whole-number weights along the path (S_n at most 4e12), and
 * credit_i = floor((2e6 S_i + S_n) / (2 S_n)) - the same for i-1: cumulative rounding, half up, so that the credits of a path add up
 * exactly whatever the order of threads or rows. Largest intermediate: 2e6 * 4e12 + 4e12 < 2^63.
 * A path whose weights are all 0 is shared equally among its rows.
 *
 * One pass over the path is enough: what a weight needs to know about the whole path comes from the stage `paths`, and if the ends of a path
 * have fixed shares, S_i follows from the running mass alone. The mass of a row is its touches, times the weight of its rule if rules
 * have different weights; weights are relative to the largest of the path, so that a path of tiny weights is as exact as any other.
 */
export const microCredits = 1_000_000;

export const weightSum = '4e12';

/** What a weight's expression may use: a touch, and what is known about its path as a whole. */
export const touchColumns = {
  touches: 'touches bundled in this row; 1 for a single touch',
  path_length: 'rows of the path',
  path_touches: 'touches of the path',
  days_before_last: 'days between the touch and the last one of the path',
} as const;

/** What the condition of a model that picks a touch may use in addition: the position of the touch on the path, oldest first. */
export const placeColumns = {
  position: 'CAST(row_number() OVER along AS BIGINT)',
  touches_so_far: 'CAST(sum(touches) OVER so_far AS BIGINT)',
  is_kept: 'is_kept',
  kept_so_far: 'CAST(sum(is_kept) OVER so_far AS BIGINT)',
  path_kept: 'CAST(sum(is_kept) OVER whole AS BIGINT)',
  random_touch_no:
    '(hash_no(first_value(activity_id) OVER whole || chr(31) || last_value(activity_id) OVER whole) % path_touches)',
} as const;

/** What is the same for every touch of a run, so that it need not be carried through the windows. */
export interface PathShape {
  /** whether any row bundles several touches */
  readonly rows: 'single' | 'bundled';
  /** whether the touch rules have equal weights */
  readonly weights: 'equal' | 'ruled';
  /** whether conversions may carry codes: among touches at one instant a code comes last, because it is the conversion itself */
  readonly codes: 'none' | 'some';
}

/** The stages that hold the touches of every path, and what is known about each path as a whole. */
export interface PathStages {
  readonly pairs: string;
  readonly paths: string;
}

const ledgerStages: PathStages = { pairs: 'pairs', paths: 'paths' };

/** One model of a run, with its settings filled in. */
export type Chosen =
  | { readonly name: ModelName; readonly kind: 'pick'; readonly condition: string }
  | { readonly name: ModelName; readonly kind: 'even' }
  | { readonly name: ModelName; readonly kind: 'ends'; readonly ends: Ends }
  | { readonly name: ModelName; readonly kind: 'weighed'; readonly weight: string }
  | { readonly name: ModelName; readonly kind: 'learned' };

export function choose(name: ModelName, settings: AttributionConfig): Chosen {
  const model: Model = models[name];
  if ('channelWeights' in model) return { name, kind: 'learned' };
  if ('picks' in model) return { name, kind: 'pick', condition: model.picks(settings) };
  if ('ends' in model) return { name, kind: 'ends', ends: model.ends(settings) };
  const weight = model.weight(settings);
  return weight === evenWeight ? { name, kind: 'even' } : { name, kind: 'weighed', weight };
}

const carried = 'conversion_no, touch_us, activity_id, group_no, tactic_no, kol_no, kind_no, reach_no';

/** The tables that the stage `credit_rows` reads. */
export function creditReads(names: readonly ModelName[]): string[] {
  const learned = names.some((name) => 'channelWeights' in models[name]);
  return ['pairs', 'paths', 'skipped_kinds', ...(learned ? ['touch_channels', 'path_shares'] : [])];
}

/** SQL of the stage `credit_rows`: a row is one touch of one path and its micro-credits under every model. */
export function creditStage(
  names: readonly ModelName[],
  settings: AttributionConfig,
  shape: PathShape,
  stages: PathStages = ledgerStages,
): string {
  const chosen = names.map((name) => choose(name, settings));
  const sums = chosen.flatMap((model) => runningSums(model, shape));
  const credits = chosen.map((model) => `CAST(${credit(model)} AS INTEGER) AS ${model.name}`);
  return `SELECT ${carried}, touches, position, ${credits.join(',\n  ')}
FROM (SELECT placed.*${sums.map((sum) => `,\n  ${sum}`).join('')}
FROM (${placedSelect(chosen, shape, stages)}) placed)`;
}

/**
 * SQL of the stage `sensitivity_sums`: a row is one goal, cell and group (NULL = none) with sums of credit in micro-credits. The number of a
 * path is conversion_no * 4096 + cell_no: the same weights and the same rounding as in the ledger, over other paths.
 */
export function sensitivityStage(
  names: readonly ModelName[],
  settings: AttributionConfig,
  shape: PathShape,
): string {
  const stages = { pairs: 'sensitivity_pairs', paths: 'sensitivity_paths' };
  const sums = names.map((name) => `CAST(sum(r.${name}) AS BIGINT) AS credit_${name}`);
  return `SELECT c.goal_no, r.conversion_no % 4096 AS cell_no, r.group_no, ${sums.join(', ')}
FROM (${creditStage(names, settings, shape, stages)}) r
JOIN sensitivity_conversions c ON c.conversion_no = int_div(r.conversion_no, 4096)
GROUP BY c.goal_no, r.conversion_no % 4096, r.group_no`;
}

/** The touches of every path in their order, with only the window columns in use: an unused window costs as much as a used one. */
function placedSelect(chosen: readonly Chosen[], shape: PathShape, stages: PathStages): string {
  const text = chosen.map((model) => (model.kind === 'pick' ? model.condition : '')).join(' ');
  const places = Object.entries(placeColumns).flatMap(([column, sql]) =>
    column === 'position' || new RegExp(`\\b${column}\\b`).test(text) ? [`${sql} AS ${column}`] : [],
  );
  const masses = chosen.some(({ kind }) => kind === 'even' || kind === 'ends') ? massColumns(shape) : [];
  const own = chosen.flatMap(({ name, kind }) =>
    kind === 'weighed' || kind === 'learned' ? [`weight_${name}`] : [],
  );
  const sums = own.map(
    (weight) =>
      `${weight}, CAST(sum(${weight}) OVER so_far AS BIGINT) AS ${weight}_so_far, CAST(sum(${weight}) OVER whole AS BIGINT) AS path_${weight}`,
  );
  const order = `PARTITION BY conversion_no ORDER BY touch_us, ${shape.codes === 'some' ? 'CASE WHEN reach_no = 3 THEN 1 ELSE 0 END, ' : ''}activity_id, group_no, kind_no`;
  return `SELECT ${[carried, 'touches', 'path_length', 'path_touches', ...places, ...masses, ...sums].join(', ')}
FROM (${touchSelect(chosen, shape, stages, /\b(is_kept|kept_so_far|path_kept)\b/.test(text))})
WINDOW along AS (${order}),
  so_far AS (${order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
  whole AS (${order} ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`;
}

/** The running mass and the weights of the path's ends; if every row is one touch of the same weight, positions are enough. */
function massColumns(shape: PathShape): string[] {
  if (isPlain(shape)) return [];
  const ends = ['mass', 'touches', ...(shape.weights === 'ruled' ? ['weight'] : [])];
  return [
    'mass',
    'CAST(sum(mass) OVER so_far AS BIGINT) AS mass_so_far, CAST(sum(mass) OVER whole AS BIGINT) AS path_mass',
    ...ends.map(
      (column) =>
        `first_value(${column}) OVER whole AS first_${column}, last_value(${column}) OVER whole AS last_${column}`,
    ),
  ];
}

function isPlain({ rows, weights }: PathShape): boolean {
  return rows === 'single' && weights === 'equal';
}

/** The touches with their whole-number weights, before any window. */
function touchSelect(
  chosen: readonly Chosen[],
  shape: PathShape,
  stages: PathStages,
  keeps: boolean,
): string {
  const weight = shape.weights === 'ruled' ? 'p.weight / t.largest_weight' : '1e0';
  const mass =
    shape.weights === 'ruled'
      ? `CAST(floor(${weight} * p.touches * (${weightSum} / t.path_touches) + 0.5e0) AS BIGINT)`
      : 'p.touches';
  const kept = keeps ? [`CASE WHEN k.kind_no IS NULL THEN 1 ELSE 0 END AS is_kept`] : [];
  const weights = chosen.flatMap((model) => {
    const whole = (weight: string) => [
      `CAST(floor(${weight} * touches * (${weightSum} / path_touches) + 0.5e0) AS BIGINT) AS weight_${model.name}`,
    ];
    if (model.kind === 'weighed') return whole(`(${model.weight}) * weight`);
    return model.kind === 'learned' ? whole(`coalesce(share_${model.name} / channel_touches, 1e0)`) : [];
  });
  const learned = chosen.filter(({ kind }) => kind === 'learned').map(({ name }) => `l.share_${name}`);
  const shares = learned.length === 0 ? [] : ['l.channel_touches', ...learned];
  const columns = carried
    .split(', ')
    .map((column) => `p.${column}`)
    .join(', ');
  return `SELECT touch.*${weights.map((sql) => `, ${sql}`).join('')}
FROM (SELECT ${columns}, ${shape.rows === 'single' ? 'CAST(1 AS BIGINT) AS touches' : 'p.touches'}, t.path_length, t.path_touches,
    ${weight} AS weight, ${mass} AS mass, (t.last_touch_us - p.touch_us) / 86400000000e0 AS days_before_last${[...kept, ...shares].map((sql) => `, ${sql}`).join('')}
  FROM ${stages.pairs} p JOIN ${stages.paths} t ON t.conversion_no = p.conversion_no${shares.length === 0 ? '' : channelJoin}${keeps ? ' LEFT JOIN skipped_kinds k ON k.kind_no = p.kind_no' : ''}) touch`;
}

const channelJoin = `
  JOIN touch_channels x ON x.group_no = coalesce(p.group_no, 0) AND x.tactic_no = coalesce(p.tactic_no, 0) AND x.kol_no = coalesce(p.kol_no, 0) AND x.kind_no = p.kind_no
  JOIN path_shares l ON l.conversion_no = p.conversion_no AND l.channel_no = x.channel_no`;

/**
 * SQL of the stage `path_shares`: a row is one conversion and one channel on its path, its touches there, and, under every learned model, its
 * weight relative to the largest of the path (NULL if all are 0).
 */
export function pathSharesStage(names: readonly ModelName[]): string {
  const learned = learnedAmong(names).map(({ name }) => name);
  const shares = learned.map(
    (name) =>
      `w_${name}.weight / nullif(max(w_${name}.weight) OVER (PARTITION BY c.conversion_no), 0e0) AS share_${name}`,
  );
  const joins = learned.map(
    (name) =>
      `JOIN channel_weights w_${name} ON w_${name}.goal_no = c.goal_no AND w_${name}.channel_no = c.channel_no AND w_${name}.model = '${name}'`,
  );
  return `SELECT c.conversion_no, c.channel_no, c.channel_touches, ${shares.join(', ')}
FROM path_channels c
${joins.join('\n')}`;
}

/** The columns sum_, before_ and total_ of a model: S_i, S_(i-1) and S_n. */
function runningSums(model: Chosen, shape: PathShape): string[] {
  const named = ([sum, before, total]: readonly [string, string, string]) => [
    `${sum} AS sum_${model.name}`,
    `${before} AS before_${model.name}`,
    `${total} AS total_${model.name}`,
  ];
  if (model.kind === 'pick') return [];
  if (model.kind === 'weighed' || model.kind === 'learned') {
    const weight = `weight_${model.name}`;
    return named([`${weight}_so_far`, `${weight}_so_far - ${weight}`, `path_${weight}`]);
  }
  if (model.kind === 'ends') return named(endsSums(model.ends, shape));
  return named(
    isPlain(shape)
      ? ['position', 'position - 1', 'path_length']
      : ['mass_so_far', 'mass_so_far - mass', 'path_mass'],
  );
}

/**
 * S_i, S_(i-1) and S_n if the first row of a path has a fixed share, the last one has another, and those between split the rest by their touches;
 * every share is multiplied by the weight of its row's rule. A path of one row, or of two without shares, has S_n = 0: it is split evenly.
 */
function endsSums({ first, last }: Ends, shape: PathShape): [string, string, string] {
  const plain = isPlain(shape);
  const ruled = shape.weights === 'ruled';
  const end = (share: number, weight: string) =>
    `CAST(floor(${share.toExponential()} * ${ruled ? weight : '1e0'} * ${weightSum} + 0.5e0) AS BIGINT)`;
  const [head, tail] = [end(first, 'first_weight'), end(last, 'last_weight')];
  const middleTouches = plain ? 'path_length - 2' : 'path_touches - first_touches - last_touches';
  const scale = `(${Math.max(0, 1 - first - last).toExponential()} * ${ruled ? 'path_touches' : weightSum} / nullif(${middleTouches}, 0))`;
  const middle = (mass: string) => `CAST(floor((${mass}) * ${scale} + 0.5e0) AS BIGINT)`;
  const [soFar, own, firstMass] = plain ? ['position', '1', '1'] : ['mass_so_far', 'mass', 'first_mass'];
  const between = middle(plain ? 'path_length - 2' : 'path_mass - first_mass - last_mass');
  const total = `CASE path_length WHEN 1 THEN CAST(0 AS BIGINT) WHEN 2 THEN ${head} + ${tail} ELSE ${head} + ${between} + ${tail} END`;
  return [
    `CASE WHEN position = path_length THEN ${total} WHEN position = 1 THEN ${head} ELSE ${head} + ${middle(`${soFar} - ${firstMass}`)} END`,
    `CASE position WHEN 1 THEN CAST(0 AS BIGINT) WHEN 2 THEN ${head} ELSE ${head} + ${middle(`${soFar} - ${own} - ${firstMass}`)} END`,
    total,
  ];
}

/** Micro-credits of one row. */
function credit(model: Chosen): string {
  if (model.kind === 'pick') return `CASE WHEN ${model.condition} THEN ${microCredits} ELSE 0 END`;
  const upTo = (sum: string, total: string) =>
    `int_div(${2 * microCredits} * ${sum} + ${total}, 2 * ${total})`;
  const [sum, before, total] = [`sum_${model.name}`, `before_${model.name}`, `total_${model.name}`];
  return `CASE WHEN ${total} = 0 THEN ${upTo('position', 'path_length')} - ${upTo('(position - 1)', 'path_length')}
    ELSE ${upTo(sum, total)} - ${upTo(before, total)} END`;
}
