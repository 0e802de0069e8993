/** The Wilson interval for a share, at 95 %. */
export function wilson(hits: number, trials: number): { low: number; high: number } {
  if (trials <= 0) return { low: 0, high: 1 };
  const z = 1.959963984540054;
  const p = hits / trials;
  const middle = p + (z * z) / (2 * trials);
  const reach = z * Math.sqrt((p * (1 - p)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return { low: Math.max(0, (middle - reach) / scale), high: Math.min(1, (middle + reach) / scale) };
}

/** The Spearman rank correlation; null for fewer than three pairs, or if one side is constant. */
export function rankCorrelation(x: readonly number[], y: readonly number[]): number | null {
  if (x.length < 3) return null;
  return correlation(ranksOf(x), ranksOf(y));
}

/** The Pearson correlation; null if one side is constant. */
export function correlation(x: readonly number[], y: readonly number[]): number | null {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  x.forEach((value, at) => {
    const [dx, dy] = [value - mx, (y[at] ?? 0) - my];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  });
  return xx <= 0 || yy <= 0 ? null : xy / Math.sqrt(xx * yy);
}

/** Ranks from the smallest on; ties share the mean of their ranks. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = values.map(() => 0);
  for (let at = 0; at < order.length; ) {
    let end = at;
    while (end + 1 < order.length && values[order[end + 1] ?? 0] === values[order[at] ?? 0]) end++;
    for (let i = at; i <= end; i++) ranks[order[i] ?? 0] = (at + end) / 2 + 1;
    at = end + 1;
  }
  return ranks;
}

/** The mean of correlations by Fisher's z, with its 95 % interval over them; null for fewer than three. */
export function meanCorrelation(
  correlations: readonly number[],
): { mean: number; low: number; high: number } | null {
  const z = correlations.map((r) => Math.atanh(Math.min(0.999, Math.max(-0.999, r))));
  if (z.length < 3) return null;
  const mean = z.reduce((sum, value) => sum + value, 0) / z.length;
  const variance = z.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (z.length - 1) / z.length;
  const reach = 1.959963984540054 * Math.sqrt(variance);
  return { mean: Math.tanh(mean), low: Math.tanh(mean - reach), high: Math.tanh(mean + reach) };
}
