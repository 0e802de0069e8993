import { type Cohorts, neverTreated, treatedCohorts } from '../panel/cohorts.js';
import type { Panel } from '../panel/panel.js';
import { type AggregateType, aggregate, type Cell, type Mixture } from './aggregate.js';
import type { Estimate } from './estimate.js';
import type { Moments } from './moments.js';

/** The comparison group: units never treated, or all units not yet treated in either period of a cell. */
export const controlGroups = ['never', 'notyet'] as const;

export type ControlGroup = (typeof controlGroups)[number];

/** One ATT(g, t): a cohort, a period, the period it is compared with, and what its error is made of. */
export interface GroupTimeCell extends Cell {
  readonly base: number;
  readonly estimate: number;
  readonly se: number;
  readonly loadings: readonly CellLoading[];
}

/** What a unit of a cohort adds to the error of a cell: w (slope ((Y_t - mean_t) - (Y_b - mean_b)) + constant). */
interface CellLoading {
  readonly cohort: number;
  readonly slope: number;
  readonly constant: number;
}

/**
 * Group-time average treatment effects of Callaway and Sant'Anna (2021), unconditional, with a varying base period:
 * b = g - 1 from adoption on, b = t - 1 before. ATT(g, t) = m_g - m_C, m_S = sum_S w (Y_t - Y_b) / sum_S w. Standard
 * errors are those of the influence function, clustered by unit. Cells without a control are left out.
 */
export function groupTimeEffects(moments: Moments, control: ControlGroup): GroupTimeCell[] {
  const { cohorts } = moments;
  return treatedCohorts(cohorts).flatMap((cohort) => {
    const date = cohorts.adopted[cohort]!;
    const periods = Array.from({ length: cohorts.periods - 1 }, (_, t) => t + 1);
    return periods.flatMap((period) => {
      const base = period >= date ? date - 1 : period - 1;
      const controls = controlsOf(cohort, Math.max(period, base), control, cohorts);
      return controls.length === 0 ? [] : [cellOf({ cohort, period }, base, controls, moments)];
    });
  });
}

/** The cohorts a cell is compared with: with units, untreated in its later period, and not the cohort itself. */
function controlsOf(cohort: number, latest: number, control: ControlGroup, cohorts: Cohorts): number[] {
  const never = neverTreated(cohorts);
  const candidates = control === 'never' ? [never] : [...cohorts.adopted.keys()];
  return candidates.filter(
    (other) =>
      other !== cohort && cohorts.units[other]! > 0 && (other === never || cohorts.adopted[other]! > latest),
  );
}

function cellOf(cell: Cell, base: number, controls: readonly number[], moments: Moments): GroupTimeCell {
  const { weight } = moments.cohorts;
  const change = (cohort: number) => {
    const mean = moments.mean[cohort] as Float64Array;
    return mean[cell.period]! - mean[base]!;
  };
  const total = controls.reduce((sum, cohort) => sum + weight[cohort]!, 0);
  const control = controls.reduce((sum, cohort) => sum + weight[cohort]! * change(cohort), 0) / total;
  const loadings = [
    { cohort: cell.cohort, slope: 1 / weight[cell.cohort]!, constant: 0 },
    ...controls.map((cohort) => ({
      cohort,
      slope: -1 / total,
      constant: (control - change(cohort)) / total,
    })),
  ];
  const estimate = change(cell.cohort) - control;
  return {
    ...cell,
    base,
    estimate,
    loadings,
    se: Math.sqrt(cellVariance(cell.period, base, loadings, moments)),
  };
}

function cellVariance(t: number, b: number, loadings: readonly CellLoading[], moments: Moments): number {
  const last = moments.cohorts.periods;
  return loadings.reduce((sum, { cohort, slope, constant }) => {
    const scatter = moments.scatter[cohort] as Float64Array;
    const at = (row: number, column: number) => scatter[row * (last + 1) + column]!;
    const square = at(t, t) - 2 * at(t, b) + at(b, b);
    const cross = at(t, last) - at(b, last);
    return sum + slope * slope * square + 2 * slope * constant * cross + constant * constant * at(last, last);
  }, 0);
}

/** An aggregate of cells with what its error is made of. */
export interface AggregateEffect {
  readonly term: string;
  readonly estimate: number;
  readonly loading: Loading;
  /** share of each cell, by its place */
  readonly shares: ReadonlyMap<number, number>;
}

/** Per cohort: what w (Y - mean, 1) is multiplied by in the error of an estimate, one per period and one for the constant. */
export type Loading = readonly Float64Array[];

/** One of the four aggregations of group-time effects; `overall` is the last term. */
export function aggregateEffects(
  type: AggregateType,
  cells: readonly GroupTimeCell[],
  moments: Moments,
  labels: readonly string[],
): AggregateEffect[] {
  return aggregate(type, cells, moments.cohorts, labels).map((mixture) => ({
    term: mixture.term,
    estimate: mixture.estimate,
    loading: loadingOf(mixture, cells, moments.cohorts),
    shares: mixture.shares,
  }));
}

function loadingOf(mixture: Mixture, cells: readonly GroupTimeCell[], cohorts: Cohorts): Loading {
  const loading = cohorts.adopted.map(() => new Float64Array(cohorts.periods + 1));
  for (const [place, share] of mixture.shares) addCell(loading, cells[place] as GroupTimeCell, share);
  loading.forEach((row, cohort) => {
    row[cohorts.periods] = row[cohorts.periods]! + mixture.gradient[cohort]!;
  });
  return loading;
}

function addCell(target: Loading, { period, base, loadings }: GroupTimeCell, scale: number): void {
  for (const { cohort, slope, constant } of loadings) {
    const row = target[cohort] as Float64Array;
    const last = row.length - 1;
    row[period] = row[period]! + scale * slope;
    row[base] = row[base]! - scale * slope;
    row[last] = row[last]! + scale * constant;
  }
}

/** The loading of a single cell. */
export function cellLoading(cell: GroupTimeCell, cohorts: Cohorts): Loading {
  const loading = cohorts.adopted.map(() => new Float64Array(cohorts.periods + 1));
  addCell(loading, cell, 1);
  return loading;
}

/** The covariance matrix (row-major) of estimates given by their loadings: sum over cohorts of L S L'. */
export function covariance(loadings: readonly Loading[], moments: Moments): Float64Array {
  const count = loadings.length;
  const matrix = new Float64Array(count * count);
  moments.scatter.forEach((scatter, cohort) => {
    const rows = loadings.map((loading) => loading[cohort] as Float64Array);
    const products = rows.map((row) => rowTimes(row, scatter));
    for (let a = 0; a < count; a += 1)
      for (let b = 0; b <= a; b += 1) {
        const value = matrix[a * count + b]! + dot(products[a] as Float64Array, rows[b] as Float64Array);
        matrix[a * count + b] = value;
        matrix[b * count + a] = value;
      }
  });
  return matrix;
}

function rowTimes(row: Float64Array, matrix: Float64Array): Float64Array {
  const size = row.length;
  const product = new Float64Array(size);
  for (let a = 0; a < size; a += 1) {
    const value = row[a]!;
    if (value === 0) continue;
    for (let b = 0; b < size; b += 1) product[b] = product[b]! + value * matrix[a * size + b]!;
  }
  return product;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < a.length; place += 1) sum += a[place]! * b[place]!;
  return sum;
}

/** An aggregate with the score of every unit, for comparison with other estimates on the same units. */
export function scoredEffect(
  { estimate, loading }: AggregateEffect,
  panel: Panel,
  moments: Moments,
): Estimate {
  const { periods, of_unit } = moments.cohorts;
  const scores = new Float64Array(of_unit.length);
  of_unit.forEach((cohort, unit) => {
    const [row, mean] = [loading[cohort] as Float64Array, moments.mean[cohort] as Float64Array];
    let sum = row[periods]!;
    for (let t = 0, cell = unit * periods; t < periods; t += 1, cell += 1)
      sum += row[t]! * (panel.outcome[cell]! - mean[t]!);
    scores[unit] = sum * panel.weight[unit]!;
  });
  return { estimate, scores };
}
