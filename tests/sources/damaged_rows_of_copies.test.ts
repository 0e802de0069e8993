/** A quote that swallows rows is as bad where the rows are read from a prepared copy (skip_lines, clean, blank lines above the header). */
import { describe, expect, it } from 'vitest';
import { withSources } from './loaded.js';

/** Two whole rows, and three that one quote swallows; a quoted value with a line break and doubled quotes is whole, too. */
const rows = ['id,note', 'c1,"a ""b""\nc"', '"c2,x', 'c3,y', 'c4"z,w', 'c5,v'];

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
      'codes.csv': `${above}${rows.map((row) => row.replace(',', delimiter)).join('\n')}\n`,
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
