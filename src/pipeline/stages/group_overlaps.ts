import type { Engine } from '../../engines/engine.js';
import { sharedPeople } from './shared_people.js';

const mostPairs = 1000;

/** Groups that share people: counted here where the engine runs in this process, by the stage file where it does not. */
export async function makeOverlaps(engine: Engine, sql: string): Promise<number> {
  if (engine.columns === undefined) return engine.make('group_overlaps', sql);
  const [people, groups] =
    await engine.columns(`SELECT CAST(p.home_key AS DOUBLE) AS person, CAST(p.group_no AS DOUBLE) AS group_no
FROM presences p CROSS JOIN settings s
WHERE p.joined_us < least(s.to_us, s.as_of_us) AND p.left_us >= least(s.to_us, s.as_of_us)`);
  if (!(people instanceof Float64Array) || !(groups instanceof Float64Array))
    throw new Error('people and groups came as lists');
  const pairs = sharedPeople(people, groups, mostPairs);
  const numbers = ['first_no', 'second_no', 'people', 'first_people', 'second_people', 'place'];
  await engine.put(
    'group_overlaps',
    Object.fromEntries(numbers.map((name) => [name, 'BIGINT'])),
    pairs.map((pair, at) => ({ ...pair, place: at + 1 })),
  );
  return pairs.length;
}
