import type { Panel } from '../panel/panel.js';
import { simplexWeights, squareOf } from './simplex.js';

/** Units that adopt in one period, and units that never do; the rows of a panel as arrays over periods. */
export interface Block {
  readonly treated: readonly Float64Array[];
  readonly controls: readonly Float64Array[];
  /** period of adoption = number of periods before */
  readonly adopted: number;
  /** how much each path counts in the mean of treated ones, for example its members; absent: all the same */
  readonly weights?: ReadonlyMap<Float64Array, number>;
  /** products of paths, including its controls, that it shares with other blocks of the same paths */
  readonly products?: PathProducts;
}

/** Products of paths before adoption, each less its mean: blocks that choose other controls among the same paths need not recompute them. */
export interface PathProducts {
  readonly place: ReadonlyMap<Float64Array, number>;
  /** paths x paths */
  readonly square: Float64Array;
}

/** Beyond this many paths the products are not kept: their size is the square of it. */
const pathsAtMost = 400;

/** A block with the products of its controls, for blocks that use some of these. */
export function withProducts(block: Block): Block {
  const { controls, adopted } = block;
  if (controls.length > pathsAtMost) return block;
  const columns = centred(controls.map((path) => path.subarray(0, adopted)));
  const place = new Map(controls.map((path, at) => [path, at]));
  return { ...block, products: { place, square: squareOf(columns) } };
}

/** The products of the controls of a block, in their order, taken from the known ones. */
function productsAmong({ controls, products }: Block): Float64Array | undefined {
  if (products === undefined) return undefined;
  const size = controls.length;
  const [all, square] = [products.place.size, new Float64Array(size * size)];
  const places = controls.map((path) => products.place.get(path)!);
  places.forEach((row, a) => {
    places.forEach((column, b) => {
      square[a * size + b] = products.square[row * all + column]!;
    });
  });
  return square;
}

/** A synthetic difference-in-differences with the weights it rests on. */
export interface SyntheticDid {
  readonly estimate: number;
  /** one per control */
  readonly omega: Float64Array;
  /** one per period before adoption */
  readonly lambda: Float64Array;
  /** ridge of omega, in the unit of the outcome */
  readonly zeta_omega: number;
}

/**
 * Synthetic difference-in-differences of Arkhangelsky, Athey, Hirshberg, Imbens and Wager (2021): weights of controls
 * and of periods on the simplex with an intercept; zeta_omega = (N1 T1)^(1/4) sd, zeta_lambda = 1e-6 sd, where sd is that of
 * the first differences of the controls before adoption.
 */
export function syntheticDid(block: Block): SyntheticDid {
  const sd = noiseOf(block);
  const after = afterLength(block);
  const zeta_omega = (block.treated.length * after) ** 0.25 * sd;
  const omega = unitWeights(block, { zeta: zeta_omega, sd, columns: centred, square: productsAmong(block) });
  const lambda = periodWeights(block, sd);
  return { estimate: contrast(block, omega, lambda), omega, lambda, zeta_omega };
}

/** The synthetic control of Abadie, Diamond and Hainmueller (2010) as a contrast: no intercept, no weights of periods. */
export function syntheticControl(block: Block): number {
  const sd = noiseOf(block);
  const omega = unitWeights(block, { zeta: 1e-6 * sd, sd, columns: (paths) => paths });
  return contrast(block, omega, new Float64Array(block.adopted));
}

/** Plain difference-in-differences as a contrast: every control and every earlier period counts equally. */
export function plainDid({ treated, controls, adopted }: Block): number {
  const omega = new Float64Array(controls.length).fill(1 / controls.length);
  return contrast({ treated, controls, adopted }, omega, new Float64Array(adopted).fill(1 / adopted));
}

/** The blocks of a panel, one per period of adoption; each compares with the never treated. */
export function blocksOf(panel: Panel): Block[] {
  return blocksAmong(pathsOf(panel), panel);
}

/** The same blocks, in whose means a unit counts by its weight. */
export function weightedBlocksOf(panel: Panel): Block[] {
  const paths = pathsOf(panel);
  const weights = new Map(paths.map((path, unit) => [path, panel.weight[unit]!]));
  return blocksAmong(paths, panel).map((block) => ({ ...block, weights }));
}

function pathsOf({ unit_ids, period_labels, outcome }: Panel): Float64Array[] {
  const periods = period_labels.length;
  return unit_ids.map((_, unit) => outcome.subarray(unit * periods, (unit + 1) * periods));
}

function blocksAmong(paths: readonly Float64Array[], { first_treated }: Panel): Block[] {
  const adoptedIn = (date: number) => paths.filter((_, unit) => first_treated[unit] === date);
  const controls = adoptedIn(-1);
  const dates = [...new Set(first_treated)].filter((date) => date >= 0).sort((a, b) => a - b);
  return dates.map((adopted) => ({ treated: adoptedIn(adopted), controls, adopted }));
}

/** The `most` controls whose demeaned paths before adoption are nearest to the mean of the treated; all if there are fewer. */
function narrowed(block: Block, most: number): Block {
  if (block.controls.length <= most) return block;
  const before = (path: Float64Array) => path.subarray(0, block.adopted);
  const [target = new Float64Array()] = centred([before(treatedPath(block))]);
  const distances = block.controls.map((path) => {
    const level = meanFrom(before(path), 0);
    let distance = 0;
    for (let t = 0; t < target.length; t += 1) distance += (path[t]! - level - target[t]!) ** 2;
    return distance;
  });
  const nearest = [...distances.keys()].sort((a, b) => distances[a]! - distances[b]! || a - b);
  return {
    ...block,
    controls: nearest.slice(0, most).map((place) => block.controls[place] as Float64Array),
  };
}

/**
 * Several blocks as one estimate, each weighted by its treated units x periods (Arkhangelsky et al., appendix); if there are
 * more than `controls_at_most` controls, each block uses the nearest.
 */
export function pooledDid(blocks: readonly Block[], controls_at_most: number): number {
  const cells = blocks.map((block) => weightOf(block) * afterLength(block));
  const total = cells.reduce((sum, count) => sum + count, 0);
  return blocks.reduce(
    (sum, block, place) =>
      sum + (cells[place]! / total) * syntheticDid(narrowed(block, controls_at_most)).estimate,
    0,
  );
}

function afterLength({ controls, treated, adopted }: Block): number {
  return ((treated[0] ?? controls[0]) as Float64Array).length - adopted;
}

/** Standard deviation of the controls' first differences before adoption. */
function noiseOf({ controls, adopted }: Block): number {
  const count = controls.length * (adopted - 1);
  let sum = 0;
  for (const path of controls) for (let t = 1; t < adopted; t += 1) sum += path[t]! - path[t - 1]!;
  const centre = sum / count;
  let squares = 0;
  for (const path of controls)
    for (let t = 1; t < adopted; t += 1) squares += (path[t]! - path[t - 1]! - centre) ** 2;
  return Math.sqrt(squares / (count - 1));
}

interface UnitWeightSettings {
  readonly zeta: number;
  readonly sd: number;
  /** what is done to paths before fitting */
  readonly columns: (paths: readonly Float64Array[]) => readonly Float64Array[];
  /** products of these, if already known */
  readonly square?: Float64Array | undefined;
}

function unitWeights(block: Block, settings: UnitWeightSettings): Float64Array {
  const { controls, adopted } = block;
  const before = (path: Float64Array) => path.subarray(0, adopted);
  const [target = new Float64Array(), ...columns] = settings.columns([
    before(treatedPath(block)),
    ...controls.map(before),
  ]);
  const { zeta, sd, square } = settings;
  return simplexWeights({ columns, target, zeta, smallest_decrease: 1e-5 * sd, square });
}

function periodWeights({ controls, adopted }: Block, sd: number): Float64Array {
  const at = (t: number) => {
    const values = new Float64Array(controls.length);
    for (let place = 0; place < controls.length; place += 1) values[place] = controls[place]![t]!;
    return values;
  };
  const later = new Float64Array(controls.length);
  for (let place = 0; place < controls.length; place += 1) later[place] = meanFrom(controls[place]!, adopted);
  const [target = new Float64Array(), ...columns] = centred([
    later,
    ...Array.from({ length: adopted }, (_, t) => at(t)),
  ]);
  return simplexWeights({ columns, target, zeta: 1e-6 * sd, smallest_decrease: 1e-5 * sd });
}

/** Mean over treated less weighted controls, of the mean after less the weighted mean before. */
function contrast(block: Block, omega: Float64Array, lambda: Float64Array): number {
  let control = 0;
  for (let place = 0; place < omega.length; place += 1)
    control += omega[place]! * changeOf(block.controls[place]!, block.adopted, lambda);
  return changeOf(treatedPath(block), block.adopted, lambda) - control;
}

function changeOf(path: Float64Array, adopted: number, lambda: Float64Array): number {
  let before = 0;
  for (let t = 0; t < adopted; t += 1) before += lambda[t]! * path[t]!;
  return meanFrom(path, adopted) - before;
}

function centred(paths: readonly Float64Array[]): readonly Float64Array[] {
  return paths.map((path) => {
    const centre = meanFrom(path, 0);
    const values = new Float64Array(path.length);
    for (let t = 0; t < path.length; t += 1) values[t] = path[t]! - centre;
    return values;
  });
}

/** The mean path of the treated units, by their weights. */
function treatedPath({ treated, weights }: Block): Float64Array {
  const [first = new Float64Array()] = treated;
  const values = new Float64Array(first.length);
  const total = weightOf({ treated, weights });
  for (let t = 0; t < first.length; t += 1) {
    let sum = 0;
    for (const path of treated) sum += path[t]! * (weights?.get(path) ?? 1);
    values[t] = sum / total;
  }
  return values;
}

/** Weight of the treated units of a block; their number if all count the same. */
export function weightOf({
  treated,
  weights,
}: Pick<Block, 'treated'> & { readonly weights?: Block['weights'] | undefined }): number {
  return treated.reduce((sum, path) => sum + (weights?.get(path) ?? 1), 0);
}

/** Mean of the periods from `start` on. */
function meanFrom(values: Float64Array, start: number): number {
  let sum = 0;
  for (let t = start; t < values.length; t += 1) sum += values[t]!;
  return sum / (values.length - start);
}
