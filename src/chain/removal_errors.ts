import { outlook, outlookWithout, yieldOf } from './avoidance.js';
import { type Chain, statesWith, total } from './chain.js';
import { removalEffects } from './removal.js';
import { chainWithout, type Share } from './steps.js';

/** Person buckets, including empty ones. */
const buckets = 100;

/** Up to this many states, every bucket is left out and the chain solved again; above it, the derivative of the effect approximates that. */
export const statesSolvedAgain = 500;

/** Transitions visited by the derivatives of all channels before they would take minutes. */
const workLimit = 2e10;

/**
 * Standard errors of removal effects over 100 person buckets, one per channel: delete-one-bucket jackknife, SE^2 = (B-1)/B sum (theta_b - mean)^2,
 * where a channel absent in a replicate has effect 0. Above 500 states by the infinitesimal jackknife (Jaeckel 1972): theta_b is theta plus
 * the derivative of theta in the direction of the bucket's counts. Null if that would take too long.
 */
export function removalErrors(chain: Chain, shares: ReadonlyMap<number, Share>): Float64Array | null {
  const replicates =
    chain.states <= statesSolvedAgain ? solvedAgain(chain, shares) : derivedEffects(chain, shares);
  return replicates === null ? null : jackknifeErrors(replicates, chain.channels);
}

/** The effects without each bucket in turn, less those of all. */
export function solvedAgain(chain: Chain, shares: ReadonlyMap<number, Share>): Float64Array[] {
  const whole = removalEffects(chain).conversions;
  return [...shares.values()].map((share) =>
    removalEffects(chainWithout(chain, share)).conversions.map((effect, channel) => effect - whole[channel]!),
  );
}

/** SE from the differences that leaving out each bucket makes; empty buckets make none. */
function jackknifeErrors(differences: readonly Float64Array[], channels: number): Float64Array {
  return Float64Array.from({ length: channels }, (_, channel) => {
    let [sum, squares] = [0, 0];
    for (const one of differences) {
      const difference = one[channel]!;
      sum += difference;
      squares += difference * difference;
    }
    return Math.sqrt(Math.max(0, ((buckets - 1) / buckets) * (squares - (sum * sum) / buckets)));
  });
}

/** The first-order change in the effects from leaving out each bucket; null if that is too much work. */
export function derivedEffects(chain: Chain, shares: ReadonlyMap<number, Share>): Float64Array[] | null {
  const channels = [...new Set(chain.tuples)].filter((code) => code >= 0);
  if (channels.length * chain.targets.length * 60 > workLimit) return null;
  const whole = outlook(chain);
  const converted = total(chain.conversions);
  const entries = entriesOf(chain);
  const differences = [...shares.values()].map(() => new Float64Array(chain.channels));
  const marks = new Uint8Array(chain.channels);
  for (const channel of channels) {
    marks.fill(0)[channel] = 1;
    const removed = statesWith(chain, marks);
    const { conversions } = outlookWithout(chain, removed, whole);
    const visits = visitsAvoiding(chain, removed, entries);
    const left = yieldOf(chain, conversions);
    for (const [place, share] of [...shares.values()].entries()) {
      const [lostLeft, lostAll] = contribution(chain, share, removed, conversions, visits);
      const difference = converted === 0 ? 0 : lostLeft / converted - (left * lostAll) / converted ** 2;
      (differences[place] as Float64Array)[channel] = difference;
    }
  }
  return differences;
}

/** The derivative of the yield without the removed states in the direction of a bucket's counts, and the bucket's conversions. */
function contribution(
  chain: Chain,
  share: Share,
  removed: Uint8Array,
  outlook: Float64Array,
  visits: Float64Array,
): [left: number, all: number] {
  let [left, all] = [0, 0];
  const rate = (state: number) => visits[state]! / chain.visits[state]!;
  for (const { source, target, count } of share.moves) {
    if (removed[source] === 1) continue;
    left += count * rate(source) * (outlook[target]! - outlook[source]!);
  }
  for (const { state, starts, conversions, nulls } of share.ends) {
    all += conversions;
    if (removed[state] === 1) continue;
    const own = outlook[state]!;
    left += starts * own + rate(state) * (conversions - (conversions + nulls) * own);
  }
  return [left, all];
}

/** The transitions of a chain by target. */
interface Entries {
  readonly offsets: Int32Array;
  readonly sources: Int32Array;
  readonly shares: Float64Array;
}

function entriesOf(chain: Chain): Entries {
  const offsets = new Int32Array(chain.states + 1);
  for (const target of chain.targets) offsets[target + 1] = offsets[target + 1]! + 1;
  for (let state = 0; state < chain.states; state++)
    offsets[state + 1] = offsets[state + 1]! + offsets[state]!;
  const next = offsets.slice();
  const sources = new Int32Array(chain.targets.length);
  const shares = new Float64Array(chain.targets.length);
  for (let source = 0; source < chain.states; source++)
    for (let at = chain.offsets[source]!; at < chain.offsets[source + 1]!; at++) {
      const target = chain.targets[at]!;
      const place = next[target]!;
      sources[place] = source;
      shares[place] = chain.counts[at]! / chain.visits[source]!;
      next[target] = place + 1;
    }
  return { offsets, sources, shares };
}

/** Expected visits to every state by all journeys when the marked states are removed: Gauss-Seidel from below, to ten digits. */
function visitsAvoiding(chain: Chain, removed: Uint8Array, entries: Entries): Float64Array {
  const visits = new Float64Array(chain.states);
  for (let moved = true; moved; ) {
    moved = false;
    for (let state = 0; state < chain.states; state++) {
      if (removed[state] === 1) continue;
      let sum = chain.starts[state]!;
      let staying = 0;
      for (let at = entries.offsets[state]!; at < entries.offsets[state + 1]!; at++) {
        const source = entries.sources[at]!;
        if (source === state) staying = entries.shares[at]!;
        else sum += entries.shares[at]! * visits[source]!;
      }
      const better = sum / (1 - staying);
      moved ||= better - visits[state]! > 1e-10 * better;
      visits[state] = better;
    }
  }
  return visits;
}
