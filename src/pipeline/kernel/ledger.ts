/**
 * The published ledger from arrays: conversions are sorted, not touches. Every conversion is repeated once per touch on its path, and what a
 * touch was and earned is looked up by its position.
 */
import type { ArrayColumn, Arrays } from '../../engines/arrays.js';
import type { Publication } from '../../engines/engine.js';
import { ledger } from '../credit_sums.js';
import { touchedOf } from './credit_kernel.js';
import { type Credited, numbers, small } from './tables.js';

/** The ledger in its final order. */
export async function ledgerInArrays(arrays: Arrays, credited: Credited): Promise<Publication> {
  await givePlaces(arrays, credited);
  defineTouchLookup(arrays, credited);
  const touched = (sql: string) => `CASE WHEN place >= 0 THEN ${sql} END`;
  const micro = credited.credits.map(
    ({ model }) => `CAST(CASE WHEN place >= 0 THEN touch.${model} ELSE 0 END AS BIGINT) AS ${model}`,
  );
  const select = `SELECT goal_no AS goal, conversion_id, ts_us AS conversion_ts_us, user_id, ${touched('touch.activity')} AS activity_id,
  ${touched('touch.group_no')} AS group_id, ${touched('nullif(touch.tactic_no, 0)')} AS tactic_id,
  ${touched('nullif(touch.kol_no, 0)')} AS kol_id, ${touched('touch.kind_no')} AS kind, ${touched('1')} AS reach,
  CAST(CASE WHEN place >= 0 THEN 1 ELSE 0 END AS BIGINT) AS touches,
  ${touched('CAST(touch.at_us AS BIGINT)')} AS touch_ts_us, reason, value_minor, ${micro.join(', ')}
FROM (
  SELECT *, ledger_touch(place) AS touch
  FROM (
    SELECT *, CAST(unnest(range(first_place, end_place)) AS INTEGER) AS place
    FROM (
      SELECT c.conversion_no, c.goal_no, c.conversion_id, c.ts_us, c.user_id, c.value_minor, u.reason,
        coalesce(p.first_place, -1) AS first_place, coalesce(p.end_place, 0) AS end_place
      FROM conversions c
      LEFT JOIN path_places p ON p.conversion_no = c.conversion_no
      LEFT JOIN unattributed_rows u ON u.conversion_no = c.conversion_no
      WHERE c.is_reported = 1 ORDER BY c.conversion_no
    )
  )
)`;
  return { select, labels: ledger(credited.credits.map(({ model }) => model)).labels, calls_arrays: true };
}

/** Creates the table `path_places`: where the touches of a path are among those of all paths. */
async function givePlaces(arrays: Arrays, { landed, paths }: Credited): Promise<void> {
  const { starts } = paths;
  const touched = touchedOf(paths);
  await arrays.give(
    'path_places',
    small(touched.length, (place) => [
      numbers('conversion', (row) => landed.conversion_no[touched[place(row)]!]!),
      numbers('first_place', (row) => starts[touched[place(row)]!]!),
      numbers('end_place', (row) => starts[touched[place(row)]! + 1]!),
    ]),
    'SELECT CAST(conversion AS BIGINT) AS conversion_no, first_place, end_place FROM rows',
  );
}

/** Creates a function of a position among the touches of all paths; for -1 it returns nothing. */
function defineTouchLookup(arrays: Arrays, { touches: known, channels, paths, credits }: Credited): void {
  let places = new Int32Array(0);
  let touches = new Int32Array(0);
  const column = (
    name: string,
    type: 'INTEGER' | 'DOUBLE',
    values: Int32Array | Float64Array,
    at: () => Int32Array,
  ): ArrayColumn => ({
    name,
    type,
    write: (items, count) => {
      const of = at();
      for (let row = 0; row < count; row++) items[row] = values[of[row]!]!;
    },
  });
  const ofPlace = () => places;
  let channelOf = new Int32Array(0);
  const ofChannel = () => channelOf;
  arrays.define({
    name: 'ledger_touch',
    prepare: (asked) => {
      places = asked.map((place) => Math.max(place, 0));
      touches = places.map((place) => paths.touches[place] ?? 0);
      channelOf = touches.map((touch) => known.channels[touch] ?? 0);
    },
    columns: [
      {
        name: 'activity',
        type: 'VARCHAR',
        texts: known.ids,
        write: (items, count) => {
          for (let row = 0; row < count; row++) items[row] = touches[row]!;
        },
      },
      column('group_no', 'INTEGER', channels.group_no, ofChannel),
      column('tactic_no', 'INTEGER', channels.tactic_no, ofChannel),
      column('kol_no', 'INTEGER', channels.kol_no, ofChannel),
      column('kind_no', 'INTEGER', channels.kind_no, ofChannel),
      column('at_us', 'DOUBLE', paths.times_us, ofPlace),
      ...credits.map(({ model, micro }) => column(model, 'INTEGER', micro, ofPlace)),
    ],
  });
}
