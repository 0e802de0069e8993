/** What a whole column says of its values: digits as times, separators of amounts, times that cannot be. Every right value by hand. */
import { describe, expect, it } from 'vitest';
import type { TableName } from '../../src/contract/tables.js';
import { farTimes } from '../../src/loading/far_times.js';
import { refusalOf, withSources } from './loaded.js';

interface Written {
  /** times of conversions, one a row */
  readonly times: readonly string[];
  /** amounts of conversions, one a row; the last one again where there are fewer */
  readonly amounts?: readonly string[];
  readonly activity_times?: readonly string[];
  readonly currency?: string;
  /** more keys of the input conversions */
  readonly keys?: string;
  readonly more?: string;
}

function project(written: Written): Record<string, string> {
  const { times, amounts = ['10.00'], activity_times = ['2026-11-01 10:00:00'], currency = 'EUR' } = written;
  const rows = times.map((time, n) => `c${n};${time};u1;order;${amounts[n] ?? amounts.at(-1)}`);
  const acts = activity_times.map((time, n) => `a${n},${time},g1,u1,link_click`);
  return {
    'a.csv': ['activity_id,ts,group_id,member_id,kind', ...acts, ''].join('\n'),
    'c.csv': ['conversion_id;ts;user_id;goal;value', ...rows, ''].join('\n'),
    'grouplift.yaml': `timezone: UTC
currency: ${currency}
rejects: { max_share: 0.5 }
inputs:
  activities: { files: a.csv }
  conversions: { files: c.csv${written.keys === undefined ? '' : `, ${written.keys}`} }
  identities: same
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true }
${written.more ?? ''}
`,
  };
}

/** Times, sum of the money and rejects of the conversions. */
async function read(written: Written) {
  return withSources(project(written), async (engine, sources) => {
    const rows = await engine.rows(
      'SELECT ts_us, value_minor FROM in_conversions WHERE problem IS NULL ORDER BY conversion_id',
    );
    const conversions = sources.find(({ table }) => table === 'conversions');
    return {
      times: rows.map((row) => new Date(Number(row.ts_us) / 1000).toISOString()),
      minor: rows.reduce((sum, row) => sum + Number(row.value_minor), 0),
      rejects: (conversions?.rejects ?? []).map(({ line, found, expected }) => ({ line, found, expected })),
    };
  });
}

const epoch = (iso: string) => String(Date.parse(iso) / 1000);

describe('times made of digits only', () => {
  it('near the times of other tables are calendar times, in any order of rows', async () => {
    const times = ['2026110510', '2026110511', '2026110600'];
    const instants = ['2026-11-05T10:00:00.000Z', '2026-11-05T11:00:00.000Z', '2026-11-06T00:00:00.000Z'];
    expect((await read({ times })).times).toEqual(instants);
    expect((await read({ times: times.toReversed() })).times).toEqual(instants.toReversed());
  });

  it('of 12 and 8 digits are calendar times, whatever else the column holds', async () => {
    const found = await read({
      times: ['202611051000', '20261105', '2026-11-05 12:00', epoch('2026-11-05T13:00:00Z')],
    });
    expect(found.times).toEqual(
      ['10:00', '00:00', '12:00', '13:00'].map((clock) => `2026-11-05T${clock}:00.000Z`),
    );
  });

  it('of the year 2034 are seconds if the other tables are from then', async () => {
    // by `date -u -d @2026110510`
    const found = await read({ times: ['2026110510'], activity_times: ['2034-03-10 10:00:00'] });
    expect(found.times).toEqual(['2034-03-16T08:28:30.000Z']);
  });

  it('that are not calendar days in most rows are seconds', async () => {
    const moments = ['2035-01-01T00:00:00Z', '2035-01-02T03:04:05Z', '2035-03-04T05:06:07Z'];
    const found = await read({ times: moments.map(epoch), activity_times: ['2035-01-01 00:00:00'] });
    expect(found.times).toEqual(moments.map((moment) => moment.replace('Z', '.000Z')));
  });

  it('that are ambiguous lead to a question with both readings', async () => {
    const digits = { times: ['2026110510'], activity_times: ['2026110509'] };
    const { code, text } = await refusalOf(project(digits));
    expect(code).toBe(2);
    expect(text).toMatch(
      /2026110509, which is 2026-11-05 09:00 .+ or 2034-03-16 08:28:29 UTC in seconds since 1970/,
    );
    expect(text).toMatch(/time_format/);
  });

  it('are what as_of says, or what is declared', async () => {
    const digits = { times: ['2026110510'], activity_times: ['2026110509'] };
    const found = await read({ ...digits, more: 'as_of: 2026-11-06' });
    expect(found.times).toEqual(['2026-11-05T10:00:00.000Z']);
    const asEpoch = await read({
      times: ['2026110510'],
      activity_times: ['2034-03-16 08:00:00'],
      keys: 'time_format: { ts: epoch_s }',
    });
    expect(asEpoch.times).toEqual(['2034-03-16T08:28:30.000Z']);
    const asCompact = await read({ times: ['2026110510'], keys: 'time_format: compact' });
    expect(asCompact.times).toEqual(['2026-11-05T10:00:00.000Z']);
  });

  it('with one slip among them cost one row, and change no other', async () => {
    const found = await read({ times: ['2026110510', '2026110599', '2026110512', '2026110513'] });
    expect(found.times).toEqual(['10', '12', '13'].map((hour) => `2026-11-05T${hour}:00:00.000Z`));
    expect(found.rejects).toEqual([
      { line: 3, found: '2026110599', expected: 'a calendar time in digits, such as 20261116093000' },
    ]);
  });
});

describe('dates with the year last', () => {
  const days = async (times: readonly string[], keys?: string) =>
    (await read(keys === undefined ? { times } : { times, keys })).times.map((time) => time.slice(0, 10));

  it('begin with what other rows show, in any order of rows', async () => {
    expect(await days(['05/11/2026 10:00', '13/11/2026'])).toEqual(['2026-11-05', '2026-11-13']);
    expect(await days(['13-11-2026', '05-11-2026'])).toEqual(['2026-11-13', '2026-11-05']);
    expect(await days(['11/5/2026 9:00 PM', '11/13/2026'])).toEqual(['2026-11-05', '2026-11-13']);
  });

  it('that show neither are asked about, with both readings', async () => {
    const { code, text } = await refusalOf(project({ times: ['05/11/2026 10:00', '06/11/2026 10:00'] }));
    expect(code).toBe(2);
    expect(text).toMatch(
      /c\.csv, line 2, column "ts": found "05\/11\/2026 10:00", which is 2026-11-05 if the day comes first, or 2026-05-11 if the month does/,
    );
    expect(text).toMatch(/inputs\.conversions\.time_format: day_first/);
  });

  it('begin with what is declared', async () => {
    const times = ['05/11/2026', '06/11/2026'];
    expect(await days(times, 'time_format: day_first')).toEqual(['2026-11-05', '2026-11-06']);
    expect(await days(times, 'time_format: { ts: month_first }')).toEqual(['2026-05-11', '2026-06-11']);
  });

  it('are asked about if rows contradict each other, and a slip among many is a reject', async () => {
    const { code } = await refusalOf(project({ times: ['13/11/2026', '11/13/2026', '05/11/2026'] }));
    expect(code).toBe(2);
    const many = Array.from({ length: 10 }, (_, n) => `${n + 13}/11/2026`);
    const found = await read({ times: [...many, '05/11/2026', '11/29/2026'] });
    expect(found.times).toContain('2026-11-05T00:00:00.000Z');
    expect(found.rejects).toMatchObject([{ line: 13, found: '11/29/2026' }]);
  });

  it('one among dates with the year first is a reject', async () => {
    const found = await read({ times: ['2026-11-04', '2026-11-05', '11/05/2026'] });
    expect(found.rejects).toMatchObject([{ line: 4, found: '11/05/2026' }]);
  });
});

describe('amounts with one separator before three digits', () => {
  const times = ['2026-11-05 10:00', '2026-11-05 11:00', '2026-11-05 12:00'];

  it('alone are asked about, with both readings', async () => {
    const { code, text } = await refusalOf(project({ times, amounts: ['1.250', '2.000', '15.000'] }));
    expect(code).toBe(2);
    expect(text).toMatch(
      /c\.csv, line 2, column "value": found "1\.250", which is 1\.250 .+ point and 1250 .+ comma/,
    );
    expect(text).toMatch(/decimal_mark/);
  });

  it('are thousands or decimals as is declared', async () => {
    const amounts = ['1.250', '2.000', '15.000'];
    expect((await read({ times, amounts, keys: 'decimal_mark: ","' })).minor).toBe(1_825_000);
    expect((await read({ times, amounts, keys: 'decimal_mark: "."' })).minor).toBe(1825);
  });

  it('are thousands beside decimal commas', async () => {
    const found = await read({ times, amounts: ['12,50', '1.250,00', '2.000.000'] });
    expect([found.minor, found.rejects]).toEqual([1250 + 125_000 + 200_000_000, []]);
  });

  it('are thousands in a currency without decimals, or beside small whole numbers', async () => {
    const won = { times, currency: 'KRW' };
    expect((await read({ ...won, amounts: ['"1,234"', '"12,000"', '980'] })).minor).toBe(1234 + 12_000 + 980);
    expect((await read({ ...won, amounts: ['1.250', '12.000', '980'] })).minor).toBe(1250 + 12_000 + 980);
    expect((await read({ ...won, amounts: ['980.000', '1250.000', '12.000'] })).minor).toBe(980 + 1250 + 12);
    expect((await read({ times, amounts: ['1.250', '980', '12.000'] })).minor).toBe(1_423_000);
    expect((await read({ times, amounts: ['"1,250"', '980', '"12,000"'] })).minor).toBe(1_423_000);
  });

  it.each([
    ['1.250', '12.50', '99.90'],
    ['1.250', '980', '12000'],
    ['980.000', '12.000', '1.000'],
    ['"1,250"', '"12,50"', '"3,20"'],
  ])('%s, %s, %s are asked about', async (...amounts) => {
    const { code, text } = await refusalOf(project({ times, amounts }));
    expect([code, /decimal_mark/.test(text)]).toEqual([2, true]);
  });

  it('are thousands beside decimal points where they are commas', async () => {
    const found = await read({ times, amounts: ['"1,250"', '12.50', '"2,000,000.5"'] });
    expect(found.minor).toBe(125_000 + 1250 + 200_000_050);
  });

  it('the other mark in one row of many is a reject, and the sum is that of the rest', async () => {
    const many = Array.from({ length: 40 }, (_, n) => `2026-11-05 10:${String(n + 10)}`);
    const amounts = many.map((_, n) => (n === 7 ? '12,50' : '10.50'));
    const found = await read({ times: many, amounts });
    expect(found.minor).toBe(39 * 1050);
    expect(found.rejects).toMatchObject([{ line: 9, found: '12,50' }]);
    expect(found.rejects[0]?.expected).toMatch(/decimal point/);
  });
});

describe('times that cannot be', () => {
  const times = Array.from({ length: 200 }, (_, n) => `2026-11-05 10:${String(n % 60).padStart(2, '0')}`);

  it.each(['2062-11-05 10:00', '2126-11-05 10:00', '1970-01-01 00:00', '2006-11-05 10:00'])(
    'one row of %s is a reject; the others are as they were',
    async (odd) => {
      const whole = await read({ times: times.slice(1) });
      const found = await read({ times: [odd, ...times.slice(1)] });
      expect([found.minor, found.times.length]).toEqual([whole.minor, 199]);
      expect(found.rejects).toMatchObject([{ line: 2, found: odd }]);
      expect(found.rejects[0]?.expected).toMatch(/^a time (near all the others|from 1990 to 2099)/);
    },
  );

  it('a pause of a year, or old members, are not errors', async () => {
    const found = await read({ times: ['2025-10-20 10:00', ...times] });
    expect([found.times.length, found.rejects]).toEqual([201, []]);
  });
});

describe('which times are far', () => {
  const column = (table: TableName, days: readonly (readonly [number, number])[]) => ({
    table,
    column: 'ts',
    days: new Map(days),
  });

  it('few rows behind a pause of more than 400 days', () => {
    const events = column('activities', [...[[20_000, 500]], ...[[20_001, 500]], [20_402, 1]] as [
      number,
      number,
    ][]);
    expect(farTimes([events], null)).toEqual([
      { table: 'activities', column: 'ts', between_us: [20_000 * 86_400e6, 20_002 * 86_400e6 - 1] },
    ]);
    expect(
      farTimes(
        [
          column('activities', [
            [20_000, 500],
            [20_400, 1],
          ]),
        ],
        null,
      ),
    ).toEqual([]);
  });

  it('many rows are not a typo', () => {
    expect(
      farTimes(
        [
          column('activities', [
            [20_000, 500],
            [20_500, 50],
          ]),
        ],
        null,
      ),
    ).toEqual([]);
  });

  it('the day named by as_of is known', () => {
    expect(
      farTimes(
        [
          column('activities', [
            [20_000, 500],
            [20_500, 1],
          ]),
        ],
        20_490,
      ),
    ).toEqual([]);
  });
});
