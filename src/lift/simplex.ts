/** A least squares problem on the simplex: min over x >= 0, sum x = 1 of |A x - b|^2 / rows + zeta^2 |x|^2. */
export interface SimplexProblem {
  /** column-major: one array a weight */
  readonly columns: readonly Float64Array[];
  readonly target: Float64Array;
  /** ridge, in the unit of the target */
  readonly zeta: number;
  /** the search ends when a step improves the objective by less than the square of this */
  readonly smallest_decrease: number;
}

const stepsBeforeSparsify = 100;
const stepsAtMost = 10_000;

/**
 * Weights by Frank-Wolfe with exact line search, as in Arkhangelsky et al. (2021), appendix: 100 steps from equal
 * weights, weights up to a quarter of the largest set to zero, then steps until nothing is gained.
 */
export function simplexWeights(problem: SimplexProblem): Float64Array {
  const equal = new Float64Array(problem.columns.length).fill(1 / problem.columns.length);
  return descend(problem, sparse(descend(problem, equal, stepsBeforeSparsify)), stepsAtMost);
}

function sparse(weights: Float64Array): Float64Array {
  const largest = Math.max(...weights);
  const kept = weights.map((weight) => (weight <= largest / 4 ? 0 : weight));
  const total = kept.reduce((sum, weight) => sum + weight, 0);
  return kept.map((weight) => weight / total);
}

function descend(problem: SimplexProblem, start: Float64Array, steps: number): Float64Array {
  const { columns, target, zeta, smallest_decrease } = problem;
  const ridge = target.length * zeta * zeta;
  const weights = Float64Array.from(start);
  const error = residual(columns, weights, target);
  let before = Number.POSITIVE_INFINITY;
  for (let step = 0; step < steps; step += 1) {
    takeStep(columns, target, weights, error, ridge);
    const value = zeta * zeta * square(weights) + square(error) / target.length;
    if (step > 0 && !(before - value > smallest_decrease * smallest_decrease)) break;
    before = value;
  }
  return weights;
}

/** Moves `weights` towards the vertex of steepest descent, and `error` = A x - b with it. */
function takeStep(
  columns: readonly Float64Array[],
  target: Float64Array,
  weights: Float64Array,
  error: Float64Array,
  ridge: number,
): void {
  const gradient = columns.map(
    (column, place) => product(column, error) + ridge * (weights[place] as number),
  );
  const best = gradient.indexOf(Math.min(...gradient));
  const vertex = columns[best] as Float64Array;
  let [slope, length, curve] = [0, 0, 0];
  weights.forEach((weight, place) => {
    const move = (place === best ? 1 : 0) - weight;
    slope -= (gradient[place] as number) * move;
    length += move * move;
  });
  if (length === 0) return;
  for (let row = 0; row < target.length; row += 1)
    curve += ((vertex[row] as number) - (error[row] as number) - (target[row] as number)) ** 2;
  const step = Math.min(1, Math.max(0, slope / (curve + ridge * length)));
  for (let place = 0; place < weights.length; place += 1)
    weights[place] =
      (weights[place] as number) + step * ((place === best ? 1 : 0) - (weights[place] as number));
  for (let row = 0; row < target.length; row += 1) {
    const fitted = (error[row] as number) + (target[row] as number);
    error[row] = (error[row] as number) + step * ((vertex[row] as number) - fitted);
  }
}

function residual(
  columns: readonly Float64Array[],
  weights: Float64Array,
  target: Float64Array,
): Float64Array {
  return target.map((value, row) =>
    columns.reduce(
      (sum, column, place) => sum + (weights[place] as number) * (column[row] as number),
      -value,
    ),
  );
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < a.length; place += 1) sum += (a[place] as number) * (b[place] as number);
  return sum;
}

function square(values: Float64Array): number {
  return product(values, values);
}
