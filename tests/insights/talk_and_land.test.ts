/** Groups whose results and members are counted over different weeks are not compared with others. */
import { expect, it } from 'vitest';
import { regrouped, talkChanges, talkDots } from '../../src/insights/talk_and_land.js';
import { groupGoalWeek } from '../../src/publish/group_goal_week.js';
import { groupWeek } from '../../src/publish/group_week.js';
import { inColumns } from '../../src/publish/table.js';
import { sample, weeks } from '../report/sample.js';

const isLast = (week: string) => week === weeks.at(-1);

/** Three ordinary groups of 50; a parent of 100 became two groups of 50 in the last week, and 5 of 50 landed everywhere in every week. */
function communityWith(at_day: string) {
  const members = (group: string, week: string) => {
    if (group === 'parent') return isLast(week) ? 0 : 100;
    return group === 'left' || group === 'right' ? (isLast(week) ? 50 : 0) : 50;
  };
  const groups = ['a', 'b', 'c', 'parent', 'left', 'right'];
  const talk = groups.flatMap((group_id) =>
    weeks.map((week_start, at) => ({
      ...{ group_id, week_start, members: members(group_id, week_start) },
      ...{ home_members: members(group_id, week_start), landed: 5, value: null },
      // what they write changes from week to week as what they land does
      ...{ messages: 20 + 10 * (at % 2), chatters: 10, value_reversed: null },
    })),
  );
  const landed = groups
    .filter((group) => group !== 'parent')
    .flatMap((group_id) =>
      weeks.map((week_start, at) => ({
        ...{ group_id, goal: 'orders', week_start },
        ...{ people: 4 + 2 * (at % 2), conversions: 5, conversions_net: 5 },
      })),
    );
  const move = { from_group: 'parent', at_day, people: 100, followed: 50 };
  return {
    ...sample,
    group_week: inColumns(groupWeek, talk),
    group_goal_week: inColumns(groupGoalWeek, landed),
    lineage: ['left', 'right'].map((to_group) => ({ ...move, to_group })),
  };
}

it('leaves out groups that were split in the weeks that are added up', () => {
  const published = communityWith(weeks.at(-1) ?? '');
  expect([...regrouped(published)].sort()).toEqual(['left', 'parent', 'right']);
  // 20 people in four weeks of 50 members each: 40 per 100
  expect(talkDots(published).map(({ group_id, rate }) => [group_id, rate])).toEqual([
    ['a', 40],
    ['b', 40],
    ['c', 40],
  ]);
});

it('compares weeks of a group only after its split', () => {
  const long = communityWith(weeks[0] ?? '');
  const short = communityWith(weeks.at(-5) ?? '');
  // talk and results rise and fall together in a, b, c and in the two halves; nothing is counted for the parent any more
  expect(talkChanges(long)).toHaveLength(5);
  expect(talkChanges(short)).toHaveLength(3);
});
