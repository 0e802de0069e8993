import { gammaTail } from '../../statistics/gamma.js';
import { cholesky, solve } from './cholesky.js';

/** A joint test that all of several estimates are zero. */
export interface WaldTest {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}

/** The Wald test of estimates with a covariance matrix (row-major), or null where the matrix has no inverse. */
export function waldTest(estimates: readonly number[], covariance: Float64Array): WaldTest | null {
  const df = estimates.length;
  const factor = df === 0 ? null : cholesky(covariance, df);
  if (factor === null) return null;
  const weighted = solve(factor, Float64Array.from(estimates));
  const statistic = estimates.reduce((sum, estimate, place) => sum + estimate * weighted[place]!, 0);
  return { statistic, df, p: gammaTail(df / 2, statistic / 2) };
}
