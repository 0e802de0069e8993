import { remlBetween } from '../../statistics/reml.js';
import type { Estimate } from './estimate.js';

/** The effect at one number of periods since the start. */
export interface MeasuredPoint extends Estimate {
  readonly since_start: number;
}

/** A point of the curve, shrunk towards the mean of all points. */
export interface PooledPoint {
  readonly since_start: number;
  readonly estimate: number;
  readonly se: number;
}

/** What a tactic added in the reported cells. */
export interface Increment {
  readonly estimate: number;
  readonly se: number;
  /** false: no reported cell has a comparison, so that nothing is known of them: 0 would be an answer */
  readonly is_known: boolean;
}

/** The curve by time since the start, shrunk towards its mean unless its points differ by more than noise (REML). */
export function pooledPoints(points: readonly MeasuredPoint[]): PooledPoint[] {
  if (points.length === 0) return [];
  const { combined, kept, rowOf, tau2 } = poolingOf(points);
  return points.map(({ since_start }, a) => ({
    since_start,
    ...combined(rowOf(a), (1 - kept[a]!) ** 2 * tau2),
  }));
}

interface Pooling {
  /** variance between points beyond their noise */
  readonly tau2: number;
  /** how much of each point's distance from the mean is kept */
  readonly kept: readonly number[];
  /** a pooled point as a combination of all points */
  readonly rowOf: (point: number) => number[];
  /** such a combination, with a variance that is added to its noise */
  readonly combined: (row: readonly number[], left: number) => Omit<PooledPoint, 'since_start'>;
}

function poolingOf(points: readonly MeasuredPoint[]): Pooling {
  const cov = covariances(points);
  const size = points.length;
  const own = points.map((_, a) => cov[a * size + a]!);
  const shared = commonPart(cov, size);
  const apart = own.map((variance) => Math.max(variance - shared, variance * 1e-3, 1e-300));
  const { tau2 } = remlBetween(
    points.map(({ estimate }) => estimate),
    apart,
  );
  const inverse = apart.map((variance) => 1 / (variance + tau2));
  const total = inverse.reduce((sum, value) => sum + value, 0);
  const kept = apart.map((variance) => tau2 / (variance + tau2));
  const rowOf = (a: number) =>
    inverse.map((value, b) => (1 - kept[a]!) * (value / total) + (a === b ? kept[a]! : 0));
  const combined = (row: readonly number[], left: number) => ({
    estimate: row.reduce((sum, value, b) => sum + value * points[b]!.estimate, 0),
    se: Math.sqrt(Math.max(0, quadratic(row, cov) + left)),
  });
  return { tau2, kept, rowOf, combined };
}

function covariances(points: readonly MeasuredPoint[]): Float64Array {
  const size = points.length;
  const cov = new Float64Array(size * size);
  for (let a = 0; a < size; a += 1)
    for (let b = 0; b <= a; b += 1) {
      const [one, other] = [points[a]!.scores, points[b]!.scores];
      let sum = 0;
      for (let unit = 0; unit < one.length; unit += 1) sum += one[unit]! * other[unit]!;
      cov[a * size + b] = cov[b * size + a] = sum;
    }
  return cov;
}

/** Mean covariance of two points: the noise of the pre-period, which all points share. */
function commonPart(cov: Float64Array, size: number): number {
  if (size < 2) return 0;
  let sum = 0;
  for (let a = 0; a < size; a += 1) for (let b = 0; b < size; b += 1) if (a !== b) sum += cov[a * size + b]!;
  return Math.max(0, sum / (size * (size - 1)));
}

function quadratic(row: readonly number[], cov: Float64Array): number {
  const size = row.length;
  return row.reduce(
    (sum, value, a) => sum + value * row.reduce((inner, other, b) => inner + other * cov[a * size + b]!, 0),
    0,
  );
}
