import {
  aroundTrueMean,
  covariancesOf,
  fewestSeries,
  type Series,
  type Spread,
  seriesBefore,
  sum,
} from './signal_spread.js';

/** A spread proportional to the squared mean is believed from this many standard errors on. */
const surelySpread = 2;

/** Relative covariances C_0, C_1, ... of the factors that multiply a group's weeks, j weeks apart; null: the weeks before the last show none. */
export function factorsOf(
  rows: readonly (readonly number[])[],
  exposures: readonly (readonly number[])[],
  spread: Spread,
): readonly number[] | null {
  const series = seriesBefore(rows, exposures);
  const weeks = (rows[0]?.length ?? 1) - 1;
  const used = series.filter(({ mean }) => mean >= 0.5);
  const isFew = used.length < fewestSeries;
  if (!isFew && standardErrors(used, weeks, spread.phi) < surelySpread) return null;
  const seen = isFew ? covariancesOf(series, weeks, 1, spreadOfFew(used, weeks)) : spread.covariances;
  const all = aroundTrueMean(seen, weeks);
  return (all[0] ?? 0) > 0 ? all : null;
}

interface Excess {
  readonly mean: number;
  /** variance over mean, less what counts with that mean have */
  readonly excess: number;
}

function excessOf({ rest, mean }: Series, weeks: number, phi: number): Excess {
  return { mean, excess: sum(rest.map((r) => r * r)) / (weeks - 1) / mean - phi };
}

/** The inverse of the variance of a variance over its mean f. */
function weightOf(mean: number, f: number, weeks: number): number {
  return 1 / ((2 / (weeks - 1)) * f * f + f / (weeks * mean));
}

/** By how many standard errors the variance of groups grows faster than their mean. */
function standardErrors(used: readonly Series[], weeks: number, phi: number): number {
  const rows = used.map((one) => ({ ...excessOf(one, weeks, phi), weight: weightOf(one.mean, phi, weeks) }));
  const moment = sum(rows.map(({ mean, excess, weight }) => weight * mean * excess));
  return moment / Math.sqrt(sum(rows.map(({ mean, weight }) => weight * mean * mean)));
}

/** C_0 by moments when there are few groups; 0 if none of them has a result every other week. */
function spreadOfFew(used: readonly Series[], weeks: number): number {
  const rows = used.map((one) => excessOf(one, weeks, 1));
  let c = 0;
  for (let round = 0; round < 5; round++) {
    const weighed = rows.map((row) => ({ ...row, weight: weightOf(row.mean, 1 + c * row.mean, weeks) }));
    const moment = sum(weighed.map(({ mean, excess, weight }) => weight * mean * excess));
    const squares = sum(weighed.map(({ mean, weight }) => weight * mean * mean));
    c = squares > 0 ? Math.max(0, moment / squares) : 0;
  }
  return c;
}

/**
 * How far a count is from what was expected if its rate is multiplied by a lognormal factor of mean 1 and the given relative variance, in
 * standard errors: the signed root of the minimum of (u + v/2)^2 / v + deviance(y; expected e^u) / phi over u, v = log(1 + variance). Without
 * such a factor it becomes the root of the deviance of a Poisson count.
 */
export function factorScore(y: number, expected: number, variance: number, phi: number): number {
  const v = Math.max(1e-12, Math.log1p(variance));
  const u = likeliestFactor(y, expected, v, phi);
  const rate = expected * Math.exp(u);
  const deviance = 2 * ((y > 0 ? y * Math.log(y / rate) : 0) - (y - rate));
  const score = Math.sqrt((u + v / 2) ** 2 / v + Math.max(0, deviance) / phi);
  return y >= expected * Math.exp(-v / 2) ? score : -score;
}

/** The root of (u + v/2) / v + (expected e^u - y) / phi, which increases with u: by bisection, between the middle of the factor and that of the count. */
function likeliestFactor(y: number, expected: number, v: number, phi: number): number {
  const ends = [-v / 2, Math.log(Math.max(y, 1e-9) / expected)];
  let [low, high] = [Math.min(...ends), Math.max(...ends)];
  for (let step = 0; step < 60 && high - low > 1e-13; step++) {
    const middle = (low + high) / 2;
    const isAbove = (middle + v / 2) / v + (expected * Math.exp(middle) - y) / phi > 0;
    if (isAbove) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
