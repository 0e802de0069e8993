/** How far weeks are from the share of a group, pooled over all groups of a goal: variance phi mu + C_0 mu^2, covariance C_j mu mu of weeks j apart. */
export interface Spread {
  readonly phi: number;
  readonly covariances: readonly number[];
  /** degrees of freedom that the pooled dispersion is worth for one group */
  readonly prior: number;
}

const longestLag = 12;
const rounds = 3;
export const fewestSeries = 10;

/** The sum in order. */
export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** The sum of products of values that are j places apart. */
export function productApart(values: readonly number[], j: number): number {
  let total = 0;
  for (let i = j; i < values.length; i++) total += (values[i] ?? 0) * (values[i - j] ?? 0);
  return total;
}

/** One group: its usual share of each week, the residuals, and its mean. */
export interface Series {
  readonly mu: readonly number[];
  readonly rest: readonly number[];
  readonly mean: number;
}

/** What the pooled dispersion is worth at most in the rule as agreed. */
const agreedPrior = 100;

/** The spread of all weeks except the last; the pooled dispersion is worth `most` degrees of freedom if groups do not differ in it at all. */
export function spreadOf(
  rows: readonly (readonly number[])[],
  exposures: readonly (readonly number[])[],
  most = agreedPrior,
): Spread {
  const series = seriesBefore(rows, exposures);
  const n = (rows[0]?.length ?? 1) - 1;
  const { phi, c } = varianceOf(series, n);
  const covariances = covariancesOf(series, n, phi, c);
  return { phi, covariances, prior: Math.min(most, priorOf(series, n, phi, c)) };
}

/** Every group in all weeks except the last. */
export function seriesBefore(
  rows: readonly (readonly number[])[],
  exposures: readonly (readonly number[])[],
): Series[] {
  return rows.map((row, group) => seriesOf(row.slice(0, -1), (exposures[group] ?? []).slice(0, -1)));
}

function seriesOf(row: readonly number[], exposure: readonly number[]): Series {
  const scale = sum(row) / sum(exposure);
  const mu = exposure.map((share) => share * scale);
  return { mu, rest: row.map((y, i) => y - (mu[i] ?? 0)), mean: sum(row) / row.length };
}

/** phi >= 1 and C_0 >= 0 by weighted regression of variance / mean on 1 and the mean. */
function varianceOf(all: readonly Series[], n: number): { phi: number; c: number } {
  const used = all.filter(({ mean }) => mean >= 0.5);
  if (used.length < fewestSeries) return { phi: 1, c: 0 };
  const x = used.map(({ mean }) => mean);
  const v = used.map(({ rest, mean }) => sum(rest.map((r) => r * r)) / (n - 1) / mean);
  let w = x.map(() => 1);
  let [phi, c] = [1, 0];
  const total = (value: (i: number) => number) => sum(w.map((weight, i) => weight * value(i)));
  const X = (i: number) => x[i] ?? 0;
  const V = (i: number) => v[i] ?? 0;
  for (let round = 0; round < 5; round++) {
    const [s0, s1, s2] = [total(() => 1), total(X), total((i) => X(i) ** 2)];
    const [t0, t1] = [total(V), total((i) => X(i) * V(i))];
    const determinant = s0 * s2 - s1 * s1;
    phi = (t0 * s2 - t1 * s1) / determinant;
    c = (s0 * t1 - s1 * t0) / determinant;
    if (phi < 1) {
      phi = 1;
      c = total((i) => X(i) * (V(i) - 1)) / s2;
    }
    if (c < 0) {
      c = 0;
      phi = Math.max(1, t0 / s0);
    }
    w = x.map((mean) => {
      const f = phi + c * mean;
      return 1 / ((2 / (n - 1)) * f * f + f / (n * mean));
    });
  }
  return { phi, c: Math.max(c, 0) };
}

/** Covariances of weeks j apart, never increasing with j, 0 from the first that is not positive. */
export function covariancesOf(all: readonly Series[], n: number, phi: number, c: number): number[] {
  const lags = Array.from({ length: Math.min(longestLag, n - 1) }, (_, index) => index + 1);
  const raw = lags.map((j) => sum(all.map(({ rest }) => productApart(rest, j))));
  const scale = lags.map((j) => sum(all.map(({ mu }) => productApart(mu, j))));
  let found = [c, ...lags.map(() => 0)];
  for (let round = 0; round < rounds; round++) {
    const shared = Math.max((found[0] ?? 0) + 2 * sum(found.slice(1)), 0);
    const variance = sum(all.map(({ mean }) => phi * mean + shared * mean * mean));
    const next = [c];
    let ended = false;
    for (const [index, j] of lags.entries()) {
      const estimate = ((raw[index] ?? 0) + ((n - j) / n) * variance) / (scale[index] ?? 1);
      ended = ended || !(estimate > 0);
      next.push(ended ? 0 : Math.min(estimate, next[index] ?? 0));
    }
    found = next;
  }
  return found;
}

/** Covariances with the part of C_0 added that is missing because the mean of a group moves with its weeks if they are autocorrelated. */
export function aroundTrueMean(covariances: readonly number[], weeks: number): number[] {
  const [own = 0, ...others] = covariances;
  const together = sum(others.map((c, j) => c * (1 - (j + 1) / weeks)));
  return [own + (2 * together) / (weeks - 1), ...others];
}

/** By moments: how similar the dispersions of single groups are, in degrees of freedom from 4. */
function priorOf(all: readonly Series[], n: number, phi: number, c: number): number {
  const d = n - 1;
  const used = all.filter(({ mean }) => mean >= 2);
  if (used.length < fewestSeries) return 4;
  const ratios = used.map(
    ({ mu, rest, mean }) =>
      sum(rest.map((r, i) => (r * r) / Math.max(mu[i] ?? 0, 1e-9))) / d / (phi + c * mean),
  );
  const mean = sum(ratios) / ratios.length;
  const variance =
    sum(ratios.map((ratio) => (ratio / mean - 1) ** 2)) / (ratios.length - 1) -
    sum(used.map((one) => 2 / d + 1 / (n * one.mean))) / used.length;
  return Math.max(4, variance > 0 ? 2 / variance : Number.POSITIVE_INFINITY);
}
