import { largestOf } from '../../statistics/extremes.js';
/** A least squares problem on the simplex: min over x >= 0, sum x = 1 of |A x - b|^2 / rows + zeta^2 |x|^2. */
export interface SimplexProblem {
  /** column-major: one array per weight */
  readonly columns: readonly Float64Array[];
  readonly target: Float64Array;
  /** ridge, in the unit of the target */
  readonly zeta: number;
  /** the search ends when a step improves the objective by less than the square of this */
  readonly smallest_decrease: number;
  /** A'A, if already known */
  readonly square?: Float64Array | undefined;
}

const stepsBeforeSparsify = 100;
const stepsAtMost = 10_000;

/**
 * Weights by Frank-Wolfe with exact line search, as in Arkhangelsky et al. (2021), appendix: 100 steps from equal
 * weights, weights up to a quarter of the largest set to zero, then steps until there is no more gain. Steps work on the
 * products of the columns, so their cost does not grow with the rows.
 */
export function simplexWeights(problem: SimplexProblem): Float64Array {
  const products = productsOf(problem);
  const equal = new Float64Array(products.size).fill(1 / products.size);
  return descend(products, sparse(descend(products, equal, stepsBeforeSparsify)), stepsAtMost);
}

function sparse(weights: Float64Array): Float64Array {
  const largest = largestOf(weights);
  const kept = weights.map((weight) => (weight <= largest / 4 ? 0 : weight));
  const total = kept.reduce((sum, weight) => sum + weight, 0);
  return kept.map((weight) => weight / total);
}

/** The problem in the form the steps need: A'A, A'b, and the ridge in units of |A x - b|^2. */
interface Products {
  readonly size: number;
  readonly rows: number;
  readonly square: Float64Array;
  readonly cross: Float64Array;
  readonly ridge: number;
  readonly smallest_decrease: number;
}

function productsOf({ columns, target, zeta, smallest_decrease, square }: SimplexProblem): Products {
  const rows = target.length;
  const cross = Float64Array.from(columns, (column) => product(column, target));
  return {
    size: columns.length,
    rows,
    square: square ?? squareOf(columns),
    cross,
    ridge: rows * zeta * zeta,
    smallest_decrease,
  };
}

/** A'A of columns, row by row; four products at a time, because a single one waits for each of its sums. */
export function squareOf(columns: readonly Float64Array[]): Float64Array {
  const size = columns.length;
  const square = new Float64Array(size * size);
  const put = (a: number, b: number, value: number) => {
    square[a * size + b] = value;
    square[b * size + a] = value;
  };
  columns.forEach((column, a) => {
    let b = 0;
    for (; b + 3 <= a; b += 4) {
      const [first, second, third, fourth] = [columns[b]!, columns[b + 1]!, columns[b + 2]!, columns[b + 3]!];
      let [one, two, three, four] = [0, 0, 0, 0];
      for (let row = 0; row < column.length; row += 1) {
        const value = column[row]!;
        one += value * first[row]!;
        two += value * second[row]!;
        three += value * third[row]!;
        four += value * fourth[row]!;
      }
      put(a, b, one);
      put(a, b + 1, two);
      put(a, b + 2, three);
      put(a, b + 3, four);
    }
    for (; b <= a; b += 1) put(a, b, product(column, columns[b]!));
  });
  return square;
}

function descend(problem: Products, start: Float64Array, steps: number): Float64Array {
  const { size, square, rows, smallest_decrease } = problem;
  const weights = Float64Array.from(start);
  const fitted = Float64Array.from({ length: size }, (_, a) =>
    product(square.subarray(a * size, (a + 1) * size), weights),
  );
  for (let step = 0; step < steps; step += 1) {
    const decrease = takeStep(problem, weights, fitted) / rows;
    if (step > 0 && !(decrease > smallest_decrease ** 2)) break;
  }
  return weights;
}

/** Moves `weights` x towards the vertex of steepest descent, and `fitted` = A'A x with it; returns the decrease of the objective. */
function takeStep(problem: Products, weights: Float64Array, fitted: Float64Array): number {
  const { size, square, cross, ridge } = problem;
  let best = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let along = 0;
  let length = 0;
  let fit = 0;
  for (let place = 0; place < size; place += 1) {
    const weight = weights[place]!;
    const image = fitted[place]!;
    const gradient = image - cross[place]! + ridge * weight;
    along += gradient * weight;
    length += weight * weight;
    fit += image * weight;
    if (gradient >= lowest) continue;
    best = place;
    lowest = gradient;
  }
  const vertex = best * size;
  const curve = square[vertex + best]! - 2 * fitted[best]! + fit;
  const bend = curve + ridge * (1 - 2 * weights[best]! + length);
  if (!(bend > 0)) return 0;
  const step = Math.min(1, Math.max(0, (along - lowest) / bend));
  for (let place = 0; place < size; place += 1) {
    weights[place] = (1 - step) * weights[place]!;
    fitted[place] = (1 - step) * fitted[place]! + step * square[vertex + place]!;
  }
  weights[best] = weights[best]! + step;
  return step * (2 * (along - lowest) - step * bend);
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < a.length; place += 1) sum += a[place]! * b[place]!;
  return sum;
}
