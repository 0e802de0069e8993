/** Leaves that no source can say are not zero: in the table of weeks, and in words. */
import { describe, expect, test } from 'vitest';
import { unseenLeaveFindings } from '../../../src/tasks/check/unseen_leaves.js';
import { withTables } from '../../tables_of_project.js';

const project = (memberships: readonly string[]) => ({
  'grouplift.yaml': `timezone: UTC
inputs:
  activities: activities.csv
  conversions: conversions.csv
  memberships: memberships.csv
  identities: same
goals: [{ name: order, match: { goal: order }, window_days: 30 }]
`,
  'activities.csv':
    'ts,group_id,member_id,kind\n2026-03-03 12:00:00,g,a,link_click\n2026-03-30 12:00:00,h,b,message\n',
  'conversions.csv': 'ts,user_id,goal\n2026-03-04 12:00:00,a,order\n',
  'memberships.csv': `${memberships.join('\n')}\n`,
});

/** People who left by week, and what the rule says. */
function seen(memberships: readonly string[]) {
  return withTables(project(memberships), async (engine, config) => ({
    left: (await engine.rows('SELECT left_people FROM membership_weeks ORDER BY week_day')).map(
      ({ left_people }) => left_people,
    ),
    said: (await unseenLeaveFindings({ engine, config, sources: [], as_of_us: 0 }))
      .map(({ text }) => text)
      .join(),
  }));
}

const head = 'group_id,member_id,joined_at,left_at,left_known';

describe('leaves', () => {
  test('of which no source tells are empty', async () => {
    const open = ['g,a,2026-03-02 10:00:00,,false', 'h,b,2026-03-09 10:00:00,,false'];
    const { left, said } = await seen([head, ...open]);
    expect(left).toEqual([null, null]);
    expect(said).toMatch(/leaves are not observable/);
    expect(await seen(['group_id,member_id,joined_at', 'g,a,2026-03-02 10:00:00'])).toMatchObject({
      left: [null],
    });
  });

  test('of which all sources tell may be none', async () => {
    const { left, said } = await seen([
      head,
      'g,a,2026-03-02 10:00:00,,true',
      'h,b,2026-03-09 10:00:00,,true',
    ]);
    expect(left).toEqual([0, 0]);
    expect(said).toBe('');
  });

  test('of which some tell are at least those that were seen', async () => {
    const { left, said } = await seen([
      head,
      'g,a,2026-03-02 10:00:00,2026-03-05 10:00:00,true',
      'h,b,2026-03-09 10:00:00,,false',
    ]);
    expect(left).toEqual([1, 0]);
    expect(said).toMatch(/1 of 2 stays \(50 %\) the source does not say when they end .*in h: /);
  });
});
