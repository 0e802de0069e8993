/** The same panel with its periods and adoption written in every way: the same estimate, or a refusal that names labels. */
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/contract/errors.js';
import { liftPanel } from '../../../src/tasks/studies/panel.js';
import { removeProjects, writeProject } from '../../black_box.js';

afterAll(removeProjects);

/** Four units, twelve periods, two adopt in the seventh; effect 1 in its first period, growing by 1. Mean of 1 to 6: 3.5. */
const effect = 3.5;
const adopts = 7;
const periods = Array.from({ length: 12 }, (_, place) => place + 1);
const units = ['a', 'b', 'c', 'd'] as const;

const outcomeOf = (place: number, period: number) =>
  10 * place + 2 * period + (place < 2 && period >= adopts ? period - adopts + 1 : 0);

type Label = (period: number) => string;

/** Rows in the order of the hashes of their texts, so that the file's order tells nothing. */
function rowsOf(label: Label, adoption: string, never: string): string[] {
  return units
    .flatMap((unit, place) =>
      periods.map((period) =>
        [unit, `"${label(period)}"`, outcomeOf(place, period), `"${place < 2 ? adoption : never}"`].join(','),
      ),
    )
    .sort(
      (a, b) =>
        ((a.length * 31 + (a.codePointAt(3) ?? 0)) % 17) - ((b.length * 31 + (b.codePointAt(3) ?? 0)) % 17),
    );
}

const estimators = ['cs', 'imputation'] as const;

async function read(label: Label, adoption = label(adopts), never = '', estimator: string = 'cs') {
  const file = ['unit,t,y,g', ...rowsOf(label, adoption, never)].join('\n');
  const { lines, notes } = await liftPanel(join(writeProject({ 'p.csv': `${file}\n` }), 'p.csv'), {
    unit: 'unit',
    time: 't',
    outcome: 'y',
    firstTreated: 'g',
    estimator,
    control: 'never',
    aggregate: 'simple',
    format: 'csv',
  });
  return { estimate: Number(lines[1]?.split(',')[2]), notes };
}

async function refusal(...asked: Parameters<typeof read>): Promise<string> {
  try {
    const { estimate } = await read(...asked);
    return `no error: ${estimate}`;
  } catch (error) {
    if (error instanceof UserError) return `${error.exitCode}: ${error.message} | ${error.hint}`;
    throw error;
  }
}

const two = (value: number) => String(value).padStart(2, '0');
const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const long = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // biome-ignore format: one list
/** Months from November 2025 on. */
const turning: Label = (p) => `${names[(p + 9) % 12]}-${p < 3 ? 25 : 26}`;

const ways: Readonly<Record<string, Label>> = {
  number: (p) => `${p}`,
  'number with zeros': (p) => two(p),
  'number as a float': (p) => `${p}.0`,
  'full-width number': (p) => String(p).replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d))),
  'number from -8': (p) => `${p - 9}`,
  fraction: (p) => `${2004 + (p - 1) / 4}`,
  year: (p) => `${2000 + p}`,
  'date without zeros': (p) => `2026-${p}-1`,
  date: (p) => `2026-${two(p)}-01`,
  'compact date': (p) => `2026${two(p)}01`,
  'date with slashes': (p) => `2026/${p}/1`,
  'date with points': (p) => `2026.${p}.1`,
  'Chinese date': (p) => `2026年${p}月1日`,
  'date-time': (p) => `2026-${two(p)}-01 00:00:00`,
  'ISO date-time': (p) => `2026-${two(p)}-01T00:00:00+08:00`,
  hours: (p) => `2026-11-05 ${p + 4}:00`,
  'hours of half a day': (p) => `11/25/2026 ${((p + 7) % 12) + 1}:00 ${p + 8 < 12 ? 'AM' : 'PM'}`,
  'American date': (p) => `${p}/15/2026`,
  'American date, first of the month': (p) => `${p}/1/2026`,
  'American date, two digits': (p) => `${p}/15/26`,
  'European date': (p) => `15/${p}/2026`,
  'European date with points': (p) => `1.${p}.2026`,
  'days of a month': (p) => `${p + 8}/11/2026`,
  'date in words': (p) => `1 ${long[p - 1]} 2026`,
  'date in American words': (p) => `${names[p - 1]} 1, 2026`,
  'date of a database': (p) => `01-${names[p - 1]?.toUpperCase()}-2026`,
  month: (p) => `2026-${two(p)}`,
  'month without zeros': (p) => `2026-${p}`,
  'month with a slash': (p) => `2026/${p}`,
  'month with a point': (p) => `2026.${p}`,
  'compact month': (p) => `2026${two(p)}`,
  'month of the statistician': (p) => `2026m${p}`,
  'Chinese month': (p) => `2026年${p}月`,
  'month first': (p) => `${p}/2026`,
  'short month': (p) => `${names[p - 1]}-26`,
  'short month over a year': turning,
  'month in words': (p) => `${long[p - 1]} 2026`,
  'month of one year': (p) => `${names[p - 1]}`,
  'Chinese month of one year': (p) => `${p}月`,
  week: (p) => `2026-W${p}`,
  'compact week': (p) => `2026W${two(p)}`,
  'week over a year': (p) => (p < 4 ? `2026-W${50 + p}` : `2027-W${two(p - 3)}`),
  'Chinese week': (p) => `第${p}周`,
  'Chinese week of a year': (p) => `2026年第${p}周`,
  'week in words': (p) => `week ${p}`,
  quarter: (p) => `${2024 + Math.floor((p - 1) / 4)}Q${((p - 1) % 4) + 1}`,
  'quarter first': (p) => `Q${((p - 1) % 4) + 1} ${2024 + Math.floor((p - 1) / 4)}`,
  'Chinese quarter': (p) => `${2024 + Math.floor((p - 1) / 4)}年第${((p - 1) % 4) + 1}季度`,
  visit: (p) => `Vis${p}`,
  'wave with a blank': (p) => `Wave ${p}`,
  'relative to the launch': (p) => `T${p - 7 > 0 ? '+' : ''}${p - 7}`,
};

describe('the same panel, however its periods are written', () => {
  test.each(Object.entries(ways))('%s', async (_, label) => {
    for (const estimator of estimators) {
      const { estimate, notes } = await read(label, label(adopts), 'never', estimator);
      expect(estimate).toBeCloseTo(effect, 9);
      expect(notes[1]).toContain(
        `periods in order: ${label(1)}, ${label(2)}, ${label(3)} ... ${label(12)} (12 `,
      );
      expect(notes.join()).not.toContain('not evenly spaced');
    }
  });

  test('how they were read is reported', async () => {
    expect((await read(ways.month as Label)).notes[1]).toContain('(12 months)');
    expect((await read(ways.week as Label)).notes[1]).toContain('(12 weeks)');
    const american = (await read(ways['American date, first of the month'] as Label)).notes[1];
    expect(american).toContain('month/day/year and day/month/year give the same order');
  });

  test('of several ways to write one period the shortest is shown', async () => {
    const { estimate, notes } = await read((p) => (p === 3 ? '3' : `${p}.0`), '7');
    expect(estimate).toBeCloseTo(effect, 9);
    expect(notes[1]).toContain('1.0, 2.0, 3 ...');
  });
});

describe('what cannot be ordered for sure', () => {
  const refused: Readonly<Record<string, readonly [Label, RegExp]>> = {
    words: [
      (p) => ['before', 'after'][p % 2] + 'x'.repeat(p),
      /3: p\.csv, column "t": the order of the periods ".+" and ".+" cannot be known/,
    ],
    'day or month first': [
      (p) => (p < 7 ? `${p}/2/2026` : `${p - 6}/3/2026`),
      /"\d\/\d\/2026" can be read as 2026-\d\d-\d\d \(month\/day\/year\) or as 2026-\d\d-\d\d \(day\/month\/year\)/,
    ],
    'days of two months without a year': [
      (p) => (p < 5 ? `Jul-${27 + p}` : `Aug-${two(p)}`),
      /can be read as 20\d\d-\d\d-01 \(month and year\) or as/,
    ],
    'dates and months': [
      (p) => (p === 5 ? '2026-05' : `2026-${two(p)}-01`),
      /"2026-\d\d-01" is a date \(year-month-day\), but "2026-05" is not/,
    ],
    'a date and a time': [
      (p) => (p === 5 ? '2026-05-01 00:00' : `2026-${two(p)}-01`),
      /"2026-05-01 00:00" is not/,
    ],
    'a day that no calendar has': [(p) => `2026-02-${two(p + 20)}`, /"2026-02-29" is not/],
    'a week that the year does not have': [(p) => `2025-W${42 + p}`, /"2025-W53" is not|"2025-W54" is not/],
    'two words': [(p) => (p < 7 ? `pre${p}` : `post${p}`), /cannot be known/],
    'two numbers': [(p) => `Y1V${p}`, /cannot be known/],
    'weeks over a year without the year': [
      (p) => `第${p < 4 ? 49 + p : p - 3}周`,
      /the end of one year and the beginning of the next/,
    ],
    'a hyphen or a minus': [
      (p) => `week-${p}`,
      /can be read as \d+ \(words and a number\) or as -\d+ \(words and a number with its sign\)/,
    ],
    'times of two clocks': [
      (p) => `2026-${two(p)}-01T00:00:00+0${p < 6 ? 1 : 2}:00`,
      /have different offsets from UTC/,
    ],
    'an empty period': [(p) => (p === 4 ? '' : `${p}`), /but "" is not/],
    'numbers that cannot be told apart': [(p) => `90071992547409930${two(p)}`, /cannot be known/],
  };

  test.each(Object.entries(refused))('%s', async (_, [label, words]) => {
    const found = await refusal(label);
    expect(found).toMatch(/^3: /);
    expect(found).toMatch(words);
  });
});

describe('months, weeks and days without a year', () => {
  const listed = (labels: readonly string[], column = 't') => {
    const rows = units.flatMap((unit, place) =>
      labels.map((name, t) => [unit, name, outcomeOf(place, t), place < 2 ? labels[2] : ''].join(',')),
    );
    return liftPanel(join(writeProject({ 'p.csv': `unit,${column},y,g\n${rows.join('\n')}\n` }), 'p.csv'), {
      ...{ unit: 'unit', time: column, outcome: 'y', firstTreated: 'g' },
      ...{ estimator: 'cs', control: 'never', format: 'csv' },
    });
  };

  test.each([
    ['over the turn of a year', ['Nov', 'Dec', 'Jan', 'Feb']],
    ['a whole year that the file lists from July on', [...names.slice(6), ...names.slice(0, 6)]],
    ['numbers over the turn of a year', ['11月', '12月', '1月', '2月']],
    ['every other month', ['Sep', 'Nov', 'Jan', 'Mar']],
    ['every other week', ['W48', 'W50', 'W52', 'W2', 'W4']],
    ['days', ['29 Dec', '30 Dec', '31 Dec', '1 Jan', '2 Jan']],
    ['days, month first', ['Dec-29', 'Dec-30', 'Dec-31', 'Jan-01', 'Jan-02']],
    ['Chinese days', ['12月29日', '12月30日', '12月31日', '1月1日', '1月2日']],
    ['Mondays', ['12月14日', '12月21日', '12月28日', '1月4日', '1月11日']],
    ['days with a point, which are no decimals', ['12.29', '12.30', '12.31', '01.01', '01.02']],
    ['firsts of months', ['1 Oct', '1 Nov', '1 Dec', '1 Jan', '1 Feb']],
  ])('%s are refused', async (_, labels) => {
    await expect(listed(labels)).rejects.toThrow('the end of one year and the beginning of the next');
  });

  test.each([
    ['week', ['50', '51', '52', '53', '1', '2']],
    ['week_no', ['50', '51', '52', '1', '2']],
    ['周', ['50', '51', '52', '1', '2']],
    ['Month', ['10', '11', '12', '1', '2']],
    ['quarter', ['3', '4', '1']],
  ])('numbers of a column called %s are refused too', async (column, labels) => {
    await expect(listed(labels, column)).rejects.toThrow(
      `"1" to "${Math.max(...labels.map(Number))}" of one`,
    );
  });

  test.each([
    ['months', ['Sep', 'Oct', 'Nov', 'Dec'], 't'],
    ['days', ['29 Dec', '30 Dec', '31 Dec'], 't'],
    ['days of two months', ['12月29日', '12月30日', '12月31日', '11月30日'].toSorted(), 't'],
    ['firsts of the months of one year', names.map((name) => `1 ${name}`), 't'],
    ['decimals', ['1.01', '1.02', '1.03', '1.04'], 't'],
    ['weeks of one year', ['9', '10', '11', '12'], 'week'],
    ['weeks since a launch', ['1', '2', '3', '60'], 'week'],
    ['numbers of whatever', ['50', '51', '52', '1', '2'], 'wave'],
  ])('%s of one year are not', async (_, labels, column) => {
    expect((await listed(labels, column)).notes[1]).toMatch(/^periods in order: /);
  });
});

const month = ways.month as Label;
const date = ways.date as Label;

describe('adoption is compared by the calendar', () => {
  test.each([
    ['a time against months', month, '2026-07-01 00:00:00'],
    ['a time against dates', date, '2026-07-01 00:00:00'],
    ['a date against months', month, '2026-7-1'],
    ['a compact date against months', month, '20260701'],
    ['a month against dates', date, '2026-07'],
    ['a Chinese month against dates', date, '2026年7月'],
    ['a week inside a month', month, '2026-W28'],
    ['a date against quarters', ways.quarter as Label, '2025-07-01'],
    ['a date against weeks', ways.week as Label, '2026-02-09'],
    ['a date against years', ways.year as Label, '2007-01-01'],
    ['a date as Americans write it', month, '7/15/2026'],
    ['a number as a float', ways.number as Label, '7.0'],
  ])('%s', async (_, label, adoption) => {
    for (const estimator of estimators)
      expect((await read(label, adoption, '', estimator)).estimate).toBeCloseTo(effect, 9);
  });

  test('within a period it counts as treated, and that is said', async () => {
    const { estimate, notes } = await read(date, '2026-07-20');
    expect(estimate).toBeCloseTo(effect, 9);
    expect(notes).toContain(
      '2 units adopt within a period ("2026-07-20" in 2026-07-01): it counts as treated',
    );
    const end = await read(
      (p) => `2026-${two(p)}-${new Date(Date.UTC(2026, p, 0)).getUTCDate()}`,
      '2026-07-31',
    );
    expect(end.estimate).toBeCloseTo(effect, 9);
  });

  test('between two periods the next one is the first', async () => {
    const odd = await read((p) => `${2 * p - 1}`, '12');
    expect(odd.estimate).toBeCloseTo(effect, 9);
    expect(odd.notes.join('\n')).toContain(
      '2 units adopt between two periods ("12"): treated from the next one (13)',
    );
    const gap = await read(
      (p) => `2026-${two(p < 7 ? p : p + 1)}`.replace('2026-13', '2027-01'),
      '2026-07-10',
    );
    expect(gap.estimate).toBeCloseTo(effect, 9);
    expect(gap.notes.join('\n')).toContain('periods are not evenly spaced (2026-06 to 2026-08)');
  });

  test.each([
    ['1', ''],
    ['1', 'NA'],
    ['yes', ''],
    ['TRUE', 'NULL'],
  ])('"%s" in the periods with treatment and "%s" in the others says since when', async (yes, no) => {
    const rows = units.flatMap((unit, place) =>
      periods.map((t) => [unit, t, outcomeOf(place, t), place < 2 && t >= adopts ? yes : no].join(',')),
    );
    const { lines } = await liftPanel(
      join(writeProject({ 'p.csv': `unit,t,y,g\n${rows.join('\n')}\n` }), 'p.csv'),
      {
        ...{ unit: 'unit', time: 't', outcome: 'y', firstTreated: 'g' },
        ...{ estimator: 'cs', control: 'never', aggregate: 'simple', format: 'csv' },
      },
    );
    expect(Number(lines[1]?.split(',')[2])).toBeCloseTo(effect, 9);
  });

  test('0 and 1 beside NA are periods', async () => {
    expect((await read((p) => `${p - adopts}`, '0', 'NA')).estimate).toBeCloseTo(effect, 9);
  });

  test('after the last period it is said; before the first the units are left out', async () => {
    expect(await refusal(month, '2027-01-01')).toBe(
      '3: No unit is treated within the panel. | An effect needs units that are treated within the panel and units that are not treated yet, or never.',
    );
    const rows = rowsOf(month, '2026-07', '').map((row) => row.replace(/^(d,.*)""$/, '$1"2027-03"'));
    const { notes } = await liftPanel(
      join(writeProject({ 'p.csv': `unit,t,y,g\n${rows.join('\n')}\n` }), 'p.csv'),
      {
        unit: 'unit',
        time: 't',
        outcome: 'y',
        firstTreated: 'g',
        estimator: 'cs',
        control: 'never',
        format: 'csv',
      },
    );
    expect(notes).toContain('1 units adopt after the last period ("2027-03"): they are controls here');
    expect(await refusal(month, '2025-12')).toContain('2 were already treated in the first period');
  });

  test.each([
    [
      'longer than a period',
      ways.week as Label,
      '2026-02',
      /3: .*"2026-02" is longer than a period such as "2026-W1"/,
    ],
    [
      'a year among months',
      month,
      '2026',
      /2: --first-treated: .*holds "2026", but periods look like|"2026" is longer/,
    ],
    [
      'two readings',
      month,
      '7/8/2026',
      /3: .*the adoption "7\/8\/2026" can be read in two ways: "2026-07" or "2026-08"/,
    ],
    [
      'of another kind',
      ways.number as Label,
      '2026-07-01',
      /2: --first-treated: .*holds "2026-07-01", but periods look like "1"/,
    ],
    [
      'a date among visits',
      ways.visit as Label,
      '2026-07-01',
      /2: --first-treated: .*but periods look like "Vis1"/,
    ],
    ['words', month, 'soon', /2: --first-treated: .*holds "soon", but periods look like "2026-01"/],
  ] as const)('%s', async (_, label, adoption, words) => {
    expect(await refusal(label, adoption)).toMatch(words);
  });
});

describe('never', () => {
  test.each(['-99', '-999', '-9.0'])('not %s, which stands for a missing value', async (missing) => {
    for (const label of [ways.number, ways.year])
      expect(await refusal(label as Label, (label as Label)(adopts), missing)).toBe(
        `3: p.csv, column "g": found the adoption "${missing}", but no period is below zero: it may stand for a missing value. | Write "never" for units that are never treated, and leave out units that adopted before the panel.`,
      );
    // where periods are below zero it is one, before the panel
    expect(await refusal(ways['number from -8'] as Label, '-2', missing)).not.toContain('missing value');
  });

  test.each([
    '',
    'NA',
    'n/a',
    'NaN',
    'NaT',
    'Inf',
    '+Inf',
    'inf',
    '∞',
    'never',
    'NULL',
    'None',
    '<NA>',
    '.',
    '-',
    '0',
    '0.0',
    '-1',
  ])('"%s"', async (never) => {
    expect((await read(ways.number as Label, '7', never)).estimate).toBeCloseTo(effect, 9);
    expect((await read(date, date(adopts), never)).estimate).toBeCloseTo(effect, 9);
  });

  const from =
    (first: number): Label =>
    (p) =>
      `${p - 1 + first}`;

  test('0 is also a later period: ambiguous unless "never" is written differently', async () => {
    expect(await refusal(from(-6), '2', '0')).toContain(
      '"0" is a period of this panel, but can also mean "never".',
    );
    const { estimate, notes } = await read(from(-6), '0', 'never');
    expect(estimate).toBeCloseTo(effect, 9);
    expect(notes.join('\n')).toContain('adoption 0 (or -1) is read as that period');
    expect(await refusal(from(-7), '2', '-1')).toContain('"-1" is a period of this panel');
    expect((await read(from(-7), '-1', 'never')).estimate).toBeCloseTo(effect, 9);
  });

  test('0 is the first period too: never, and that is said', async () => {
    const { estimate, notes } = await read(from(0), '6', '0');
    expect(estimate).toBeCloseTo(effect, 9);
    expect(notes.join('\n')).toContain(
      'adoption 0 (or -1) is read as "never", although it is also the first period',
    );
  });
});

describe('a column of two words', () => {
  const pairs = [['0', '1'], ['0.0', '1.0'], ['false', 'TRUE'], ['No', 'Yes'], ['n', 'y'], ['否', '是']] as const; // biome-ignore format: one list

  test.each(pairs)('%s and %s, changing with the periods, are the state in each', async (no, yes) => {
    const rows = units.flatMap((unit, place) =>
      periods.map((p) => [unit, p, outcomeOf(place, p), place < 2 && p >= adopts ? yes : no].join(',')),
    );
    const { lines } = await liftPanel(join(writeProject({ 'p.csv': `unit,t,y,g\n${rows.join('\n')}\n` }), 'p.csv'), {
      unit: 'unit', time: 't', outcome: 'y', firstTreated: 'g', estimator: 'cs', control: 'never', aggregate: 'simple', format: 'csv',
    }); // biome-ignore format: one call
    expect(Number(lines[1]?.split(',')[2])).toBeCloseTo(effect, 9);
  });

  test.each([...pairs, ['', '1'], ['never', 'yes'], ['NA', '1.0']] as const)(
    '"%s" and "%s" that never change say who, not when',
    async (no, yes) => {
      for (const first of [0, 1, 2020])
        expect(await refusal((p) => `${p - 1 + first}`, yes, no)).toMatch(
          /^3: .*column "g": it holds only .* and never changes within a unit: it says who is treated, but not since when/,
        );
    },
  );

  test('a date that is only filled in from adoption on is refused, with what was found', async () => {
    const rows = units.flatMap((unit, place) =>
      periods.map((p) => [unit, p, outcomeOf(place, p), place < 2 && p >= adopts ? adopts : ''].join(',')),
    );
    const asked = liftPanel(join(writeProject({ 'p.csv': `unit,t,y,g\n${rows.join('\n')}\n` }), 'p.csv'), {
      unit: 'unit', time: 't', outcome: 'y', firstTreated: 'g', estimator: 'cs', control: 'never', format: 'csv',
    }); // biome-ignore format: one call
    await expect(asked).rejects.toThrow(
      'p.csv, line 8, column "g": found "7", but "" in line 2 of the same unit.',
    );
  });
});
