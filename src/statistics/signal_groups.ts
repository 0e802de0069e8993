import { betaCdf } from './beta.js';
import { normalQuantile } from './normal.js';
import { type Spread, spreadOf } from './signal_spread.js';
import { tCdf } from './student.js';

/** The windows a group is looked at through, in weeks, and what each weighs. */
export const windows = [
  { weeks: 1, weight: 0.7 },
  { weeks: 4, weight: 0.15 },
  { weeks: 8, weight: 0.15 },
] as const;
export const baseWeeks = 26;
const longest = 8;
const fewestResults = 5;

/** One group through one window: what it landed, and what its usual share of these weeks is. */
export interface WindowSignal {
  readonly weeks: number;
  readonly landed: number;
  readonly expected: number;
  readonly p: number;
  /** above 0: more than its share */
  readonly z: number;
  readonly dispersion: number;
}

export interface GroupSignal {
  readonly p: number;
  readonly windows: readonly WindowSignal[];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Every group against its share of the weeks: season, campaign and trend, which all groups share, cancel out. Rows are groups, columns weeks,
 * the last one the week in question. Empty where there are too few weeks for any window.
 */
export function groupSignals(landed: readonly (readonly number[])[]): GroupSignal[] {
  const rows = landed.map((row) => row.slice(-(baseWeeks + longest)));
  const weeks = rows[0]?.length ?? 0;
  const used = windows.filter(({ weeks: length }) => baseOf(weeks, length) !== null);
  if (used.length === 0) return [];
  const exposures = sharesOfOthers(rows);
  const spread = spreadOf(rows, exposures);
  const total = sum(used.map(({ weight }) => weight));
  return rows.map((row, group) => {
    const exposure = exposures[group] ?? [];
    const seen = used.map((window) => windowSignal(row, exposure, window.weeks, spread));
    const p = Math.min(1, ...seen.map((one, i) => (one.p * total) / (used[i]?.weight ?? 1)));
    return { p, windows: seen };
  });
}

/** How many weeks before a window are its base: 26, at least 8 and three times the window. */
function baseOf(weeks: number, length: number): number | null {
  const base = Math.min(baseWeeks, weeks - length);
  return base < Math.max(8, 3 * length) ? null : base;
}

/** What a group is held against in each week: the sum of all other groups; 1 where these are too few to say anything. */
function sharesOfOthers(rows: readonly (readonly number[])[]): number[][] {
  const totals = (rows[0] ?? []).map((_, week) => sum(rows.map((row) => row[week] ?? 0)));
  return rows.map((row) => {
    const others = totals.map((total, week) => total - (row[week] ?? 0));
    const enough = sum(others) / others.length >= 30;
    return others.map((other) => Math.max(enough ? other : 1, 1e-9));
  });
}

function windowSignal(
  row: readonly number[],
  exposure: readonly number[],
  length: number,
  spread: Spread,
): WindowSignal {
  const base = baseOf(row.length, length) ?? 0;
  const start = row.length - length - base;
  const split = row.length - length;
  const [before, now] = [row.slice(start, split), row.slice(split)];
  const [shareBefore, shareNow] = [exposure.slice(start, split), exposure.slice(split)];
  const [S, Y, EB, EY] = [sum(before), sum(now), sum(shareBefore), sum(shareNow)];
  const dispersion = dispersionOf(before, shareBefore, shareNow, spread);
  const pi = EY / (EY + EB);
  const { p, z } = twoSided(Y, S, pi, dispersion, spread.prior + base - 1);
  return {
    weeks: length,
    landed: Y,
    expected: (S * EY) / EB,
    p: Y + S >= fewestResults ? p : 1,
    z,
    dispersion,
  };
}

/** The variance of window less base as a multiple of that of pure chance, with what this group adds of its own. */
function dispersionOf(
  before: readonly number[],
  shareBefore: readonly number[],
  shareNow: readonly number[],
  { phi, covariances, prior }: Spread,
): number {
  const [S, EB, EY] = [sum(before), sum(shareBefore), sum(shareNow)];
  const mu = shareBefore.map((share) => (S * share) / EB);
  const mean = sum(mu) / mu.length;
  const d = before.length - 1;
  const pooled = phi + (covariances[0] ?? 0) * mean;
  const own =
    mean > 0 ? sum(before.map((y, i) => (y - (mu[i] ?? 0)) ** 2 / Math.max(mu[i] ?? 0, 1e-9))) / d : 1;
  const moderated = (prior + d * (own / pooled)) / (prior + d);
  const scale = Math.max(S, 0.5) / EB;
  const means = [...shareBefore, ...shareNow].map((share) => share * scale);
  const a = [...shareBefore.map(() => -EY / EB), ...shareNow.map(() => 1)];
  const weighted = means.map((value, i) => value * (a[i] ?? 0));
  const chance = sum(weighted.map((value, i) => value * (a[i] ?? 0)));
  const shared = covariances.map((c, j) => {
    if (c <= 0) return 0;
    return (j === 0 ? 1 : 2) * c * sum(weighted.slice(j).map((value, i) => value * (weighted[i] ?? 0)));
  });
  return Math.max(1, ((phi * chance + sum(shared)) / Math.max(chance, 1e-12)) * moderated);
}

/** Both tails of a share of a sum, each less half of the point itself, as a t of `df`. */
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
