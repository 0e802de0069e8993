import { describe, expect, it } from 'vitest';
import { makeOverlaps } from '../../src/pipeline/stages/group_overlaps.js';
import { sharedPeople } from '../../src/pipeline/stages/shared_people.js';
import { stageSql } from '../../src/pipeline/steps.js';
import { between, stream } from '../../src/statistics/random.js';
import { ownEngine } from '../own_engine.js';

const engine = await ownEngine();

const pairsOf = (rows: readonly (readonly [number, number])[], most = 1000) =>
  sharedPeople(
    Float64Array.from(rows, ([person]) => person),
    Float64Array.from(rows, ([, group]) => group),
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

describe.each([
  { seed: 1, people: 60, groups: 5, stays: 200 },
  { seed: 2, people: 400, groups: 90, stays: 6_000 },
  { seed: 3, people: 3_000, groups: 300, stays: 20_000 },
  { seed: 4, people: 12, groups: 70, stays: 700 },
])(
  'the stage file and the code agree on $people people in $groups groups',
  ({ seed, people, groups, stays }) => {
    it('row by row', async () => {
      const random = stream(seed, 'stays');
      const whole = (below: number) => between(random, 0, below - 1);
      const rows = Array.from({ length: stays }, () => {
        const joined = whole(100);
        const person = whole(people) - Math.floor(people / 4);
        return {
          home_key: person,
          group_no: whole(groups) + 1,
          joined_us: joined,
          left_us: joined + whole(120),
        };
      });
      await engine.put('settings', { to_us: 'BIGINT', as_of_us: 'BIGINT' }, [{ to_us: 90, as_of_us: 95 }]);
      const columns = Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, 'BIGINT']));
      await engine.put('presences', columns, rows);
      const read = () => engine.rows('SELECT * FROM group_overlaps ORDER BY place');
      const { columns: _columns, ...elsewhere } = engine;
      await makeOverlaps(elsewhere, stageSql('group_overlaps'));
      const bySql = await read();
      await makeOverlaps(engine, stageSql('group_overlaps'));
      expect(await read()).toEqual(bySql);
      expect(bySql.length).toBeGreaterThan(9);
    });
  },
);
