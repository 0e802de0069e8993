import { betaCdf } from './beta.js';
import { normalQuantile } from './normal.js';
import { factorScore } from './signal_factors.js';
import { productApart, type Spread, sum } from './signal_spread.js';
import { tCdf } from './student.js';

export const baseWeeks = 26;
const fewestResults = 5;

/** How many weeks before a window form its base: 26, and at least 8 and three times the window. */
export function baseOf(weeks: number, length: number): number | null {
  const base = Math.min(baseWeeks, weeks - length);
  return base < Math.max(8, 3 * length) ? null : base;
}

/** One group in one window: what it landed, its usual share of these weeks, and how rare the difference is. */
export interface InWindow {
  readonly weeks: number;
  readonly landed: number;
  readonly expected: number;
  readonly p: number;
  /** above 0: more than its share */
  readonly z: number;
  readonly dispersion: number;
}

/** The same, as counts that scatter about their share. */
export interface Counted extends InWindow {
  readonly df: number;
  /** null: too few results to be judged */
  readonly scatter: Scatter | null;
}

/** The last `length` weeks of a group against those before them; null if these are too few. */
export function countWindow(
  row: readonly number[],
  exposure: readonly number[],
  length: number,
  spread: Spread,
): Counted {
  const split = row.length - length;
  const base = baseOf(row.length, length);
  const now = row.slice(split);
  const Y = sum(now);
  if (base === null) return { ...unjudged, weeks: length, landed: Y };
  const [before, shareBefore, shareNow] = [
    row.slice(split - base, split),
    exposure.slice(split - base, split),
    exposure.slice(split),
  ];
  const [S, EB, EY] = [sum(before), sum(shareBefore), sum(shareNow)];
  const scatter = scatterOf(before, shareBefore, shareNow, spread);
  const dispersion = Math.max(1, variance(scatter, spread.covariances) / Math.max(scatter.chance, 1e-12));
  const df = spread.prior + base - 1;
  const { p, z } = twoSided(Y, S, EY / (EY + EB), dispersion, df);
  const enough = Y + S >= fewestResults;
  const expected = (S * EY) / EB;
  return {
    ...{ weeks: length, landed: Y, expected, p: enough ? p : 1, z, dispersion, df },
    scatter: enough ? scatter : null,
  };
}

const unjudged = { expected: 0, p: 1, z: 0, dispersion: 1, df: 1, scatter: null };

/** What the variance of window less base is made of. */
export interface Scatter {
  readonly phi: number;
  /** what the window should contain */
  readonly expected: number;
  /** the variance of pure chance */
  readonly chance: number;
  /** for every number of weeks apart, what a covariance of 1 adds */
  readonly apart: readonly number[];
  /** how much more than others this group scatters */
  readonly moderated: number;
}

export function scatterOf(
  before: readonly number[],
  shareBefore: readonly number[],
  shareNow: readonly number[],
  { phi, covariances, prior }: Spread,
): Scatter {
  const [S, EB, EY] = [sum(before), sum(shareBefore), sum(shareNow)];
  const mu = shareBefore.map((share) => (S * share) / EB);
  const mean = sum(mu) / mu.length;
  const d = before.length - 1;
  const pooled = phi + (covariances[0] ?? 0) * mean;
  const own =
    mean > 0 ? sum(before.map((y, i) => (y - (mu[i] ?? 0)) ** 2 / Math.max(mu[i] ?? 0, 1e-9))) / d : 1;
  const scale = Math.max(S, 0.5) / EB;
  const means = [...shareBefore, ...shareNow].map((share) => share * scale);
  const a = [...shareBefore.map(() => -EY / EB), ...shareNow.map(() => 1)];
  const weighted = means.map((value, i) => value * (a[i] ?? 0));
  const apart = covariances.map((_, j) => (j === 0 ? 1 : 2) * productApart(weighted, j));
  const chance = sum(weighted.map((value, i) => value * (a[i] ?? 0)));
  return { phi, expected: scale * EY, chance, apart, moderated: (prior + d * (own / pooled)) / (prior + d) };
}

/** The variance of window less base. */
export function variance({ phi, chance, apart, moderated }: Scatter, covariances: readonly number[]): number {
  const shared = sum(covariances.map((c, j) => (c > 0 ? c * (apart[j] ?? 0) : 0)));
  return (phi * chance + shared) * moderated;
}

/**
 * How rare a window is if factors multiply its weeks: all of the variance except that of its own counts is due to them, and `more`, relative
 * to the squared mean, that of factors of this window alone.
 */
export function pOfFactors(
  landed: number,
  scatter: Scatter,
  factors: readonly number[],
  more: number,
  df: number,
): number {
  const { phi, expected } = scatter;
  const rest = Math.max(0, variance(scatter, factors) - phi * expected) + more * expected ** 2;
  return 2 * tCdf(-Math.abs(factorScore(landed, expected, rest / expected ** 2, phi)), df);
}

/** Both tails of a share of a sum, each less half of the point itself, as a t with `df` degrees of freedom. */
function twoSided(Y: number, S: number, pi: number, f: number, df: number): { p: number; z: number } {
  const above = tail(Y / f, S / f + 1, pi);
  const below = tail(S / f, Y / f + 1, 1 - pi);
  const point = Math.min(1, Math.max(0, above + below - 1)) / 2;
  const [up, down] = [above - point, below - point];
  const least = Math.min(0.5, Math.max(1e-300, Math.min(up, down)));
  const z = -normalQuantile(least);
  return { p: Math.min(1, 2 * tCdf(-z, df)), z: up < down ? z : -z };
}

function tail(a: number, b: number, x: number): number {
  return a <= 0 ? 1 : betaCdf(a, Math.max(b, 1e-12), x);
}
