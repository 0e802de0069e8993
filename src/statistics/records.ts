import { logGamma } from './gamma.js';

/** One series: what it landed, its usual share of each week over all weeks, and the spread of its goal. */
export interface RecordSeries {
  readonly landed: readonly number[];
  readonly mean: readonly number[];
  readonly phi: number;
  readonly c: number;
}

/** How many series have their best week last, and how many would if every week were drawn around its usual share: ties are not records. */
export function countRecords(series: readonly RecordSeries[]): { seen: number; expected: number } {
  let [seen, expected] = [0, 0];
  for (const { landed, mean, phi, c } of series) {
    const last = landed.at(-1) ?? 0;
    if (landed.length > 1 && last > Math.max(...landed.slice(0, -1))) seen++;
    expected += recordChance(mean, phi, c);
  }
  return { seen, expected };
}

/** P(the last week is above all others) if weeks are negative binomial with variance phi mu + c mu^2. */
function recordChance(mean: readonly number[], phi: number, c: number): number {
  const last = mean.at(-1) ?? 0;
  if (mean.length < 2 || last <= 0) return 0;
  const most = Math.ceil(last + 12 * Math.sqrt(phi * last + c * last * last) + 20);
  const best = Array.from({ length: most }, () => 1);
  for (const mu of mean.slice(0, -1)) {
    let below = 0;
    for (const [k, mass] of masses(mu, phi, c, most - 1).entries()) {
      below += mass;
      best[k] = (best[k] ?? 0) * Math.min(1, below);
    }
  }
  const now = masses(last, phi, c, most);
  return best.reduce((total, all, k) => total + all * (now[k + 1] ?? 0), 0);
}

/** P(count = 0), ..., P(count = most) of a count with mean mu and variance phi mu + c mu^2, each from the previous one. */
function masses(mu: number, phi: number, c: number, most: number): Float64Array {
  const found = new Float64Array(most + 1);
  const over = phi - 1 + c * mu;
  const isPoisson = over <= 1e-9;
  const size = isPoisson ? Number.POSITIVE_INFINITY : mu / over;
  const deviation = Math.sqrt(mu * (1 + Math.max(0, over)));
  const first = Math.min(most, Math.max(0, Math.floor(mu - 12 * deviation)));
  found[first] = mu <= 0 ? 1 : Math.exp(logMass(first, mu, size));
  for (let k = first; k < most && mu > 0; k++) {
    const ratio = isPoisson ? mu / (k + 1) : ((k + size) / (k + 1)) * (over / (1 + over));
    found[k + 1] = (found[k] ?? 0) * ratio;
  }
  return found;
}

/** The logarithm of P(count = k): Poisson if size is infinite, otherwise negative binomial. */
function logMass(k: number, mu: number, size: number): number {
  if (size === Number.POSITIVE_INFINITY) return k * Math.log(mu) - mu - logGamma(k + 1);
  const ways = logGamma(k + size) - logGamma(size) - logGamma(k + 1);
  return ways - size * Math.log1p(mu / size) + k * Math.log(mu / (size + mu));
}
