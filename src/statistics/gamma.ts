import { increasingRoot } from './root.js';

/** Lanczos coefficients for g = 607/128 (Godfrey 2001): relative error of Gamma below 1e-15. */
const lanczos = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  0.00003399464998481189, 0.00004652362892704858, -0.00009837447530487956, 0.0001580887032249125,
  -0.00021026444172410488, 0.00021743961811521265, -0.0001643181065367639, 0.00008441822398385275,
  -0.000026190838401581408, 0.0000036899182659531625,
];

/** The natural logarithm of the gamma function for x > 0 (Lanczos 1964). */
export function logGamma(x: number): number {
  const sum = lanczos.reduce((total, c, index) => total + (index === 0 ? c : c / (x + index)), 0);
  const t = x + 607 / 128 + 0.5;
  return (x + 0.5) * Math.log(t) - t + Math.log((2.5066282746310007 * sum) / x);
}

/** log Gamma(a + 1) less Stirling's formula for it: the series from 15 on (Loader 2000), the difference below. */
export function stirlingError(a: number): number {
  if (a < 15) return logGamma(a + 1) - (a + 0.5) * Math.log(a) + a - 0.9189385332046728;
  const square = a * a;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / a;
}

/** a log(a / x) + x - a without loss of precision near x = a: half the deviance of a Poisson count a with mean x (Loader 2000). */
function halfDeviance(a: number, x: number): number {
  const v = (a - x) / (a + x);
  if (Math.abs(v) > 0.1) return a * Math.log(a / x) + x - a;
  let sum = (a - x) * v;
  let power = 2 * a * v;
  for (let j = 1; ; j += 1) {
    power *= v * v;
    const next = sum + power / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
}

/** x^a e^-x / Gamma(a + 1). */
function poissonTerm(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - halfDeviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/** Regularised lower incomplete gamma function P(a, x) for a > 0: series below a + 1, continued fraction above. */
export function gammaCdf(a: number, x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** Its complement Q(a, x) = 1 - P(a, x), exact in the upper tail. */
export function gammaTail(a: number, x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return poissonTerm(a, x) * sum;
}

/** The modified Lentz method (Press et al. 2007, 6.2). */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 1e6; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / nonZero(an * d + b, tiny);
    c = nonZero(b + an / c, tiny);
    h *= d * c;
    if (Math.abs(d * c - 1) <= Number.EPSILON) break;
  }
  return poissonTerm(a, x) * a * h;
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** The distribution function of chi-square with df > 0 degrees of freedom. */
export function chiSquareCdf(x: number, df: number): number {
  return gammaCdf(df / 2, x / 2);
}

/** The quantile of chi-square for 0 < p < 1 and df > 0, whole or not; solved on the logarithm of the nearer tail. */
export function chiSquareQuantile(p: number, df: number): number {
  const a = df / 2;
  const distance =
    p < 0.5
      ? (t: number) => Math.log(gammaCdf(a, Math.exp(t)) / p)
      : (t: number) => Math.log((1 - p) / gammaTail(a, Math.exp(t)));
  return 2 * Math.exp(increasingRoot(distance, Math.log(a), Math.min(1, 1 / Math.sqrt(a))));
}
