/** Dated lists of who was there, as stays: worked out by hand. */
import { expect, test } from 'vitest';
import { dayIn, staysOf } from '../../src/sources/stays.js';
import { refusalOf, withSources } from './loaded.js';

const listed = (day: string, member_id: string, group_id = 'g1') => ({
  day: `2026-11-${day}`,
  group_id,
  member_id,
  joined_at: '',
  more: [],
});

const days = (rows: Parameters<typeof staysOf>[0]) =>
  staysOf(rows).map((stay) => [
    stay.member_id,
    stay.joined_at.slice(8),
    stay.left_at.slice(8),
    stay.isFromStart,
  ]);

test('joins, leaves and returns are differences between the lists of a group', () => {
  const rows = [
    ...['a', 'b'].map((who) => listed('02', who)),
    ...['a', 'c'].map((who) => listed('03', who)),
    ...['a', 'b', 'c'].map((who) => listed('05', who)),
  ];
  expect(days(rows).sort()).toEqual([
    ['a', '02', '', true],
    ['b', '02', '02', true],
    ['b', '05', '', false],
    ['c', '03', '', false],
  ]);
});

test('a day on which a group has no list makes nobody leave it', () => {
  const rows = [listed('02', 'a'), listed('02', 'x', 'g2'), listed('03', 'x', 'g2'), listed('04', 'a')];
  expect(days(rows)).toEqual([
    ['a', '02', '', true],
    ['x', '02', '', true],
  ]);
});

test.each([
  ['roster-2026-11-02.csv', '2026-11-02'],
  ['群成员20261102.xlsx', '2026-11-02'],
  ['2026年11月2日.csv', '2026-11-02'],
  ['roster.csv', null],
  ['2026-11-02_2026-11-09.csv', null],
  ['2026-13-02.csv', null],
  ['1202611020.csv', null],
])('%s', (name, day) => expect(dayIn(name)).toBe(day));

const yaml = (roster: string) => `timezone: Asia/Shanghai
inputs:
  activities: activities.csv
  conversions: orders.csv
  memberships: { files: lists/*.csv, roster: ${roster}, columns: { group_id: 群ID, member_id: 成员 } }
  identities: same
goals: [{ name: order, match: { goal: order }, window_days: 30 }]
`;
const project = (roster: string) => ({
  'grouplift.yaml': yaml(roster),
  'activities.csv': 'ts,group_id,member_id,kind\n2026-11-02T09:00:00+08:00,g1,a,link_click\n',
  'orders.csv': 'ts,user_id,goal\n2026-11-02T10:00:00+08:00,a,order\n',
  'lists/2026-11-02.csv': '群ID,成员\ng1,a\ng1,b\n,\n',
  'lists/2026-11-03.csv': '群ID,成员\ng1,"=""a"""\n',
});

test('lists become memberships', async () => {
  await withSources(project('file name'), async (engine) => {
    const rows = await engine.rows(
      'SELECT member_id, joined_at_us, left_at_us FROM in_memberships WHERE problem IS NULL ORDER BY member_id',
    );
    const start = Date.parse('2026-11-02T00:00:00+08:00') * 1000;
    // the last day in the lists belongs to the stay
    expect(rows).toEqual([
      { member_id: 'a', joined_at_us: start, left_at_us: null },
      { member_id: 'b', joined_at_us: start, left_at_us: expect.any(Number) },
    ]);
    const left = Number(rows[1]?.left_at_us);
    expect(left - start).toBeGreaterThan(86_300_000_000);
    expect(left - start).toBeLessThanOrEqual(86_400_000_000);
  });
});

test('equal lists of two days are two lists', async () => {
  const same = '群ID,成员\ng1,a\ng1,b\n';
  const files = { ...project('file name'), 'lists/2026-11-02.csv': same, 'lists/2026-11-03.csv': same };
  await withSources({ ...files, 'lists/2026-11-04.csv': '群ID,成员\ng1,a\n' }, async (engine) => {
    const [row] = await engine.rows("SELECT left_at_us FROM in_memberships WHERE member_id = 'b'");
    const last = Date.parse('2026-11-03T00:00:00+08:00') * 1000;
    expect(Number(row?.left_at_us)).toBeGreaterThan(last);
    expect(Number(row?.left_at_us)).toBeLessThanOrEqual(last + 86_400_000_000);
  });
});

test('a column that is not there is refused', async () => {
  const { code, text } = await refusalOf(project('日期'));
  expect(code).toBe(2);
  expect(text).toContain('no column "日期" with the date of the list');
});
