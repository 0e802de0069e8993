import type { Engine } from '../../engines/engine.js';
import type { Presences } from './presences.js';
import { sharedPeople } from './shared_people.js';

const mostPairs = 1000;

/** Creates the table `group_overlaps`. */
export async function putOverlaps(engine: Engine, presences: Presences): Promise<number> {
  const pairs = sharedPeople(presences, mostPairs);
  const numbers = ['first_no', 'second_no', 'people', 'first_people', 'second_people', 'place'];
  await engine.put(
    'group_overlaps',
    Object.fromEntries(numbers.map((name) => [name, 'BIGINT'])),
    pairs.map((pair, at) => ({ ...pair, place: at + 1 })),
  );
  return pairs.length;
}
