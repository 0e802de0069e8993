/**
 * The x at which a non-decreasing function of the real line is 0, to the last bits of a double: a bracket that doubles from `start`,
 * then inverse quadratic interpolation safeguarded by bisection (Chandrupatla 1997).
 */
export function increasingRoot(f: (x: number) => number, start: number, step: number): number {
  const [low, high] = bracket(f, start, step);
  return rootBetween(f, low, high);
}

/** Two points, the function at most 0 at the first and at least 0 at the second. */
function bracket(f: (x: number) => number, start: number, step: number): [number, number] {
  const sign = f(start) < 0 ? 1 : -1;
  let near = start;
  for (let width = step; ; width *= 2) {
    const far = near + sign * width;
    if (sign * f(far) >= 0 || width > 1e300) return sign > 0 ? [near, far] : [far, near];
    near = far;
  }
}

/** The x between two points of different sign at which a monotone function is 0. */
export function rootBetween(f: (x: number) => number, low: number, high: number): number {
  let [x1, x2, x3] = [high, low, high];
  let [f1, f2, f3] = [f(high), f(low), f(high)];
  let at = 0.5;
  for (let round = 0; round < 200; round += 1) {
    const x = x1 + at * (x2 - x1);
    const fx = f(x);
    [x3, f3] = Math.sign(fx) === Math.sign(f1) ? [x1, f1] : [x2, f2];
    if (Math.sign(fx) !== Math.sign(f1)) [x2, f2] = [x1, f1];
    [x1, f1] = [x, fx];
    const best = Math.abs(f1) < Math.abs(f2) ? x1 : x2;
    const tolerance = (2 * Number.EPSILON * Math.abs(best) + 1e-300) / Math.abs(x2 - x1);
    if (tolerance > 0.5 || fx === 0) return best;
    at = Math.min(1 - tolerance, Math.max(tolerance, nextShare(x1, x2, x3, f1, f2, f3)));
  }
  return Math.abs(f1) < Math.abs(f2) ? x1 : x2;
}

/** Where between x1 and x2 to look next: by inverse quadratic interpolation if that is safe, otherwise the middle. */
function nextShare(x1: number, x2: number, x3: number, f1: number, f2: number, f3: number): number {
  const xi = (x1 - x2) / (x3 - x2);
  const phi = (f1 - f2) / (f3 - f2);
  if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)) return 0.5;
  return (
    ((f1 / (f2 - f1)) * f3) / (f2 - f3) + ((((x3 - x1) / (x2 - x1)) * f1) / (f3 - f1)) * (f2 / (f3 - f2))
  );
}
