import { expect, it } from 'vitest';
import { movementOf } from '../../src/insights/movement.js';
import { groupWeek } from '../../src/publish/group_week.js';
import { inColumns } from '../../src/publish/table.js';
import { sample, weeks } from '../report/sample.js';

it('knows nobody at home in a group that was left from a group whose members are not known', () => {
  const last = weeks.at(-1);
  const rows = weeks.flatMap((week_start) =>
    (
      [
        ['closed', week_start === last ? 0 : 5],
        ['open', 10],
        ['unknown', null],
      ] as const
    ).map(([group_id, home_members]) => ({
      ...{ group_id, week_start, members: home_members, home_members },
      ...{ landed: 1, value: null, messages: 0, chatters: 0, value_reversed: null },
    })),
  );
  const moved = movementOf({ ...sample, group_week: inColumns(groupWeek, rows) });
  expect(moved?.groups.map(({ group_id, members }) => [group_id, members])).toEqual([
    ['closed', [5, 0]],
    ['open', [10, 10]],
  ]);
});
