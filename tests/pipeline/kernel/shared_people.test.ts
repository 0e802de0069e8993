import { describe, expect, it } from 'vitest';
import { byHome } from '../../../src/pipeline/kernel/presences.js';
import { sharedPeople } from '../../../src/pipeline/kernel/shared_people.js';

/** The mark of a presence at the end of the period. */
const atEnd = 2;

const pairsOf = (rows: readonly (readonly [number, number])[], most = 1000) =>
  sharedPeople(
    byHome(
      Int32Array.from(rows, ([person]) => person),
      Int32Array.from(rows, ([, group]) => group),
      Int32Array.from(rows, () => atEnd),
    ),
    most,
  );

describe('groups that share people, by hand', () => {
  // g1: -2 1 2 3; g2: 1 2; g3: 2 3 -2; person 9 is only in g4
  const rows = [
    [1, 1],
    [2, 1],
    [3, 1],
    [-2, 1],
    [2, 2],
    [1, 2],
    [1, 2],
    [-2, 3],
    [3, 3],
    [2, 3],
    [9, 4],
  ] as const;

  it('ranks by the share of the smaller group, then by people, then by number', () => {
    // g1 and g3 share 3 of 3, g1 and g2 share 2 of 2, g2 and g3 share 1 of 2
    expect(pairsOf(rows)).toEqual([
      { first_no: 1, second_no: 3, people: 3, first_people: 4, second_people: 3 },
      { first_no: 1, second_no: 2, people: 2, first_people: 4, second_people: 2 },
      { first_no: 2, second_no: 3, people: 1, first_people: 2, second_people: 3 },
    ]);
    expect(pairsOf(rows, 2)).toEqual(pairsOf(rows).slice(0, 2));
    expect(pairsOf([])).toEqual([]);
  });

  it('leaves people in more than 50 groups out of the pairs, but counts them in the sizes', () => {
    const everywhere = (groups: number) => Array.from({ length: groups }, (_, at) => [7, at + 1] as const);
    expect(pairsOf(everywhere(50), 2000)).toHaveLength((50 * 49) / 2);
    expect(pairsOf(everywhere(51))).toEqual([]);
    expect(pairsOf([...everywhere(51), [8, 1], [8, 2]])[0]).toEqual({
      first_no: 1,
      second_no: 2,
      people: 1,
      first_people: 2,
      second_people: 2,
    });
  });
});
