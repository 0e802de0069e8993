import { isCountable } from './chain.js';
import { numbering } from './numbering.js';
import type { Step } from './steps.js';

/** Person buckets, including empty ones. */
const buckets = 100;

/** How well chains of one order predict the journeys of people they were not fitted to. */
export interface OrderFit {
  readonly order: number;
  /** natural logarithm of the likelihood, each bucket under the chain of all others */
  readonly log_likelihood: number;
  /** how far it falls short of the best order's, and the standard error of that over person buckets */
  readonly shortfall: number;
  readonly shortfall_se: number;
  readonly is_chosen: boolean;
}

/**
 * The fit of orders 1 to `longest`, and the smallest one whose shortfall is within one standard error of the best (Breiman et al. 1984).
 * What comes next is predicted from as many preceding channels as the order remembers, fewer at the start of a journey; each order is shrunk
 * towards the one below by one observation, order 0 towards equal probabilities for all channels (hierarchical Dirichlet: MacKay and Peto
 * 1995), so that no step is impossible.
 */
export function fitOrders(steps: readonly Step[], channels: number, longest: number): OrderFit[] {
  const orders = Array.from({ length: longest }, (_, place) => place + 1).filter((order) =>
    isCountable(channels + 3, order + 1),
  );
  const events = eventsOf(steps, channels, orders.length);
  const fits = orders.map((order) => likelihoods(events, order));
  const sums = fits.map((fit) => fit.reduce((sum, one) => sum + one, 0));
  const best = sums.indexOf(Math.max(...sums));
  const shortfalls = fits.map((fit) => shortfallOf(fit.map((one, bucket) => fits[best]![bucket]! - one)));
  const chosen = shortfalls.findIndex(({ shortfall, shortfall_se }) => shortfall <= shortfall_se);
  return orders.map((order, place) => ({
    order,
    log_likelihood: sums[place]!,
    ...(shortfalls[place] as { shortfall: number; shortfall_se: number }),
    is_chosen: place === chosen,
  }));
}

/** Something that comes next on a journey: its number in the context of every order, and that context's number. */
interface Events {
  readonly bucket: Int32Array;
  readonly weight: Float64Array;
  /** by order from 0: the number of (context, what comes), and of the context */
  readonly outcomes: readonly Int32Array[];
  readonly contexts: readonly Int32Array[];
  /** outcomes that can come next: channels, a conversion, nothing */
  readonly symbols: number;
}

/** Steps and ends as events; a context is the preceding channels, with 0 for the time before the start. */
function eventsOf(steps: readonly Step[], channels: number, longest: number): Events {
  const rows = steps.flatMap(({ bucket, before, channel, steps: count, conversions, nulls }) => [
    { bucket, before, symbol: channel, weight: count },
    { bucket, before: [channel, ...before], symbol: channels, weight: conversions },
    { bucket, before: [channel, ...before], symbol: channels + 1, weight: nulls },
  ]);
  const kept = rows.filter(({ weight }) => weight > 0);
  const base = channels + 3;
  const contextKey = (before: readonly number[], order: number) =>
    Array.from({ length: order }, (_, place) => (before[place] ?? -1) + 1).reduce(
      (key, digit) => key * base + digit,
      0,
    );
  const numbered = (keyOf: (row: (typeof kept)[number], order: number) => number) =>
    Array.from({ length: longest + 1 }, (_, order) => {
      const numbers = numbering();
      return Int32Array.from(kept, (row) => numbers.of(keyOf(row, order)));
    });
  return {
    bucket: Int32Array.from(kept, ({ bucket }) => bucket),
    weight: Float64Array.from(kept, ({ weight }) => weight),
    outcomes: numbered((row, order) => contextKey(row.before, order) * base + row.symbol),
    contexts: numbered((row, order) => contextKey(row.before, order)),
    symbols: channels + 2,
  };
}

/** The log-likelihood of each bucket under the chain of order k of all others. */
function likelihoods(events: Events, order: number): number[] {
  const byBucket: number[][] = Array.from({ length: buckets }, () => []);
  for (const [event, bucket] of events.bucket.entries()) byBucket[bucket]?.push(event);
  const tables = Array.from({ length: order + 1 }, (_, level) => ({
    outcomes: counted(events.outcomes[level] as Int32Array, events.weight),
    contexts: counted(events.contexts[level] as Int32Array, events.weight),
  }));
  return byBucket.map((own) => {
    addAll(events, own, tables, -1);
    let sum = 0;
    for (const event of own) {
      let chance = 1 / events.symbols;
      for (const [level, { outcomes, contexts }] of tables.entries()) {
        const seen = outcomes[events.outcomes[level]![event]!]!;
        const all = contexts[events.contexts[level]![event]!]!;
        chance = (seen + chance) / (all + 1);
      }
      sum += events.weight[event]! * Math.log(chance);
    }
    addAll(events, own, tables, 1);
    return sum;
  });
}

/** Adds or removes what a bucket contributes to the counts of every order. */
function addAll(
  events: Events,
  own: readonly number[],
  tables: readonly { outcomes: Float64Array; contexts: Float64Array }[],
  sign: 1 | -1,
): void {
  for (const [level, { outcomes, contexts }] of tables.entries())
    for (const event of own) {
      const weight = sign * events.weight[event]!;
      const [outcome, context] = [events.outcomes[level]![event]!, events.contexts[level]![event]!];
      outcomes[outcome] = outcomes[outcome]! + weight;
      contexts[context] = contexts[context]! + weight;
    }
}

function counted(numbers: Int32Array, weights: Float64Array): Float64Array {
  const counts = new Float64Array(numbers.reduce((most, number) => Math.max(most, number), -1) + 1);
  for (const [event, number] of numbers.entries()) counts[number] = counts[number]! + weights[event]!;
  return counts;
}

/** The sum of differences and its standard error over buckets. */
function shortfallOf(differences: readonly number[]): { shortfall: number; shortfall_se: number } {
  const shortfall = differences.reduce((sum, one) => sum + one, 0);
  const spread = differences.reduce((sum, one) => sum + (one - shortfall / buckets) ** 2, 0);
  return { shortfall, shortfall_se: Math.sqrt((buckets / (buckets - 1)) * spread) };
}
