/** Quotes that swallow rows: a file is read the same whether or not its rows are copied first, so that no copy makes them look like a value. */
import { describe, expect, it, test } from 'vitest';
import { type Random, stream, unit } from '../../src/statistics/random.js';
import { withSources } from './loaded.js';

const yaml = (keys: string) => `timezone: UTC
currency: EUR
rejects: { max_share: 1 }
inputs:
  activities: activities.csv
  conversions: { files: orders.csv${keys} }
  identities: same
goals: [{ name: order, match: { goal: order }, window_days: 30, value: true }]
`;

const header = 'conversion_id;ts;user_id;goal;value';
const row = (id: number, user = 'a') => `${id};2026-11-02 10:00:00;${user};order;12.50`;

/** What was read of a file: the rows accepted, what was refused with its lines, and how many rows that makes. */
async function read(content: string, keys = '', above = 0) {
  const files = {
    'grouplift.yaml': yaml(keys),
    'activities.csv': 'ts,group_id,member_id,kind\n2026-11-02 09:00:00,g,a,link_click\n',
    'orders.csv': content,
  };
  return withSources(files, async (engine, sources) => {
    const source = sources.find(({ table }) => table === 'conversions');
    const accepted = await engine.rows(
      'SELECT conversion_id, user_id, value_minor FROM in_conversions WHERE problem IS NULL ORDER BY 1, 2',
    );
    return {
      accepted: accepted.map((one) => Object.values(one).join(' ')),
      rejects: source?.rejects.map(({ line, reason }) => `${(line ?? 0) - above} ${reason}`),
      rows: source?.rows,
      rejected: source?.rejected,
    };
  });
}

test('a quote that opens before a row and closes before another takes the rows between with it, and says so', async () => {
  const rows = Array.from({ length: 20 }, (_, at) => row(at + 1));
  rows[10] = `"${rows[10]}`;
  rows[15] = `"${rows[15]}`;
  const content = `\n${header}\n${rows.join('\n')}\n`;
  const found = await read(content);
  expect(found.accepted).toHaveLength(14);
  expect(found.rejects).toEqual(['13 open_quote']);
  expect(found.rejected).toBe(6);
});

test('a quote below the data counts among the rows below it', async () => {
  const content = `${header}\n${row(1)}\nTotal;1\n"${row(2)}\n${row(3)}\n`;
  const skipped = await withSources(
    {
      'grouplift.yaml': yaml(', until: Total'),
      'activities.csv': 'ts,group_id,member_id,kind\n2026-11-02 09:00:00,g,a,link_click\n',
      'orders.csv': content,
    },
    async (_, sources) => sources.find(({ table }) => table === 'conversions')?.skipped,
  );
  expect(skipped).toContainEqual({ rule: 'below until', file: 'orders.csv', count: 3, first_line: 3 });
});

const parts = (random: Random): string => {
  const pick = (choices: readonly string[]) => choices[Math.floor(unit(random) * choices.length)]!;
  const id = Math.floor(unit(random) * 1000);
  return pick([
    row(id),
    row(id, '"a"'),
    row(id, '"a;b"'),
    row(id, '"a\nb"'),
    row(id, 'a"b'),
    row(id, '"a""b"'),
    row(id, '"a"b'),
    row(id, '"a'),
    row(id, ' "a" '),
    `"${row(id)}`,
    `${row(id)}"`,
    row(id).slice(0, 9),
    '',
  ]);
};

test('copied or not, damaged files are read the same', async () => {
  const random = stream(20261130, 'stray quotes');
  for (let world = 0; world < 40; world += 1) {
    const lines = Array.from({ length: 4 + Math.floor(unit(random) * 12) }, () => parts(random));
    const ends = unit(random) < 0.3 ? ['\n', '\r\n'] : ['\n'];
    const content = [header, ...lines]
      .map((line) => line + ends[Math.floor(unit(random) * ends.length)])
      .join('');
    const plain = await read(content);
    const copied = await read(`Orders of November\n${content}`, ', skip_lines: 1', 1);
    expect(copied, JSON.stringify(content)).toEqual(plain);
  }
});

/** Two whole rows, and three that one quote swallows; a quoted value with a line break and doubled quotes is whole, too. */
const idRows = ['id,note', 'c1,"a ""b""\nc"', '"c2,x', 'c3,y', 'c4"z,w', 'c5,v'];

const ways: readonly [string, string, string][] = [
  ['as it is', '', ''],
  ['below a blank line', '\n', ''],
  ['below a title', 'title\n', ', skip_lines: 1'],
  ['with cells that are cleaned', '', ', clean: [trim]'],
];

describe.each([',', ';'])('separated by "%s"', (delimiter) => {
  it.each(ways)('%s', async (_, above, declared) => {
    const files = {
      'a.csv': 'ts,group_id,member_id,kind\n2026-11-02 10:00:00,g,m1,link_click\n',
      'c.csv': 'conversion_id,ts,user_id,goal\nc1,2026-11-03 10:00:00,m1,order\n',
      'codes.csv': `${above}${idRows.map((row) => row.replace(',', delimiter)).join('\n')}\n`,
      'grouplift.yaml': `timezone: UTC
inputs:
  activities: a.csv
  conversions: c.csv
  identities: same
  codes: { files: codes.csv, columns: { code: id, group_id: note }${declared} }
rejects: { max_share: 0.7 }
goals: [{ name: order, match: { goal: order }, window_days: 7 }]
`,
    };
    await withSources(files, async (engine, sources) => {
      const codes = await engine.rows(
        'SELECT code, group_id FROM in_codes WHERE problem IS NULL ORDER BY code',
      );
      expect(codes).toEqual([
        { code: 'c1', group_id: 'a "b"\nc' },
        { code: 'c5', group_id: 'v' },
      ]);
      const { rejected, rejects } = sources.find(({ table }) => table === 'codes') ?? {};
      expect(rejected).toBe(3);
      const first_line = above === '' ? 4 : 5;
      expect(rejects).toMatchObject([{ line: first_line }]);
      expect(rejects?.[0]?.expected).toContain(`lines ${first_line} to ${first_line + 2}, 3 rows`);
    });
  });
});
