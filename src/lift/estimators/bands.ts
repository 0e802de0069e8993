import { normalQuantile } from '../../statistics/normal.js';
import { type Random, stream, unit } from '../../statistics/random.js';

const draws = 5000;

/**
 * The factor by which standard errors are multiplied so that all intervals hold at once with probability `level`: the
 * sup-t quantile of Montiel Olea and Plagborg-Møller (2019), from 5,000 seeded normal draws with the correlation of the
 * estimates. Never below the factor of a single interval.
 *
 * @param covariance row-major, one row per estimate; estimates without variance are skipped
 */
export function simultaneousFactor(
  covariance: Float64Array,
  count: number,
  level: number,
  seed: number,
): number {
  const sd = Float64Array.from({ length: count }, (_, a) => Math.sqrt(covariance[a * count + a]!));
  const kept = [...sd.keys()].filter((a) => sd[a]! > 0);
  const root = rootOf(kept.map((a) => kept.map((b) => correlation(a, b))));
  function correlation(a: number, b: number): number {
    return covariance[a * count + b]! / (sd[a]! * sd[b]!);
  }
  const single = normalQuantile((1 + level) / 2);
  if (kept.length < 2) return single;
  const random = stream(seed, 'bands');
  const largest = Float64Array.from({ length: draws }, () => largestOf(root, random)).sort();
  return Math.max(single, largest[Math.ceil(level * draws) - 1]!);
}

/** The lower Cholesky factor of a correlation matrix; a direction without variance of its own gets zeros. */
function rootOf(matrix: readonly (readonly number[])[]): number[][] {
  const root: number[][] = [];
  matrix.forEach((row, a) => {
    const line: number[] = [];
    for (let b = 0; b <= a; b += 1) {
      const other = b === a ? line : (root[b] as number[]);
      const rest = line.reduce((left, value, k) => (k < b ? left - value * other[k]! : left), row[b]!);
      const pivot = b === a ? 0 : other[b]!;
      line.push(b === a ? Math.sqrt(Math.max(0, rest)) : pivot < 1e-6 ? 0 : rest / pivot);
    }
    root.push(line);
  });
  return root;
}

function largestOf(root: readonly (readonly number[])[], random: Random): number {
  const normal = root.map(() => normalQuantile(unit(random) || Number.MIN_VALUE));
  return root.reduce((largest, line) => {
    const value = line.reduce((sum, weight, k) => sum + weight * normal[k]!, 0);
    return Math.max(largest, Math.abs(value));
  }, 0);
}
