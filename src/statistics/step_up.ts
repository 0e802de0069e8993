/** Which of many p-values are significant: Benjamini-Hochberg, with the share of false ones among them at most `rate`. */
export function stepUp(p: readonly number[], rate: number): boolean[] {
  const order = p.map((_, index) => index).sort((a, b) => (p[a] ?? 1) - (p[b] ?? 1) || a - b);
  const last = order.findLastIndex((at, place) => (p[at] ?? 1) <= (rate * (place + 1)) / p.length);
  const limit = last < 0 ? -1 : (p[order[last] ?? 0] ?? -1);
  return p.map((value) => value <= limit);
}

/** Which of several p-values are significant, with any false one among them in at most `rate` of cases: Holm. */
export function holm(p: readonly number[], rate: number): boolean[] {
  const levels = holmLevels(p, rate);
  return p.map((one, index) => one <= (levels[index] ?? 0));
}

/** The level at which Holm's procedure tests each p: smallest for the smallest p, and the same for all from the first one not rejected. */
export function holmLevels(p: readonly number[], rate: number): number[] {
  const order = p.map((_, index) => index).sort((a, b) => (p[a] ?? 1) - (p[b] ?? 1) || a - b);
  const end = order.findIndex((at, place) => (p[at] ?? 1) > rate / (p.length - place));
  const last = end < 0 ? order.length - 1 : end;
  const levels = p.map(() => rate);
  for (const [place, at] of order.entries()) levels[at] = rate / (p.length - Math.min(place, last));
  return levels;
}
