import type { Config, GoalConfig } from '../config/config.js';
import { currencyDigits } from '../contract/money.js';
import { buckets } from '../pipeline/credit_sums.js';

/** Decimal digits of the currency that a goal is counted in. */
export function digitsOf(goal: GoalConfig, config: Config): number {
  return currencyDigits(goal.currency ?? config.currency);
}

/** Digits that micro-credits add behind the decimal point. */
export const microDigits = 6;

/** Minor units with `shift` more decimal digits -> major unit, as the nearest number; null for a goal without value. */
export function majorOf(
  value: bigint | null | undefined,
  goal: GoalConfig,
  config: Config,
  shift: 0 | typeof microDigits,
): number | null {
  return goal.value ? decimalOf(value ?? 0n, digitsOf(goal, config) + shift) : null;
}

/** A whole number with its point moved left by `digits`, as the nearest number: a division of large ones would round twice. */
export function decimalOf(whole: bigint, digits: number): number {
  return Number(`${whole}e-${digits}`);
}

/**
 * Delete-one-bucket standard error of a sum over B = 100 person buckets: SE^2 = B/(B-1) sum (c_b - mean)^2 = (B sum c_b^2 - (sum c_b)^2) / (B-1),
 * computed in whole numbers. Empty buckets count as zeros.
 */
export function bucketError(sum: bigint, squares: bigint, unit: number): number {
  const spread = BigInt(buckets) * squares - sum * sum;
  return spread <= 0n ? 0 : Math.sqrt(Number(spread) / (buckets - 1)) / unit;
}
