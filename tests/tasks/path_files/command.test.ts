/** `grouplift paths` as a user runs it: the reference file, odd channels, other columns, bad input. */
import { linkSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, test } from 'vitest';
import { commandIn, type Files, removeProjects, writeProject } from '../../black_box.js';
import { removalEffect } from '../../paths/brute_force.js';
import { hasReference, pathDataFile, reference } from '../../paths/path_data.js';
import type { Said } from '../../warm.js';

afterAll(removeProjects);

function grouplift(folder: string, ...args: readonly string[]): Promise<Said> {
  return commandIn(folder, ['paths', ...args]);
}

function table(text: string): Record<string, Record<string, string>> {
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  return Object.fromEntries(rows.map((row) => [row.channel, row]));
}

const header = 'path,total_conversions,total_conversion_value,total_null\n';

/** Runs the command on one file of these rows. */
function on(rows: string, ...args: readonly string[]): Promise<Said> {
  return grouplift(writeProject({ 'paths.csv': header + rows }), 'paths.csv', ...args);
}

test.skipIf(!hasReference)('the reference file: every column of every channel', async () => {
  const rows = table((await grouplift('/', pathDataFile)).stdout);
  for (const row of reference('heuristic_models.csv')) {
    const ours = rows[String(row.channel_name)];
    for (const column of Object.keys(row).slice(1))
      expect(Math.abs(Number(ours?.[column]) / Number(row[column]) - 1)).toBeLessThan(1e-9);
  }
  for (const row of reference('exact_markov_pathdata.csv').slice(0, 12))
    expect(Number(rows[String(row.channel)]?.markov_removal_effect)).toBeCloseTo(
      Number(row.removal_effect_null_semantics),
      9,
    );
  for (const row of reference('shapley_pathdata.csv'))
    expect(Number(rows[String(row.channel)]?.shapley_conversions)).toBeCloseTo(
      Number(row.shapley_subset_count_closed),
      6,
    );
});

test('position_based, worked by hand', async () => {
  const said = await on('a > b > c > a,10,100,0\na > b,4,0,0\nc,1,1,0\n', '--models', 'position_based');
  expect(said.stdout).toBe('channel,position_conversions,position_value\na,10,80\nb,3,10\nc,2,11\n');
});

const plain = (await on('a > b,2,3.5,1\nb,1,1,4\na > b,1,0.5,0\n')).stdout;

describe('one table, however it is written', () => {
  const files: Files = {
    'gz.csv': gzipSync(`${header}a > b,3,4,1\nb,1,1,4\n`),
    'semicolon.csv': `${header.replaceAll(',', ';')}b;1;1;4\n"a > b";3;4;1\n`,
    'journeys.csv': `journey,total_conversions,total_conversion_value\n${'a > b,1,1,\n'.replace(',\n', '\n').repeat(2)}a > b,1,2\nb,1,1\na > b,0,\n${'b,0,\n'.repeat(4)}`,
    'rows.ndjson':
      '{"path":"a > b","total_conversions":3,"total_conversion_value":4,"total_null":1}\n{"path":"b","total_conversions":1,"total_conversion_value":1,"total_null":4}\n',
    'bars.csv': `${header}a|b,3,4,1\nb,1,1,4\n`,
  };
  const folder = writeProject(files);
  test.each([
    ['gz.csv'],
    ['semicolon.csv'],
    ['rows.ndjson'],
    ['journeys.csv', '--columns', 'path=journey'],
    ['bars.csv', '--separator', '|'],
  ])('%s', async (...args) => {
    expect((await grouplift(folder, ...args)).stdout).toBe(plain);
  });

  test('as JSON and Markdown', async () => {
    const json = JSON.parse((await on('a > b,2,3.5,1\nb,1,1,4\na > b,1,0.5,0\n', '--format', 'json')).stdout);
    expect(json.map((row: { channel: string }) => row.channel)).toEqual(['a', 'b']);
    expect(Object.keys(json[0]).join()).toBe(plain.split('\n')[0]);
    const markdown = (await on('a|b,1,1,0\n', '--format', 'md', '--models', 'shapley')).stdout;
    expect(markdown).toBe('| channel | shapley_conversions |\n| --- | ---: |\n| a\\|b | 1 |\n');
  });

  test('--out writes the same text to a file', async () => {
    const own = writeProject({ 'paths.csv': `${header}a > b,3,4,1\nb,1,1,4\n` });
    expect((await grouplift(own, 'paths.csv', '--out', 'result.csv')).stdout).toBe('');
    expect(readFileSync(join(own, 'result.csv'), 'utf8')).toBe(plain);
  });
});

test('a channel may contain any character', async () => {
  const names = [
    '(start)',
    '(null)',
    'a,b',
    'say "hi"',
    "o'neil",
    '微信群A',
    'x->y',
    ' spaced',
    '__proto__',
    '1e3',
  ];
  const rows = names.map((name, place) => {
    const path = `${name} > ${names[(place + 1) % names.length]}`;
    return `"${path.replaceAll('"', '""')}",${place},0,1\n`;
  });
  const said = await on(rows.join(''), '--models', 'markov,shapley');
  const found = table(said.stdout);
  expect(Object.keys(found).sort()).toEqual(names.map((name) => name.trim()).sort());
  expect(said.stderr).toContain('1 channel had leading or trailing blanks (" spaced"); read without them.');
  expect(said.stderr).toContain('1 channel contains ">" and is kept');
  const paths = names.map((name, place) => ({
    touches: [name, names[(place + 1) % names.length] as string],
    conversions: place,
    value: 0,
    nulls: 1,
  }));
  for (const name of names)
    expect(Number(found[name.trim()]?.markov_removal_effect)).toBeCloseTo(removalEffect(paths, 1, [name]), 9);
});

describe('one channel under several spellings', () => {
  const credit = async (rows: string, ...args: string[]) => {
    const said = await on(rows, '--models', 'linear', ...args);
    expect(said.code).toBe(0);
    return { rows: said.stdout.trim().split('\n').slice(1), notes: said.stderr };
  };
  // a > b: 10 conversions of value 20, half to each; b > a: 4 and 8
  const clean = ['a,7,14', 'b,7,14'];

  test.each([
    ['no blanks around the separator', 'a > b,10,20,3\nb>a,4,8,0\n', '1 channel'],
    ['a blank on one side', 'a > b,8,16,3\na> b,2,4,0\nb >a,4,8,0\n', '2 channels'],
    ['a blank at an end', ' a > b,10,20,3\n"b > a ",2,4,0\nb > a,2,4,0\n', '2 channels'],
    ['two blanks', 'a  >  b,10,20,3\nb > a,4,8,0\n', '2 channels'],
    ['a tab and a blank of full width', '"a\t>\u3000b",10,20,3\nb > a,4,8,0\n', '1 channel'],
    ['full width', 'a > b,10,20,3\nb＞a,4,8,0\n', '1 channel'],
  ])('%s', async (_, rows, count) => {
    const found = await credit(rows);
    expect(found.rows).toEqual(clean);
    expect(found.notes).toContain(
      `paths.csv: ${count} differed from others only in blanks, or were others joined by ">" (`,
    );
  });

  test.each([
    ['marks of no width', '\u200ba > b\u2060,10,20,3\nb > a,4,8,0\n'],
    ['byte order marks inside of a file', 'a > \ufeff\ufeffb,10,20,3\n\ufeffb > a,4,8,0\n'],
  ])('%s are no part of a name', async (_, rows) => {
    // the mark at the beginning says that the file is UTF-8
    const folder = writeProject({ 'paths.csv': `\ufeff${header}${rows}` });
    const said = await grouplift(folder, 'paths.csv', '--models', 'linear');
    expect(said.stdout.trim().split('\n').slice(1)).toEqual(clean);
  });

  test('three rows of three spellings in one path', async () => {
    // a > b > c twice and a>b>c once: 3 conversions, 1 to each
    expect((await credit('a > b > c,2,2,0\na>b>c,1,1,0\nc > b>a,3,3,0\n')).rows).toEqual([
      'a,2,2',
      'b,2,2',
      'c,2,2',
    ]);
  });

  test('with another separator, blanks around it do not belong to a channel', async () => {
    expect((await credit('a | b,10,20,3\nb|a,4,8,0\n', '--separator', '|')).rows).toEqual(clean);
    expect((await credit('a | b,10,20,3\nb|a,4,8,0\n', '--separator', ' | ')).rows).toEqual(clean);
  });

  test('a name whose parts are not known channels stays one channel, with a note', async () => {
    const { rows, notes } = await credit('a > b,10,20,3\na>c,4,8,0\n');
    expect(rows).toEqual(['a,5,10', 'a>c,4,8', 'b,5,10']);
    expect(notes).toContain(
      '1 channel contains ">" and is kept, because not all of its parts are channels in other rows ("a>c")',
    );
    expect((await credit('a>b,10,20,3\nc>d,4,8,0\n')).notes).toContain(
      'no path contains " > ", but some contain ">"',
    );
    expect((await credit('a＞b,10,20,3\nc＞d,4,8,0\n')).notes).toContain('write --separator "＞"');
    expect((await credit('Mail > b,10,20,3\nmail > b,4,8,0\n')).notes).toContain(
      '1 channel differs from others only in case ("mail")',
    );
  });

  test('a clean file has no such note', async () => {
    expect((await credit('a > b,10,20,3\nb > a,4,8,0\n')).notes).toBe('');
  });
});

test('a path of 100,000 touches', async () => {
  const long = Array.from({ length: 100_000 }, (_, place) => (place % 2 === 0 ? 'a' : 'b')).join(' > ');
  const found = table((await on(`${long},1,1,0\nc,1,1,2\n`, '--models', 'linear,markov')).stdout);
  expect(found.a?.linear_touch_conversions).toBe('0.5');
  expect(Number(found.b?.markov_removal_effect)).toBeCloseTo(0.5, 9);
  expect(Number(found.c?.markov_removal_effect)).toBeCloseTo(0.5, 9);
});

test('without conversions there is no removal effect and nothing to credit', async () => {
  const found = table((await on('a > b,0,0,3\n', '--models', 'markov,linear')).stdout);
  expect(found.a).toMatchObject({
    markov_removal_effect: '',
    markov_conversions: '0',
    linear_touch_conversions: '0',
  });
});

describe('what is refused', () => {
  const sentence = /^error: .+\n {2}hint: .+\n$/;
  test.each([
    [
      'a negative count',
      'a,1,1,0\nb,-2,1,0\n',
      /row 2: found "-2" in total_conversions, expected a whole number/,
    ],
    ['half a conversion', 'a,1.5,1,0\n', /row 1: found "1\.5" in total_conversions/],
    ['half a null', 'a,1,1,0.5\n', /row 1: found "0\.5" in total_null/],
    ['a count in words', 'a,two,1,0\n', /row 1: found "two" in total_conversions/],
    ['a negative value', 'a,1,-3,0\n', /row 1: found "-3" in total_conversion_value/],
    ['no count', 'a,,1,0\n', /row 1: found nothing in total_conversions/],
    ['an empty path', 'a,1,1,0\n"",1,1,0\n', /row 2: found nothing in path/],
    ['an empty channel', 'a >  > b,1,1,0\n', /row 1: found "a > {2}> b" in path/],
    ['a channel of a line tabulation', 'a > \u000b > b,1,1,0\n', /row 1: found .* in path/],
    ['a channel of blanks', 'a > \u3000 > b,1,1,0\n', /row 1: found "a > \u3000 > b" in path/],
    ['a row too short', 'a,1\n', /line 2: found "a,1", expected 4 columns/],
    ['no rows', '', /has no rows/],
  ])('%s', async (_, rows, message) => {
    const said = await on(rows);
    expect(said.stderr).toMatch(sentence);
    expect(said.stderr).toMatch(message);
    expect([said.code, said.stdout]).toEqual([3, '']);
  });

  test.each(['NULL', 'A > None ', '\\N > A', 'A > \u3000nan'])(
    'a word for no value is no channel: %s',
    async (path) => {
      const said = await on(`A > NULLABLE,1,1,0\n"${path}",2,5,0\n`);
      expect(said).toMatchObject({ code: 3, stdout: '' });
      expect(said.stderr).toMatch(/row 2: found .* in path, expected .*NULL/);
    },
  );

  test('a zero byte in a channel', async () => {
    const rows = [
      { path: 'b > a', total_conversions: 1 },
      { path: 'a\0c > b', total_conversions: 1 },
    ];
    const said = await grouplift(writeProject({ 'paths.json': JSON.stringify(rows) }), 'paths.json');
    expect(said.stderr).toMatch(/row 2: found .* in path, expected .*zero byte/);
    expect([said.code, said.stdout]).toEqual([3, '']);
  });

  test('a missing column is named, with the one most like it', async () => {
    const folder = writeProject({ 'paths.csv': 'path,total_conversion\na,1\n' });
    const said = await grouplift(folder, 'paths.csv');
    expect(said.stderr).toMatch(/the column "total_conversions" is missing; found path, total_conversion\./);
    expect(said.stderr).toMatch(/--columns total_conversions=total_conversion/);
    expect(said.code).toBe(3);
  });

  test.each([
    ['--order', '5'],
    ['--order', 'first'],
    ['--models', 'markof'],
    ['--format', 'xlsx'],
    ['--columns', 'paths=p'],
    ['--separator', ''],
  ])('%s %s', async (option, value) => {
    const said = await on('a,1,1,0\n', option, value);
    expect(said.stderr).toMatch(sentence);
    expect(said.stderr).toContain(option);
    expect(said.code).toBe(2);
  });

  test('a file that is not there', async () => {
    expect((await grouplift('/', 'nothing.csv')).stderr).toMatch(/"nothing\.csv" does not exist/);
  });

  test('what is there and no file: a pipe, a folder, a link that leads back to itself', async () => {
    const folder = writeProject({ 'dir/x': '' });
    symlinkSync('loop', join(folder, 'loop'));
    expect((await grouplift(folder, 'dir')).stderr).toMatch(/^error: "dir" is a folder, expected a file\./);
    expect((await grouplift(folder, 'loop')).stderr).toMatch(
      /^error: "loop" is a link that points to nothing\./,
    );
    const said = await grouplift(folder, '/dev/null');
    expect(said.stderr).toBe(
      'error: "/dev/null" is a pipe or a device, expected a file.\n  hint: Write what it holds to a file first, and name that one.\n',
    );
    expect(said.code).toBe(3);
  });

  test('a count that cannot be held exactly, with the largest one that can', async () => {
    const said = await on('a > b,9007199254740993,1,1\n');
    expect(said.stderr).toContain(
      'found "9007199254740993" in total_conversions, expected a whole number from 0 to 9007199254740991.',
    );
  });

  test('a result that would replace the file it is made of, whatever that is called', async () => {
    const text = 'path,total_conversions\na > b,3\n';
    const folder = writeProject({ 'p.csv': text });
    symlinkSync('p.csv', join(folder, 'link.csv'));
    linkSync(join(folder, 'p.csv'), join(folder, 'second.csv'));
    for (const out of ['p.csv', './p.csv', 'link.csv', 'second.csv']) {
      const said = await grouplift(folder, 'p.csv', '--out', out);
      expect([said.code, said.stderr]).toEqual([
        2,
        `error: --out: "${out}" is the file that is read.\n  hint: Nothing was written: choose another --out.\n`,
      ]);
    }
    expect(readFileSync(join(folder, 'p.csv'), 'utf8')).toBe(text);
  });
});

test.each([
  [';', 'a;b;c'],
  ['→', 'a → b → c'],
  ['|', 'a | b | c'],
  [',', '"a, b, c"'],
  ['->', 'a->b->c'],
  ['>', 'a>b>c'],
  ['＞', 'a＞b＞c'],
])('paths that %j divides are asked for, not taken for channels', async (separator, path) => {
  const short = path.startsWith('"') ? '"b, c"' : path.slice(path.indexOf('b'));
  const rows = `${path},10,0,0\n${short},5,0,0\n`;
  const asked = await on(rows);
  expect(asked.code).toBe(2);
  expect(asked.stderr).toContain(`write --separator "${separator}"`);
  const said = await on(rows, '--separator', separator, '--models', 'linear');
  expect(Object.keys(table(said.stdout)).map((name) => name.trim())).toEqual(['a', 'b', 'c']);
  expect((await on(rows, '--separator', '@@')).code).toBe(0);
});

test.each([
  ['of JSON', '["a","b"]', '["b"]'],
  ['of a database', '{a,b}', '{b}'],
  ['of Python', "['a', 'b']", "['c']"],
])('paths that are lists %s are refused', async (_, ...paths) => {
  const rows = paths.map((path) => `"${path.replaceAll('"', '""')}",10,0,0\n`).join('');
  const said = await on(rows);
  expect(said.code).toBe(3);
  expect(said.stderr).toContain('every path is a list in brackets');
  expect((await on('(direct),10,0,0\n(none),5,0,0\n')).code).toBe(0);
});

test('names without common parts are channels, and a total row is not', async () => {
  expect((await on('Search; Brand,10,0,0\nMail,5,0,0\n')).code).toBe(0);
  const sum = await on('a > b,10,0,0\nb,5,0,0\nTotal,15,0,0\n');
  expect(sum.code).toBe(3);
  expect(sum.stderr).toContain('the row "Total" has as many conversions (15) as all others together');
  expect((await on('a > b,10,0,0\nTotal,4,0,0\n')).code).toBe(0);
});

describe('headers', () => {
  // by hand: a leads to 1 + 2 = 3 of last touch, b to 2
  const expected = 'channel,last_touch_conversions\na,3\nb,2\n';
  const first = ['--models', 'last_touch'] as const;

  test.each([
    ['path,total_conversions,total_null'],
    ['Path, Total Conversions ,TOTAL-NULL'],
    ['ＰＡＴＨ,totalConversions,Total_Null'],
  ])('are matched without case, blanks and width: %s', async (header) => {
    const rows = `${header}\na > b,2,1\na,1,0\nb > a,2,0\n`;
    const said = await grouplift(writeProject({ 'paths.csv': rows }), 'paths.csv', ...first);
    expect([said.code, said.stdout]).toEqual([0, expected]);
    const named = ['--columns', 'path=PATH', 'total_null=total null'];
    const again = await grouplift(writeProject({ 'paths.csv': rows }), 'paths.csv', ...first, ...named);
    expect([again.code, again.stdout]).toEqual([0, expected]);
  });

  test('that two columns could be are asked for', async () => {
    const rows = 'Path,path_,total_conversions\na,b,1\n';
    const said = await grouplift(writeProject({ 'paths.csv': rows }), 'paths.csv', ...first);
    expect(said.code).toBe(3);
    expect(said.stderr).toContain('the columns "Path" and "path_" both read as "path"');
  });

  test.each([
    ['with points', 'path,total_conversions,total_null', [] as string[]],
    ['in another case', 'PATH,Total_Conversions,total null', []],
    ['and the mark of decimals declared', 'path,total_conversions,total_null', ['--decimal-mark', '.']],
  ])('that stand again among the rows are left out and said, %s', async (_, again, more) => {
    const head = 'path,total_conversions,total_null';
    const rows = `${head}\na > b,2,1\n${again}\na,1,0\n${again}\nb > a,2,0\n`;
    const said = await grouplift(writeProject({ 'paths.csv': rows }), 'paths.csv', ...first, ...more);
    expect([said.code, said.stdout]).toEqual([0, expected]);
    expect(said.stderr).toContain('paths.csv: 2 rows repeat the header; left out.');
  });

  test('that stand again do not change which row is named', async () => {
    const rows = 'path,total_conversions\na,2\npath,total_conversions\nb,x\n';
    const said = await grouplift(writeProject({ 'paths.csv': rows }), 'paths.csv', ...first);
    expect(said.code).toBe(3);
    expect(said.stderr).toContain('row 3: found "x" in total_conversions');
  });
});
