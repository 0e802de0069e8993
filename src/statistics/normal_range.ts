import { normalCdf } from './normal.js';
import { rootBetween } from './root.js';

const step = 1 / 16;
const reach = 8.5;

/** The distribution function of the range of n independent standard normals: n times the integral of phi(z) (Phi(z) - Phi(z - q))^(n-1). */
export function normalRangeCdf(q: number, n: number): number {
  if (q <= 0) return 0;
  let sum = 0;
  for (let z = -reach; z <= reach + q; z += step) {
    sum += Math.exp((-z * z) / 2) * (normalCdf(z) - normalCdf(z - q)) ** (n - 1);
  }
  return Math.min(1, (n * sum * step) / Math.sqrt(2 * Math.PI));
}

/** The quantile of the studentized range of n >= 2 means with known variances (infinite degrees of freedom). */
export function normalRangeQuantile(p: number, n: number): number {
  return rootBetween((q) => normalRangeCdf(q, n) - p, 0, 2 * reach);
}
