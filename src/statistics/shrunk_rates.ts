import { betaPrior, shrunkRate, type Trials } from './beta_binomial.js';
import { fewestBuckets, nextWeight } from './gamma_interval.js';
import type { Ratio } from './rank_sets.js';
import { remlBetween } from './reml.js';

/**
 * The rates of groups of one type, shrunk towards their common mean (empirical Bayes): whole conversions of countable members as a
 * beta-binomial, everything else (fractional credit, several conversions per member, no known members) as normal around a normal.
 */
export function shrunkRates(ratios: readonly Ratio[]): number[] {
  return ratios.every(isProportion) ? shrunkProportions(ratios) : shrunkMeans(ratios);
}

/** Whole-number credit, and less of it than members. */
function isProportion({ total, exposure }: Ratio): boolean {
  return exposure > 1 && Number.isInteger(total.sum) && total.sum < exposure;
}

function shrunkProportions(ratios: readonly Ratio[]): number[] {
  const groups = ratios.map(effectiveTrials);
  const prior = betaPrior(groups);
  return groups.map((group) => shrunkRate(group, prior));
}

/** Members as trials, fewer if people repeat: n = p (1 - p) / SE^2, or members / typical weight if people are few. */
function effectiveTrials({ total, exposure }: Ratio): Trials {
  const rate = total.sum / exposure;
  const few = total.filled_buckets < fewestBuckets;
  const repeated = few
    ? exposure / Math.max(1, total.typical)
    : (rate * (1 - rate) * exposure ** 2) / total.se ** 2;
  const trials = Math.min(exposure, repeated);
  return { successes: rate * trials, trials };
}

/**
 * Normal around a normal, tau^2 by REML. The sampling variance of a group is that of the common rate among its members: its own would be
 * small wherever the rate is small by chance, and such groups would pull the mean towards themselves.
 */
function shrunkMeans(ratios: readonly Ratio[]): number[] {
  const rates = ratios.map(({ total, exposure }) => total.sum / exposure);
  const common = sum(ratios.map((ratio) => ratio.total.sum)) / sum(ratios.map((ratio) => ratio.exposure));
  if (common === 0) return rates;
  const variances = ratios.map(({ total, exposure }) => (nextWeight(total) * common) / exposure);
  const { mean, tau2 } = remlBetween(rates, variances);
  return rates.map((rate, index) => mean + (tau2 / (tau2 + (variances[index] ?? 0))) * (rate - mean));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
