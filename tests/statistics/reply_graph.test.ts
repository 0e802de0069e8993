import { describe, expect, it } from 'vitest';
import { replyGraph, type Tie } from '../../src/statistics/reply_graph.js';
import { seeded } from './random.js';

const both = (from: number, to: number): Tie[] => [
  { from, to },
  { from: to, to: from },
];

describe('the graph of who answers whom', () => {
  it('counts pairs, answers back and circles by hand', () => {
    // 1 - 2 - 3 - 1 is a triangle, 3 - 4 hangs on it, 5 - 6 stand apart; only 1 and 2 answer each other
    const graph = replyGraph([
      ...both(1, 2),
      { from: 2, to: 3 },
      { from: 3, to: 1 },
      { from: 4, to: 3 },
      { from: 5, to: 6 },
      { from: 6, to: 6 },
    ]);
    expect([graph.people, graph.pairs, graph.mutual]).toEqual([6, 5, 1 / 5]);
    expect(graph.largest).toBeCloseTo(4 / 6, 12);
    // fewer than 20 people: nothing is told of triangles
    expect([graph.clustering, graph.by_chance, graph.by_chance_high]).toEqual([null, null, null]);
  });

  it('finds the share of closed triples by hand, and far fewer by chance', () => {
    // ten circles of three, a chain between them: 10 triangles
    const ties = Array.from({ length: 10 }, (_, at) => [
      { from: 3 * at, to: 3 * at + 1 },
      { from: 3 * at + 1, to: 3 * at + 2 },
      { from: 3 * at + 2, to: 3 * at },
      ...(at < 9 ? [{ from: 3 * at + 2, to: 3 * at + 3 }] : []),
    ]).flat();
    const graph = replyGraph(ties);
    expect([graph.people, graph.pairs, graph.largest]).toEqual([30, 39, 1]);
    // triples: 12 people with 2 partners have 1 each, 18 with 3 have 3 each: 66, of which 10 x 3 are closed
    expect(graph.clustering).toBeCloseTo(30 / 66, 12);
    expect((graph.by_chance ?? 1) < 0.2 && (graph.by_chance_high ?? 1) < 30 / 66).toBe(true);
    expect(replyGraph(ties.toReversed())).toEqual(graph);
  });

  it('passes random talk for chance about twenty times out of twenty-one', () => {
    const random = seeded(77);
    const worlds = 200;
    let above = 0;
    for (let world = 0; world < worlds; world++) {
      const ties = Array.from({ length: 150 }, () => ({ from: random.below(50), to: random.below(50) }));
      const { clustering, by_chance_high } = replyGraph(ties);
      if ((clustering ?? 0) > (by_chance_high ?? 1)) above++;
    }
    // 1 / 21 = 4.8 % and three Monte Carlo errors of 1.5 %
    expect(above / worlds).toBeLessThan(1 / 21 + 3 * Math.sqrt((1 / 21) * (20 / 21) * (1 / worlds)));
  });

  it('is empty if nobody answers', () => {
    expect(replyGraph([])).toEqual({
      ...{
        people: 0,
        pairs: 0,
        mutual: 0,
        largest: 0,
        clustering: null,
        by_chance: null,
        by_chance_high: null,
      },
    });
  });
});
