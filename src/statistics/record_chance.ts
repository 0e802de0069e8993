import { logGamma } from './gamma.js';

/** The weeks of one series: its usual share of each, and the spread of its goal. */
export interface RecordWeeks {
  readonly mean: readonly number[];
  /** variance phi mu + C_0 mu^2 of one week, and covariances C_j mu mu of weeks j apart */
  readonly phi: number;
  readonly covariances: readonly number[];
}

/** What carries over from week to week: a factor of mean 1 with this relative variance, and how much of it is left a week later. */
interface Carried {
  readonly variance: number;
  readonly rho: number;
}

/** States of the factor, and how many levels of the best week are computed; between them the chance is interpolated. */
const states = 7;
const levels = 64;
const mostRho = 0.95;

/** P(the last week is above all others) if weeks are negative binomial around a factor that carries over from week to week. */
export function chanceOfRecord({ mean, phi, covariances }: RecordWeeks): number {
  const last = mean.at(-1) ?? 0;
  if (mean.length < 2 || last <= 0) return 0;
  const c = covariances[0] ?? 0;
  const carried = carriedOver(covariances);
  const chain = chainOf(carried);
  const own = Math.max(0, (1 + c) / (1 + carried.variance) - 1);
  const most = Math.ceil(last + 8 * Math.sqrt(phi * last + c * last * last) + 20);
  const largest = Math.max(...mean.slice(0, -1));
  const least = Math.floor(largest - 5 * Math.sqrt(phi * largest + c * largest * largest));
  const knots = knotsBetween(Math.max(1, least), most);
  const size = chain.start.length;
  const alive = Float64Array.from({ length: knots.length * size }, (_, at) => chain.start[at % size] ?? 0);
  for (const [week, mu] of mean.slice(0, -1).entries()) {
    if (week > 0) step(alive, chain);
    chain.factors.forEach((factor, state) => {
      keepBelow(alive, massesOf(mu * factor, phi, own, most), knots, state, size);
    });
  }
  step(alive, chain);
  return sumOf(
    chain.factors.map((factor, state) => {
      const best = knots.map((_, knot) => alive[knot * size + state] ?? 0);
      return sumOverCounts(massesOf(last * factor, phi, own, most), knots, best);
    }),
  );
}

const sumOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The part of the spread that carries over, by the ratio of neighbouring covariances. */
function carriedOver(covariances: readonly number[]): Carried {
  const [own = 0, ...apart] = covariances;
  const first = apart[0] ?? 0;
  if (!(first > 0) || own <= 0) return { variance: 0, rho: 0 };
  const rho = Math.min(mostRho, sumOf(apart.slice(1)) / sumOf(apart.slice(0, -1)));
  return rho > 0 ? { variance: Math.min(own, first / rho), rho } : { variance: 0, rho: 0 };
}

interface Chain {
  readonly factors: readonly number[];
  readonly start: readonly number[];
  /** the chance of each state after each state */
  readonly moves: readonly (readonly number[])[];
}

/** A lognormal factor as a chain of few states that keeps its variance and its correlation (Rouwenhorst). */
function chainOf({ variance, rho }: Carried): Chain {
  if (variance <= 0) return { factors: [1], start: [1], moves: [[1]] };
  const stay = (1 + rho) / 2;
  let moves: number[][] = [[1]];
  for (let size = 2; size <= states; size++) moves = largerChain(moves, stay);
  const start = binomial(states - 1);
  const sigma = Math.sqrt(Math.log1p(variance));
  const places = start.map((_, state) => ((2 * state) / (states - 1) - 1) * Math.sqrt(states - 1));
  const raw = places.map((place) => Math.exp(sigma * place));
  const mean = sumOf(raw.map((factor, state) => factor * (start[state] ?? 0)));
  return { factors: raw.map((factor) => factor / mean), start, moves };
}

/** The chain with one more state. */
function largerChain(moves: readonly (readonly number[])[], stay: number): number[][] {
  const size = moves.length + 1;
  const from = (row: number, column: number) => moves[row]?.[column] ?? 0;
  return Array.from({ length: size }, (_, row) => {
    const halves = row === 0 || row === size - 1 ? 1 : 2;
    return Array.from({ length: size }, (_, column) => {
      const same = from(row, column) + from(row - 1, column - 1);
      const other = from(row, column - 1) + from(row - 1, column);
      return (stay * same + (1 - stay) * other) / halves;
    });
  });
}

function binomial(n: number): number[] {
  const row = [1];
  for (let k = 1; k <= n; k++) row.push(((row[k - 1] ?? 0) * (n - k + 1)) / k);
  return row.map((ways) => ways / 2 ** n);
}

/** One week on, for every knot: the chance of each state. */
function step(alive: Float64Array, { start, moves }: Chain): void {
  const size = start.length;
  if (size === 1) return;
  const table = Float64Array.from(moves.flat());
  const next = new Float64Array(size);
  for (let base = 0; base < alive.length; base += size) {
    next.fill(0);
    for (let from = 0; from < size; from++) {
      const chance = alive[base + from] ?? 0;
      for (let to = 0; to < size; to++) next[to] = (next[to] ?? 0) + chance * (table[from * size + to] ?? 0);
    }
    alive.set(next, base);
  }
}

/** Counts at which the chance is computed, for it is 0 below and 1 above them: every one if there are few, otherwise evenly on the scale of roots. */
function knotsBetween(least: number, most: number): number[] {
  const [from, to] = [Math.min(least, most), most];
  if (to - from < levels) return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const [low, reach] = [Math.sqrt(from), Math.sqrt(to) - Math.sqrt(from)];
  return Array.from({ length: levels }, (_, index) =>
    Math.round((low + (reach * index) / (levels - 1)) ** 2),
  ).filter((knot, at, all) => knot !== all[at - 1]);
}

/** Multiplies the chances of one state by P(count < knot), for every knot. */
function keepBelow(
  alive: Float64Array,
  masses: Float64Array,
  knots: readonly number[],
  state: number,
  size: number,
): void {
  let [below, at] = [0, 0];
  for (const [index, knot] of knots.entries()) {
    for (; at < knot; at++) below += masses[at] ?? 0;
    const place = index * size + state;
    alive[place] = (alive[place] ?? 0) * Math.min(1, below);
  }
}

/** The sum of P(count = k) best(k), where best is known at the knots and interpolated between them. */
function sumOverCounts(masses: Float64Array, knots: readonly number[], best: readonly number[]): number {
  let total = 0;
  for (let knot = 0; knot < knots.length; knot++) {
    const [from, to] = [knots[knot] ?? 0, knots[knot + 1] ?? (knots[knot] ?? 0) + 1];
    const [low, high] = [best[knot] ?? 0, best[knot + 1] ?? best[knot] ?? 0];
    for (let k = from; k < to; k++)
      total += (masses[k] ?? 0) * (low + ((high - low) * (k - from)) / (to - from));
  }
  return total;
}

/** P(count = 0), ..., P(count = most) of a count with mean mu and variance phi mu + c mu^2, each from the previous one. */
function massesOf(mu: number, phi: number, c: number, most: number): Float64Array {
  const found = new Float64Array(most + 1);
  const over = phi - 1 + c * mu;
  const isPoisson = over <= 1e-9;
  const size = isPoisson ? Number.POSITIVE_INFINITY : mu / over;
  const deviation = Math.sqrt(mu * (1 + Math.max(0, over)));
  const first = Math.min(most, Math.max(0, Math.floor(mu - 12 * deviation)));
  let mass = mu <= 0 ? 1 : Math.exp(logMass(first, mu, size));
  found[first] = mass;
  for (let k = first; k < most && mass > 0; k++) {
    const ratio = isPoisson ? mu / (k + 1) : ((k + size) / (k + 1)) * (over / (1 + over));
    mass *= ratio;
    found[k + 1] = mass;
  }
  return found;
}

/** The logarithm of P(count = k): Poisson if size is infinite, otherwise negative binomial. */
function logMass(k: number, mu: number, size: number): number {
  if (size === Number.POSITIVE_INFINITY) return k * Math.log(mu) - mu - logGamma(k + 1);
  const ways = logGamma(k + size) - logGamma(size) - logGamma(k + 1);
  return ways - size * Math.log1p(mu / size) + k * Math.log(mu / (size + mu));
}
