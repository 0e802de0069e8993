import { type Cohorts, cohortsOf } from '../panel/cohorts.js';
import type { Panel } from '../panel/panel.js';

/**
 * What inference needs to know about a panel, whatever its number of units: per cohort the weighted mean path, and the scatter of
 * w (Y - mean, 1), a square matrix of size periods + 1 (the last row and column belong to the constant).
 */
export interface Moments {
  readonly cohorts: Cohorts;
  /** per cohort: sum w Y_t / sum w, one per period */
  readonly mean: readonly Float64Array[];
  /** per cohort: row-major, both triangles filled */
  readonly scatter: readonly Float64Array[];
}

/** The moments of a panel in two passes: first means, then the scatter around them, which avoids cancellation. */
export function momentsOf(panel: Panel): Moments {
  const cohorts = cohortsOf(panel);
  const mean = meansOf(panel, cohorts);
  const scatter = scatterOf(panel, cohorts, mean);
  return { cohorts, mean, scatter };
}

/** The weighted mean path of every cohort; zeros for a cohort without units. */
export function meansOf(panel: Panel, cohorts: Cohorts): Float64Array[] {
  const { periods, of_unit, weight } = cohorts;
  const means = cohorts.adopted.map(() => new Float64Array(periods));
  of_unit.forEach((cohort, unit) => {
    const mean = means[cohort] as Float64Array;
    const w = panel.weight[unit]!;
    for (let t = 0, cell = unit * periods; t < periods; t += 1, cell += 1)
      mean[t] = mean[t]! + w * panel.outcome[cell]!;
  });
  return means.map((sum, cohort) => sum.map((total) => (total === 0 ? 0 : total / weight[cohort]!)));
}

function scatterOf(panel: Panel, cohorts: Cohorts, means: readonly Float64Array[]): Float64Array[] {
  const { periods, of_unit } = cohorts;
  const size = periods + 1;
  const scatters = cohorts.adopted.map(() => new Float64Array(size * size));
  const row = new Float64Array(size);
  of_unit.forEach((cohort, unit) => {
    const mean = means[cohort] as Float64Array;
    const w = panel.weight[unit]!;
    for (let t = 0, cell = unit * periods; t < periods; t += 1, cell += 1)
      row[t] = w * (panel.outcome[cell]! - mean[t]!);
    row[periods] = w;
    addProduct(scatters[cohort] as Float64Array, row);
  });
  for (const scatter of scatters) mirror(scatter, size);
  return scatters;
}

/** Adds the upper triangle of row' row. */
function addProduct(scatter: Float64Array, row: Float64Array): void {
  const size = row.length;
  for (let a = 0; a < size; a += 1) {
    const value = row[a]!;
    for (let b = a, place = a * size + a; b < size; b += 1, place += 1)
      scatter[place] = scatter[place]! + value * row[b]!;
  }
}

function mirror(matrix: Float64Array, size: number): void {
  for (let a = 0; a < size; a += 1)
    for (let b = 0; b < a; b += 1) matrix[a * size + b] = matrix[b * size + a]!;
}
