/** Times and amounts as programs and people write them: each form with the value that it means, worked out by hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { moneyExpression, numberExpression } from '../../src/engines/duckdb/money.js';
import { endExpression, timeExpression } from '../../src/engines/duckdb/time.js';
import { expectation } from '../../src/engines/expectations.js';
import type { Reading } from '../../src/sources/column_readings.js';
import type { LoadPlan } from '../../src/sources/plan.js';

const prelude = readFileSync(join(import.meta.dirname, '../../src/sql/prelude.duckdb.sql'), 'utf8');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(prelude);
await connection.run("SET TimeZone = 'UTC'");

interface Column {
  readonly zone?: string | null;
  readonly currency?: string | null;
  readonly reading?: Reading;
}

function planOf({ zone = 'Asia/Shanghai', currency = 'CNY', reading }: Column): LoadPlan {
  const named = reading === undefined ? {} : { ts: reading, value: reading, confidence: reading };
  return {
    ...{
      table: 'conversions',
      files: [],
      columns: { ts: 'ts', value: 'value' },
      where: [],
      values: {},
      matches: [],
    },
    ...{
      zone,
      business_zone: zone ?? 'UTC',
      currency,
      readings: named,
      around_us: null,
      no_ids: {},
      key: [],
      landed_states: null,
    },
  };
}

/** What an expression makes of each of some texts, as text. */
async function valuesOf(expression: string, texts: readonly string[]): Promise<(string | null)[]> {
  const list = texts.map((text, place) => `(${place}, '${text.replaceAll("'", "''")}')`);
  const result = await connection.runAndReadAll(
    `SELECT CAST(${expression} AS VARCHAR) FROM (VALUES ${list.join(', ')}) t(place, raw_v) ORDER BY place`,
  );
  return result.getRows().map(([value]) => (value === null ? null : String(value)));
}

/** Text -> moment in ISO 8601, or null. */
async function timesOf(texts: readonly string[], column: Column = {}) {
  const found = await valuesOf(timeExpression('raw_v', 'VARCHAR', planOf(column), 'ts'), texts);
  return texts.map((text, place) => {
    const us = found[place];
    return [text, us == null ? null : new Date(Number(us) / 1000).toISOString()];
  });
}

async function amountsOf(texts: readonly string[], column: Column = {}) {
  const plan = planOf(column);
  const found = await valuesOf(moneyExpression('raw_v', 'VARCHAR', plan, 'value'), texts);
  return texts.map((text, place) => [text, found[place] == null ? null : Number(found[place])]);
}

const all = (texts: readonly string[], value: unknown) => texts.map((text) => [text, value]);

describe('times that are read', () => {
  const morning = [
    ...[
      '2026-11-05 10:00:00',
      '2026-11-05 10:00:00\t',
      '\t 2026-11-05 10:00:00 ',
      '2026-11-05\u00a010:00:00',
    ],
    ...['2026-11-05\u300010:00', '\ufeff2026-11-05 10:00', '="2026-11-05 10:00:00"', "'2026-11-05 10:00:00"],
    ...[
      '2026/11/5 10:00',
      '2026.11.05 10:00',
      '2026年11月5日 10:00',
      '2026年11月5日10点',
      '2026年11月5日10时00分00秒',
    ],
    ...[
      '２０２６－１１－０５　１０：００',
      '2026-11-05 10:00 AM',
      '2026-11-05 10:00 a.m.',
      '2026-11-05 上午10:00',
    ],
    ...['2026/11/5 上午 10:00:00', '2026-11-05 오전 10:00', '2026-11-05 午前10:00', '2026-11-05 早上10:00'],
    ...['2026-11-05T10:00:00+08:00', '2026-11-05 10:00:00 +0800', '2026-11-05 10:00:00 +0800 CST'],
    ...[
      '2026-11-05 10:00:00 UTC+8',
      '2026-11-05 10:00:00 GMT+08:00',
      '2026-11-05T10:00:00+08:00[Asia/Shanghai]',
    ],
    ...[
      '2026-11-05 10:00:00 [Asia/Shanghai]',
      '2026-11-05 10:00:00 Asia/Shanghai',
      '2026-11-05 02:00:00 UTC',
    ],
    ...[
      '2026-11-05T02:00:00Z',
      '2026-11-05T02:00:00.000Z',
      '2026-11-05 02:00:00 +0000 UTC',
      '2026-11-05 02:00 GMT',
    ],
    ...['2026-11-05 02:00:00 Etc/UTC', '20261105 10:00:00', '20261105T100000', '20261105T020000Z'],
    ...['2026-11-05T16:00+14:00', '2026-11-04T14:00-12:00', '2026-11-05 07:30:00+05:30'],
  ];

  it('ten in the morning in Shanghai', async () => {
    expect(await timesOf(morning)).toEqual(all(morning, '2026-11-05T02:00:00.000Z'));
  });

  const night = [
    ...['2026-11-05 下午10:00', '2026/11/5 下午 10:00:00', '2026年11月5日 下午10:00', '2026-11-05 10:00 PM'],
    ...['2026-11-05 10:00:00 p.m.', '2026-11-05 10:00pm', '2026-11-05 晚上10:00', '2026-11-05 오후 10:00'],
    ...['2026-11-05 午後10:00', '2026-11-05 下午22:00', '2026-11-05 22:00'],
  ];

  it('ten at night', async () => {
    expect(await timesOf(night)).toEqual(all(night, '2026-11-05T14:00:00.000Z'));
  });

  it('around noon and midnight, and parts of a second', async () => {
    const rows = [
      ['2026-11-05 12:00 AM', '2026-11-04T16:00:00.000Z'],
      ['2026-11-05 上午12:30', '2026-11-04T16:30:00.000Z'],
      ['2026-11-05 凌晨1:00', '2026-11-04T17:00:00.000Z'],
      ['2026-11-05 12:30 PM', '2026-11-05T04:30:00.000Z'],
      ['2026-11-05 下午12:30', '2026-11-05T04:30:00.000Z'],
      ['2026-11-05 中午12:00', '2026-11-05T04:00:00.000Z'],
      ['2026-11-05 中午1:00', '2026-11-05T05:00:00.000Z'],
      ['2026-11-05 9:5', '2026-11-05T01:05:00.000Z'],
      ['2026-11-05 9:5:7', '2026-11-05T01:05:07.000Z'],
      ['2026-11-05 10:00:00,123', '2026-11-05T02:00:00.123Z'],
      ['2026-11-05 10:00:00.5 UTC', '2026-11-05T10:00:00.500Z'],
    ] as const;
    expect(await timesOf(rows.map(([text]) => text))).toEqual(rows);
  });

  const eight = [
    ...['2026-11-05 早上8点', '2026年11月5日早上8点', '2026年11月5日 星期四 08:00', '2026-11-05 周四 08:00'],
    ...[
      '2026-11-05(四) 08:00',
      '2026/11/05（木）08:00',
      '2026年11月5日(木) 8時',
      '2026年11月5日木曜日 午前8時0分',
    ],
    ...['2026. 11. 5. 오전 8:00', '2026년 11월 5일 오전 8시', '2026년 11월 5일 목요일 오전 8시 0분'],
    ...['2026.11.05 (목) 08:00', '2026-11-05 아침 8시', '令和8年11月5日 8時', 'R8.11.5 08:00'],
    ...['民國115年11月5日 上午8點', '2026 年 11 月 5 日 8:00', '2026-11-05 早8点整', '2026-11-05 朝8時'],
    ...['5 Nov 2026 08:00', 'Nov 5, 2026 8:00 AM', 'November 5th, 2026, 8:00 am', '05-NOV-2026 08:00:00'],
    ...['Thu, 05 Nov 2026 08:00:00 +0800', 'Thu Nov 05 2026 08:00:00 GMT+0800 (China Standard Time)'],
    ...['Thu Nov 05 00:00:00 +0000 2026', '05-NOV-26 08.00.00.000000 AM', '2026-11-05-08.00.00.000000'],
    ...[
      '2026-Nov-05 08:00',
      'Thu 2026-11-05 08:00',
      '5.11.2026 08:00',
      '05.11.2026, 08:00 Uhr',
      '2026-11-05 8 AM',
    ],
    ...['2026-11-05, 08:00:00', '2026-11-05 8:00 Thu', '5. November 2026 8:00', '5. Nov. 2026 8.00'],
    ...['2026-11-05T08', '2026-11-05 8', '2026-11-05 8h00', '2026-11-05 8:00h', '2026/11/05 08.00.00'],
    ...[
      '2026-11-05 8:00 北京时间',
      '2026-11-05 09:00 JST',
      '2026-11-05 01:00:00 CET',
      '2026-11-05 2:00 CEST',
    ],
  ];

  it('eight in the morning, with parts of the day, weekdays, names of months, and years of eras', async () => {
    expect(await timesOf(eight)).toEqual(all(eight, '2026-11-05T00:00:00.000Z'));
  });

  it('months of other languages, by every name of one language each', async () => {
    const year = (words: string, written: (word: string) => string) =>
      words.split(' ').map((word, place) => [written(word), `2026-${String(place + 1).padStart(2, '0')}-05`]);
    const rows = [
      ...year(
        'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
        (m) => `5. ${m} 2026 08:00`,
      ),
      ...year('Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez', (m) => `5. ${m}. 2026 08:00:00`),
      ...year('janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.', (m) => `5 ${m} 2026 08:00`),
      ...year(
        'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
        (m) => `5 de ${m} de 2026 8:00`,
      ),
      ...year('ene feb mar abr may jun jul ago sep oct nov dic', (m) => `5 ${m} 2026 8:00:00 GMT+8`),
      ...year(
        'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
        (m) => `5 de ${m} de 2026 08:00`,
      ),
      ...year('gen feb mar apr mag giu lug ago set ott nov dic', (m) => `05-${m}-2026 08:00`),
      ...year('jan feb mrt apr mei jun jul aug sep okt nov dec', (m) => `5 ${m} 2026 08:00`),
      ...year(
        'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
        (m) => `5 ${m} 2026 г., 08:00`,
      ),
      ...year(
        'Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık',
        (m) => `5 ${m} 2026 08:00`,
      ),
    ] as const;
    const found = await timesOf(rows.map(([text]) => text!));
    expect(found).toEqual(rows.map(([text, day]) => [text, `${day}T00:00:00.000Z`]));
  });

  it('a month that is another one in another language is not read', async () => {
    const texts = ['5 listopada 2026', '5 lip 2026', '5 srp 2026', '5 foo 2026'];
    expect(await timesOf(texts)).toEqual(all(texts, null));
  });

  it('parts of the day in Chinese, Japanese and Korean', async () => {
    const rows = [
      ['2026-11-05 上午8点半', '2026-11-05T00:30:00.000Z'],
      ['2026-11-05 下午3点一刻', '2026-11-05T07:15:00.000Z'],
      ['2026-11-05 晚9点三刻', '2026-11-05T13:45:00.000Z'],
      ['2026-11-05 半夜2点', '2026-11-04T18:00:00.000Z'],
      ['2026-11-05 深夜11:30', '2026-11-05T15:30:00.000Z'],
      ['2026年11月5日 夜9時', '2026-11-05T13:00:00.000Z'],
      ['2026-11-05 새벽 12:30', '2026-11-04T16:30:00.000Z'],
      ['2026-11-05 밤 11:30', '2026-11-05T15:30:00.000Z'],
      ['2026-11-05 晚上12点', null],
      ['2026-11-05 半夜12点', null],
      ['2026-11-05 早上13点', null],
    ] as const;
    expect(await timesOf(rows.map(([text]) => text))).toEqual(rows);
  });

  it('days of eras and of named months begin in the business zone', async () => {
    const texts = ['令和8年11月5日', 'R8/11/05', '2026년 11월 5일', '2026. 11. 5.', '5.11.2026', '05-Nov-26'];
    expect(await timesOf(texts)).toEqual(all(texts, '2026-11-04T16:00:00.000Z'));
    const first = ['令和元年5月1日', '平成31年5月1日', '民國108年5月1日', '1 May 2019'];
    expect(await timesOf(first)).toEqual(all(first, '2019-04-30T16:00:00.000Z'));
  });

  it('dates with the year last, by their figures or by what their column says', async () => {
    const rows = (order: Reading['day_order']) =>
      timesOf(['13/11/2026', '11/13/2026', '05/11/2026', '05-05-2026', '5.11.2026', '31/31/2026'], {
        zone: 'UTC',
        ...(order === undefined ? {} : { reading: { day_order: order } }),
      }).then((found) => found.map(([, time]) => time?.slice(0, 10) ?? null));
    const [thirteenth, fifth, may] = ['2026-11-13', '2026-11-05', '2026-05-05'];
    expect(await rows(undefined)).toEqual([thirteenth, thirteenth, null, may, fifth, null]);
    expect(await rows('unclear')).toEqual([thirteenth, thirteenth, null, may, fifth, null]);
    expect(await rows('day_first')).toEqual([thirteenth, null, fifth, may, fifth, null]);
    expect(await rows('month_first')).toEqual([null, thirteenth, '2026-05-11', may, fifth, null]);
  });

  it('digits that have one reading, whatever the column', async () => {
    const seconds = Date.parse('2026-11-05T02:00:00Z') / 1000;
    const texts = ['', '000', '000000', '000000000'].map((zeros) => `${seconds}${zeros}`);
    const more = [`${seconds}\t`, `${seconds}.0`, `="${seconds}"`];
    expect(await timesOf([...texts, ...more])).toEqual(all([...texts, ...more], '2026-11-05T02:00:00.000Z'));
    expect(await timesOf([`${seconds}.25`])).toEqual([[`${seconds}.25`, '2026-11-05T02:00:00.250Z']]);
  });

  const compact = ['202611051000', '2026110510', '20261105100000', '20261105100000000', '202611051000.0'];

  it('digits that have two readings only once their column has been decided', async () => {
    expect(await timesOf([...compact, '20261105'])).toEqual(all([...compact, '20261105'], null));
    for (const digits of ['mixed', 'compact'] as const) {
      expect(await timesOf(compact, { reading: { digits } })).toEqual(
        all(compact, '2026-11-05T02:00:00.000Z'),
      );
      expect(await timesOf(['20261105'], { reading: { digits } })).toEqual([
        ['20261105', '2026-11-04T16:00:00.000Z'],
      ]);
    }
    expect(await timesOf(['2051222400'], { reading: { digits: 'epoch' } })).toEqual([
      ['2051222400', '2035-01-01T00:00:00.000Z'],
    ]);
  });

  it('a day alone begins in the business zone, and as an end includes that day', async () => {
    const texts = ['2026-11-05', '2026年11月5日', '2026/11/5', '2026-11-05\t', '20261105'];
    const plan = planOf({ reading: { digits: 'mixed' } });
    expect(await timesOf(texts, { reading: { digits: 'mixed' } })).toEqual(
      all(texts, '2026-11-04T16:00:00.000Z'),
    );
    const ends = await valuesOf(endExpression('raw_v', 'VARCHAR', plan, 'ts'), texts);
    expect(ends.map((us) => new Date(Number(us) / 1000).toISOString())).toEqual(
      texts.map(() => '2026-11-05T16:00:00.000Z'),
    );
  });
});

describe('times that are refused, each with its true reason', () => {
  const day = 'a calendar day and a time of day';
  const offset = 'a time with an offset between -12:00 and +14:00';
  const first = 'a time, year first, such as 2026-11-16 09:30:00';
  const several = (word: string) =>
    `a time with an offset such as +08:00 (an abbreviation such as ${word} may stand for several zones)`;
  const refused: readonly (readonly [string, string])[] = [
    ['2026-11-05 10:00:00+25:00', offset],
    ['2026-11-05 10:00:00+14:30', offset],
    ['2026-11-05 10:00:00-12:30', offset],
    ['2026-11-05 10:00:00+08:60', offset],
    ['2026-11-05 10:00:00 UTC+25', offset],
    ['1:2:3', first],
    ['10:00:00', first],
    ['11/05/2026 10:00', first],
    ['yesterday', first],
    ['5/11/26 10:00', 'a time with a year of four digits'],
    ['31.11.2026 10:00', day],
    ['31/11/2026', day],
    ['2026-02-30 10:00', day],
    ['2026-13-01', day],
    ['2026-11-05 25:00', day],
    ['2026-11-05 10:61', day],
    ['2026-11-05 10:00 CST', several('CST')],
    ['2026-11-05 10:00 EST', several('EST')],
    [
      '2026-11-05 10:00 America/New_York',
      'a time with an offset such as +08:00, or in the zone Asia/Shanghai',
    ],
    ['2026-11-05 晚上1:00', `${first} (in 24-hour time, or with AM, PM, 上午 or 下午)`],
    ['2026-11-05 13:00 AM', `${first} (in 24-hour time, or with AM, PM, 上午 or 下午)`],
  ];

  it('none is read', async () => {
    const texts = refused.map(([text]) => text);
    expect(await timesOf(texts)).toEqual(all(texts, null));
  });

  it.each(refused)('%s: %s', (text, reason) => {
    expect(expectation('time', text, 'ts', planOf({}))).toBe(reason);
  });

  it('only an hour that the clocks leave out is said to be one', async () => {
    const texts = ['2026-03-08 02:30:00', '2026-03-08 2:30 AM'];
    expect(await timesOf(texts, { zone: 'America/New_York' })).toEqual(all(texts, null));
    expect(await timesOf(['2026-03-08 03:30:00'], { zone: 'America/New_York' })).toEqual([
      ['2026-03-08 03:30:00', '2026-03-08T07:30:00.000Z'],
    ]);
  });
});

/** Minor units by whole numbers alone; null if there is a fraction of one, or if the amount is too large. */
function minorOf(whole: string, decimals: string): number | null {
  const digits = decimals.slice(1).padEnd(2, '0');
  const minor = BigInt(whole) * 100n + BigInt(digits.slice(0, 2));
  return /[1-9]/.test(digits.slice(2)) || minor > 9_000_000_000_000n ? null : Number(minor);
}

describe('amounts', () => {
  it('that have one reading', async () => {
    const rows = [
      ...[
        ['12.5', 1250],
        ['100.00\t', 10_000],
        [' 7 ', 700],
        ['\u00a012.50', 1250],
        ['="12.50"', 1250],
      ],
      ...[
        ['¥12.50', 1250],
        ['12.50元', 1250],
        ['CNY 12.50', 1250],
        ['12.50 CNY', 1250],
        ['￥１２．５０', 1250],
      ],
      ...[
        ['1,234.50', 123_450],
        ['1,234,567', 123_456_700],
        ['1,234,567.8', 123_456_780],
        ['1 234.50', 123_450],
      ],
      ...[
        ["1'234.50", 123_450],
        ['1234.50', 123_450],
        ['1234.500', 123_450],
        ['0.500', 50],
        ['.5', 50],
        ['0', 0],
      ],
      ...[
        ['+12.50', 1250],
        ['12.', 1200],
        ['12.50000000000000000', 1250],
      ],
    ];
    expect(await amountsOf(rows.map(([text]) => String(text)))).toEqual(rows);
  });

  it('with any number of digits are exact to the last one, in 64 bits or in more', async () => {
    const cents = [
      '',
      '.',
      '.5',
      '.25',
      '.0000',
      '.9900000000',
      '.50000000000000000000',
      '.000000001',
      '.00000000001',
    ];
    const wholes = ['0', '7', '999999999', '9999999999', '10000000000', '89999999999', '90000000001'];
    const rows = wholes
      .flatMap((whole) => cents.map((decimals) => [`${whole}${decimals}`, minorOf(whole, decimals)] as const))
      // with a fraction and as many digits as a number in binary has, it is one, and rounded
      .filter(([text, minor]) => minor !== null || !/^[\d.]{16,19}$/.test(text));
    expect(await amountsOf(rows.map(([text]) => text))).toEqual(rows);
    const signed = rows.map(([text, minor]) => [`¥${text}`, minor]);
    expect(await amountsOf(signed.map(([text]) => String(text)))).toEqual(signed);
  });

  it('that have two readings wait for their column', async () => {
    const texts = ['1.250', '1,250', '12,50', '1.234,50'];
    expect(await amountsOf(texts)).toEqual(all(texts, null));
    expect(await amountsOf(texts, { reading: { decimal_mark: ',' } })).toEqual([
      ...[
        ['1.250', 125_000],
        ['1,250', 125],
        ['12,50', 1250],
        ['1.234,50', 123_450],
      ],
    ]);
    expect(await amountsOf(texts, { reading: { decimal_mark: '.' } })).toEqual([
      ...[
        ['1.250', 125],
        ['1,250', 125_000],
        ['12,50', null],
        ['1.234,50', null],
      ],
    ]);
  });

  it('without cents, zero with a sign, in groups of India, or computed in binary', async () => {
    const rows = [
      ...[
        ['12.–', 1200],
        ['12,-', 1200],
        ['12.--', 1200],
        ['CHF 12.—', 1200],
        ['12,- CHF', 1200],
      ],
      ...[
        ['-0.00', 0],
        ['-0', 0],
        ['(0.00)', 0],
        ['0.00-', 0],
      ],
      ...[
        ['1,23,456.50', 12_345_650],
        ['12,34,567', 123_456_700],
        ['1,00,00,000', 1_000_000_000],
        ['1,23,45.50', null],
        ['123,45,678', null],
      ],
      ...[
        ['.30000000000000004', 30],
        ['12.299999999999999', 1230],
        ['99.99000000000001', 9999],
        ['12.5050000000000001', null],
        ['12.500000001', null],
      ],
      ...[
        ['1.234567891E7', 1_234_567_891],
        ['1.2E10', 1_200_000_000_000],
        ['1.23E+07', null],
        ['1.23E5', null],
      ],
    ] as const;
    expect(
      await amountsOf(
        rows.map(([text]) => text),
        { currency: 'CHF' },
      ),
    ).toEqual(rows);
  });

  it('with the signs and words of their country', async () => {
    const signs = async (currency: string, ...texts: readonly string[]) =>
      (await amountsOf(texts, { currency })).map(([, minor]) => minor);
    expect(await signs('INR', 'Rs. 12.50', 'Rs 12', '₹1,25,000/-', '12/-', '12.50 Rs.', 'Rs.500')).toEqual([
      ...[1250, 1200, 12_500_000, 1200, 1250, 50_000],
    ]);
    expect(await signs('JPY', '\\1,234', '1,234円', '1,234 yen')).toEqual([1234, 1234, 1234]);
    expect(await signs('KRW', '\\1,234', '1,234 won')).toEqual([1234, 1234]);
    expect(await signs('VND', '950đ', '950 ₫')).toEqual([950, 950]);
    expect(await signs('ILS', '₪1,234.50', '12 ₪', '12.50 NIS')).toEqual([123_450, 1200, 1250]);
    expect(await signs('UAH', '12.50 ₴', '12 грн')).toEqual([1250, 1200]);
    expect(await signs('RUB', '12.50 руб.', '12 ₽', '₪12')).toEqual([1250, 1200, null]);
    expect(await signs('CZK', '12.50 Kč')).toEqual([1250]);
    expect(await signs('SAR', '12.50 ر.س')).toEqual([1250]);
    expect(await signs('CNY', '12元整', '12 yuan', 'Rs 12', '\\12')).toEqual([1200, 1200, null, null]);
    expect(await signs('EUR', '12.50 Euro', '12/5')).toEqual([1250, null]);
  });

  it('that a spreadsheet has shortened, with the reason', () => {
    const reason = /a spreadsheet has shortened this one/;
    expect(expectation('money', '1.23E+07', 'value', planOf({}))).toMatch(reason);
    expect(expectation('money', '-1.23', 'value', planOf({}))).not.toMatch(reason);
  });

  it('of a currency with three digits or none', async () => {
    expect(await amountsOf(['1.250', '1,250'], { currency: 'KWD' })).toEqual([
      ['1.250', 1250],
      ['1,250', null],
    ]);
    // without decimals, three digits after either mark are thousands: 2,000 was 2 beside 1.250
    expect(
      await amountsOf(['1.250', '2,000', '15000', '3,5'], {
        currency: 'JPY',
        reading: { decimal_mark: ',' },
      }),
    ).toEqual([
      ['1.250', 1250],
      ['2,000', 2000],
      ['15000', 15_000],
      ['3,5', null],
    ]);
    expect(await amountsOf(['1250', '¥1250', '12.5', '1,250', '¥12,000'], { currency: 'JPY' })).toEqual([
      ['1250', 1250],
      ['¥1250', 1250],
      ['12.5', null],
      ['1,250', 1250],
      ['¥12,000', 12_000],
    ]);
  });

  it('that cannot be taken', async () => {
    const texts = [
      '-1',
      '(12.50)',
      '12.50-',
      '12.505',
      '1,00.00',
      '1.2.3',
      '$12.50',
      '12.50 EUR',
      'free',
      '1e3',
      '٣',
    ];
    expect(await amountsOf(texts)).toEqual(all(texts, null));
  });

  it('numbers of other columns: three decimals of a share are decimals', async () => {
    const plan = planOf({});
    const texts = ['0.125', '0.5', '1', '1e-3', '.125', '0.125\t'];
    expect(await valuesOf(numberExpression('raw_v', 'VARCHAR', plan, 'confidence'), texts)).toEqual([
      '0.125',
      '0.5',
      '1.0',
      '0.001',
      '0.125',
      '0.125',
    ]);
  });
});
