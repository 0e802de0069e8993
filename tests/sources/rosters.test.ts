/** Dated lists of who was there, as stays: worked out by hand. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { listDay } from '../../src/sources/copies/list_day.js';
import { dayIn, staysOf } from '../../src/sources/copies/stays.js';
import { listGapFindings } from '../../src/tasks/check/list_gaps.js';
import { refusalOf, withSources } from './loaded.js';

const listed = (day: string, member_id: string, group_id = 'g1') => ({
  day: `2026-11-${day}`,
  group_id,
  member_id,
  joined_at: '',
  more: [],
});

const days = (rows: Parameters<typeof staysOf>[0]) =>
  staysOf(rows).stays.map((stay) => [
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

test('nobody leaves a group on a day without a list', () => {
  const rows = [listed('02', 'a'), listed('02', 'x', 'g2'), listed('03', 'x', 'g2'), listed('04', 'a')];
  expect(days(rows)).toEqual([
    ['a', '02', '', true],
    ['x', '02', '', true],
  ]);
});

test('the days between two lists are known as an interval', () => {
  const rows = [
    listed('02', 'a'),
    listed('02', 'b'),
    listed('09', 'a'),
    listed('09', 'c'),
    listed('16', 'a'),
  ];
  const { stays, gaps } = staysOf(rows);
  expect(
    stays
      .map((stay) =>
        [stay.member_id, stay.joined_after, stay.joined_at, stay.left_at, stay.left_before].map((day) =>
          day.slice(-2),
        ),
      )
      .sort(),
  ).toEqual([
    ['a', '', '02', '', ''],
    ['b', '', '02', '02', '09'],
    ['c', '02', '09', '09', '16'],
  ]);
  expect(gaps.map(({ days }) => days)).toEqual([7, 7]);
});

describe('a list that lacks many people of the one before', () => {
  const people = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `p${at + from}`);
  const on = (day: string, names: readonly string[]) => names.map((name) => listed(day, name));
  const left = (found: ReturnType<typeof staysOf>) =>
    found.stays.filter(({ left_at }) => left_at !== '').length;

  test('is ignored if they are back in the next one', () => {
    const found = staysOf([...on('02', people(20)), ...on('03', people(8)), ...on('04', people(19))]);
    expect(left(found)).toBe(1);
    expect(found.passed_over).toEqual([
      { group_id: 'g1', day: '2026-11-03', people: 8, day_before: '2026-11-02', people_before: 20 },
    ]);
    expect(found.unclear).toEqual([]);
  });

  test('is unclear if they are not, or if no list follows', () => {
    const cut = [...on('02', people(20)), ...on('03', people(8))];
    expect(staysOf(cut).unclear.map(({ day }) => day)).toEqual(['2026-11-03']);
    expect(staysOf([...cut, ...on('04', people(9))]).unclear).toHaveLength(1);
    expect(left(staysOf(cut, 'leaves'))).toBe(12);
    expect(staysOf(cut, 'leaves').unclear).toEqual([]);
    expect(left(staysOf(cut, 'skip'))).toBe(0);
  });

  test('so is one that was cut at half or above it: people do not leave for one list and come back together', () => {
    for (const kept of [10, 14, 16]) {
      const found = staysOf([...on('02', people(20)), ...on('03', people(kept)), ...on('04', people(20))]);
      expect(left(found), String(kept)).toBe(0);
      expect(found.passed_over.map(({ day }) => day)).toEqual(['2026-11-03']);
    }
    const small = staysOf([...on('02', people(6)), ...on('03', people(2)), ...on('04', people(6))]);
    expect(left(small)).toBe(0);
  });

  test('at half and without a list after it is asked', () => {
    expect(staysOf([...on('02', people(20)), ...on('03', people(10))]).unclear).toHaveLength(1);
  });

  test('is an ordinary list if those who left stay away, or if few leave', () => {
    const gone = staysOf([...on('02', people(20)), ...on('03', people(12)), ...on('04', people(12))]);
    expect([left(gone), gone.passed_over]).toEqual([8, []]);
    const few = staysOf([...on('02', people(20)), ...on('03', people(17)), ...on('04', people(20))]);
    expect([left(few), few.passed_over]).toEqual([3, []]);
  });

  test('says nothing in a small group, nor does a list of other people', () => {
    expect(staysOf([...on('02', people(9)), ...on('03', people(2))]).unclear).toEqual([]);
    expect(staysOf([...on('02', people(20)), ...on('03', people(20, 15))]).unclear).toEqual([]);
  });
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

test.each([
  ['2026-11-02', '2026-11-02'],
  ['2026/11/2 10:00', '2026-11-02'],
  ['2026年11月2日 星期一', '2026-11-02'],
  ['2026. 11. 2.', '2026-11-02'],
  ['2.11.2026', '2026-11-02'],
  ['13/11/2026', '2026-11-13'],
  ['11-13-2026', '2026-11-13'],
  ['02/11/2026', null],
  ['31.11.2026', null],
  ['2026-11-02T15:59:59Z', '2026-11-02'],
  ['2026-11-02T16:00:00Z', '2026-11-03'],
  ['2026-11-02 23:30:00 +0900', '2026-11-02'],
  ['2026-11-03T00:30:00.000+09:00', '2026-11-02'],
  ['46328', null],
] as const)('a list of %s is of the day %s in Shanghai', (cell, day) => {
  expect(listDay(cell, 'Asia/Shanghai')).toBe(day);
});

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

test('a list that was cut short makes nobody leave silently', async () => {
  const list = (count: number) =>
    `群ID,成员\n${Array.from({ length: count }, (_, at) => `g1,p${at}\n`).join('')}`;
  const files = {
    ...project('file name'),
    'lists/2026-11-02.csv': list(20),
    'lists/2026-11-03.csv': list(8),
  };
  const { code, text } = await refusalOf(files);
  expect(code).toBe(2);
  expect(text).toMatch(
    /group g1 on 2026-11-03 has 8 people, the one on 2026-11-02 has 20: .*short_lists: leaves/s,
  );
  const config = { ...files, 'grouplift.yaml': yaml('file name, short_lists: skip') };
  await withSources(config, async (engine, sources) => {
    const [row] = await engine.rows('SELECT count(*) AS n FROM in_memberships WHERE left_at_us IS NULL');
    expect(Number(row?.n)).toBe(20);
    const checked = { engine, sources, config: {} as never, as_of_us: 0 };
    expect((await listGapFindings(checked)).map((one) => one.text).join()).toMatch(
      /g1 on 2026-11-03 \(8 people, 20 before\)/,
    );
  });
});

test('missing lists are reported, and nobody leaves on their days', async () => {
  const day = (text: string) => `群ID,成员\n${text}`;
  const files = {
    ...project('file name'),
    'lists/2026-11-02.csv': day('g1,a\n'),
    'lists/2026-11-03.csv': day('g1,a\ng1,b\n'),
    'lists/2026-11-04.csv': day('g1,a\ng1,b\n'),
    'lists/2026-11-10.csv': day('g1,a\n'),
  };
  await withSources(files, async (engine, sources) => {
    const [row] = await engine.rows(
      "SELECT left_at_us, joined_after_us, left_before_us FROM in_memberships WHERE member_id = 'b'",
    );
    const at = (text: string) => Date.parse(`${text}T00:00:00+08:00`) * 1000;
    expect(Number(row?.joined_after_us)).toBe(at('2026-11-02'));
    expect(Number(row?.left_before_us)).toBe(at('2026-11-10'));
    expect(Number(row?.left_at_us)).toBeLessThanOrEqual(at('2026-11-05'));
    const texts = (await listGapFindings({ engine, sources, config: {} as never, as_of_us: 0 })).map(
      (one) => one.text,
    );
    expect(texts).toEqual([
      expect.stringMatching(
        /1 time more than a day between .* at most 6 days \(group g1, 2026-11-04 to 2026-11-10\)/,
      ),
    ]);
  });
});

test('totals, headers and footers of lists are not people, and are counted', async () => {
  const lists = {
    'lists/2026-11-02.csv': '群ID,成员\ng1,a\n群ID,成员\ng1,b\n合计,2\n',
    'lists/2026-11-03.csv': '群ID,成员\ng1,a\n合计：1人,\n导出时间：2026-11-03 10:00,\n',
  };
  await withSources({ ...project('file name'), ...lists }, async (engine, sources) => {
    const rows = await engine.rows('SELECT group_id, member_id FROM in_memberships ORDER BY member_id');
    expect(rows).toEqual([
      { group_id: 'g1', member_id: 'a' },
      { group_id: 'g1', member_id: 'b' },
    ]);
    const files = sources.find(({ table }) => table === 'memberships')?.files ?? [];
    expect(files.map(({ lists }) => lists?.left_out)).toEqual([4]);
  });
});

test('a list that is packed is read like any other', async () => {
  const { 'lists/2026-11-03.csv': plain, ...others } = project('file name');
  const packed = { ...others, 'lists/2026-11-03.csv.gz': gzipSync(plain) };
  const yaml = others['grouplift.yaml'].replace('lists/*.csv', 'lists/*');
  await withSources({ ...packed, 'grouplift.yaml': yaml }, async (engine) => {
    const rows = await engine.rows('SELECT member_id FROM in_memberships ORDER BY member_id');
    expect(rows).toEqual([{ member_id: 'a' }, { member_id: 'b' }]);
  });
});

test.each([['g1,"a\ng1,b\n'], ['g1,"a\ng1,b\ng1,c"\ng1,d\n']])(
  'a quote that does not close in its cell of a list (%j) is one sentence',
  async (rows) => {
    const { code, text } = await refusalOf({
      ...project('file name'),
      'lists/2026-11-03.csv': `群ID,成员\n${rows}`,
    });
    expect(code).toBe(3);
    expect(text).toMatch(/^lists.2026-11-03\.csv, (?:from line|row) 2\b.*quote/i);
  },
);

test('ids in the wrapping of export programs are read, beside quotes inside other values', async () => {
  const list = '群ID,昵称,成员\n="g1",5" 屏,="a"\n="g1",王,"b"\n';
  await withSources({ ...project('file name'), 'lists/2026-11-03.csv': list }, async (engine) => {
    const rows = await engine.rows(
      'SELECT DISTINCT group_id, member_id FROM in_memberships ORDER BY member_id',
    );
    expect(rows).toEqual([
      { group_id: 'g1', member_id: 'a' },
      { group_id: 'g1', member_id: 'b' },
    ]);
  });
});

test.each<[string, string | Buffer, string]>([
  ['more cells than columns', '群ID,昵称,成员\ng1,王,a\ng1,李,三,b\n', 'line 3: found 4 cells, expected 3'],
  ['fewer cells', '群ID,成员,昵称\ng1,a\n', 'line 2: found 2 cells, expected 3'],
  [
    'bytes that are no text',
    Buffer.concat([Buffer.from('群ID,成员\ng1,'), Buffer.of(0xe9), Buffer.from('\ng1,李雷\ng1,韩梅梅\n')]),
    'line 2: found bytes that are not text',
  ],
])('a row of a list with %s stops the run: nobody must seem to have left', async (_, list, said) => {
  const { code, text } = await refusalOf({ ...project('file name'), 'lists/2026-11-03.csv': list });
  expect([code, text]).toEqual([3, expect.stringContaining(said)]);
});
