/** What the stages rely on means the same on both engines: every function of the preludes, and every row of the portability table. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Row } from '../../src/engines/engine.js';
import { openEngine } from '../../src/engines/open.js';
import { removeSettings, sparkSettings } from './settings.js';

const scratch = mkdtempSync(join(tmpdir(), 'conformance-'));
const engines: Engine[] = [];

beforeAll(async () => {
  Object.assign(process.env, sparkSettings().env);
  for (const kind of ['duckdb', 'spark'] as const) {
    const folder = join(scratch, kind);
    const engine = await openEngine(
      { kind, master: 'local[2]', conf: {}, warehouse: null },
      { scratch: folder, stages: join(folder, 'stages'), finished: 'drop', memory: '500MB', threads: 1 },
    );
    engines.push(engine);
    await engine.put('numbered', { k: 'BIGINT', v: 'DOUBLE', t: 'VARCHAR', part: 'BIGINT' }, numbered);
    // A stage of its own, so that Spark does not leave the answers to DuckDB.
    await engine.make('sample', 'SELECT k, v, t, part FROM numbered');
  }
});

afterAll(() => {
  for (const engine of engines) engine.close();
  rmSync(scratch, { recursive: true, force: true });
  removeSettings();
});

const numbered: Row[] = [
  { k: 1, v: 0.1, t: 'b', part: 1 },
  { k: 2, v: null, t: '群', part: 1 },
  { k: 3, v: 2.5, t: null, part: 1 },
  { k: -4, v: -2.5, t: '😀', part: 2 },
  { k: 5, v: 1e15, t: 'B', part: 2 },
  { k: 6, v: 0.1, t: 'é', part: null },
];

/** The rows of a SELECT on both engines. */
async function onBoth(select: string): Promise<[Row[], Row[]]> {
  const [duckdb, spark] = engines;
  if (duckdb === undefined || spark === undefined) throw new Error('the engines are not open');
  return [await duckdb.rows(select), await spark.rows(select)];
}

const [shanghai, newYork, lordHowe] = ["'Asia/Shanghai'", "'America/New_York'", "'Australia/Lord_Howe'"];
/** Around both changes of the clocks, before 1970, far ahead. */
const instants = [
  -1, 0, 1, 951827696789012, 1710054000000000, 1730613600000000, 1743868800000000, 4102444799999999,
];

/** Ids with marks around them, as SQL. */
const wrappings = [
  '="00123"',
  '=00123"',
  "'0012",
  '`1`',
  '"u1"',
  " ' u 1 ' ",
  '“a”',
  "'",
  '=',
  '＝＂１＂',
].map((text) => `'${text.replaceAll("'", "''")}'`);

/** Expressions over the columns of `sample`, by the function of the prelude that they try. */
const functions: Readonly<Record<string, readonly string[]>> = {
  int_div: ['int_div(7, 2)', 'int_div(-7, 2)', 'int_div(k, 2)', 'int_div(9000000000000000000, 7)'],
  local_day: instants.flatMap((us) =>
    ["'UTC'", shanghai, newYork, lordHowe].map((zone) => `local_day(CAST(${us} AS BIGINT) + k, ${zone})`),
  ),
  day_text: ['day_text(0)', 'day_text(-1)', 'day_text(19723 + k)', 'day_text(47481)'],
  hash_no: ["hash_no('')", 'hash_no(t)', "hash_no('member:群') % 100"],
  key_hash: [
    "key_hash(t, NULL, '1') = key_hash(t, CAST(NULL AS STRING), '1')",
    "key_hash(t, 'a', 'b') = key_hash(t, 'b', 'a')",
    "key_hash(NULL, 'é', t) = key_hash(NULL, 'é', t || '')",
  ],
  wide: ['CAST(sum(wide(CAST(9000000000000000000 AS BIGINT))) AS STRING)', 'CAST(sum(wide(k)) AS STRING)'],
  is_scientific: [
    ...['1.2E+17', '1,25e+3', '1E+5', 'E+5', '1.E+5', '12E+5', '1E5', '1E+5 ', 'x1E+5', ''].map(
      (text) => `is_scientific('${text}')`,
    ),
    "is_scientific('1E+5' || chr(10))",
    'is_scientific(t)',
  ],
  blank_to_null: [
    "blank_to_null('')",
    "blank_to_null('  ')",
    "blank_to_null(' ' || chr(9) || chr(13) || chr(10))",
    "blank_to_null(' a ')",
    "blank_to_null('!')",
    'blank_to_null(t)',
  ],
  half_width: [
    "half_width('ＲＵＮ５；～！')",
    "half_width('群　１')",
    "half_width('a' || chr(92) || '''')",
    'half_width(t)',
  ],
  narrow_id: ["narrow_id('ｕ1')", "narrow_id('群１')", 'narrow_id(t)'],
  unwrapped_id: [
    ...wrappings.map((text) => `unwrapped_id(${text})`),
    "unwrapped_id('=SUM(A1)')",
    "unwrapped_id('=7')",
    "unwrapped_id('O''Brien')",
    'unwrapped_id(t)',
  ],
  clean_id: [
    ...wrappings.map((text) => `clean_id(${text})`),
    ...[
      '',
      '  ',
      '\u00a0a\u3000',
      '\ufeffa',
      '\u200ba\u202c',
      'a b',
      '群 ',
      '群 1',
      'ｕ１',
      '#',
      '-',
      '“a”',
      'é ',
    ].map((text) => `clean_id('${text}')`),
    "clean_id('a' || chr(9) || chr(13) || chr(10))",
    "clean_id(chr(10) || 'a' || chr(10) || 'b')",
    "clean_id('a' || chr(92))",
    'clean_id(t)',
  ],
  is_plain_id: [
    ...['', 'u1', 'u 1', ' u1', 'u1 ', '=1', '>1', '`1', '"1', '-1', '_a', '{', '~', '9}', '群', 'é1'].map(
      (text) => `is_plain_id('${text}')`,
    ),
    "is_plain_id('u1' || chr(10))",
    "is_plain_id('u' || chr(9) || '1')",
    'is_plain_id(t)',
  ],
  bare_cell: [
    ...['', ' ', '"合计" ', '\u3000a\u00a0', '\ufeffa', 'a "b" c', '""'].map(
      (text) => `bare_cell('${text}')`,
    ),
    "bare_cell(chr(9) || 'a' || chr(13) || chr(10))",
    'bare_cell(t)',
  ],
  cell_word: [
    ...['Total :', '合 计：', '\ufeffSUB\u00a0Total\u3000', ''].map((text) => `cell_word('${text}')`),
    "cell_word('Grand' || chr(9) || 'Total' || chr(10))",
    'cell_word(t)',
  ],
  without_prefix: ["without_prefix('wx_0012a3')", "without_prefix('abc')", 'without_prefix(t)'],
  phone_digits: [
    "phone_digits('+86 138-0013 8000')",
    "phone_digits('13800138000')",
    "phone_digits('u1')",
    'phone_digits(t)',
  ],
  has_country: [
    "has_country('+8613800138000')",
    "has_country('8613800138000')",
    "has_country('13800138000')",
    'has_country(t)',
  ],
  strip_left: [
    "strip_left('\u005c\u005c(none)', chr(92))".replaceAll('\u005c\u005c', "' || chr(92) || chr(92) || '"),
    "strip_left(t, 'b')",
  ],
};

const aggregates = ['wide'];

describe('functions of the preludes', () => {
  const namesIn = (engine: string) =>
    [
      ...readFileSync(join(import.meta.dirname, `../../src/sql/prelude.${engine}.sql`), 'utf8').matchAll(
        /TEMP(?:ORARY)? (?:MACRO|FUNCTION) (\w+)/g,
      ),
    ]
      .map((match) => match[1] ?? '')
      .sort();

  test('both engines are taught the same names, and each is tried here', () => {
    expect(namesIn('spark')).toEqual(namesIn('duckdb'));
    expect(Object.keys(functions).sort()).toEqual(namesIn('duckdb'));
  });

  test.each(Object.keys(functions))('%s', async (name) => {
    const columns = (functions[name] ?? []).map((sql, place) => `${sql} AS c${place}`);
    const order = aggregates.includes(name) ? '' : ' ORDER BY k';
    const [duckdb, spark] = await onBoth(`SELECT ${columns.join(', ')} FROM sample${order}`);
    expect(duckdb.length).toBeGreaterThan(0);
    expect(spark).toEqual(duckdb);
  });
});

/** The portability table of the design: by its row, what the stages write instead; each result is the same and, where given, this. */
const portable: Readonly<Record<string, { readonly select: string; readonly is?: readonly Row[] }>> = {
  'CTEs and UNION ALL': {
    select:
      'WITH a AS (SELECT k FROM sample WHERE k < 3), b AS (SELECT k FROM a UNION ALL SELECT k FROM a) SELECT count(*) AS n, CAST(sum(k) AS BIGINT) AS s FROM b',
    is: [{ n: 6, s: -2 }],
  },
  'SEMI JOIN and ANTI JOIN': {
    select:
      'SELECT k FROM (SELECT s.k FROM sample s SEMI JOIN (SELECT 1 AS part) p ON p.part = s.part UNION ALL SELECT s.k FROM sample s ANTI JOIN (SELECT 1 AS part) p ON p.part = s.part WHERE s.part IS NULL) x ORDER BY k',
    is: [1, 2, 3, 6].map((k) => ({ k })),
  },
  'GROUP BY ALL': {
    select: 'SELECT part, count(*) AS n FROM sample GROUP BY ALL ORDER BY part NULLS FIRST',
    is: [
      { part: null, n: 1 },
      { part: 1, n: 3 },
      { part: 2, n: 2 },
    ],
  },
  'named windows, ROWS frames': {
    select:
      'SELECT k, CAST(sum(k) OVER w AS BIGINT) AS s, row_number() OVER (PARTITION BY part ORDER BY k) AS n FROM sample WINDOW w AS (PARTITION BY part ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) ORDER BY k',
  },
  'RANGE frame that only grows': {
    select:
      'SELECT k, max(k) OVER (PARTITION BY part ORDER BY k RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM sample ORDER BY k',
  },
  'lateral aliases': { select: 'SELECT k + 1 AS next_k, next_k * 2 AS doubled FROM sample ORDER BY k' },
  'max_by and min_by without NULLs': {
    select: 'SELECT max_by(t, k) AS last, min_by(t, k) AS first FROM sample WHERE t IS NOT NULL',
    is: [{ last: 'é', first: '😀' }],
  },
  arrays: {
    select:
      "SELECT array_contains(a, 'y') AS has, array_distinct(array_sort(a))[1] IS NOT NULL AS some FROM (SELECT split('x,y,x', ',') AS a FROM sample WHERE k = 1) q",
    is: [{ has: true, some: true }],
  },
  "date_trunc('week') begins on Monday": {
    select:
      "SELECT CAST(CAST(date_trunc('week', DATE '2026-11-15') AS DATE) AS STRING) AS monday FROM sample WHERE k = 1",
    is: [{ monday: '2026-11-09' }],
  },
  'md5, ||, concat_ws, substr, split_part, chr': {
    select:
      "SELECT md5('群' || chr(31)) AS a, concat_ws('-', 'a', NULL, 'b') AS b, substr('群abc', 1, 2) AS c, split_part('a:b:c', ':', 2) AS d FROM sample WHERE k = 1",
    is: [{ a: createHash('md5').update('群\u001f').digest('hex'), b: 'a-b', c: '群a', d: 'b' }],
  },
  'integer division: int_div truncates': {
    select: 'SELECT int_div(k, 4) AS q, k % 4 AS r FROM sample WHERE k = -4 OR k = 6 ORDER BY k',
    is: [
      { q: -1, r: 0 },
      { q: 1, r: 2 },
    ],
  },
  'CAST(double AS int): floor first': {
    select: 'SELECT CAST(floor(v) AS BIGINT) AS whole FROM sample ORDER BY k',
    is: [-3, 0, null, 2, 1e15, 0].map((whole) => ({ whole })),
  },
  'x / 0: nullif': { select: 'SELECT v / nullif(0e0, 0e0) AS x FROM sample WHERE k = 1', is: [{ x: null }] },
  '1.0 / n: 1e0 is a DOUBLE': {
    select: 'SELECT 1e0 / 3 AS third, 7 / 2e0 AS half FROM sample WHERE k = 1',
    is: [{ third: 1 / 3, half: 3.5 }],
  },
  'sum(BIGINT): cast back': { select: 'SELECT CAST(sum(k) AS BIGINT) AS s FROM sample', is: [{ s: 13 }] },
  'sums and squares of DECIMAL': {
    select:
      'SELECT CAST(sum(CAST(k AS DECIMAL(38, 0))) AS STRING) AS s, CAST(sum(CAST(k * 1000000000000 AS DECIMAL(19, 0)) * CAST(k * 1000000000000 AS DECIMAL(19, 0))) AS STRING) AS q, CAST(floor(CAST(123456789012345678 AS DECIMAL(34, 0)) * CAST(0.0001 AS DECIMAL(4, 4))) AS STRING) AS f FROM sample',
    is: [{ s: '13', q: '91000000000000000000000000', f: '12345678901234' }],
  },
  'NULL order: always spelled out': {
    select: 'SELECT t FROM sample ORDER BY t NULLS LAST',
    is: ['B', 'b', 'é', '群', '😀', null].map((t) => ({ t })),
  },
  'texts are compared as bytes': {
    select: 'SELECT min(t) AS first, max(t) AS last FROM sample',
    is: [{ first: 'B', last: '😀' }],
  },
  'any_value, first: min on a unique key instead': {
    select: 'SELECT part, min(t) AS t FROM sample GROUP BY part ORDER BY part NULLS LAST',
  },
  'timestamps: whole microseconds': {
    select:
      'SELECT CAST(4102444799999999 AS BIGINT) + k AS us, CAST(floor((4102444799999999 + k) / 86400000000e0) AS BIGINT) AS day FROM sample ORDER BY k',
  },
  'least and greatest pass over NULL': {
    select: 'SELECT least(k, NULL, 3) AS low, greatest(k, NULL, 3) AS high FROM sample ORDER BY k',
  },
  'pow, exp, ln: to whole numbers early': {
    select:
      'SELECT CAST(floor(exp(-ln(2e0) * k / 7) * 1e9 + 0.5e0) AS BIGINT) AS weight FROM sample ORDER BY k',
  },
  'count(DISTINCT), DISTINCT, UNION': {
    select:
      'SELECT count(DISTINCT v) AS v, count(DISTINCT part) AS p, (SELECT count(*) FROM (SELECT part FROM sample UNION SELECT part FROM sample) u) AS u FROM sample',
    is: [{ v: 4, p: 2, u: 3 }],
  },
};

describe('the portability table', () => {
  test.each(Object.keys(portable))('%s', async (row) => {
    const { select, is } = portable[row] ?? { select: '' };
    const [duckdb, spark] = await onBoth(select);
    expect(duckdb.length).toBeGreaterThan(0);
    if (is !== undefined) expect(duckdb).toEqual(is);
    expect(spark).toEqual(duckdb);
  });
});

describe('what goes wrong on Spark', () => {
  test('invalid SQL is our bug, with its SQLSTATE and the name of the stage', async () => {
    await expect(engines[1]?.make('broken', 'SELEC 1')).rejects.toThrow(/could not make broken.*42601/s);
    await expect(engines[1]?.make('lost', 'SELECT missing FROM sample')).rejects.toThrow(/lost.*42703/s);
  });

  test('and the session goes on', async () => {
    expect(await engines[1]?.make('after', 'SELECT k FROM sample')).toBe(6);
  });
});
