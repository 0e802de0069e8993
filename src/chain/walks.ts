import type { Chain } from './chain.js';

/** States processed together, so that a transition is read once for all of them. */
const width = 8;

/** How far the walks of one step may differ from those of the previous step times the rate at which walks die out. */
const tolerance = 1e-12;

/**
 * Expected visits to every state starting from itself, by following walks from it step by step: 1 + sum over j of the probability of being
 * back after j steps. Once each step is the previous one times a constant, in every state, the rest is a geometric series: if channels follow
 * each other at random, that takes about 15 steps. For chains with few transitions per state whose reduction would fill up.
 */
export function returnsByWalks(chain: Chain): Float64Array {
  const returns = new Float64Array(chain.states);
  const shares = chain.counts.slice();
  for (let state = 0; state < chain.states; state++)
    for (let at = chain.offsets[state]!; at < chain.offsets[state + 1]!; at++)
      shares[at] = shares[at]! / chain.visits[state]!;
  for (let first = 0; first < chain.states; first += width)
    returns.set(followed(chain, shares, first, Math.min(width, chain.states - first)), first);
  return returns;
}

/** The expected visits of `count` states from `first` on. */
function followed(chain: Chain, shares: Float64Array, first: number, count: number): Float64Array {
  let now = new Float64Array(chain.states * width);
  let next = new Float64Array(chain.states * width);
  for (let lane = 0; lane < count; lane++) now[(first + lane) * width + lane] = 1;
  const visits = new Float64Array(count);
  for (;;) {
    stepBack(chain, shares, now, next);
    const rates = dyingRates(now, next);
    for (let lane = 0; lane < count; lane++)
      visits[lane] = visits[lane]! + now[(first + lane) * width + lane]!;
    if (isSteady(now, next, rates))
      return visits.map((sum, lane) => {
        const rate = rates[lane]!;
        return sum + next[(first + lane) * width + lane]! / (1 - rate);
      });
    [now, next] = [next, now];
  }
}

/** The share of walks of each lane that survive from one step to the next. */
function dyingRates(now: Float64Array, next: Float64Array): Float64Array {
  const [before, after] = [laneSums(now), laneSums(next)];
  return after.map((sum, lane) => (sum === 0 ? 0 : Math.min(sum / before[lane]!, 1 - 1e-9)));
}

/** Whether every step from now on is the previous one times the rate: then the remainder is a geometric series. */
function isSteady(now: Float64Array, next: Float64Array, rates: Float64Array): boolean {
  for (let at = 0; at < now.length; at++) {
    const expected = rates[at % width]! * now[at]!;
    if (Math.abs(next[at]! - expected) > tolerance) return false;
  }
  return true;
}

/** The probability of being in each lane's state one step later, by the state that is left. */
function stepBack(chain: Chain, shares: Float64Array, now: Float64Array, next: Float64Array): void {
  for (let state = 0; state < chain.states; state++) {
    let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
    const end = chain.offsets[state + 1]!;
    for (let at = chain.offsets[state]!; at < end; at++) {
      const share = shares[at]!;
      const from = chain.targets[at]! * width;
      a += share * now[from]!;
      b += share * now[from + 1]!;
      c += share * now[from + 2]!;
      d += share * now[from + 3]!;
      e += share * now[from + 4]!;
      f += share * now[from + 5]!;
      g += share * now[from + 6]!;
      h += share * now[from + 7]!;
    }
    const to = state * width;
    next[to] = a;
    next[to + 1] = b;
    next[to + 2] = c;
    next[to + 3] = d;
    next[to + 4] = e;
    next[to + 5] = f;
    next[to + 6] = g;
    next[to + 7] = h;
  }
}

function laneSums(lanes: Float64Array): Float64Array {
  const sums = new Float64Array(width);
  for (let at = 0; at < lanes.length; at += width)
    for (let lane = 0; lane < width; lane++) sums[lane] = sums[lane]! + lanes[at + lane]!;
  return sums;
}
