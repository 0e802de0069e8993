/** Codes as people type them. */
import { afterAll, describe, expect, test } from 'vitest';
import { removeProjects } from '../black_box.js';
import { configuration, credited, type Tried, tried } from './project.js';

afterAll(removeProjects);

/** Orders of strangers, of 10 each, with these codes; the known ones are TEA10 of g-tea and RUN5 of g-run. */
function typed(cells: readonly string[], known = 'TEA10,g-tea\nRUN5,g-run\n', more = ''): Promise<Tried> {
  const orders = cells.map(
    (code, place) => `${place},2026-11-05 10:00:00,x${place},order,10.00,"${code.replaceAll('"', '""')}"`,
  );
  return tried({
    'grouplift.yaml': configuration(['codes'], more),
    'conversions.csv': `conversion_id,ts,user_id,goal,value,code\n${orders.join('\n')}\n`,
    'codes.csv': `code,group_id\n${known}`,
  });
}

const unknown = ({ run }: Tried) => run.rows('SELECT code, conversions FROM {unknown_codes} ORDER BY code');

describe.each([
  ['as they are', 'TEA10'],
  ['in lower case', 'tea10'],
  ['with a blank behind', 'TEA10 '],
  ['in full width', 'ＴＥＡ１０'],
  ['in full width and lower case', 'ｔｅａ10'],
  ['with an apostrophe', "'TEA10"],
  ['with a comma behind', 'TEA10,'],
])('a code %s', (_, code) => {
  test('earns', async () => {
    const found = await typed([code]);
    expect(await credited(found)).toEqual({ 'g-tea': [1, 10] });
    expect(await unknown(found)).toEqual([]);
  });
});

test.each([
  'TEA10, RUN5',
  'TEA10;RUN5',
  'run5、tea10',
  'TEA10|RUN5',
  'TEA10，RUN5',
  'RUN5 TEA10',
  'RUN5;;TEA10',
])('two codes in one cell (%s): one touch each, shared alike by the linear model', async (cell) => {
  const found = await typed([cell]);
  expect(await credited(found, 'linear')).toEqual({ 'g-tea': [0.5, 5], 'g-run': [0.5, 5] });
  // At one instant the order is that of the codes: TEA10 comes after RUN5.
  expect(await credited(found)).toEqual({ 'g-tea': [1, 10] });
  expect(await found.run.rows('SELECT DISTINCT difference FROM {reconciliation}')).toEqual([
    { difference: 0 },
  ]);
});

test('two codes that override share all of it, and learned models count the order once', async () => {
  const models = 'attribution: { models: [linear, markov, shapley], code: override }';
  const found = await tried({
    'grouplift.yaml': configuration(['codes']).replace(/attribution: .*/, models),
    'conversions.csv':
      'conversion_id,ts,user_id,goal,value,code\n1001,2026-11-05 10:00:00,u3,order,100.00,"TEA10,RUN5"\n1002,2026-11-05 10:00:00,u2,order,100.00,\n',
    'codes.csv': 'code,group_id\nTEA10,g-tea\nRUN5,g-run\n',
  });
  // 1001 is shared by both groups, 1002 is the click's in g-run.
  expect(await credited(found, 'linear')).toEqual({ 'g-tea': [0.5, 50], 'g-run': [1.5, 150] });
  const totals = await found.run.rows(
    'SELECT model, sum(conversions) AS conversions FROM {group_credit} GROUP BY model ORDER BY model',
  );
  expect(totals).toEqual(['linear', 'markov', 'shapley'].map((model) => ({ model, conversions: 2 })));
});

test('a whole cell that is a known code is not taken apart', async () => {
  const found = await typed(
    ['A/B', 'a/b', 'SUMMER SALE'],
    'A,g-tea\nB,g-tea\nA/B,g-run\nSummer Sale,g-run\n',
  );
  expect(await credited(found)).toEqual({ 'g-run': [3, 30] });
});

test('parts that nobody knows are listed, each with its conversions', async () => {
  const found = await typed(['TEA10, XMAS', 'XMAS', 'TAE10', 'RUN', 'RUN6']);
  expect(await credited(found)).toEqual({ 'g-tea': [1, 10] });
  expect(await unknown(found)).toEqual([
    { code: 'RUN', conversions: 1 },
    { code: 'RUN6', conversions: 1 },
    { code: 'TAE10', conversions: 1 },
    { code: 'XMAS', conversions: 2 },
  ]);
  expect(found.check.said).toMatch(
    /3 unknown codes are one character away from a known one: RUN \(1\) for RUN5, RUN6 \(1\) for RUN5, TAE10 \(1\) for TEA10\./,
  );
});

test('known codes that differ by case alone: the one as written, else the first, and it is said', async () => {
  const found = await typed(['tea10', 'TEA10', 'Tea10'], 'TEA10,g-tea\ntea10,g-run\n');
  expect(await credited(found)).toEqual({ 'g-run': [1, 10], 'g-tea': [2, 20] });
  expect(found.check.said).toMatch(/inputs\.codes: codes differ only in case or width: TEA10 and tea10\./);
});

test('a code that is known and not valid then earns nothing', async () => {
  const found = await tried({
    'grouplift.yaml': configuration(['codes']),
    'conversions.csv':
      'conversion_id,ts,user_id,goal,value,code\n1,2026-11-05 10:00:00,x,order,10.00,"tea10,run5"\n',
    'codes.csv': 'code,group_id,valid_to\nTEA10,g-tea,2026-11-04\nRUN5,g-run,\n',
  });
  expect(await credited(found)).toEqual({ 'g-run': [1, 10] });
});

test('a known code outside of its times earns nothing, and is counted', async () => {
  const found = await tried({
    'grouplift.yaml': configuration(['codes']),
    'conversions.csv': `conversion_id,ts,user_id,goal,value,code
1,2026-11-05 10:00:00,x1,order,10.00,TEA10
2,2026-11-06 10:00:00,x2,order,10.00,tea10
3,2026-11-07 10:00:00,x3,order,10.00,"TEA10, RUN5"
`,
    'codes.csv': `code,group_id,valid_from,valid_to
TEA10,g-tea,2026-11-01 00:00:00,2026-11-06 00:00:00
RUN5,g-run,,
`,
  });
  expect(await credited(found)).toEqual({ 'g-tea': [1, 10], 'g-run': [1, 10] });
  const words =
    'inputs.codes: 2 uses of codes lie outside of the times in which the code is valid, and are not credited by code: TEA10 (2).';
  expect(found.check.said).toContain(words);
  expect(found.run.stderr).toContain(words);
});
