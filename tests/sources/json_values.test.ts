/** JSON of every layout: all objects come in, with all of their keys; what is no object is refused where it stands. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jsonLayout } from '../../src/sources/json_layout.js';
import { refusalOf, withSources } from './loaded.js';

const project = (conversions: string | Uint8Array, name = 'orders.json') => ({
  'activities.csv': 'ts,group_id,kind,member_id\n2026-11-01 09:00:00,g1,link_click,m1\n',
  'ids.csv': 'member_id,user_id\nm1,u1\n',
  [name]: conversions,
  'grouplift.yaml': `timezone: Asia/Shanghai
currency: CNY
inputs: { activities: activities.csv, conversions: ${name}, identities: ids.csv }
goals:
  - { name: order, match: { goal: order }, window_days: 30, value: true }
`,
});

/** Ids and values that came in, in the order of the file. */
const read = (conversions: string | Uint8Array, name?: string) =>
  withSources(project(conversions, name), (engine) =>
    engine.rows(
      'SELECT conversion_id AS id, value_minor AS minor FROM in_conversions ORDER BY conversion_id',
    ),
  );

const order = (id: string, value: string | undefined) => ({
  ...{ conversion_id: id, ts: '2026-11-02 10:00:00', user_id: 'u1', goal: 'order' },
  ...(value === undefined ? {} : { value }),
});

it('a key without a character is no column', async () => {
  const lines = [order('a', '1.50'), { '': 'x', ...order('b', '2.25') }].map((one) => JSON.stringify(one));
  expect(await read(lines.join('\n'))).toEqual([
    { id: 'a', minor: 150 },
    { id: 'b', minor: 225 },
  ]);
});

const orders = [order('a"]}', '1.50'), order('b\\', '2.25'), order('c', '3.00')] as const;
const [first, ...others] = orders;
const wanted = [
  { id: 'a"]}', minor: 150 },
  { id: 'b\\', minor: 225 },
  { id: 'c', minor: 300 },
];

describe('objects', () => {
  const plain = orders.map((one) => JSON.stringify(one));
  const pretty = orders.map((one) => JSON.stringify(one, null, 2));
  it.each<[string, string | Uint8Array]>([
    ['one a line', plain.join('\n')],
    ['one a line, with a mark, blank lines and CRLF', `\ufeff${plain.join('\r\n\r\n')}\r\n`],
    ['in one array', JSON.stringify(orders)],
    ['in one array over many lines, with a mark', `\ufeff${JSON.stringify(orders, null, 2)}`],
    ['over many lines', pretty.join('\n')],
    ['first on one line, then over many', `${plain[0]}\n${pretty.slice(1).join('\n')}`],
    ['glued', plain.join('')],
    ['between commas', plain.join(',\n')],
    ['after record separators', plain.map((one) => `\x1e${one}\n`).join('')],
    ['in an array a page', orders.map((one) => JSON.stringify([one])).join('\n')],
    ['in an array a page over many lines', orders.map((one) => JSON.stringify([one], null, 1)).join('\n')],
    ['in glued arrays', orders.map((one) => JSON.stringify([one])).join('')],
    ['in an array of pages', JSON.stringify([[first], others])],
    ['in an array and behind it', `${JSON.stringify([first])}\n${plain.slice(1).join('\n')}`],
    ['in UTF-16', Buffer.from(`\ufeff${JSON.stringify(orders)}`, 'utf16le')],
  ])('%s', async (_, text) => {
    expect(await read(text)).toEqual(wanted);
  });

  it('packed, in arrays', async () => {
    expect(await read(gzipSync(JSON.stringify([first]) + JSON.stringify(others)), 'orders.json.gz')).toEqual(
      wanted,
    );
  });

  const late = [...Array.from({ length: 25_000 }, (_, no) => order(`o${no}`, undefined)), order('z', '8.80')];
  it.each([
    ['one a line', late.map((one) => JSON.stringify(one)).join('\n')],
    ['in an array', JSON.stringify(late)],
  ])('%s, have the keys that only the last one has', async (_, text) => {
    const rows = await withSources(project(text), (engine) =>
      engine.rows('SELECT count(*) AS rows, sum(value_minor) AS minor FROM in_conversions'),
    );
    expect(rows).toEqual([{ rows: 25_001, minor: 880 }]);
  });
});

describe('refused with the line', () => {
  it.each([
    ['a word before the array', `// export\n${JSON.stringify(orders)}`, 'line 1: found "// export"'],
    ['rows that are lists', '[["a", "b"],\n["c", "d"]]', 'line 1: found "'],
    ['a number among objects', `[${JSON.stringify(first)},\n5]`, 'line 2: found "5]"'],
    [
      'an array that does not close',
      `\n[\n${JSON.stringify(first)},\n`,
      'line 2: the JSON is broken: an array begins there',
    ],
    [
      'an object that does not close',
      `[${JSON.stringify(orders).slice(1, -20)}`,
      'line 1: the JSON is broken: an object begins there',
    ],
    ['a bracket too many', `${JSON.stringify(orders)}\n]`, 'line 2: found "]"'],
  ])('%s', async (_, text, said) => {
    const { code, text: sentence } = await refusalOf(project(text));
    expect([code, sentence]).toEqual([3, expect.stringContaining(said)]);
  });
});

it('only a complete object on the first of several lines shows that there is one per line', () => {
  const layouts = [
    '{"a":1}\n{"a":2}',
    '\n{"a":1}\r\n',
    '{"a":1}',
    '[{"a":1}]\n',
    '{\n"a":1}\n',
    '{"a":1}{"a":2}\n',
    '5\n',
  ];
  expect(layouts.map(jsonLayout)).toEqual(['lines', 'lines', ...layouts.slice(2).map(() => 'anywhere')]);
});
