import { tCdf, tQuantile } from './student.js';

/** One step ahead of a straight line through earlier weeks, on the scale 2 sqrt(y + 3/8). */
export interface Forecast {
  readonly p: number;
  /** in standard errors; above 0: more than the line */
  readonly z: number;
  /** what the line predicts, and the range that holds 95 % of such weeks */
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** variance of a week on this scale, as a multiple of chance alone */
  readonly dispersion: number;
}

export const fewestWeeks = 12;
export const baseWeeks = 26;

const anscombe = (y: number) => 2 * Math.sqrt(y + 0.375);
const counts = (x: number) => Math.max(0, (Math.max(0, x) / 2) ** 2 - 0.375);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;

/** A week against the line through the ordinary weeks before it; `at` and `places` number weeks, so that gaps keep their length. Null below 12 weeks. */
export function forecastWeek(
  y: number,
  at: number,
  history: readonly number[],
  places: readonly number[] = history.map((_, index) => at - history.length + index),
): Forecast | null {
  const base = history.slice(-baseWeeks).map(anscombe);
  const times = places.slice(-baseWeeks);
  const n = base.length;
  if (n < fewestWeeks) return null;
  const center = mean(times);
  const t = times.map((time) => time - center);
  const squares = sum(t.map((value) => value * value));
  const level = mean(base);
  const slope = sum(base.map((value, i) => value * (t[i] ?? 0))) / squares;
  const rest = base.map((value, i) => value - level - slope * (t[i] ?? 0));
  const left = sum(rest.map((value) => value * value));
  const s2 = left / (n - 2);
  const r1 = sum(rest.slice(1).map((value, i) => value * (rest[i] ?? 0))) / Math.max(left, 1e-12);
  const rho = Math.min(0.8, Math.max(0, r1 + (2 + 4 * Math.max(r1, 0)) / n));
  const k = (1 + rho) / (1 - rho);
  const tau = at - center;
  const h = 1 / n + (tau * tau) / squares;
  const corrected = Math.max(1, s2 / Math.max(0.4, 1 - (2 * (k - 1)) / n));
  const error = Math.sqrt(corrected * (1 + h * k));
  const df = Math.max(4, (n - 2) / k);
  const fit = level + slope * tau;
  const z = (anscombe(y) - fit) / error;
  const reach = tQuantile(0.975, df) * error;
  return {
    p: 2 * tCdf(-Math.abs(z), df),
    z,
    expected: counts(fit),
    low: counts(fit - reach),
    high: counts(fit + reach),
    dispersion: Math.max(1, s2),
  };
}
