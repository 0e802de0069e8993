import type { Absorption, Ends } from './absorption.js';

/**
 * Absorption of a chain in which nearly every state leads to nearly every other: `rates` (states x states, by row, diagonal unused) becomes the inverse of C.
 * State reduction (Grassmann, Taksar, Heyman 1985): states are eliminated one by one, and the path through each is added to the paths around it;
 * there is no subtraction, so every digit is accurate however long the paths are. The inverse is then built up in the opposite order
 * (Takahashi, Fagan, Chen 1973). About states^3 multiplications.
 */
export function reduceDense(states: number, rates: Float64Array, ends: Ends): Absorption {
  const leaving = new Float64Array(states);
  for (let state = states - 1; state >= 0; state--) leaving[state] = takeOut(state, states, rates, ends);
  const absorption = {
    conversions: new Float64Array(states),
    values: new Float64Array(states),
    returns: new Float64Array(states),
  };
  for (let state = 0; state < states; state++) {
    putBack(state, states, rates, leaving[state]!, ends, absorption);
    growInverse(state, states, rates, leaving[state]!);
    absorption.returns[state] = rates[state * states + state]!;
  }
  return absorption;
}

/** Eliminates the last remaining state of the chain: returns its total rate, and leaves in its column the share of it that each incoming transition carries on. */
function takeOut(state: number, states: number, rates: Float64Array, ends: Ends): number {
  const row = rates.subarray(state * states, state * states + state);
  let leaving = ends.conversions[state]! + ends.nulls[state]!;
  for (const rate of row) leaving += rate;
  for (let other = 0; other < state; other++) {
    const way = rates[other * states + state]! / leaving;
    rates[other * states + state] = way;
    if (way === 0) continue;
    addTo(rates, other * states, row, way);
    for (const end of [ends.conversions, ends.values, ends.nulls])
      end[other] = end[other]! + way * end[state]!;
  }
  return leaving;
}

function addTo(rates: Float64Array, start: number, row: Float64Array, factor: number): void {
  for (let place = 0; place < row.length; place++)
    rates[start + place] = rates[start + place]! + factor * row[place]!;
}

/** What a state leads to, given what the states before it lead to. */
function putBack(
  state: number,
  states: number,
  rates: Float64Array,
  leaving: number,
  ends: Ends,
  absorption: Absorption,
): void {
  for (const kind of ['conversions', 'values'] as const) {
    let sum = ends[kind][state]!;
    for (let other = 0; other < state; other++)
      sum += rates[state * states + other]! * absorption[kind][other]!;
    absorption[kind][state] = sum / leaving;
  }
}

/** Turns the row and the column of a state into those of the inverse, given the inverse of the states before it. */
function growInverse(state: number, states: number, rates: Float64Array, leaving: number): void {
  const out = new Float64Array(state);
  const into = new Float64Array(state);
  for (let other = 0; other < state; other++) {
    into[other] = rates[other * states + state]!;
    out[other] = rates[state * states + other]! / leaving;
  }
  const row = new Float64Array(state);
  let own = 1 / leaving;
  for (let other = 0; other < state; other++) {
    const start = other * states;
    const step = out[other]!;
    let column = 0;
    for (let place = 0; place < state; place++) {
      const inverse = rates[start + place]!;
      column += inverse * into[place]!;
      row[place] = row[place]! + step * inverse;
    }
    rates[start + state] = column;
    own += step * column;
  }
  rates.set(row, state * states);
  rates[state * states + state] = own;
}
