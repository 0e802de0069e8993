import type { Panel } from './panel.js';
import { simplexWeights } from './simplex.js';

/** Units that adopt in one period, and units that never do; the rows of a panel as arrays over periods. */
export interface Block {
  readonly treated: readonly Float64Array[];
  readonly controls: readonly Float64Array[];
  /** period of adoption = number of periods before */
  readonly adopted: number;
}

/** A synthetic difference-in-differences with the weights it rests on. */
export interface SyntheticDid {
  readonly estimate: number;
  /** one a control */
  readonly omega: Float64Array;
  /** one a period before adoption */
  readonly lambda: Float64Array;
  /** ridge of omega, in the unit of the outcome */
  readonly zeta_omega: number;
}

/**
 * Synthetic difference-in-differences of Arkhangelsky, Athey, Hirshberg, Imbens and Wager (2021): weights of controls
 * and of periods on the simplex with an intercept; zeta_omega = (N1 T1)^(1/4) sd, zeta_lambda = 1e-6 sd, sd being that of
 * the first differences of the controls before adoption.
 */
export function syntheticDid(block: Block): SyntheticDid {
  const sd = noiseOf(block);
  const after = afterLength(block);
  const zeta_omega = (block.treated.length * after) ** 0.25 * sd;
  const omega = unitWeights(block, { zeta: zeta_omega, sd, columns: centred });
  const lambda = periodWeights(block, sd);
  return { estimate: contrast(block, omega, lambda), omega, lambda, zeta_omega };
}

/** The synthetic control of Abadie, Diamond and Hainmueller (2010) as a contrast: no intercept, no weights of periods. */
export function syntheticControl(block: Block): number {
  const sd = noiseOf(block);
  const omega = unitWeights(block, { zeta: 1e-6 * sd, sd, columns: (paths) => paths });
  return contrast(block, omega, new Float64Array(block.adopted));
}

/** Plain difference-in-differences as a contrast: every control and every earlier period counts the same. */
export function plainDid({ treated, controls, adopted }: Block): number {
  const omega = new Float64Array(controls.length).fill(1 / controls.length);
  return contrast({ treated, controls, adopted }, omega, new Float64Array(adopted).fill(1 / adopted));
}

/** The blocks of a panel, one a period of adoption; each compares with the never treated. */
export function blocksOf(panel: Panel): Block[] {
  const periods = panel.period_labels.length;
  const path = (unit: number) => panel.outcome.subarray(unit * periods, (unit + 1) * periods);
  const unitsOf = (date: number) =>
    [...panel.first_treated.keys()].filter((unit) => panel.first_treated[unit] === date);
  const controls = unitsOf(-1).map(path);
  const dates = [...new Set(panel.first_treated)].filter((date) => date >= 0).sort((a, b) => a - b);
  return dates.map((adopted) => ({ treated: unitsOf(adopted).map(path), controls, adopted }));
}

/** The `most` controls whose paths before adoption, their level taken off, are nearest to the mean of the treated; all where there are fewer. */
function narrowed(block: Block, most: number): Block {
  if (block.controls.length <= most) return block;
  const before = (path: Float64Array) => path.subarray(0, block.adopted);
  const [target = new Float64Array()] = centred([before(meanPath(block.treated))]);
  const distances = block.controls.map((path) => {
    const level = mean(before(path));
    return target.reduce((sum, value, t) => sum + (path[t]! - level - value) ** 2, 0);
  });
  const nearest = [...distances.keys()].sort((a, b) => distances[a]! - distances[b]! || a - b);
  return {
    ...block,
    controls: nearest.slice(0, most).map((place) => block.controls[place] as Float64Array),
  };
}

/**
 * Several blocks as one estimate, each counting by its treated units x periods (Arkhangelsky et al., appendix); of more
 * than `controls_at_most` controls each block uses the nearest.
 */
export function pooledDid(blocks: readonly Block[], controls_at_most: number): number {
  const cells = blocks.map((block) => block.treated.length * afterLength(block));
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
  const steps = controls.flatMap((path) =>
    Array.from({ length: adopted - 1 }, (_, t) => path[t + 1]! - path[t]!),
  );
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  return Math.sqrt(steps.reduce((sum, step) => sum + (step - mean) ** 2, 0) / (steps.length - 1));
}

interface UnitWeightSettings {
  readonly zeta: number;
  readonly sd: number;
  /** what is done to paths before they are fitted */
  readonly columns: (paths: readonly Float64Array[]) => readonly Float64Array[];
}

function unitWeights({ treated, controls, adopted }: Block, settings: UnitWeightSettings): Float64Array {
  const before = (path: Float64Array) => path.subarray(0, adopted);
  const [target = new Float64Array(), ...columns] = settings.columns([
    before(meanPath(treated)),
    ...controls.map(before),
  ]);
  return simplexWeights({ columns, target, zeta: settings.zeta, smallest_decrease: 1e-5 * settings.sd });
}

function periodWeights({ controls, adopted }: Block, sd: number): Float64Array {
  const at = (t: number) => Float64Array.from(controls, (path) => path[t]!);
  const later = Float64Array.from(controls, (path) => mean(path.subarray(adopted)));
  const [target = new Float64Array(), ...columns] = centred([
    later,
    ...Array.from({ length: adopted }, (_, t) => at(t)),
  ]);
  return simplexWeights({ columns, target, zeta: 1e-6 * sd, smallest_decrease: 1e-5 * sd });
}

/** Mean over treated less weighted controls, of the mean after less the weighted mean before. */
function contrast(block: Block, omega: Float64Array, lambda: Float64Array): number {
  const change = (path: Float64Array) =>
    mean(path.subarray(block.adopted)) - lambda.reduce((sum, weight, t) => sum + weight * path[t]!, 0);
  const control = block.controls.reduce((sum, path, place) => sum + omega[place]! * change(path), 0);
  return change(meanPath(block.treated)) - control;
}

function centred(paths: readonly Float64Array[]): readonly Float64Array[] {
  return paths.map((path) => {
    const centre = mean(path);
    return path.map((value) => value - centre);
  });
}

function meanPath(paths: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array()] = paths;
  return first.map((_, t) => paths.reduce((sum, path) => sum + path[t]!, 0) / paths.length);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
