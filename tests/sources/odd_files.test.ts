/** Files as programs leave them: a line for spreadsheets, blank lines, names of tables before names of columns, names that stand twice; and files that are no table. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { refusalOf, withSources } from './loaded.js';

const yaml = (file: string, keys = '') => `timezone: UTC
currency: EUR
rejects: { max_share: 0 }
inputs:
  activities: activities.csv
  conversions: { files: ${file}${keys} }
  identities: same
goals: [{ name: order, match: { goal: order }, window_days: 30, value: true }]
`;

const header = 'conversion_id;ts;user_id;goal;value';
const rows = ['1;2026-11-02 10:00:00;a;order;12.50', '2;2026-11-03 10:00:00;b;order;7'];
const table = (...lines: readonly string[]) => `${lines.join('\n')}\n`;

const project = (content: string | Uint8Array, file = 'orders.csv', keys = '') => ({
  'grouplift.yaml': yaml(file, keys),
  'activities.csv': 'ts,group_id,member_id,kind\n2026-11-02 09:00:00,g,a,link_click\n',
  [file]: content,
});

/** The accepted conversions, and what the rules leave out. */
const read = (content: string | Uint8Array, file?: string, keys?: string) =>
  withSources(project(content, file, keys), async (engine, sources) => {
    const found = await engine.rows(
      'SELECT conversion_id, user_id, value_minor FROM in_conversions WHERE problem IS NULL ORDER BY 1',
    );
    const source = sources.find(({ table }) => table === 'conversions');
    return {
      rows: found.map((row) => Object.values(row).join(' ')),
      skipped: (source?.skipped ?? []).map(({ rule, first_line }) => [rule, first_line]),
    };
  });

const both = { rows: ['1 a 1250', '2 b 700'], skipped: [] };

describe('a table', () => {
  test.each([
    ['below the delimiter for a spreadsheet', table('sep=;', header, ...rows)],
    ['below that, quoted, and a byte order mark', `\ufeff${table('"sep=;"', header, ...rows)}`],
    ['below blank lines', table('', '  ', header, ...rows)],
    ['with the name of a Hive table', table(header.replaceAll(/\w+/g, 'orders.$&'), ...rows)],
    [
      'with a column twice that is not read',
      table(`${header};note;note`, ...rows.map((row) => `${row};x;y`)),
    ],
  ])('%s is read', async (_, content) => {
    expect(await read(content)).toEqual(both);
  });

  test('below a spreadsheet line keeps the numbers of its lines', async () => {
    const slip = project(table('sep=;', '', header, ...rows, 'x;soon;a;order;1'));
    await withSources(slip, async (_, sources) => {
      const source = sources.find(({ table }) => table === 'conversions');
      expect(source?.rejects).toMatchObject([{ line: 6, found: 'soon' }]);
    });
    const found = await read(table('sep=;', header, ...rows, header.toUpperCase()));
    expect(found).toEqual({ ...both, skipped: [['repeated header', 5]] });
  });

  test('with a column twice that is read is refused until one of them is named', async () => {
    const twice = table(`${header};value`, ...rows.map((row) => `${row};1`), `${header};value`);
    const { code, text } = await refusalOf(project(twice));
    expect([code, text.split('\n')[0]]).toEqual([
      3,
      'inputs.conversions: the columns "value (column 5)" and "value (column 6)" both read as "value".',
    ]);
    const named = await read(twice, 'orders.csv', ', columns: { value: value (column 6) }');
    expect(named).toEqual({ rows: ['1 a 100', '2 b 100'], skipped: [['repeated header', 4]] });
  });

  test('with the character that old programs end a file with is read', async () => {
    expect(await read(`${table(header, ...rows)}\u001a`)).toEqual({ ...both, skipped: [['blank', 4]] });
  });
});

describe('no table, each with what it is', () => {
  const tar = Buffer.alloc(1536);
  tar.write('orders.csv', 0);
  tar.write('ustar', 257);
  tar.write(table(header, ...rows), 512);
  const nul = table(header, ...rows).replace('b;', '\u0000b;');

  const twice = '{"conversion_id":"c","ts":1,"ts":2,"user_id":"a","goal":"order","value":1}\n';

  test.each<[string, string, string | Uint8Array, RegExp]>([
    [
      'a web page',
      'orders.xls',
      '\n<html><table><tr><td>conversion_id</td></tr></table></html>',
      /is a web page/,
    ],
    [
      'a workbook in XML',
      'orders.xml',
      '<?xml version="1.0"?>\n<Workbook></Workbook>',
      /is a workbook in XML/,
    ],
    ['a tar archive', 'orders.csv', tar, /is a tar archive/],
    ['a packed tar archive', 'orders.csv.gz', gzipSync(tar), /is a tar archive/],
    ['a PDF', 'orders.csv', '%PDF-1.7\n', /is a PDF/],
    ['text with a NUL', 'orders.csv', nul, /the first NUL is in line 3/],
    ['rows without a header', 'orders.csv', table(...rows), /seems to be a row, not the names/],
    [
      'a list inside an object',
      'orders.json',
      '{"RECORDS": [{"conversion_id": 1}]}',
      /export that list alone/,
    ],
    ['a key twice', 'orders.ndjson', twice, /line 1: .+two values under one key/],
  ])('%s', async (_, file, content, said) => {
    const { code, text } = await refusalOf(project(content, file));
    expect(code).toBe(3);
    expect(text).toMatch(said);
    expect(text).not.toMatch(/skip_lines|Error/);
  });
});

test.each(['', ', encoding: iso-2022-jp'])(
  'ISO-2022-JP, nearly every cell and column name in Japanese%s',
  async (keys) => {
    // 番号;日時;客;種類;金額 and 1;2026-11-02 10:00:00;山田;注文;12.50, as Python encodes them
    const lines = [
      '1b2442485639661b28423b1b2442467c3b7e1b28423b1b244235521b28423b1b24423c6f4e601b28423b1b24423662335b1b2842',
      '313b323032362d31312d30322031303a30303a30303b1b24423b3345441b28423b1b2442436d4a381b28423b31322e3530',
    ];
    const content = Buffer.from(lines.join('0a'), 'hex');
    const columns =
      ', columns: { conversion_id: 番号, ts: 日時, user_id: 客, goal: 種類, value: 金額 }, values: { goal: { 注文: order } }';
    expect(await read(content, 'orders.csv', columns + keys)).toEqual({
      rows: ['1 山田 1250'],
      skipped: [],
    });
  },
);

test('a JSON object where an amount or a time is expected is said to be one', async () => {
  const row = { conversion_id: 'c', ts: '2026-11-02 10:00:00', user_id: 'a', goal: 'order' };
  const lines = [
    { ...row, value: { amount: 1 } },
    { ...row, ts: { $date: '2026-11-02T10:00:00Z' }, value: 1 },
  ];
  const files = project(lines.map((line) => JSON.stringify(line)).join('\n'), 'orders.ndjson');
  await withSources(files, async (_, sources) => {
    const source = sources.find(({ table }) => table === 'conversions');
    expect(source?.rejects.map(({ column, reason }) => [column, reason])).toEqual([
      ['value', 'nested'],
      ['ts', 'nested'],
    ]);
  });
});
