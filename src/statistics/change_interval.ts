import { wilson } from './proportion.js';

/**
 * The 95 % interval of a change between two counts of equal exposure whose variance is `dispersion` times their mean: given their sum,
 * the share of the later one is a proportion (Wilson).
 */
export function changeInterval(
  before: number,
  after: number,
  dispersion: number,
): { low: number; high: number } {
  const sum = before + after;
  if (sum <= 0) return { low: 0, high: 0 };
  const phi = Math.max(1, dispersion);
  const { low, high } = wilson(after / phi, sum / phi);
  return { low: sum * (2 * low - 1), high: sum * (2 * high - 1) };
}

/** How much counts vary around what their row and column lead one to expect, as variance over mean; at least 1, and 1 if unknown. */
export function tableDispersion(rows: readonly (readonly number[])[]): number {
  const columns = rows[0]?.length ?? 0;
  const totals = Array.from({ length: columns }, (_, at) =>
    rows.reduce((sum, row) => sum + (row[at] ?? 0), 0),
  );
  const all = totals.reduce((sum, value) => sum + value, 0);
  const used = rows.filter((row) => row.some((value) => value > 0));
  const degrees = (used.length - 1) * (totals.filter((value) => value > 0).length - 1);
  if (all === 0 || degrees < 1) return 1;
  let chi = 0;
  for (const row of used) {
    const size = row.reduce((sum, value) => sum + value, 0);
    row.forEach((value, at) => {
      const expected = (size * (totals[at] ?? 0)) / all;
      if (expected > 0) chi += (value - expected) ** 2 / expected;
    });
  }
  return Math.max(1, chi / degrees);
}
