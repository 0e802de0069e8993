import type { Engine } from '../../engines/engine.js';
import { isJoining, type Presences, weekDayOf } from './presences.js';
import { rangeOf } from './range.js';

/** Creates the table `membership_joins`: each person counts once a week. */
export async function putJoins(engine: Engine, presences: Presences): Promise<number> {
  const { low, joined } = joinsByDay(presences);
  const rows = Array.from(joined, (people, day) => ({ week_day: low + day, joined: people }));
  const joins = rows.filter((row) => row.joined > 0);
  await engine.put('membership_joins', { week_day: 'BIGINT', joined: 'BIGINT' }, joins);
  return joins.length;
}

/** People by the first day of the week in which they joined, from the day `low` on. */
function joinsByDay({ starts, marks }: Presences): { readonly low: number; readonly joined: Int32Array } {
  const range = rangeOf(marks);
  const low = weekDayOf(range.low);
  const joined = new Int32Array(weekDayOf(range.high) - low + 1);
  const counted = new Int32Array(joined.length).fill(-1);
  for (let home = 0; home + 1 < starts.length; home++)
    for (let at = starts[home]!; at < starts[home + 1]!; at++) {
      const day = weekDayOf(marks[at]!) - low;
      if (!isJoining(marks[at]!) || counted[day] === home) continue;
      counted[day] = home;
      joined[day]!++;
    }
  return { low, joined };
}
