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
  /** share of the people who hang together in the largest circle */
  readonly largest: number;
  /** of two people who both talk to a third, the share who talk to each other; null: nobody talks to two */
  readonly clustering: number | null;
  /** the same where every person keeps the number of partners and the partners are drawn: mean and largest of the rewirings */
  readonly by_chance: number | null;
  readonly by_chance_high: number | null;
}

export const rewirings = 20;
/** people from whom on clustering is told */
export const fewestPeople = 20;
const swapsPerPair = 10;

/**
 * Clustering 3 x triangles / connected triples of the undirected graph, against 20 graphs of equal degrees (double edge swaps that make
 * neither loops nor double ties, 10 tries a tie; Maslov and Sneppen 2002), drawn from a fixed seed.
 */
export function replyGraph(ties: readonly Tie[]): ReplyGraph {
  const pairs = pairsOf(ties);
  const people = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  const mutual = pairs.filter((pair) => pair.both).length;
  const told = people.size >= fewestPeople;
  const clustering = told ? clusteringOf(pairs) : null;
  const drawn = clustering === null ? [] : rewired(pairs);
  return {
    ...{ people: people.size, pairs: pairs.length, mutual: pairs.length === 0 ? 0 : mutual / pairs.length },
    largest: people.size === 0 ? 0 : largestCircle(pairs) / people.size,
    clustering,
    by_chance: drawn.length === 0 ? null : drawn.reduce((sum, one) => sum + one, 0) / drawn.length,
    by_chance_high: drawn.length === 0 ? null : Math.max(...drawn),
  };
}

interface Pair {
  readonly a: number;
  readonly b: number;
}

function pairsOf(ties: readonly Tie[]): (Pair & { readonly both: boolean })[] {
  const seen = new Set(ties.map(({ from, to }) => `${from} ${to}`));
  const pairs = new Map<string, Pair & { both: boolean }>();
  for (const { from, to } of ties) {
    if (from === to) continue;
    const [a, b] = from < to ? [from, to] : [to, from];
    pairs.set(`${a} ${b}`, { a, b, both: seen.has(`${a} ${b}`) && seen.has(`${b} ${a}`) });
  }
  return [...pairs.values()].toSorted((one, other) => one.a - other.a || one.b - other.b);
}

function neighbours(pairs: readonly Pair[]): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>();
  const add = (one: number, other: number) => {
    const mine = found.get(one) ?? new Set<number>();
    mine.add(other);
    found.set(one, mine);
  };
  for (const { a, b } of pairs) {
    add(a, b);
    add(b, a);
  }
  return found;
}

function clusteringOf(pairs: readonly Pair[]): number | null {
  const of = neighbours(pairs);
  let [closed, triples] = [0, 0];
  for (const mine of of.values()) triples += (mine.size * (mine.size - 1)) / 2;
  for (const { a, b } of pairs) {
    const [one, other] = [of.get(a) ?? new Set<number>(), of.get(b) ?? new Set<number>()];
    const [small, large] = one.size < other.size ? [one, other] : [other, one];
    for (const third of small) if (large.has(third)) closed++;
  }
  return triples === 0 ? null : closed / triples;
}

/** The clustering of graphs of equal degrees. */
function rewired(pairs: readonly Pair[]): number[] {
  const random = stream(1, 'reply graph');
  return Array.from({ length: rewirings }, () => clusteringOf(swapped(pairs, random)) ?? 0);
}

function swapped(pairs: readonly Pair[], random: Random): Pair[] {
  const now = [...pairs];
  const key = (one: number, other: number) => (one < other ? `${one} ${other}` : `${other} ${one}`);
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
  const of = neighbours(pairs);
  const seen = new Set<number>();
  let most = 0;
  for (const start of of.keys()) {
    if (seen.has(start)) continue;
    const open = [start];
    seen.add(start);
    let size = 0;
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      size++;
      for (const next of of.get(one) ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
    most = Math.max(most, size);
  }
  return most;
}
