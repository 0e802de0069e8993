import { type Chain, chainCounter, tupleKey } from './chain.js';

/** One step between channels, added up over journeys of one person bucket. Channels are codes from 0. */
export interface Step {
  readonly bucket: number;
  /** the preceding channels, the nearest first, as many as are known; fewer than the order of the chain near the start */
  readonly before: readonly number[];
  readonly channel: number;
  /** journeys that take the step */
  readonly steps: number;
  /** of these, those that end right after it */
  readonly conversions: number;
  readonly value: number;
  readonly nulls: number;
}

/** What a step is in a chain of order k: keys of the states it leads from and to; null if it enters the chain, or if the tuple is still too short to be a state. */
interface Move {
  readonly from: number | null;
  readonly to: number | null;
  /** journeys that start in the state `to` */
  readonly starts: number;
}

function moveOf(step: Step, order: number, channels: number): Move {
  const tuple = [...step.before.slice(0, order - 1).toReversed(), step.channel];
  if (step.before.length >= order)
    return {
      from: tupleKey(step.before.slice(0, order).toReversed(), channels),
      to: tupleKey(tuple, channels),
      starts: 0,
    };
  const isWhole = step.before.length === order - 1;
  const starts = isWhole ? step.steps : step.conversions + step.nulls;
  return { from: null, to: starts === 0 ? null : tupleKey(tuple, channels), starts };
}

/** The chain of order k that the steps make up. */
export function chainOfSteps(steps: Iterable<Step>, order: number, channels: number): Chain {
  const counter = chainCounter();
  for (const step of steps) {
    const { from, to, starts } = moveOf(step, order, channels);
    if (to === null) continue;
    const state = counter.state(to);
    if (from === null) counter.start(state, starts);
    else counter.step(counter.state(from), state, step.steps);
    counter.leave(state, step.conversions, step.value, step.nulls);
  }
  return counter.chain(order, channels);
}

/** What one person bucket adds to the counts of a chain. Places are indices into `chain.targets`. */
export interface Share {
  readonly moves: readonly {
    readonly place: number;
    readonly source: number;
    readonly target: number;
    readonly count: number;
  }[];
  readonly ends: readonly {
    readonly state: number;
    readonly starts: number;
    readonly conversions: number;
    readonly value: number;
    readonly nulls: number;
  }[];
}

/** What each bucket with any step adds to the chain of these steps, by bucket. */
export function sharesOf(chain: Chain, steps: Iterable<Step>): Map<number, Share> {
  const stateOf = new Map<number, number>();
  for (let state = 0; state < chain.states; state++) {
    const tuple = chain.tuples.subarray(state * chain.order, (state + 1) * chain.order);
    stateOf.set(
      tupleKey(
        [...tuple].filter((code) => code >= 0),
        chain.channels,
      ),
      state,
    );
  }
  const shares = new Map<number, { moves: Share['moves'][number][]; ends: Share['ends'][number][] }>();
  for (const step of steps) {
    const { from, to, starts } = moveOf(step, chain.order, chain.channels);
    if (to === null) continue;
    const share = shares.get(step.bucket) ?? { moves: [], ends: [] };
    shares.set(step.bucket, share);
    const target = stateOf.get(to)!;
    if (from !== null) {
      const source = stateOf.get(from)!;
      share.moves.push({ place: placeOf(chain, source, target), source, target, count: step.steps });
    }
    const { conversions, value, nulls } = step;
    if (starts + conversions + nulls > 0)
      share.ends.push({ state: target, starts, conversions, value, nulls });
  }
  return shares;
}

/** The position of a transition among those of its source, by bisection. */
function placeOf(chain: Chain, source: number, target: number): number {
  let [low, high] = [chain.offsets[source]!, chain.offsets[source + 1]! - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (chain.targets[middle]! < target) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The chain without one bucket, over the same states; a state that is no longer entered leads to nothing. */
export function chainWithout(chain: Chain, share: Share): Chain {
  const [starts, counts, visits] = [chain.starts.slice(), chain.counts.slice(), chain.visits.slice()];
  const [conversions, values, nulls] = [chain.conversions.slice(), chain.values.slice(), chain.nulls.slice()];
  const take = (column: Float64Array, place: number, count: number) => {
    column[place] = column[place]! - count;
  };
  for (const move of share.moves) {
    take(counts, move.place, move.count);
    take(visits, move.source, move.count);
  }
  for (const end of share.ends) {
    take(starts, end.state, end.starts);
    take(conversions, end.state, end.conversions);
    take(values, end.state, end.value);
    take(nulls, end.state, end.nulls);
    take(visits, end.state, end.conversions + end.nulls);
  }
  for (const [state, count] of visits.entries()) if (count === 0) [nulls[state], visits[state]] = [1, 1];
  return { ...chain, starts, counts, visits, conversions, values, nulls };
}
