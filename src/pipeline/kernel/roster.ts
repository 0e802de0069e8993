/** The stage `roster_observed` in arrays; its rows are in the order of the members, which makes whatever reads them cheaper. */
import type { ArrayColumn, Arrays, ArrayTable } from '../../engines/arrays.js';
import type { Engine } from '../../engines/engine.js';
import { type FirstMoments, firstMoments, type Moments } from './first_moments.js';
import { doubles, integers } from './read_touches.js';
import { numbers } from './tables.js';

/** Creates the table `roster` from activities. */
export async function giveRoster(engine: Engine, arrays: Arrays, activities: number): Promise<number> {
  try {
    await arrays.give(
      'roster_rows',
      rosterTable(firstMoments(await readActivities(arrays, activities))),
      `SELECT group_of AS group_no, CAST(member AS BIGINT) AS member_no, CAST(first_us AS BIGINT) AS joined_us FROM rows`,
    );
    return await engine.make('roster', 'SELECT group_no, member_no, joined_us FROM roster_rows');
  } finally {
    await arrays.drop('roster_rows');
  }
}

async function readActivities(arrays: Arrays, rows: number): Promise<Moments> {
  const [members, groups, times] = await arrays.read(
    'SELECT CAST(member_no AS INTEGER), CAST(group_no AS INTEGER), CAST(ts_us AS DOUBLE) FROM member_activities',
    ['INTEGER', 'INTEGER', 'DOUBLE'],
    rows,
  );
  return { keys: integers(members), values: integers(groups), times_us: doubles(times) };
}

function rosterTable({ starts, values, first_us }: FirstMoments): ArrayTable {
  let [first, member] = [0, 0];
  const slice = (name: string, type: 'INTEGER' | 'DOUBLE', of: Int32Array | Float64Array): ArrayColumn => ({
    name,
    type,
    write: (items, count) => items.set(of.subarray(first, first + count)),
  });
  return {
    rows: values.length,
    prepare: (from) => {
      first = from;
      if (starts[member]! > from) member = 0;
    },
    columns: [
      slice('group_of', 'INTEGER', values),
      numbers('member', (row) => {
        while (starts[member + 1]! <= first + row) member++;
        return member;
      }),
      slice('first_us', 'DOUBLE', first_us),
    ],
  };
}
