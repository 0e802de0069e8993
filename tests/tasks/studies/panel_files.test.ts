/** What a panel in a file can have wrong, each with one clear sentence. */
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/contract/errors.js';
import { type LiftPanelOptions, liftPanel } from '../../../src/tasks/studies/panel.js';
import { removeProjects, writeProject } from '../../black_box.js';
import { randomPanel } from '../../lift/world.js';

afterAll(removeProjects);

const options: LiftPanelOptions = {
  unit: 'unit',
  time: 'week',
  outcome: 'y',
  firstTreated: 'g',
  estimator: 'cs',
  control: 'never',
  format: 'csv',
};

const right = [
  'a,1,1,3',
  'a,2,2,3',
  'a,3,9,3',
  'b,1,1,0',
  'b,2,3,0',
  'b,3,4,0',
  'c,1,2,0',
  'c,2,2,0',
  'c,3,3,0',
];

const printed = (
  lines: readonly string[],
  changes: Partial<LiftPanelOptions> = {},
  header = 'unit,week,y,g',
) =>
  liftPanel(join(writeProject({ 'p.csv': `${[header, ...lines].join('\n')}\n` }), 'p.csv'), {
    ...options,
    ...changes,
  });

/** The sentence of the error, with its hint. */
async function sentence(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof UserError) return `${error.exitCode}: ${error.message} | ${error.hint}`;
    throw error;
  }
  return 'no error';
}

const swapped = (place: number, line: string) => right.map((one, at) => (at === place ? line : one));

describe('lift panel', () => {
  test('by hand: three units, three weeks', async () => {
    const { lines, notes } = await printed(right);
    // week 3: (9 - 2) - mean(4 - 3, 3 - 2) = 6; week 2 against 1: (2 - 1) - mean(2, 0) = 0
    expect(lines.map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      'group,time,estimate',
      '3,2,0',
      '3,3,6',
    ]);
    expect(notes[0]).toBe('3 units (1 treated, 2 controls), 3 periods');
  });

  test('the order of rows does not matter, and 0 / 1 may replace the date', async () => {
    const indicator = right.map((line) => line.replace(/,3$/, line.startsWith('a,3') ? ',1' : ',0'));
    expect((await printed(right.toReversed())).lines).toEqual((await printed(right)).lines);
    expect((await printed(indicator)).lines).toEqual((await printed(right)).lines);
  });

  test.each([
    [
      'a missing row',
      right.slice(0, -1),
      '3: p.csv: the unit "c" has no row for the period "3" (1 missing in all): the panel is not balanced.',
    ],
    [
      'a unit twice in a period',
      [...right, 'c,3,5,0'],
      '3: p.csv, line 11: the unit "c" has a second row for the period "3" (the first is line 10).',
    ],
    ['no number', swapped(4, 'b,2,n/a,0'), '3: p.csv, line 6, column "y": found "n/a", expected a number.'],
    ['an empty outcome', swapped(4, 'b,2,,0'), '3: p.csv, line 6, column "y": found "", expected a number.'],
    ['NaN', swapped(4, 'b,2,NaN,0'), '3: p.csv, line 6, column "y": found "NaN", expected a number.'],
    ['one unit', right.slice(0, 3), '3: p.csv: found 1 unit in the column "unit", expected at least 2.'],
    [
      'one period',
      ['a,1,1,1', 'b,1,1,0'],
      '3: p.csv: found 1 period in the column "week", expected at least 2.',
    ],
    [
      'nobody treated',
      right.map((line) => line.replace(/,3$/, ',0')),
      '3: No unit is treated within the panel.',
    ],
    [
      'everybody at once',
      right.map((line) => line.replace(/,0$/, ',3')),
      '3: All units are treated at once, in "3": there is no untreated comparison.',
    ],
    [
      'treated from the start',
      right.map((line) =>
        line.replace(/,3$/, ',2').replace(/^(.),(\d)/, (_, id, week) => `${id},${Number(week) + 1}`),
      ),
      '3: No unit is left: 1 were already treated in the first period.',
    ],
    [
      'two dates in a unit',
      swapped(0, 'a,1,1,2'),
      '3: p.csv, line 3, column "g": found "3", but "2" in line 2 of the same unit.',
    ],
    [
      'a date of another kind',
      swapped(0, 'a,1,1,2024-01-01'),
      '2: --first-treated: the column "g" holds "2024-01-01", but periods look like "1".',
    ],
    [
      'a row too long',
      swapped(0, 'a,1,1,3,7'),
      '3: p.csv, line 2: found 5 values, expected 4 as in the header.',
    ],
  ] as const)('%s', async (_, lines, wanted) => {
    expect((await sentence(printed(lines))).split(' | ')[0]).toBe(wanted);
  });

  test('treatment that ends', async () => {
    const ends = ['a,1,1,0', 'a,2,1,1', 'a,3,1,0', ...right.slice(3)];
    expect(await sentence(printed(ends))).toContain('line 4: the treatment of the unit "a" ends in "3"');
  });

  test('weights that are not above 0', async () => {
    const weighed = right.map((line, place) => `${line},${place < 3 ? -2 : 1}`);
    expect(await sentence(printed(weighed, { weights: 'w' }, 'unit,week,y,g,w'))).toContain(
      'line 2, column "w": found the weight -2, expected more than 0',
    );
  });

  test.each([
    [{ unit: 'group' }, '2: --unit: p.csv has no column "group".'],
    [{ estimator: 'ols' }, '2: --estimator: found "ols".'],
    [{ aggregate: 'weekly' }, '2: --aggregate: found "weekly".'],
    [{ control: 'all' }, '2: --control: found "all".'],
    [{ format: 'xml' }, '2: --format: found "xml".'],
    [{ covariates: 'x' }, '2: --covariates: the estimator "cs" is unconditional.'],
    [{ weights: 'w', estimator: 'sdid' }, '2: --weights: the estimator "sdid" counts every unit the same.'],
    [{ covariates: 'x,y', estimator: 'imputation' }, '2: --covariates: found 2, expected one.'],
  ] as const)('%o', async (changes, wanted) => {
    expect((await sentence(printed(right, changes))).split(' | ')[0]).toBe(wanted);
  });

  test('a missing file, and one that is not CSV', async () => {
    expect(await sentence(liftPanel('nowhere.csv', options))).toContain(
      '3: The file "nowhere.csv" does not exist.',
    );
    const folder = writeProject({ 'p.parquet': 'PAR1 and so on' });
    expect(await sentence(liftPanel(join(folder, 'p.parquet'), options))).toContain(
      'p.parquet is not a CSV file.',
    );
  });

  test('gaps are reported; late periods without controls are left out and reported', async () => {
    const { notes } = await printed(right.map((line) => line.replace(/^(.),3/, '$1,5').replace(/,3$/, ',5')));
    expect(notes).toContain('periods are not evenly spaced (2 to 5): they count as neighbours');
    const late = right.map((line) =>
      line.startsWith('a') ? line.replace(/,3$/, ',2') : line.replace(/,0$/, ',3'),
    );
    const read = await printed(late);
    expect(read.notes).toContain(
      'left out: the periods from 3 on, in which every unit is treated; units that adopt then are controls',
    );
    expect(read.lines[1]).toMatch(/^2,2,0,/);
  });

  test('every estimator and aggregate prints finite numbers, and JSON says the same', async () => {
    const panel = randomPanel(2, { units: 24, periods: 8, dates: [-1, 4, 6], effect: 1 });
    const lines = panel.unit_ids.flatMap((id, i) =>
      panel.period_labels.map((label, t) => {
        const date = panel.first_treated[i] as number;
        return [
          id,
          label,
          panel.outcome[i * 8 + t],
          date < 0 ? '' : date + 1,
          panel.weight[i],
          panel.activity?.[i],
        ].join(',');
      }),
    );
    for (const estimator of ['cs', 'imputation', 'sdid', 'twfe'])
      for (const aggregate of ['simple', 'dynamic', 'group', 'calendar']) {
        const changes = {
          estimator,
          aggregate,
          control: 'notyet',
          ...(estimator === 'sdid' ? {} : { weights: 'w' }),
          ...(estimator === 'imputation' ? { covariates: 'x' } : {}),
        };
        const header = 'unit,week,y,g,w,x';
        const csv = await printed(lines, changes, header);
        const json = JSON.parse(
          (await printed(lines, { ...changes, format: 'json' }, header)).lines.join(''),
        );
        expect(csv.lines[0]).toBe('type,term,estimate,se,low,high,treated_units,few_units');
        const estimates = csv.lines.slice(1).map((line) => Number(line.split(',')[2]));
        expect(estimates.every(Number.isFinite)).toBe(true);
        expect(json.rows.map((row: { estimate: number }) => row.estimate)).toEqual(estimates);
      }
  }, 60_000);
});
