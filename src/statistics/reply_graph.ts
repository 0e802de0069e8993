import { between, type Random, stream } from './random.js';

/** One person who answered another. */
export interface Tie {
  readonly from: number;
  readonly to: number;
}

/** Who talks to whom in one group. */
export interface ReplyGraph {
  readonly people: number;
  /** pairs of people of whom one answered the other */
  readonly pairs: number;
  /** share of these pairs in which both did */
  readonly mutual: number;
  /** share of the people in the largest connected component */
  readonly largest: number;
  /** of two people who both talk to a third, the share who talk to each other; null: nobody talks to two */
  readonly clustering: number | null;
  /** the same if every person keeps their number of partners and the partners are drawn at random: mean and largest of the rewirings */
  readonly by_chance: number | null;
  readonly by_chance_high: number | null;
}

export const rewirings = 20;
/** number of people from which clustering is reported */
export const fewestPeople = 20;
const swapsPerPair = 10;

/**
 * Clustering 3 x triangles / connected triples of the undirected graph, against 20 graphs of equal degrees (double edge swaps that make
 * neither loops nor double ties, 10 attempts per tie; Maslov and Sneppen 2002), drawn from a fixed seed.
 */
export function replyGraph(ties: readonly Tie[]): ReplyGraph {
  const pairs = pairsOf(ties);
  const people = peopleOf(pairs);
  const mutual = pairs.filter((pair) => pair.both).length;
  const hasEnoughPeople = people >= fewestPeople;
  const clustering = hasEnoughPeople ? clusteringOf(pairs) : null;
  const drawn = clustering === null ? [] : rewired(pairs);
  return {
    ...{ people, pairs: pairs.length, mutual: pairs.length === 0 ? 0 : mutual / pairs.length },
    largest: people === 0 ? 0 : largestCircle(pairs) / people,
    clustering,
    by_chance: drawn.length === 0 ? null : drawn.reduce((sum, one) => sum + one, 0) / drawn.length,
    by_chance_high: drawn.length === 0 ? null : Math.max(...drawn),
  };
}

interface Pair {
  readonly a: number;
  readonly b: number;
}

/** The pairs in order, with their people numbered from 0. */
function pairsOf(ties: readonly Tie[]): (Pair & { readonly both: boolean })[] {
  const between = ties.filter(({ from, to }) => from !== to);
  const people = [...new Set(between.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const place = new Map(people.map((person, at) => [person, at]));
  const key = (one: number, other: number) => place.get(one)! * people.length + place.get(other)!;
  const seen = new Set(between.map(({ from, to }) => key(from, to)));
  const pairs = new Set(between.map(({ from, to }) => key(Math.min(from, to), Math.max(from, to))));
  return [...pairs]
    .sort((one, other) => one - other)
    .map((pair) => {
      const [a, b] = [Math.floor(pair / people.length), pair % people.length];
      return { a, b, both: seen.has(a * people.length + b) && seen.has(b * people.length + a) };
    });
}

function clusteringOf(pairs: readonly Pair[]): number | null {
  const { first, partners } = adjacencyOf(pairs);
  const degree = (one: number) => first[one + 1]! - first[one]!;
  const marked = new Int32Array(first.length).fill(-1);
  let [closed, triples] = [0, 0];
  for (let one = 0; one + 1 < first.length; one++) {
    triples += (degree(one) * (degree(one) - 1)) / 2;
    for (let at = first[one]!; at < first[one + 1]!; at++) marked[partners[at]!] = one;
    for (let at = first[one]!; at < first[one + 1]!; at++) {
      const other = partners[at]!;
      if (degree(other) > degree(one) || (degree(other) === degree(one) && other > one)) continue;
      for (let next = first[other]!; next < first[other + 1]!; next++)
        if (marked[partners[next]!] === one) closed++;
    }
  }
  return triples === 0 ? null : closed / triples;
}

function peopleOf(pairs: readonly Pair[]): number {
  return pairs.reduce((most, { a, b }) => Math.max(most, a + 1, b + 1), 0);
}

/** The partners of each person, one person after another; those of person i begin at `first[i]`. */
function adjacencyOf(pairs: readonly Pair[]): { first: Int32Array; partners: Int32Array } {
  const people = peopleOf(pairs);
  const first = new Int32Array(people + 1);
  for (const { a, b } of pairs) {
    first[a + 1]!++;
    first[b + 1]!++;
  }
  for (let one = 0; one < people; one++) first[one + 1]! += first[one]!;
  const next = first.slice();
  const partners = new Int32Array(2 * pairs.length);
  for (const { a, b } of pairs) {
    partners[next[a]!++] = b;
    partners[next[b]!++] = a;
  }
  return { first, partners };
}

/** The clustering of graphs of equal degrees. */
function rewired(pairs: readonly Pair[]): number[] {
  const random = stream(1, 'reply graph');
  return Array.from({ length: rewirings }, () => clusteringOf(swapped(pairs, random)) ?? 0);
}

function swapped(pairs: readonly Pair[], random: Random): Pair[] {
  const now = [...pairs];
  const people = peopleOf(now);
  const key = (one: number, other: number) => (one < other ? one * people + other : other * people + one);
  const held = new Set(now.map(({ a, b }) => key(a, b)));
  for (let tried = 0; tried < swapsPerPair * now.length; tried++) {
    const [i, j] = [between(random, 0, now.length - 1), between(random, 0, now.length - 1)];
    const [first, second] = [now[i]!, now[j]!];
    const [c, d] = between(random, 0, 1) === 0 ? [second.a, second.b] : [second.b, second.a];
    const isFree = first.a !== d && c !== first.b && first.a !== c && first.b !== d;
    if (!isFree || held.has(key(first.a, d)) || held.has(key(c, first.b))) continue;
    held.delete(key(first.a, first.b));
    held.delete(key(c, d));
    held.add(key(first.a, d));
    held.add(key(c, first.b));
    now[i] = { a: first.a, b: d };
    now[j] = { a: c, b: first.b };
  }
  return now;
}

function largestCircle(pairs: readonly Pair[]): number {
  const { first, partners } = adjacencyOf(pairs);
  const seen = new Set<number>();
  let most = 0;
  for (let start = 0; start + 1 < first.length; start++) {
    if (seen.has(start)) continue;
    const open = [start];
    seen.add(start);
    let size = 0;
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      size++;
      for (const next of partners.subarray(first[one], first[one + 1])) {
        if (seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
    most = Math.max(most, size);
  }
  return most;
}
