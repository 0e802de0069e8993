import type { Absorption } from './absorption.js';
import type { Chain } from './chain.js';
import { reduceChain } from './reduction.js';

/** What a journey yields from each state on: expected conversions, expected value. */
export type Outlook = Pick<Absorption, 'conversions' | 'values'>;

/** Sweeping stops when half the distance between the bounds is below this share of the answer. */
const tolerance = 1e-13;

/** Transitions visited before a chain counts as too slow for sweeping and is reduced instead. */
const workLimit = 2e9;

/**
 * The outlook of every state when the marked states are removed: whatever would enter one goes to nothing. `above` is the outlook in a chain
 * with fewer states removed, an upper bound.
 * Gauss-Seidel from 0 and from the bound at once: both move towards the answer and never past it, so their distance bounds the error.
 */
export function outlookWithout(chain: Chain, removed: Uint8Array, above: Outlook): Outlook {
  const conversions = enclosed(chain, removed, chain.conversions, above.conversions);
  const values = enclosed(chain, removed, chain.values, above.values);
  if (conversions !== null && values !== null) return { conversions, values };
  return reduceChain(withoutStates(chain, removed), Number.POSITIVE_INFINITY) as Absorption;
}

/** The outlook of every state of the whole chain. */
export function outlook(chain: Chain): Outlook {
  let dearest = 0;
  for (let state = 0; state < chain.states; state++) {
    const ended = chain.conversions[state]! + chain.nulls[state]!;
    if (ended > 0) dearest = Math.max(dearest, chain.values[state]! / ended);
  }
  return outlookWithout(chain, new Uint8Array(chain.states), {
    conversions: new Float64Array(chain.states).fill(1),
    values: new Float64Array(chain.states).fill(dearest),
  });
}

/** What all journeys together yield, given the outlook of every state. */
export function yieldOf(chain: Chain, outlook: Float64Array): number {
  let sum = 0;
  for (let state = 0; state < chain.states; state++) sum += chain.starts[state]! * outlook[state]!;
  return sum;
}

/** The solution of a linear outlook, or null if sweeping does not get there. */
function enclosed(
  chain: Chain,
  removed: Uint8Array,
  ends: Float64Array,
  above: Float64Array,
): Float64Array | null {
  const low = new Float64Array(chain.states);
  const high = above.map((bound, state) => (removed[state] === 1 ? 0 : bound));
  const sweeps = Math.ceil(workLimit / (chain.states + chain.targets.length + 1));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const moved = sweepDown(chain, removed, ends, low, high);
    const [least, most] = [yieldOf(chain, low), yieldOf(chain, high)];
    if (most - least <= tolerance * most) return low.map((bound, state) => (bound + high[state]!) / 2);
    if (!moved) return null;
  }
  return null;
}

/** One sweep over both bounds; returns whether anything moved. */
function sweepDown(
  chain: Chain,
  removed: Uint8Array,
  ends: Float64Array,
  low: Float64Array,
  high: Float64Array,
): boolean {
  let moved = false;
  for (let state = chain.states - 1; state >= 0; state--) {
    if (removed[state] === 1) continue;
    let [under, over] = [ends[state]!, ends[state]!];
    let leaving = chain.visits[state]!;
    for (let at = chain.offsets[state]!; at < chain.offsets[state + 1]!; at++) {
      const target = chain.targets[at]!;
      const count = chain.counts[at]!;
      if (target === state) leaving -= count;
      else {
        under += count * low[target]!;
        over += count * high[target]!;
      }
    }
    under /= leaving;
    over /= leaving;
    moved ||= under !== low[state] || over !== high[state];
    low[state] = under;
    high[state] = over;
  }
  return moved;
}

/** The chain in which nothing enters or leaves the marked states; what would have entered them goes to nothing. */
function withoutStates(chain: Chain, removed: Uint8Array): Chain {
  const counts = chain.counts.slice();
  const nulls = chain.nulls.slice();
  for (let state = 0; state < chain.states; state++)
    for (let at = chain.offsets[state]!; at < chain.offsets[state + 1]!; at++)
      if (removed[state] === 1 || removed[chain.targets[at]!] === 1) {
        nulls[state] = nulls[state]! + counts[at]!;
        counts[at] = 0;
      }
  const kept = (column: Float64Array) => column.map((count, state) => (removed[state] === 1 ? 0 : count));
  return { ...chain, counts, nulls, conversions: kept(chain.conversions), values: kept(chain.values) };
}
