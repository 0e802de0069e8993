import type { Engine } from '../../engines/engine.js';
import { isAtEnd, type Presences } from './presences.js';

/** Creates the table `membership_sums`. */
export async function putSums(engine: Engine, { starts, marks }: Presences): Promise<number> {
  let [people, places, in_several] = [0, 0, 0];
  for (let home = 0; home + 1 < starts.length; home++) {
    let groups = 0;
    for (let at = starts[home]!; at < starts[home + 1]!; at++) if (isAtEnd(marks[at]!)) groups++;
    places += groups;
    if (groups > 0) people++;
    if (groups > 1) in_several++;
  }
  const types = { people: 'BIGINT', places: 'BIGINT', in_several: 'BIGINT' };
  await engine.put('membership_sums', types, [{ people, places, in_several }]);
  return 1;
}
