import { remlBetween } from '../../statistics/reml.js';
import { tQuantile } from '../../statistics/student.js';
import type { CheckName, Widening } from '../checks/checks.js';
import type { Thresholds } from '../checks/thresholds.js';
import { type Verdict, verdictOfInterval } from '../checks/verdict.js';
import { type TestedEstimate, testedAt } from '../estimators/interval.js';
import { type KindStep, nextOfKind } from './next_of_kind.js';
import type { Reading } from './read_claims.js';

/** A reading, and the kind and the goal of its tactic. */
export interface OfKind {
  readonly tactic_id: string;
  readonly kind: string;
  readonly goal: string;
  readonly reading: Reading;
}

/** One tactic of a kind: its own effect, and that effect shrunk towards the kind; both as shares of what was expected (.5: half as much again). */
export interface ShrunkReading {
  readonly tactic_id: string;
  readonly own: number;
  readonly shrunk: number;
  /** weight of the tactic's own reading, 0 to 1 */
  readonly kept: number;
}

/** What tactics of one kind have in common; effects are shares of what was expected. */
export interface PooledKind {
  readonly kind: string;
  readonly goal: string;
  readonly tactics: readonly ShrunkReading[];
  /** the mean effect of tactics of this kind */
  readonly tested: TestedEstimate;
  /** how far off the mean may be: the mean of the bounds from its tactics' checks */
  readonly widening: Widening;
  /** standard deviation of the effect between tactics */
  readonly between_sd: number;
  /** where the effect of another tactic of this kind is expected (95 %), by noise alone; null: three tactics are too few */
  readonly next: { readonly low: number; readonly high: number } | null;
  readonly smallest_useful: number;
  readonly verdict: Verdict;
  /** the check that widens it most */
  readonly reason: CheckName | null;
  /** what would settle it; null if it is settled */
  readonly next_step: KindStep | null;
}

/** Two tactics of a kind do not show how much tactics of the kind differ. */
const least_tactics = 3;

/** One effect as a share of what was expected, with what may be wrong with it. */
interface Share {
  readonly tactic_id: string;
  readonly own: number;
  readonly variance: number;
  readonly reading: Reading;
  readonly base_rate: number;
}

/**
 * Tactics of one kind and goal together, if three or more have a number with an error: random effects with the variance between tactics by
 * REML; the interval of Knapp and Hartung (2003), never narrower than the errors of the tactics alone (Rover, Knapp and Friede 2015), at
 * 1 - alpha / kinds; the range for another tactic by Student's t with two degrees of freedom fewer than tactics (Higgins, Thompson and
 * Spiegelhalter 2009). The errors of the tactics are taken as independent.
 */
export function pooledKinds(readings: readonly OfKind[], limits: Thresholds): PooledKind[] {
  const keys = [...new Set(readings.map(({ kind, goal }) => JSON.stringify([kind, goal])))].sort();
  const together = keys.flatMap((key) => {
    const mine = readings.filter(({ kind, goal }) => JSON.stringify([kind, goal]) === key);
    const shares = mine.flatMap(shareOf);
    return shares.length < least_tactics ? [] : [{ first: mine[0] as OfKind, shares }];
  });
  const alpha = limits.alpha / Math.max(1, together.length);
  return together.map(({ first, shares }) => pooledKind(first, shares, alpha, limits));
}

function shareOf({ tactic_id, reading }: OfKind): Share[] {
  const { tested, base_rate } = reading;
  if (tested === null || base_rate === null || base_rate <= 0) return [];
  const [own, variance] = [tested.estimate / base_rate, (tested.se / base_rate) ** 2];
  return variance > 0 && Number.isFinite(variance) ? [{ tactic_id, own, variance, reading, base_rate }] : [];
}

function pooledKind(
  { kind, goal }: OfKind,
  shares: readonly Share[],
  alpha: number,
  limits: Thresholds,
): PooledKind {
  const own = shares.map((one) => one.own);
  const variances = shares.map((one) => one.variance);
  const { mean, tau2 } = remlBetween(own, variances);
  const weights = variances.map((variance) => 1 / (variance + tau2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const meanOf = (values: readonly number[]) =>
    values.reduce((sum, value, place) => sum + weights[place]! * value, 0) / total;
  const df = shares.length - 1;
  const scatter = (total * meanOf(own.map((one) => (one - mean) ** 2))) / df;
  const tested = testedAt(mean, Math.sqrt(Math.max(1, scatter) / total), df, alpha);
  const widening = {
    below: meanOf(shares.map(({ reading, base_rate }) => reading.widening.below / base_rate)),
    above: meanOf(shares.map(({ reading, base_rate }) => reading.widening.above / base_rate)),
  };
  const useful = shares.map(({ reading, base_rate }) =>
    reading.smallest_useful === null ? limits.useful_share : reading.smallest_useful / base_rate,
  );
  const smallest_useful = meanOf(useful);
  const verdict = verdictOfInterval(tested, widening, smallest_useful);
  const so_far = { tested, widening, tactics: shares.length, alpha, useful: smallest_useful };
  const ahead = df < 3 ? null : tQuantile(0.975, df - 1) * Math.sqrt(tau2 + tested.se ** 2);
  return {
    kind,
    goal,
    tactics: shares.map(({ tactic_id, own: value, variance }) => {
      const kept = tau2 / (tau2 + variance);
      return { tactic_id, own: value, shrunk: kept * value + (1 - kept) * mean, kept };
    }),
    tested,
    widening,
    between_sd: Math.sqrt(tau2),
    next: ahead === null ? null : { low: mean - ahead, high: mean + ahead },
    smallest_useful,
    verdict,
    reason: strongestDoubt(shares, weights),
    next_step: nextOfKind(verdict, so_far),
  };
}

/** The check that widens the tactics most, each counted with its weight in the mean. */
function strongestDoubt(shares: readonly Share[], weights: readonly number[]): CheckName | null {
  const sums = new Map<CheckName, number>();
  shares.forEach(({ reading: { checks }, base_rate }, place) => {
    for (const { check, bound } of checks)
      sums.set(check, (sums.get(check) ?? 0) + (weights[place]! * Math.max(0, bound ?? 0)) / base_rate);
  });
  const [strongest] = [...sums].filter(([, sum]) => sum > 0).toSorted((a, b) => b[1] - a[1]);
  return strongest?.[0] ?? null;
}
