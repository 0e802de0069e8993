import { betaCdf } from './beta.js';
import { gammaTail } from './gamma.js';

/** One series: what it landed, what its usual share of each week is over all weeks, and the spread of its goal. */
export interface RecordSeries {
  readonly landed: readonly number[];
  readonly mean: readonly number[];
  readonly phi: number;
  readonly c: number;
}

/** How many series have their best week last, and how many would if every week were drawn around its usual share: ties are no records. */
export function countRecords(series: readonly RecordSeries[]): { seen: number; expected: number } {
  let [seen, expected] = [0, 0];
  for (const { landed, mean, phi, c } of series) {
    const last = landed.at(-1) ?? 0;
    if (landed.length > 1 && last > Math.max(...landed.slice(0, -1))) seen++;
    expected += recordChance(mean, phi, c);
  }
  return { seen, expected };
}

/** P(the last week is above all others) where weeks are negative binomial of variance phi mu + c mu^2. */
function recordChance(mean: readonly number[], phi: number, c: number): number {
  const last = mean.at(-1) ?? 0;
  if (mean.length < 2 || last <= 0) return 0;
  const most = Math.ceil(last + 12 * Math.sqrt(phi * last + c * last * last) + 20);
  const below = mean.map((mu) => distribution(mu, phi, c));
  let total = 0;
  for (let k = 1; k <= most; k++) {
    const at = (below.at(-1)?.(k) ?? 1) - (below.at(-1)?.(k - 1) ?? 0);
    if (at <= 1e-15) continue;
    let all = at;
    for (const one of below.slice(0, -1)) {
      all *= one(k - 1);
      if (all < 1e-12) break;
    }
    total += all;
  }
  return total;
}

/** The distribution function of a count of mean mu and variance phi mu + c mu^2. */
function distribution(mu: number, phi: number, c: number): (k: number) => number {
  const known = new Map<number, number>();
  const over = phi - 1 + c * mu;
  const size = over > 1e-9 ? mu / over : null;
  return (k) => {
    if (k < 0) return 0;
    if (mu <= 0) return 1;
    const found = known.get(k);
    if (found !== undefined) return found;
    const value = size === null ? gammaTail(k + 1, mu) : betaCdf(size, k + 1, size / (size + mu));
    known.set(k, value);
    return value;
  };
}
