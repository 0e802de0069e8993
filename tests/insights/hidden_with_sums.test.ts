import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenWithSums } from '../../src/insights/hidden/hidden_with_sums.js';
import { facts } from '../report/sample.js';

const least = 5;
const few = { ...facts, min_cell: least };
const prime = 1_000_003;

/** The rank of whole numbers modulo a prime. */
function rank(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => row.map((value) => value % prime));
  const width = left[0]?.length ?? 0;
  let found = 0;
  for (let column = 0; column < width; column++) {
    const at = left.findIndex((row, place) => place >= found && row[column] !== 0);
    if (at < 0) continue;
    const pivot = left.splice(at, 1)[0] ?? [];
    left.splice(found, 0, pivot);
    for (const [place, row] of left.entries()) {
      if (place <= found) continue;
      const [a, b] = [pivot[column] ?? 0, row[column] ?? 0];
      left[place] = row.map(
        (value, spot) => (((value * a - (pivot[spot] ?? 0) * b) % prime) + prime) % prime,
      );
    }
    found += 1;
  }
  return found;
}

/** The printed sums as equations of the hidden counts: 1 where a count is part of the sum. */
function equations(
  sumsOf: readonly (readonly string[])[],
  counts: readonly boolean[],
  sums: ReadonlySet<string>,
) {
  const hidden = counts.flatMap((is, at) => (is ? [at] : []));
  const names = new Set(sumsOf.flat());
  const rows = [...names]
    .filter((name) => !sums.has(name))
    .map((name) => hidden.map((at) => (sumsOf[at]?.includes(name) ? 1 : 0)));
  return { hidden, rows: [hidden.map(() => 1), ...rows].filter((row) => row.some((one) => one === 1)) };
}

describe('counts that are added up in several ways', () => {
  const ways = (owner: string, matrix: string) => [`owner ${owner}`, `matrix ${matrix}`];

  it('hide a second one of the same sum, and no more than that', () => {
    const sumsOf = [ways('a', 'x'), ways('a', 'x'), ways('a', 'x'), ways('b', 'x'), ways('b', 'x')];
    const { counts, sums } = hiddenWithSums([3, 20, 30, 9, 40], sumsOf, few);
    expect(counts).toEqual([true, true, false, false, false]);
    expect([...sums]).toEqual([]);
  });

  it('hide the sum of a single one, and the sum beside it', () => {
    // owners a (3 alone), b (9 alone), c: all less b less c would be 3
    const sumsOf = [['a'], ['b'], ['c'], ['c']];
    const { counts, sums } = hiddenWithSums([3, 9, 20, 30], sumsOf, few);
    expect(counts).toEqual([true, true, false, false]);
    expect([...sums].toSorted()).toEqual(['a', 'b']);
  });

  it('look at all sums together: owner a less matrix x, and the like, would give it', () => {
    // a = 3 + 10, x = 3 + 20, y = 10 + 40, b = 20 + 40: with the 40 printed, y gives the 10, and a the 3
    const sumsOf = [ways('a', 'x'), ways('a', 'y'), ways('b', 'x'), ways('b', 'y')];
    const { counts, sums } = hiddenWithSums([3, 10, 20, 40], sumsOf, few);
    expect(counts.slice(0, 3)).toEqual([true, true, true]);
    expect(counts[3] === true || sums.size > 0).toBe(true);
  });

  it('print everything where nothing is few, or nothing is asked for', () => {
    expect(hiddenWithSums([5, 6, 0], [['a'], ['a'], ['b']], few).counts).toEqual([false, false, false]);
    expect(hiddenWithSums([1, 2], [[], []], { ...facts, min_cell: 0 }).counts).toEqual([false, false]);
  });

  it('give none of the few away by any linear equation of the printed sums, nor a remainder of few', () => {
    const row = fc.record({
      count: fc.oneof(fc.nat(8), fc.nat(60)),
      owner: fc.constantFrom('a', 'b', 'c', 'd'),
      matrix: fc.constantFrom('x', 'y', 'z'),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 14 }), (given) => {
        const counts = given.map(({ count }) => count);
        const sumsOf = given.map(({ owner, matrix }) => ways(owner, matrix));
        const found = hiddenWithSums(counts, sumsOf, few);
        const isAll = counts.every((count, at) => count === 0 || found.counts[at]);
        const { hidden, rows } = equations(sumsOf, found.counts, found.sums);
        for (const [at, count] of counts.entries())
          if (count > 0 && count < least) expect(found.counts[at]).toBe(true);
        if (isAll) return;
        for (const [place, at] of hidden.entries()) {
          const alone = hidden.map((_, spot) => (spot === place ? 1 : 0));
          const isTold = rank([...rows, alone]) === rank(rows);
          if ((counts[at] ?? 0) < least)
            expect(isTold, JSON.stringify({ given, found: found.counts })).toBe(false);
        }
        for (const equation of rows) {
          const rest = equation.reduce((sum, one, place) => sum + one * (counts[hidden[place] ?? 0] ?? 0), 0);
          expect(rest).toBeGreaterThanOrEqual(least);
        }
      }),
      { numRuns: 400 },
    );
  });
});
