import type { Absorption, Ends } from './absorption.js';
import type { Chain } from './chain.js';
import { reduceDense } from './dense_reduction.js';

/** A state's neighbours in either direction, with the rates to and from them; only the first `size` entries count. */
interface Links {
  size: number;
  others: Int32Array;
  out: Float64Array;
  into: Float64Array;
}

/** A chain being reduced. */
interface Reduction {
  readonly links: readonly Links[];
  readonly ends: Ends;
  /** total rate with which a state was left when it was eliminated */
  readonly leaving: Float64Array;
  /** the eliminated states, in that order */
  readonly sequence: number[];
  /** scratch: the position of a state in one list, -1 elsewhere */
  readonly marks: Int32Array;
}

/** A state whose neighbours are at least this share of the rest is no longer sparse. */
const denseShare = 0.4;

/**
 * Absorption of a chain, exact up to rounding: states with few neighbours are eliminated first (minimum degree), the rest is solved
 * densely, then each state gets its entries of the inverse from those of its neighbours (selected inverse: Erisman and Tinney 1975).
 * The method is that of dense_reduction.ts. Work and memory follow the fill-in: little if channels lie along a line or in clusters.
 * Null if it would take more multiplications than `limit`.
 */
export function reduceChain(chain: Chain, limit: number): Absorption | null {
  const reduction: Reduction = {
    links: linksOf(chain),
    ends: {
      conversions: chain.conversions.slice(),
      values: chain.values.slice(),
      nulls: chain.nulls.slice(),
    },
    leaving: new Float64Array(chain.states),
    sequence: [],
    marks: new Int32Array(chain.states).fill(-1),
  };
  const core = takeOutSparse(reduction, limit);
  if (core === null) return null;
  const absorption = {
    conversions: new Float64Array(chain.states),
    values: new Float64Array(chain.states),
    returns: new Float64Array(chain.states),
  };
  const inverse = solveCore(core, reduction, absorption);
  const places = new Int32Array(chain.states).fill(-1);
  for (const [place, state] of core.entries()) places[state] = place;
  for (const state of reduction.sequence.toReversed()) {
    putBack(state, reduction, absorption);
    growInverse(state, reduction, absorption, { inverse, places, size: core.length });
  }
  return absorption;
}

/** Every state's neighbours; a neighbour in only one direction has rate 0 in the other. Staying in a state leads nowhere and is left out. */
function linksOf(chain: Chain): Links[] {
  const links = Array.from({ length: chain.states }, () => emptyLinks());
  const places = new Map<number, number>();
  for (let state = 0; state < chain.states; state++)
    for (let at = chain.offsets[state]!; at < chain.offsets[state + 1]!; at++) {
      const other = chain.targets[at]!;
      if (other === state) continue;
      const rate = chain.counts[at]!;
      link(links, places, state, other, rate, 0);
      link(links, places, other, state, 0, rate);
    }
  return links;
}

function emptyLinks(): Links {
  return { size: 0, others: new Int32Array(4), out: new Float64Array(4), into: new Float64Array(4) };
}

function link(
  links: readonly Links[],
  places: Map<number, number>,
  state: number,
  other: number,
  out: number,
  into: number,
): void {
  const own = links[state] as Links;
  const key = state * links.length + other;
  const place = places.get(key) ?? own.size;
  if (place === own.size) {
    places.set(key, place);
    append(own, other);
  }
  own.out[place] = own.out[place]! + out;
  own.into[place] = own.into[place]! + into;
}

/** Adds a neighbour with rates of 0. */
function append(links: Links, other: number): void {
  if (links.size === links.others.length) {
    const size = links.size * 2;
    links.others = enlarged(links.others, new Int32Array(size));
    links.out = enlarged(links.out, new Float64Array(size));
    links.into = enlarged(links.into, new Float64Array(size));
  }
  links.others[links.size] = other;
  links.out[links.size] = 0;
  links.into[links.size] = 0;
  links.size += 1;
}

function enlarged<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Eliminates sparse states until the rest is dense; returns the rest, or null once a hundredth of the allowed work is done or the rest needs more. */
function takeOutSparse(reduction: Reduction, limit: number): number[] | null {
  const { links, sequence } = reduction;
  const rest = new Set(links.keys());
  for (let work = 0; ; ) {
    let state = -1;
    let degree = Number.POSITIVE_INFINITY;
    for (const candidate of rest) {
      const { size } = links[candidate] as Links;
      if (size < degree) [state, degree] = [candidate, size];
    }
    if (degree >= denseShare * (rest.size - 1)) return rest.size ** 3 > limit ? null : [...rest];
    work += degree ** 2;
    if (work > limit / 100) return null;
    takeOut(state, reduction);
    rest.delete(state);
    sequence.push(state);
  }
}

/** Eliminates one state: the path through it is added between each pair of its neighbours. */
function takeOut(state: number, { links, ends, leaving, marks }: Reduction): void {
  const own = links[state] as Links;
  let rate = ends.conversions[state]! + ends.nulls[state]!;
  for (let place = 0; place < own.size; place++) rate += own.out[place]!;
  leaving[state] = rate;
  for (let place = 0; place < own.size; place++) own.into[place] = own.into[place]! / rate;
  for (let place = 0; place < own.size; place++) {
    const other = own.others[place]!;
    const way = own.into[place]!;
    for (const end of [ends.conversions, ends.values, ends.nulls])
      end[other] = end[other]! + way * end[state]!;
    passThrough(state, place, own, links[other] as Links, marks);
  }
}

/** Adds the paths through the eliminated state to one neighbour's links, and removes that state from them. */
function passThrough(state: number, place: number, gone: Links, links: Links, marks: Int32Array): void {
  for (let at = 0; at < links.size; at++) marks[links.others[at]!] = at;
  const way = gone.into[place]!;
  const step = gone.out[place]!;
  for (let at = 0; at < gone.size; at++) {
    if (at === place) continue;
    const other = gone.others[at]!;
    let mark = marks[other]!;
    if (mark < 0) {
      mark = links.size;
      append(links, other);
      marks[other] = mark;
    }
    links.out[mark] = links.out[mark]! + way * gone.out[at]!;
    links.into[mark] = links.into[mark]! + gone.into[at]! * step;
  }
  const hole = marks[state]!;
  for (let at = 0; at < links.size; at++) marks[links.others[at]!] = -1;
  const last = links.size - 1;
  links.others[hole] = links.others[last]!;
  links.out[hole] = links.out[last]!;
  links.into[hole] = links.into[last]!;
  links.size = last;
}

/** Solves the dense rest; returns its inverse by row. */
function solveCore(
  core: readonly number[],
  { links, ends, marks }: Reduction,
  absorption: Absorption,
): Float64Array {
  const rates = new Float64Array(core.length ** 2);
  for (const [place, state] of core.entries()) marks[state] = place;
  for (const [place, state] of core.entries()) {
    const own = links[state] as Links;
    for (let at = 0; at < own.size; at++) rates[place * core.length + marks[own.others[at]!]!] = own.out[at]!;
  }
  for (const state of core) marks[state] = -1;
  const picked = (column: Float64Array) => Float64Array.from(core, (state) => column[state]!);
  const solved = reduceDense(core.length, rates, {
    conversions: picked(ends.conversions),
    values: picked(ends.values),
    nulls: picked(ends.nulls),
  });
  for (const [place, state] of core.entries())
    for (const kind of ['conversions', 'values', 'returns'] as const)
      absorption[kind][state] = solved[kind][place]!;
  return rates;
}

/** What a state leads to, given what its later neighbours lead to. */
function putBack(state: number, { links, ends, leaving }: Reduction, absorption: Absorption): void {
  const own = links[state] as Links;
  for (const kind of ['conversions', 'values'] as const) {
    let sum = ends[kind][state]!;
    for (let at = 0; at < own.size; at++) sum += own.out[at]! * absorption[kind][own.others[at]!]!;
    absorption[kind][state] = sum / leaving[state]!;
  }
}

interface Core {
  readonly inverse: Float64Array;
  readonly places: Int32Array;
  readonly size: number;
}

/** Replaces a state's rates by its entries of the inverse, given those of its later neighbours. */
function growInverse(state: number, reduction: Reduction, absorption: Absorption, core: Core): void {
  const own = reduction.links[state] as Links;
  const rate = reduction.leaving[state]!;
  const block = inverseAmong(own, reduction, absorption, core);
  const row = new Float64Array(own.size);
  const column = new Float64Array(own.size);
  let diagonal = 1 / rate;
  for (let from = 0; from < own.size; from++) {
    const step = own.out[from]! / rate;
    let sum = 0;
    for (let to = 0; to < own.size; to++) {
      const entry = block[from * own.size + to]!;
      sum += entry * own.into[to]!;
      row[to] = row[to]! + step * entry;
    }
    column[from] = sum;
    diagonal += step * sum;
  }
  own.out.set(row);
  own.into.set(column);
  absorption.returns[state] = diagonal;
}

/** The entries of the inverse between each pair of a state's later neighbours, which by now are all neighbours of each other. */
function inverseAmong(
  own: Links,
  { links, marks }: Reduction,
  absorption: Absorption,
  core: Core,
): Float64Array {
  const { size } = own;
  const block = new Float64Array(size * size);
  for (let at = 0; at < size; at++) marks[own.others[at]!] = at;
  for (let from = 0; from < size; from++) {
    const state = own.others[from]!;
    block[from * size + from] = absorption.returns[state]!;
    const place = core.places[state]!;
    if (place < 0) {
      const later = links[state] as Links;
      for (let at = 0; at < later.size; at++) {
        const to = marks[later.others[at]!]!;
        if (to < 0) continue;
        block[from * size + to] = later.out[at]!;
        block[to * size + from] = later.into[at]!;
      }
      continue;
    }
    for (let to = 0; to < size; to++) {
      const other = core.places[own.others[to]!]!;
      if (other >= 0) block[from * size + to] = core.inverse[place * core.size + other]!;
    }
  }
  for (let at = 0; at < size; at++) marks[own.others[at]!] = -1;
  return block;
}
