import { betaCdf } from './beta.js';
import { increasingRoot } from './root.js';

/** The distribution function of Student's t with df > 0 degrees of freedom, whole or not. */
export function tCdf(x: number, df: number): number {
  return x < 0 ? tTail(-x, df) : 1 - tTail(x, df);
}

/** P(T > x) for x >= 0. */
function tTail(x: number, df: number): number {
  const square = x * x;
  return betaCdf(df / 2, 0.5, df / (df + square), square / (df + square)) / 2;
}

/** The quantile of Student's t for 0 < p < 1 and df > 0, whole or not; solved on the logarithm of the tail. */
export function tQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  const size = Math.exp(increasingRoot((t) => Math.log(tail / tTail(Math.exp(t), df)), 0, 1));
  return p < 0.5 ? -size : size;
}
