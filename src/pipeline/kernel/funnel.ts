/** The stage `funnel` in arrays. */
import type { Arrays } from '../../engines/arrays.js';
import type { Engine } from '../../engines/engine.js';
import { readRows } from '../../engines/typed_rows.js';
import { type FirstMoments, firstMoments } from './first_moments.js';
import { rangeOf } from './range.js';
import { doubles, integers } from './read_touches.js';
import { startsOf } from './starts.js';

interface Goal {
  readonly goal_no: number;
  readonly window_us: number;
}

/** Conversions by person. */
interface Landings {
  /** person_no -> the position of the first conversion; the next entry says where they end */
  readonly starts: Int32Array;
  readonly goals: Int32Array;
  readonly times_us: Float64Array;
}

/** Creates the table `funnel`; `activities` is how many there are. */
export async function putFunnel(engine: Engine, arrays: Arrays, activities: number): Promise<number> {
  const [persons, days, times] = await arrays.read(
    'SELECT CAST(person_no AS INTEGER), CAST(week_day AS INTEGER), CAST(ts_us AS DOUBLE) FROM clicks',
    ['INTEGER', 'INTEGER', 'DOUBLE'],
    activities,
  );
  const firsts = firstMoments({ keys: integers(persons), values: integers(days), times_us: doubles(times) });
  const goals = await readRows(
    engine,
    { goal_no: 'number', window_us: 'number' },
    'SELECT goal_no, window_us FROM goals ORDER BY goal_no',
  );
  const landings = await readLandings(arrays, firsts.starts.length - 1);
  const weeks = countWeeks(firsts, landings, goals).filter(({ clicked }) => clicked > 0);
  const rows = weeks.flatMap(({ week_day, clicked, people }) =>
    goals.map(({ goal_no }) => ({ week_day, goal_no, clicked, people: people[goal_no] ?? 0 })),
  );
  const types = { week_day: 'BIGINT', goal_no: 'BIGINT', clicked: 'BIGINT', people: 'BIGINT' };
  await engine.put('funnel', types, rows);
  return rows.length;
}

/** The conversions of the persons below this number. */
async function readLandings(arrays: Arrays, persons: number): Promise<Landings> {
  const [person, goal, at] = await arrays.read(
    `SELECT CAST(person_no AS INTEGER), CAST(goal_no AS INTEGER), CAST(ts_us AS DOUBLE) FROM conversions
WHERE person_no < ${persons} ORDER BY person_no`,
    ['INTEGER', 'INTEGER', 'DOUBLE'],
    1024,
  );
  return {
    starts: startsOf(persons, integers(person), 0),
    goals: integers(goal),
    times_us: doubles(at),
  };
}

interface Week {
  readonly week_day: number;
  /** people who clicked */
  clicked: number;
  /** by goal, those of them who landed it within its window after their first click */
  readonly people: number[];
}

function countWeeks(clicks: FirstMoments, landings: Landings, goals: readonly Goal[]): Week[] {
  const windows: number[] = [];
  for (const { goal_no, window_us } of goals) windows[goal_no] = window_us;
  const weeks = weeksOf(clicks.values, windows.length);
  const counted = new Int32Array(windows.length).fill(-1);
  for (let person = 0; person + 1 < clicks.starts.length; person++)
    for (let at = clicks.starts[person]!; at < clicks.starts[person + 1]!; at++) {
      const week = weeks[(clicks.values[at]! - weeks[0]!.week_day) / 7]!;
      week.clicked++;
      for (let place = landings.starts[person]!; place < landings.starts[person + 1]!; place++) {
        const [goal, later_us] = [landings.goals[place]!, landings.times_us[place]! - clicks.first_us[at]!];
        if (later_us < 0 || later_us > windows[goal]! || counted[goal] === at) continue;
        counted[goal] = at;
        week.people[goal]!++;
      }
    }
  return weeks;
}

/** Every week from the first to the last of these first days. */
function weeksOf(days: Int32Array, goals: number): Week[] {
  const { low, high } = rangeOf(days);
  return Array.from({ length: Math.floor((high - low) / 7) + 1 }, (_, place) => ({
    week_day: low + 7 * place,
    clicked: 0,
    people: Array.from({ length: goals }, () => 0),
  }));
}
