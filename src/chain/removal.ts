import type { Absorption } from './absorption.js';
import { outlook, outlookWithout, yieldOf } from './avoidance.js';
import { type Chain, statesWith, total } from './chain.js';
import { reduceChain } from './reduction.js';
import { returnsByWalks } from './walks.js';

/** The share of all conversions, and of all value, that is lost when a channel is removed: one entry per channel. They do not add up to 1. */
export interface RemovalEffects {
  readonly conversions: Float64Array;
  readonly values: Float64Array;
}

/**
 * The removal effect of every channel: every state that contains it is removed, and whatever would enter one goes to nothing (Anderl et al.
 * 2016, null semantics). Order 1 comes from one reduction of the chain: N[0,s] / N[s,s] * B[s] / B[0], where N[0,s] * starts = visits(s) and
 * B[0] * starts = conversions are counts. Higher orders remove a set of states each time.
 */
export function removalEffects(chain: Chain): RemovalEffects {
  return chain.order === 1 ? ofSingleStates(chain) : ofChannels(chain);
}

function ofSingleStates(chain: Chain): RemovalEffects {
  const { conversions, values, returns } = absorption(chain);
  const [converted, value] = [total(chain.conversions), total(chain.values)];
  const effects = noEffects(chain.channels);
  for (let state = 0; state < chain.states; state++) {
    const channel = chain.tuples[state]!;
    effects.conversions[channel] = ratio(conversions[state]! / returns[state]!, converted);
    effects.values[channel] = ratio(values[state]! / returns[state]!, value);
  }
  return effects;
}

/** Number of steps that walks are expected to need; see walks.ts. */
const expectedSteps = 30;

/** By reduction, or by walks if these are less work. */
function absorption(chain: Chain): Absorption {
  const reduced = reduceChain(chain, expectedSteps * chain.states * chain.targets.length + smallWork);
  if (reduced !== null) return reduced;
  const visits = returnsByWalks(chain);
  return {
    ...outlook(chain),
    returns: visits.map((count, state) => count / chain.visits[state]!),
  };
}

/** Multiplications that take too little time to be worth saving. */
const smallWork = 1e9;

function ofChannels(chain: Chain): RemovalEffects {
  const whole = outlook(chain);
  const effects = noEffects(chain.channels);
  const removed = new Uint8Array(chain.channels);
  for (const channel of new Set(chain.tuples)) {
    if (channel < 0) continue;
    removed.fill(0)[channel] = 1;
    const { conversions, values } = lostWithout(chain, removed, whole);
    effects.conversions[channel] = conversions;
    effects.values[channel] = values;
  }
  return effects;
}

/** The share of conversions, and of value, that is lost when all channels of a set are removed at once, for each set: a KOL's groups, an account matrix. */
export function setRemovalEffects(
  chain: Chain,
  sets: readonly (readonly number[])[],
): { conversions: number; values: number }[] {
  if (sets.length === 0) return [];
  const whole = outlook(chain);
  return sets.map((codes) => {
    const removed = new Uint8Array(chain.channels);
    for (const code of codes) removed[code] = 1;
    return lostWithout(chain, removed, whole);
  });
}

function lostWithout(chain: Chain, channels: Uint8Array, whole: ReturnType<typeof outlook>) {
  const left = outlookWithout(chain, statesWith(chain, channels), whole);
  return {
    conversions: lost(yieldOf(chain, left.conversions), total(chain.conversions)),
    values: lost(yieldOf(chain, left.values), total(chain.values)),
  };
}

/** Credit in proportion to the effects, adding up to the amount; nothing if no channel has an effect. */
export function standardShares(effects: Float64Array, amount: number): Float64Array {
  const sum = total(effects);
  return effects.map((effect) => (sum === 0 ? 0 : (effect / sum) * amount));
}

/** Multiplications per second of one core of an ordinary machine. */
const speed = 4e8;

/** Number of sweeps that enclose the answer of an ordinary chain. */
const expectedSweeps = 60;

/** Roughly how many minutes the removal effects of a chain will take. */
export function minutesOfRemoval(chain: Chain): number {
  const transitions = chain.targets.length + chain.states;
  const work =
    chain.order === 1
      ? Math.min(chain.states ** 3, expectedSteps * chain.states * transitions)
      : chain.channels * 2 * expectedSweeps * transitions;
  return work / speed / 60;
}

function noEffects(channels: number): RemovalEffects {
  return { conversions: new Float64Array(channels), values: new Float64Array(channels) };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Anything smaller is rounding: a channel without effect gets exactly 0, so that a path of such channels can be recognised. */
const smallestLoss = 1e-12;

function lost(left: number, whole: number): number {
  const share = whole === 0 ? 0 : 1 - left / whole;
  return share < smallestLoss ? 0 : share;
}
