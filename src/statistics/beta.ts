import { logGamma, stirlingError } from './gamma.js';

/** The natural logarithm of the beta function for a, b > 0; avoids subtracting logarithms of large gamma functions. */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  const stirling = stirlingError(large) - stirlingError(large + small);
  return (
    logGamma(small) +
    stirling +
    small -
    small * Math.log(large + small) -
    (large - 0.5) * Math.log1p(small / large)
  );
}

/** Regularised incomplete beta function I_x(a, b) for a, b > 0 and 0 <= x <= 1; `rest` is 1 - x, passed separately to keep its digits. */
export function betaCdf(a: number, b: number, x: number, rest: number = 1 - x): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(b, a, rest, x);
  const front = Math.exp(a * logOf(x, rest) + b * logOf(rest, x) - logBeta(a, b));
  return (front / a) * fraction(a, b, x);
}

/** log x where x + rest = 1, without loss of precision near 1. */
function logOf(x: number, rest: number): number {
  return x < 0.5 ? Math.log(x) : Math.log1p(-rest);
}

/** The continued fraction of I_x(a, b) by the modified Lentz method (Press et al. 2007, 6.4). */
function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 1e5; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    h *= d * c;
    if (Math.abs(d * c - 1) <= Number.EPSILON) break;
  }
  return h;
}
