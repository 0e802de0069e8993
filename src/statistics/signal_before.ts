import { factorScore } from './signal_factors.js';
import { productApart, type Spread, sum } from './signal_spread.js';
import { type Tail, tailOf } from './signal_tail.js';
import { baseOf } from './signal_window.js';
import { tCdf } from './student.js';

/** Earlier windows of groups that should land at least this are close enough to continuous. */
const leastExpected = 2;
/** Below this many standard errors no window is in a tail. */
const farOut = 1.9;

/** Weeks of a group, of which the last `weeks` are judged. */
interface Weeks {
  readonly row: readonly number[];
  readonly exposure: readonly number[];
}

interface Rule extends Spread {
  readonly weeks: number;
  readonly factors: readonly number[] | null;
}

/** The tails of all earlier windows of the same length, by the model that judges the last one. */
export function tailsBefore(groups: readonly Weeks[], rule: Rule): { above: Tail; below: Tail } {
  const [above, below]: [number[], number[]] = [[], []];
  let seen = 0;
  for (const { row, exposure } of groups) {
    const base = baseOf(row.length, rule.weeks);
    if (base === null) continue;
    const split = row.length - rule.weeks;
    const scores = scoresOf(row.slice(split - base, split), exposure.slice(split - base, split), rule);
    seen += scores.length;
    for (const z of scores)
      if (Math.abs(z) > farOut) (z > 0 ? above : below).push(tCdf(-Math.abs(z), rule.prior + base - 1));
  }
  return { above: tailOf(above, seen, rule.weeks), below: tailOf(below, seen, rule.weeks) };
}

/** How far every window within the base of a group is from its share, in standard errors. */
function scoresOf(row: readonly number[], exposure: readonly number[], rule: Rule): number[] {
  const { weeks, phi, covariances, prior } = rule;
  const n = row.length;
  const scale = sum(row) / Math.max(1e-9, sum(exposure));
  const mu = exposure.map((share) => share * scale);
  const mean = sum(row) / n;
  if (mean * weeks < leastExpected) return [];
  const own = sum(row.map((y, at) => (y - (mu[at] ?? 0)) ** 2 / Math.max(mu[at] ?? 0, 1e-9))) / (n - 1);
  const pooled = phi + (covariances[0] ?? 0) * mean;
  const moderated = (prior + (n - 1) * (own / pooled)) / (prior + n - 1);
  // a window within the base is closer to its mean than one outside
  const inside = 1 - weeks / n;
  const factors = rule.factors ?? covariances;
  return Array.from({ length: n - weeks + 1 }, (_, at) => {
    const expected = mu.slice(at, at + weeks);
    const Y = sum(row.slice(at, at + weeks));
    const E = sum(expected);
    const shared = sum(
      factors.slice(0, weeks).map((c, j) => (j === 0 ? 1 : 2) * c * productApart(expected, j)),
    );
    const rest = Math.max(0, (phi * E + shared) * moderated - phi * E);
    return factorScore(Y, E, (inside * rest) / E ** 2, inside * phi);
  });
}
