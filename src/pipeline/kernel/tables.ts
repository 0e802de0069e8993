/** What the kernel found, as the tables that SQL would have made. */
import type { ArrayColumn, Arrays, ArrayTable } from '../../engines/arrays.js';
import type { ModelName } from '../../models/index.js';
import type { Dimension } from '../credit_sums.js';
import type { Channels, Landed, Paths, Slices, Worths } from './credit_kernel.js';
import { countReach, touchedOf } from './credit_kernel.js';
import type { Touches, TouchIndex } from './touch_index.js';

/** Paths and their credit. */
export interface Credited {
  /** all that is known about touches; null once it is no longer needed, because it is large */
  readonly whole: { index: TouchIndex | null };
  readonly touches: Touches;
  readonly channels: Channels;
  readonly landed: Landed;
  /** what each of `landed` is worth */
  readonly worths: Worths;
  readonly paths: Paths;
  readonly after: Slices;
  /** the weight of every touch: all rules have equal weights */
  readonly weight: number;
  readonly credits: readonly { readonly model: ModelName; readonly micro: Int32Array }[];
}

/** A column of numbers computed one by one. */
export function numbers(
  name: string,
  number: (row: number) => number,
  type: 'INTEGER' | 'DOUBLE' = 'INTEGER',
): ArrayColumn {
  const write = (items: Int32Array | Float64Array, count: number) => {
    for (let row = 0; row < count; row++) items[row] = number(row);
  };
  return { name, type, write };
}

/** A table of few rows: its columns are functions of the row's position. */
export function small(rows: number, columns: (place: (row: number) => number) => ArrayColumn[]): ArrayTable {
  let first = 0;
  return {
    rows,
    prepare: (from) => {
      first = from;
    },
    columns: columns((row) => first + row),
  };
}

/** A table of one row per touch of a path. */
function touchTable({ touches, channels, landed, paths, credits }: Credited): ArrayTable {
  const conversions = new Int32Array(2048);
  const touched = new Int32Array(2048);
  let [first, near] = [0, 0];
  const ofTouch = (name: string, values: Int32Array): ArrayColumn => ({
    name,
    type: 'INTEGER',
    write: (items, count) => {
      for (let row = 0; row < count; row++) items[row] = values[touches.channels[touched[row]!]!]!;
    },
  });
  return {
    rows: paths.touches.length,
    prepare: (from, count) => {
      first = from;
      if (paths.starts[near]! > from) near = 0;
      for (let row = 0; row < count; row++) {
        while (paths.starts[near + 1]! <= from + row) near++;
        conversions[row] = near;
        touched[row] = paths.touches[from + row]!;
      }
    },
    columns: [
      numbers('conversion', (row) => landed.conversion_no[conversions[row]!]!),
      numbers('place', (row) => first + row - paths.starts[conversions[row]!]! + 1),
      numbers('at_us', (row) => paths.times_us[first + row]!, 'DOUBLE'),
      {
        name: 'activity',
        type: 'VARCHAR',
        texts: touches.ids,
        write: (places, count) => {
          for (let row = 0; row < count; row++) places[row] = touched[row]!;
        },
      },
      ofTouch('group_of', channels.group_no),
      ofTouch('tactic_of', channels.tactic_no),
      ofTouch('kol_of', channels.kol_no),
      ofTouch('kind_of', channels.kind_no),
      ...credits.map(
        ({ model, micro }): ArrayColumn => ({
          name: model,
          type: 'INTEGER',
          write: (items, count) => items.set(micro.subarray(first, first + count)),
        }),
      ),
    ],
  };
}

const touchColumnsSql = `CAST(at_us AS BIGINT) AS touch_us, activity AS activity_id, group_of AS group_no,
  nullif(tactic_of, 0) AS tactic_no, nullif(kol_of, 0) AS kol_no, kind_of AS kind_no`;

/** Creates the tables `pairs_actor` and `credit_rows`. */
export async function giveTouches(arrays: Arrays, credited: Credited): Promise<void> {
  const table = touchTable(credited);
  const conversion = 'CAST(conversion AS BIGINT) AS conversion_no';
  await arrays.give(
    'pairs_actor',
    table,
    `SELECT ${conversion}, ${touchColumnsSql}, CAST(1 AS BIGINT) AS touches, ${credited.weight.toExponential()} AS weight FROM rows`,
  );
  const models = credited.credits.map(({ model }) => `, ${model}`).join('');
  await arrays.give(
    'credit_rows',
    table,
    `SELECT ${conversion}, ${touchColumnsSql}, 1 AS reach_no, CAST(1 AS BIGINT) AS touches, CAST(place AS BIGINT) AS position${models} FROM rows`,
  );
}

/** Creates the table `paths`. */
export async function givePaths(arrays: Arrays, { landed, paths, weight }: Credited): Promise<number> {
  const { starts, times_us } = paths;
  const touched = touchedOf(paths);
  await arrays.give(
    'paths',
    small(touched.length, (place) => [
      numbers('conversion', (row) => landed.conversion_no[touched[place(row)]!]!),
      numbers('path_length', (row) => starts[touched[place(row)]! + 1]! - starts[touched[place(row)]!]!),
      numbers('last_us', (row) => times_us[starts[touched[place(row)]! + 1]! - 1]!, 'DOUBLE'),
    ]),
    `SELECT CAST(conversion AS BIGINT) AS conversion_no, CAST(path_length AS BIGINT) AS path_length,
  CAST(path_length AS BIGINT) AS path_touches, CAST(last_us AS BIGINT) AS last_touch_us, ${weight.toExponential()} AS largest_weight FROM rows`,
  );
  return touched.length;
}

/** Creates the table `placebo_counts`: `goals` is how many there are. */
export async function givePlaceboCounts(arrays: Arrays, credited: Credited, goals: number): Promise<number> {
  const count = (side: Slices) => {
    const sums = new Int32Array(goals + 1);
    for (const place of touchedOf(side)) sums[credited.landed.goal_no[place]!]!++;
    return sums;
  };
  const [real, placebo] = [count(credited.paths), count(credited.after)];
  await arrays.give(
    'placebo_counts',
    small(goals, (place) => [
      numbers('goal', (row) => place(row) + 1),
      numbers('real', (row) => real[place(row) + 1]!),
      numbers('placebo', (row) => placebo[place(row) + 1]!),
    ]),
    'SELECT CAST(goal AS BIGINT) AS goal_no, CAST(real AS BIGINT) AS real_count, CAST(placebo AS BIGINT) AS placebo_count FROM rows',
  );
  return goals;
}

/** Creates the table `<dimension>_reach`. */
export async function giveReach(
  arrays: Arrays,
  credited: Credited,
  dimension: Dimension,
  size: { readonly goals: number; readonly values: number },
): Promise<number> {
  const column = `${dimension}_no` as const;
  const reach = countReach(credited, credited.channels[column], size);
  const reached = reach.before
    .map((_, place) => place)
    .filter((place) => reach.before[place]! + reach.after[place]! > 0);
  await arrays.give(
    `${dimension}_reach`,
    small(reached.length, (place) => [
      numbers('goal', (row) => Math.floor(reached[place(row)]! / (size.values + 1))),
      numbers('value', (row) => reached[place(row)]! % (size.values + 1)),
      numbers('earlier', (row) => reach.before[reached[place(row)]!]!),
      numbers('later', (row) => reach.after[reached[place(row)]!]!),
    ]),
    `SELECT CAST(goal AS BIGINT) AS goal_no, nullif(value, 0) AS ${column}, CAST(earlier AS BIGINT) AS any_touch,
  CAST(later AS BIGINT) AS placebo FROM rows`,
  );
  return reached.length;
}
