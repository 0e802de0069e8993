import type { Config, GoalConfig } from '../config/config.js';
import { currencyDigits } from '../contract/money.js';
import { buckets } from '../pipeline/credit_sums.js';

/** Decimal digits of a goal's currency. */
export function digitsOf(goal: GoalConfig, config: Config): number {
  return currencyDigits(goal.currency ?? config.currency);
}

/** Decimal digits that micro-credits add. */
export const microDigits = 6;

/** Minor units with `shift` extra decimal digits, as the nearest number in the major unit; null for a goal without value. */
export function majorOf(
  value: bigint | null | undefined,
  goal: GoalConfig,
  config: Config,
  shift: 0 | typeof microDigits,
): number | null {
  return goal.value ? decimalOf(value ?? 0n, digitsOf(goal, config) + shift) : null;
}

/** An integer with its decimal point moved left by `digits`, as the nearest number: dividing large integers would round twice. */
export function decimalOf(whole: bigint, digits: number): number {
  return Number(`${whole}e-${digits}`);
}

/**
 * Delete-one-bucket standard error of a sum over B = 100 person buckets: SE^2 = B/(B-1) sum (c_b - mean)^2 = (B sum c_b^2 - (sum c_b)^2) / (B-1),
 * computed in integers. Empty buckets count as zeros.
 */
export function bucketError(sum: bigint, squares: bigint, unit: number): number {
  const spread = BigInt(buckets) * squares - sum * sum;
  return spread <= 0n ? 0 : Math.sqrt(Number(spread) / (buckets - 1)) / unit;
}
