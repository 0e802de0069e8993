import { largestOf } from './extremes.js';
import { rootBetween } from './root.js';

/** Normal estimates of many groups as draws around one mean: the mean and the variance between groups. */
export interface Between {
  readonly mean: number;
  /** variance between groups; 0: the data show no difference between them */
  readonly tau2: number;
}

/**
 * The variance between groups by restricted maximum likelihood from estimates with known sampling variances > 0, and the mean weighted
 * accordingly (Viechtbauer 2005). The derivative of the restricted likelihood is 0 there, or already negative at 0.
 */
export function remlBetween(estimates: readonly number[], variances: readonly number[]): Between {
  const slope = (tau2: number) => restrictedSlope(estimates, variances, tau2);
  const tau2 = estimates.length < 2 || slope(0) <= 0 ? 0 : rootBetween(slope, 0, upperEnd(slope, variances));
  return { mean: weightedMean(estimates, weightsOf(variances, tau2)), tau2 };
}

function upperEnd(slope: (tau2: number) => number, variances: readonly number[]): number {
  let high = largestOf(variances);
  while (slope(high) > 0) high *= 4;
  return high;
}

/** Twice the derivative of the restricted log-likelihood by tau^2: y'PPy - trace P. */
function restrictedSlope(estimates: readonly number[], variances: readonly number[], tau2: number): number {
  const weights = weightsOf(variances, tau2);
  const mean = weightedMean(estimates, weights);
  let [sum, squares, fit] = [0, 0, 0];
  for (const [index, w] of weights.entries()) {
    sum += w;
    squares += w * w;
    fit += (w * ((estimates[index] ?? 0) - mean)) ** 2;
  }
  return fit - (sum - squares / sum);
}

function weightsOf(variances: readonly number[], tau2: number): number[] {
  return variances.map((variance) => 1 / (variance + tau2));
}

function weightedMean(estimates: readonly number[], weights: readonly number[]): number {
  let [sum, total] = [0, 0];
  for (const [index, w] of weights.entries()) {
    sum += w * (estimates[index] ?? 0);
    total += w;
  }
  return total === 0 ? 0 : sum / total;
}
