/** Sheets of workbooks as inputs: which sheet, which row names the columns, what a cell is worth. Serials are worked out by hand. */
import { describe, expect, test } from 'vitest';
import { numberText, shownBy } from '../../src/sources/xlsx/cell_text.js';
import { findHeader, wantedNames } from '../../src/sources/xlsx/header_row.js';
import { tallCells } from '../../src/sources/xlsx/merged_cells.js';
import { refusalOf, withSources } from './loaded.js';
import { formula, styled, type TestSheet, workbook, zipped } from './workbooks.js';

const yaml = (orders: string) => `timezone: Asia/Shanghai
currency: CNY
inputs:
  activities: activities.csv
  conversions: ${orders}
  identities: same
goals:
  - { name: order, match: { goal: order }, window_days: 30, value: true }
`;
const activities = 'ts,group_id,member_id,kind\n2026-11-02T09:00:00+08:00,g1,u1,link_click\n';
const columns =
  'columns: { conversion_id: 订单编号, ts: 下单时间, user_id: 买家, goal: 类型, value: 实付金额 }';
const names = ['订单编号', '下单时间', '买家', '类型', '实付金额'];

const project = (sheets: readonly TestSheet[] | Buffer, more = '', options = {}) => ({
  'grouplift.yaml': yaml(`{ files: orders.xlsx, ${columns}${more} }`),
  'activities.csv': activities,
  'orders.xlsx': Buffer.isBuffer(sheets) ? sheets : workbook(sheets, options),
});

const conversions = async (files: Parameters<typeof withSources>[0]) =>
  withSources(files, async (engine, sources) => ({
    rows: await engine.rows(
      'SELECT conversion_id, ts_us, user_id, value_minor FROM in_conversions WHERE problem IS NULL ORDER BY conversion_id, value_minor DESC NULLS LAST',
    ),
    source: sources.find(({ table }) => table === 'conversions'),
  }));

const us = (text: string) => Date.parse(text) * 1000;

describe('an order export with titles, states and a total', () => {
  const rows = [
    ['订单导出'],
    ['导出时间：2026-11-09 10:00'],
    [],
    names,
    // 46328 days after 30 December 1899 is 2 November 2026; .75 of a day is 18:00
    ['1001', styled(2, 46328.75), 'u1', 'order', styled(5, 88.799999999999997)],
    [styled(3, 42), '2026/11/3 7:05', 'u2', 'order', '¥1,234.50'],
    [null, null, null, null, null],
    [1003, styled(1, 46330), 'u3', 'order', formula('1+1', '2')],
    ['合计', null, null, null, 1325.3],
  ];

  test('every row is read, with its time, id and money', async () => {
    const { rows: found, source } = await conversions(project([{ name: '订单', rows }]));
    expect(found).toEqual([
      { conversion_id: '00042', ts_us: us('2026-11-03T07:05:00+08:00'), user_id: 'u2', value_minor: 123450 },
      { conversion_id: '1001', ts_us: us('2026-11-02T18:00:00+08:00'), user_id: 'u1', value_minor: 8880 },
      { conversion_id: '1003', ts_us: us('2026-11-04T00:00:00+08:00'), user_id: 'u3', value_minor: 200 },
    ]);
    expect(source?.skipped.map(({ rule, count, first_line }) => ({ rule, count, first_line }))).toEqual([
      { rule: 'total row', count: 1, first_line: 9 },
    ]);
    expect(source?.files[0]?.name).toBe('orders.xlsx, sheet "订单"');
  });

  test('a rejected row is named by its number in the sheet, below cells of several lines too', async () => {
    const bad = [
      names,
      ['1\n1', '2026-11-02 09:00', 'u1', 'order', 1],
      [],
      ['2', 'yesterday', 'u1', 'order', 1],
      ['3', '2026-11-02 09:00', 'u1', 'order', 'free'],
    ];
    const { source } = await conversions(project([{ name: 'S', rows: bad }]));
    expect(source?.rejects.map(({ file, line, column }) => ({ file, line, column }))).toEqual([
      { file: 'orders.xlsx, sheet "S"', line: 4, column: '下单时间' },
      { file: 'orders.xlsx, sheet "S"', line: 5, column: '实付金额' },
    ]);
  });

  test('days may be counted from 1904', async () => {
    // 2 November 2026 is 1462 days less: 44866
    const sheet = { name: 'S', rows: [names, ['1', styled(1, 44866), 'u1', 'order', 1]] };
    const { rows: found } = await conversions(project([sheet], '', { date1904: true }));
    expect(found[0]?.ts_us).toBe(us('2026-11-02T00:00:00+08:00'));
  });
});

describe('which sheet', () => {
  const one = (id: string) => [names, [id, '2026-11-02 09:00', 'u1', 'order', 1]];
  const two = [
    { name: '统计信息', rows: [['总数'], [2]] },
    { name: '10月', rows: one('a') },
    { name: '11月', rows: one('b') },
  ];

  test.each([
    [', sheet: 11月', 'b'],
    [', sheet: 2', 'a'],
  ])('%s', async (more, id) => {
    const { rows: found } = await conversions(project(two, more));
    expect(found.map(({ conversion_id }) => conversion_id)).toEqual([id]);
  });

  test('the only one with the columns needs no name, hidden ones are not looked at', async () => {
    const hidden = two.map((sheet) => (sheet.name === '11月' ? { ...sheet, state: 'hidden' } : sheet));
    const { rows: found } = await conversions(project(hidden));
    expect(found.map(({ conversion_id }) => conversion_id)).toEqual(['a']);
  });

  test('of two that fit none is chosen', async () => {
    const { code, text } = await refusalOf(project(two));
    expect(code).toBe(2);
    expect(text).toContain('2 sheets with these columns: "10月" (2), "11月" (3)');
  });

  test('a missing one is refused with a list of the existing ones', async () => {
    const { code, text } = await refusalOf(project(two, ', sheet: 12月'));
    expect(code).toBe(2);
    expect(text).toContain('no sheet "12月"; its sheets are "统计信息" (1), "10月" (2), "11月" (3)');
  });
});

describe('what is refused', () => {
  const good = [names, ['1', '2026-11-02 09:00', 'u1', 'order', 1]];
  const whole = workbook([{ name: 'S', rows: good }]);
  const ole = (stream: string) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from(stream, 'utf16le'),
    ]);

  test.each([
    [
      'an id of 16 digits',
      workbook([{ name: 'S', rows: [names, ['x', '2026-11-02 09:00', 1234567890123450, 'order', 1]] }]),
      'sheet "S", row 2, column "买家": found 1234567890123450, a number of more than 15 digits',
    ],
    ...(
      [
        '1.2345678901234568E+17',
        '1.234567890123457e+17',
        '123456789012345678',
        '1.23456789012345E15',
      ] as const
    ).map((written): [string, Buffer, string] => [
      `an id of more than 15 digits, written ${written}`,
      workbook([{ name: 'S', rows: [names, ['x', '2026-11-02 09:00', styled(0, written), 'order', 1]] }]),
      `, a number of more than 15 digits; spreadsheets keep only 15`,
    ]),
    [
      'a formula that was never computed',
      workbook([{ name: 'S', rows: [names, ['x', '2026-11-02 09:00', 'u', 'order', formula('A1*2')]] }]),
      'row 2, column "实付金额": found a formula without a stored value',
    ],
    ['a file cut short', whole.subarray(0, whole.length - 30), 'is not a complete workbook'],
    ['a sheet cut short', zipped({ '_rels/.rels': '<Relationships' }), 'is not a complete workbook'],
    ['an archive of something else', zipped({ 'a.txt': 'a' }), 'a zip archive without a workbook'],
    ['an OpenDocument file', zipped({ 'content.xml': '<a/>' }), 'an OpenDocument file (.ods)'],
    ['an old workbook', ole('Workbook'), 'a workbook in the old format (.xls)'],
    ['a workbook protected by a password', ole('EncryptedPackage'), 'a workbook protected by a password'],
  ])('%s', async (_, bytes, said) => {
    const { code, text } = await refusalOf(project(bytes));
    expect(text).toContain(said);
    expect(code).toBe(3);
  });
});

describe('the currency that a number format shows', () => {
  // style 5 is "¥"#,##0.00, style 6 [$$-409]#,##0.00
  const sheet = (style: number, value: number): TestSheet => ({
    name: 'S',
    rows: [names, ['x', '2026-11-02 09:00', 'u1', 'order', styled(style, value)]],
  });

  test('is that of the project: the amount counts', async () => {
    expect((await conversions(project([sheet(5, 88.8)]))).rows).toMatchObject([{ value_minor: 8880 }]);
  });

  test('is another one: the amount is a reject, as `$12.50` in a CSV file is', async () => {
    const { rows, source } = await conversions(project([sheet(6, 12.5)]));
    expect(rows).toEqual([]);
    expect(source?.rejects).toMatchObject([{ line: 2, found: '$ 12.5', expected: 'an amount in CNY' }]);
  });

  test('is left out by the transform `amount`', async () => {
    const files = project([sheet(6, 12.5)]);
    const yaml = files['grouplift.yaml'].replace(
      'value: 实付金额',
      'value: { column: 实付金额, transform: amount }',
    );
    const { rows } = await conversions({ ...files, 'grouplift.yaml': yaml });
    expect(rows).toMatchObject([{ value_minor: 1250 }]);
  });

  test.each([
    ['[$€-407] #,##0.00', '€'],
    ['#,##0.00\\ [$€-407]', '€'],
    ['_ [$¥-804]* #,##0.00_ ;_ [$¥-804]* -#,##0.00_ ', '¥'],
    ['\\$#,##0.00;[Red]\\-\\$#,##0.00', '$'],
    ['_("$"* #,##0.00_)', '$'],
    ['[$HK$-C04]#,##0.00', 'HK$'],
    ['[$USD] 0.00', 'USD'],
    ['0.00"元"', '元'],
  ])('%s shows %s', (code, currency) => expect(shownBy(164, code)).toEqual({ currency }));

  test.each(['0.00" PCS"', '[Red]0.00', '[$-804]0.00', '#,##0.00 [$lei-418]', '"NET "0.00'])(
    '%s shows none that is known',
    (code) => expect(shownBy(164, code)).toBe('number'),
  );

  test('of a built-in format is that of the reader, not of the workbook', () => {
    expect(shownBy(44, '_("$"* #,##0.00_)')).toBe('number');
  });
});

describe('numbers', () => {
  test.each([
    ['yyyy-mm-dd', 'date'],
    ['m/d/yy h:mm', 'date and time'],
    ['[$-804]yyyy"年"m"月"d"日"', 'date'],
    ['[h]:mm:ss', 'time'],
    ['mm:ss', 'time'],
    ['"days" 0.00', 'number'],
    ['[Red]-#,##0.00', 'number'],
    ['General', 'number'],
    ['0.00E+00', 'number'],
    ['@', 'number'],
  ])('the format %s shows a %s', (code, shown) => expect(shownBy(200, code)).toBe(shown));

  test.each([
    ['0.30000000000000004', '0.3'],
    ['1.0E-7', '0.0000001'],
    ['1.23E+5', '123000'],
    ['123456789012345', '123456789012345'],
    ['-5.5', '-5.5'],
  ])('%s is %s', (written, text) => expect(numberText(written, 'number', 1900)).toBe(text));

  test.each([
    // serial 1 is 1 January 1900, 61 is 1 March 1900: a 29 February stands between them that never was
    [1, '1900-01-01'],
    [61, '1900-03-01'],
    [46328, '2026-11-02'],
    [46328.5, '2026-11-02 12:00:00'],
  ])('day %s is %s', (days, text) => expect(numberText(String(days), 'date', 1900)).toBe(text));
});

test('names in two rows under merged cells are joined', () => {
  const rows = [
    { row: 1, cells: ['十月订单'], faults: [] },
    { row: 2, cells: ['订单编号', '金额', '', '时间', ''], faults: [] },
    { row: 3, cells: ['', '应付', '实付', '开始', '结束'], faults: [] },
    { row: 4, cells: ['1', '2', '3', '4', '5'], faults: [] },
  ];
  expect(findHeader(rows, wantedNames(['订单编号', '实付', '开始']))).toMatchObject({
    row: 3,
    names: ['订单编号', '应付', '实付', '开始', '结束'],
    score: 3,
  });
});

describe('a cell that reaches over several rows', () => {
  const at = styled(2, 46328.75);
  const rows = [
    ['订单导出'],
    names,
    ['1001', at, 'u1', 'order', 10],
    [null, null, null, 'order', 5],
    ['1002', at, 'u2', 'order', 7],
    [null, null, null, null, null],
    [null, null, null, 'order', null],
    ['1003', at, null, 'order', 1],
  ];
  const merged = ['A1:E1', 'A3:A4', 'B3:B4', 'C3:C4', 'A5:A7', 'B5:B7', 'C5:C7', 'E5:E7', 'D3:D3'];

  test('is in each of them; an amount in one is that of all of them together', async () => {
    const { rows: found } = await conversions(project([{ name: 'S', rows, merged }], ', on_conflict: sum'));
    const ts_us = us('2026-11-02T10:00:00Z');
    expect(found).toEqual([
      { conversion_id: '1001', ts_us, user_id: 'u1', value_minor: 1000 },
      { conversion_id: '1001', ts_us, user_id: 'u1', value_minor: 500 },
      { conversion_id: '1002', ts_us, user_id: 'u2', value_minor: 700 },
      { conversion_id: '1002', ts_us, user_id: 'u2', value_minor: null },
      { conversion_id: '1003', ts_us, user_id: null, value_minor: 100 },
    ]);
  });

  test('is found behind the rows wherever the bytes are cut', async () => {
    const xml = `<x:worksheet><x:sheetData>${'<x:row/>'.repeat(9)}</x:sheetData><x:mergeCells><x:mergeCell ref="B2:C9"/><x:mergeCell count="2" ref="A4:A5"/><x:mergeCell ref="D1:F1"/></x:mergeCells></x:worksheet>`;
    for (let size = 1; size < xml.length; size += 1) {
      const read = async function* () {
        for (let place = 0; place < xml.length; place += size)
          yield Buffer.from(xml.slice(place, place + size));
      };
      const sheet = { name: 'S', number: 1, isHidden: false, part: 'a' };
      expect(await tallCells({ zip: { read } }, sheet)).toEqual([
        { column: 1, first: 2, last: 9 },
        { column: 0, first: 4, last: 5 },
      ]);
    }
  });
});

describe('failed or repeated values in a workbook are neither ids nor amounts', () => {
  const failed = (text: string) => ({ attributes: 't="e"', content: `<v>${text}</v>` });

  test.each(['#N/A', '#VALUE!', '#REF!', '#NAME?', '#DIV/0!', '#NUM!', '#NULL!'])(
    '%s is nobody as a user',
    async (word) => {
      const { rows, source } = await conversions(
        project([{ name: 'S', rows: [names, ['1001', styled(2, 46328.75), failed(word), 'order', 10]] }]),
      );
      expect(rows).toEqual([
        { conversion_id: '1001', ts_us: us('2026-11-02T10:00:00Z'), user_id: null, value_minor: 1000 },
      ]);
      expect(source?.no_ids).toEqual([{ column: 'user_id', word, rows: 1 }]);
    },
  );

  test('a group that a formula did not find is a reject', async () => {
    const files = {
      ...project([{ name: 'S', rows: [names, ['1001', styled(2, 46328.75), 'u1', 'order', 10]] }]),
      'activities.csv': `${activities}2026-11-02T09:00:00+08:00,#REF!,u1,link_click\n`,
    };
    await withSources(files, async (_, sources) => {
      const { rejects = [] } = sources.find(({ table }) => table === 'activities') ?? {};
      expect(rejects.map(({ line, found, expected }) => [line, found, expected])).toEqual([
        [3, '#REF!', 'an id (a spreadsheet formula failed here)'],
      ]);
    });
  });

  test('a needed column that appears twice leads to a question; its letter identifies one of them', async () => {
    const twice = [
      {
        name: 'S',
        rows: [
          [...names, '实付金额'],
          ['1001', styled(2, 46328.75), 'u1', 'order', 10, 99],
        ],
      },
    ];
    const { code, text } = await refusalOf(project(twice));
    expect(code).toBe(3);
    expect(text).toContain('the column "实付金额" appears twice, as E and as F.');
    const files = project(twice);
    const mapped = files['grouplift.yaml'].replace('value: 实付金额', 'value: "实付金额 (column F)"');
    const { rows } = await conversions({ ...files, 'grouplift.yaml': mapped });
    expect(rows[0]?.value_minor).toBe(9900);
  });
});
