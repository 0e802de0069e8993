import { logBeta } from './beta.js';
import { maximum } from './maximum.js';

/** Successes out of trials; trials may be an effective number, and neither needs to be whole. */
export interface Trials {
  readonly successes: number;
  readonly trials: number;
}

/** A beta distribution of the groups' rates by its mean and its size, a + b: the number of trials the prior is worth. */
export interface BetaPrior {
  readonly mean: number;
  /** Infinity: the data show no difference between groups */
  readonly size: number;
}

const sizes = { from: Math.log(1e-2), to: Math.log(1e6) };
/** A gain in log-likelihood below this is rounding. */
const noGain = 1e-6;
const odds = 20;

/** The beta prior of the groups' rates by marginal maximum likelihood (beta-binomial; Robbins 1956, Casella 1985). */
export function betaPrior(groups: readonly Trials[]): BetaPrior {
  const pooled = sum(groups.map((g) => g.successes)) / sum(groups.map((g) => g.trials));
  if (!(pooled > 0 && pooled < 1)) return { mean: pooled || 0, size: Number.POSITIVE_INFINITY };
  const centre = Math.log(pooled / (1 - pooled));
  const meanAt = (size: number) =>
    fromLogit(
      maximum((logit) => logLikelihood(groups, fromLogit(logit), size), centre - odds, centre + odds, 1e-7),
    );
  const likelihoodAt = (logSize: number) => {
    const size = Math.exp(logSize);
    return logLikelihood(groups, meanAt(size), size);
  };
  const best = maximum(likelihoodAt, sizes.from, sizes.to, 1e-5);
  if (likelihoodAt(best) - likelihoodAt(sizes.to) < noGain) {
    return { mean: pooled, size: Number.POSITIVE_INFINITY };
  }
  return { mean: meanAt(Math.exp(best)), size: Math.exp(best) };
}

/** The rate of one group, shrunk towards the mean of its type: the mean of its posterior distribution. */
export function shrunkRate({ successes, trials }: Trials, { mean, size }: BetaPrior): number {
  return size === Number.POSITIVE_INFINITY ? mean : (successes + size * mean) / (trials + size);
}

/** The marginal log-likelihood without the binomial coefficients, which do not depend on the prior. */
function logLikelihood(groups: readonly Trials[], mean: number, size: number): number {
  const [a, b] = [size * mean, size * (1 - mean)];
  const prior = logBeta(a, b);
  return sum(groups.map(({ successes, trials }) => logBeta(a + successes, b + trials - successes) - prior));
}

function fromLogit(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
