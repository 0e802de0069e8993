/** From the tables of the engine to the arrays of the kernel. */
import { type Arrays, type ReadArray, shortText, type Texts } from '../../engines/arrays.js';
import type { Engine } from '../../engines/engine.js';
import { readRow, readRows } from '../../engines/typed_rows.js';
import { canBeCoded, channelKeySql, codeChannels, type Sizes } from './channel_codes.js';
import type { Channels, Landed, Windows, Worths } from './credit_kernel.js';
import { type ByPerson, byPerson, indexTouches, type TouchIndex } from './touch_index.js';

/** How much there is to hold. */
export interface Volume {
  readonly touches: number;
  readonly persons: number;
  /** bytes of ids that are too long for their records; of all activities, because these can be counted quickly */
  readonly long_bytes: number;
  /** 1 if times of touches are coarse */
  readonly coarse: number;
  readonly sizes: Sizes;
}

/** Counts without reading a touch. */
export async function volumeOf(engine: Engine): Promise<Volume> {
  const row = await readRow(
    engine,
    {
      touches: 'number',
      persons: 'number',
      long_bytes: 'number',
      coarse: 'number',
      groups: 'number',
      tactics: 'number',
      kols: 'number',
      kinds: 'number',
    },
    `SELECT (SELECT CAST(coalesce(sum(touches), 0) AS BIGINT) FROM actor_counts) AS touches,
  (SELECT coalesce(max(person_no), 0) FROM people) AS persons,
  (SELECT CAST(coalesce(sum(CASE WHEN strlen(activity_id) > ${shortText} THEN strlen(activity_id) ELSE 0 END), 0) AS BIGINT)
   FROM activities) AS long_bytes,
  (SELECT CAST(count(*) AS BIGINT) FROM bucket_offsets WHERE bucket_offset > 1) AS coarse,
  (SELECT count(*) FROM groups) AS groups, (SELECT count(*) FROM tactic_list) AS tactics,
  (SELECT count(*) FROM kol_list) AS kols, (SELECT count(*) FROM kinds) AS kinds`,
  );
  const { touches, persons, long_bytes, coarse, ...sizes } = row;
  return { touches, persons, long_bytes, coarse, sizes };
}

/** Whether arrays can number what there is. */
export function canBeIndexed({ touches, persons, sizes }: Volume): boolean {
  return touches < 2 ** 31 && persons < 2 ** 31 && canBeCoded(sizes);
}

/** Every actor touch of a known person, by person and time. */
export async function readTouches(
  arrays: Arrays,
  volume: Volume,
): Promise<{ readonly index: TouchIndex; readonly channels: Channels }> {
  const { touches, channels } = await readByPerson(arrays, volume);
  const { kinds } = volume.sizes;
  const rankOf = (code: number) => channels.group_no[code]! * (kinds + 1) + channels.kind_no[code]!;
  return { index: indexTouches(touches, rankOf), channels };
}

/** Nothing of what was read is kept but the sorted arrays: the arrays of a large run are large. */
async function readByPerson(
  arrays: Arrays,
  { touches, persons, coarse, sizes }: Volume,
): Promise<{ readonly touches: ByPerson; readonly channels: Channels }> {
  const isCoarse = coarse > 0;
  const [person, times, keys, ids, later] = await arrays.read(
    `SELECT CAST(a.person_no AS INTEGER), CAST(a.ts_us AS DOUBLE), ${channelKeySql(sizes)}, a.activity_id${isCoarse ? ', CAST(a.coarse_us AS DOUBLE)' : ''}
FROM activities a JOIN (SELECT DISTINCT kind_no FROM reach_rules WHERE reach = 'actor') k ON k.kind_no = a.kind_no
WHERE a.person_no IS NOT NULL`,
    ['INTEGER', 'DOUBLE', 'DOUBLE', 'VARCHAR', ...(isCoarse ? ['DOUBLE' as const] : [])],
    touches,
  );
  const { codes, channels } = codeChannels(doubles(keys), sizes);
  const rows = {
    persons: integers(person),
    times_us: doubles(times),
    coarse_us: isCoarse ? doubles(later) : null,
    channels: codes,
    ids: texts(ids),
  };
  return { touches: byPerson(rows, persons), channels };
}

/** The reported conversions of people who may have a path, in the order of their numbers, and what each is worth. */
export async function readLanded(
  arrays: Arrays,
): Promise<{ readonly landed: Landed; readonly worths: Worths }> {
  const [no, goal, person, at, after, bucket, worth, net, reversed, valued] = await arrays.read(
    `SELECT CAST(c.conversion_no AS INTEGER), CAST(c.goal_no AS INTEGER), CAST(c.path_person_no AS INTEGER),
  CAST(c.ts_us AS DOUBLE), CAST(coalesce(p.previous_us, -9000000000000000000) AS DOUBLE), CAST(c.bucket AS INTEGER),
  CAST(coalesce(c.value_minor, 0) AS DOUBLE), CAST(coalesce(c.net_minor, 0) AS DOUBLE), CAST(c.is_reversed AS INTEGER),
  CASE WHEN c.value_minor IS NULL THEN 0 ELSE 1 END
FROM conversions c LEFT JOIN previous_conversions p ON p.conversion_no = c.conversion_no
WHERE c.is_reported = 1 AND c.path_person_no IS NOT NULL ORDER BY c.conversion_no`,
    [
      'INTEGER',
      'INTEGER',
      'INTEGER',
      'DOUBLE',
      'DOUBLE',
      'INTEGER',
      'DOUBLE',
      'DOUBLE',
      'INTEGER',
      'INTEGER',
    ],
    1024,
  );
  const landed = {
    conversion_no: integers(no),
    goal_no: integers(goal),
    person_no: integers(person),
    at_us: doubles(at),
    after_us: doubles(after),
  };
  const worths = {
    bucket: integers(bucket),
    worth: doubles(worth),
    net: doubles(net),
    is_reversed: integers(reversed),
    has_value: integers(valued),
  };
  return { landed, worths };
}

/** How far back every kind counts for every goal. */
export async function readWindows(engine: Engine, { kinds }: Sizes): Promise<Omit<Windows, 'most_touches'>> {
  const rules = await readRows(
    engine,
    { goal_no: 'number', kind_no: 'number', window_us: 'number' },
    "SELECT goal_no, kind_no, window_us FROM reach_rules WHERE reach = 'actor'",
  );
  const goals = Math.max(0, ...rules.map(({ goal_no }) => goal_no));
  const windows = new Float64Array((goals + 1) * (kinds + 1)).fill(-1);
  for (const { goal_no, kind_no, window_us } of rules) windows[goal_no * (kinds + 1) + kind_no] = window_us;
  return {
    of: (goal_no, kind_no) => windows[goal_no * (kinds + 1) + kind_no] ?? -1,
    widest_us: windows.reduce((widest, window_us) => Math.max(widest, window_us), 0),
  };
}

export function integers(array: ReadArray | undefined): Int32Array {
  if (array instanceof Int32Array) return array;
  throw new Error('expected whole numbers');
}

export function doubles(array: ReadArray | undefined): Float64Array {
  if (array instanceof Float64Array) return array;
  throw new Error('expected numbers');
}

export function texts(array: ReadArray | undefined): Texts {
  if (array !== undefined && 'records' in array) return array;
  throw new Error('expected texts');
}
