import { tCdf, tQuantile } from './student.js';

/** So many out of so many. */
export interface Share {
  readonly hits: number;
  readonly trials: number;
}

/** The pooled earlier share, the two-sided p of the difference, and how far 95 % of such shares are at most from the pooled one. */
export interface ShareChange {
  readonly usual: number;
  readonly p: number;
  readonly reach: number;
}

/**
 * Whether a share differs from earlier ones: two-sided p of the difference from their pooled share, with the spread among the earlier
 * ones (variance over binomial variance, at least 1; Student's t with one degree of freedom fewer than there are of them); null if there is
 * nothing to compare.
 */
export function shareChange(now: Share, earlier: readonly Share[]): ShareChange | null {
  const used = earlier.filter(({ trials }) => trials > 0);
  const trials = used.reduce((sum, one) => sum + one.trials, 0);
  if (now.trials <= 0 || used.length < 4) return null;
  const usual = used.reduce((sum, { hits }) => sum + hits, 0) / trials;
  const pooled = (usual * trials + now.hits) / (trials + now.trials);
  const unit = pooled * (1 - pooled);
  if (unit <= 0) return { usual, p: 1, reach: 0 };
  const base = usual * (1 - usual);
  const chi = used.reduce((sum, one) => sum + (one.hits - one.trials * usual) ** 2 / one.trials, 0);
  const spread = base <= 0 ? 1 : Math.max(1, chi / base / (used.length - 1));
  const error = Math.sqrt(spread * unit * (1 / now.trials + 1 / trials));
  const df = used.length - 1;
  const p = 2 * tCdf(-Math.abs(now.hits / now.trials - usual) / error, df);
  return { usual, p, reach: tQuantile(0.975, df) * error };
}
