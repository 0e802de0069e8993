import { betaCdf } from './beta.js';
import { normalQuantile } from './normal.js';
import { factorScore, factorsOf } from './signal_factors.js';
import { productApart, type Spread, spreadOf, sum } from './signal_spread.js';
import { tCdf } from './student.js';

/** The windows through which a group is examined, in weeks, and the weight of each. */
export const windows = [
  { weeks: 1, weight: 0.7 },
  { weeks: 4, weight: 0.15 },
  { weeks: 8, weight: 0.15 },
] as const;
export const baseWeeks = 26;
const longest = 8;
/** single weeks are looked at only where their sum is this rare */
const rare = 0.01;
const fewestResults = 5;

/** One group through one window: what it landed, and its usual share of these weeks. */
export interface WindowSignal {
  readonly weeks: number;
  readonly landed: number;
  readonly expected: number;
  /** the larger of the p of the counts and that of the factors */
  readonly p: number;
  /** if the counts alone scatter about their share: the rule as originally agreed */
  readonly p_counts: number;
  /** above 0: more than its share */
  readonly z: number;
  readonly dispersion: number;
  /** every week of a longer window that is rare by itself, judged alone against the weeks before it; empty for one week, and where nothing is rare */
  readonly alone: readonly WindowSignal[];
}

export interface GroupSignal {
  readonly p: number;
  readonly p_counts: number;
  readonly windows: readonly WindowSignal[];
}

/**
 * Every group against its share of the weeks: season, campaign and trend, which all groups share, cancel out. Rows are groups, columns weeks,
 * the last one the week in question. Where weeks scatter about their share more than in proportion to it, as they do when good and bad
 * weeks multiply or are autocorrelated, the tail of counts is too short, and a group must also be rare as a product of such factors. Empty
 * if there are too few weeks for any window.
 */
export function groupSignals(landed: readonly (readonly number[])[]): GroupSignal[] {
  const rows = landed.map((row) => row.slice(-(baseWeeks + longest)));
  const weeks = rows[0]?.length ?? 0;
  const used = windows.filter(({ weeks: length }) => baseOf(weeks, length) !== null);
  if (used.length === 0) return [];
  const exposures = sharesOfOthers(rows);
  const counts = spreadOf(rows, exposures);
  const spread = { ...counts, factors: factorsOf(rows, exposures, counts) };
  const total = sum(used.map(({ weight }) => weight));
  return rows.map((row, group) => {
    const exposure = exposures[group] ?? [];
    const seen = used.map((window) => {
      const one = windowSignal(row, exposure, window.weeks, spread);
      return one.p > rare ? one : { ...one, alone: weeksAlone(row, exposure, window.weeks, spread) };
    });
    const least = (p: (one: WindowSignal) => number) =>
      Math.min(1, ...seen.map((one, i) => (p(one) * total) / (used[i]?.weight ?? 1)));
    return { p: least((one) => one.p), p_counts: least((one) => one.p_counts), windows: seen };
  });
}

/** Each week of a window as if the report had been made after it. */
function weeksAlone(
  row: readonly number[],
  exposure: readonly number[],
  length: number,
  spread: GroupSpread,
): WindowSignal[] {
  if (length === 1) return [];
  return Array.from({ length }, (_, week) => row.length - length + week + 1)
    .filter((end) => baseOf(end, 1) !== null)
    .map((end) => windowSignal(row.slice(0, end), exposure.slice(0, end), 1, spread));
}

/** How many weeks before a window form its base: 26, and at least 8 and three times the window. */
function baseOf(weeks: number, length: number): number | null {
  const base = Math.min(baseWeeks, weeks - length);
  return base < Math.max(8, 3 * length) ? null : base;
}

/** What a group is compared with in each week: the sum of all other groups; 1 if these are too few to say anything. */
function sharesOfOthers(rows: readonly (readonly number[])[]): number[][] {
  const totals = (rows[0] ?? []).map((_, week) => sum(rows.map((row) => row[week] ?? 0)));
  return rows.map((row) => {
    const others = totals.map((total, week) => total - (row[week] ?? 0));
    const enough = sum(others) / others.length >= 30;
    return others.map((other) => Math.max(enough ? other : 1, 1e-9));
  });
}

interface GroupSpread extends Spread {
  readonly factors: readonly number[] | null;
}

function windowSignal(
  row: readonly number[],
  exposure: readonly number[],
  length: number,
  spread: GroupSpread,
): WindowSignal {
  const base = baseOf(row.length, length) ?? 0;
  const start = row.length - length - base;
  const split = row.length - length;
  const [before, now] = [row.slice(start, split), row.slice(split)];
  const [shareBefore, shareNow] = [exposure.slice(start, split), exposure.slice(split)];
  const [S, Y, EB, EY] = [sum(before), sum(now), sum(shareBefore), sum(shareNow)];
  const scatter = scatterOf(before, shareBefore, shareNow, spread);
  const dispersion = Math.max(1, variance(scatter, spread.covariances) / Math.max(scatter.chance, 1e-12));
  const df = spread.prior + base - 1;
  const { p, z } = twoSided(Y, S, EY / (EY + EB), dispersion, df);
  const enough = Y + S >= fewestResults;
  const factors = enough && spread.factors !== null ? pOfFactors(Y, scatter, spread.factors, df) : 0;
  return {
    weeks: length,
    landed: Y,
    expected: (S * EY) / EB,
    p: enough ? Math.max(p, factors) : 1,
    p_counts: enough ? p : 1,
    z,
    dispersion,
    alone: [],
  };
}

/** What the variance of window less base is made of. */
interface Scatter {
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

function scatterOf(
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
function variance({ phi, chance, apart, moderated }: Scatter, covariances: readonly number[]): number {
  const shared = sum(covariances.map((c, j) => (c > 0 ? c * (apart[j] ?? 0) : 0)));
  return (phi * chance + shared) * moderated;
}

/** How rare a window is if factors multiply its weeks: all of the variance except that of its own counts is due to them. */
function pOfFactors(Y: number, scatter: Scatter, factors: readonly number[], df: number): number {
  const { phi, expected } = scatter;
  const rest = Math.max(0, variance(scatter, factors) - phi * expected);
  return 2 * tCdf(-Math.abs(factorScore(Y, expected, rest / expected ** 2, phi)), df);
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
