/** Files of paths, panels and trials: decimals behind a comma are read, thousands with a point are asked for, in every column of numbers. */
import { afterAll, describe, expect, it } from 'vitest';
import { commandIn, removeProjects, writeProject } from '../../black_box.js';

afterAll(removeProjects);

/** The last row of numbers that a command prints for a file, or the end of what it refuses. */
async function last(content: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await commandIn(writeProject({ 'rows.csv': content }), args);
  return code === 0 ? (stdout.trim().split('\n').at(-1) ?? '') : `${code}: ${stderr}`;
}

const asked =
  /^2: error: rows\.csv, line 2, column "\w+": found "1[.,]\d{3}", which is .* decimal point and .* with a decimal comma/;

describe('paths', () => {
  const paths = (values: readonly string[], ...more: readonly string[]) =>
    last(
      `path;total_conversions;total_conversion_value\na > b;1;${values[0]}\na;2;${values[1]}\n`,
      ...['paths', 'rows.csv', '--models', 'last_touch', ...more],
    );

  it.each([
    [['1,5', '2,25'], [], 'b,1,1.5'],
    [['1.250,50', '2,25'], [], 'b,1,1250.5'],
    [['1.250', '2.000'], ['--decimal-mark', ','], 'b,1,1250'],
    [['1.250', '2.000'], ['--decimal-mark', '.'], 'b,1,1.25'],
    [['1.250', '2.5'], [], 'b,1,1.25'],
    [["1'250", '2.5'], [], 'b,1,1250'],
  ])('%j %j', async (values, more, expected) => {
    expect(await paths(values, ...more)).toBe(expected);
  });

  it('ask if a value has two readings, also in counts', async () => {
    expect(await paths(['1.250', '2.000'])).toMatch(asked);
    const counts = 'path;total_conversions\na > b;1.000\na;2.000\n';
    expect(await last(counts, 'paths', 'rows.csv', '--models', 'last_touch')).toMatch(asked);
  });
});

describe('lift panel', () => {
  const panel = (row: (text: string) => string, ...more: readonly string[]) => {
    const rows = ['a;1;1,500;2', 'a;2;4,000;2', 'b;1;2,500;2', 'b;2;5,000;2', 'c;1;1,000;', 'c;2;1,500;'];
    const columns = ['--unit', 'unit', '--time', 'period', '--outcome', 'y', '--first-treated', 'first'];
    return last(
      `unit;period;y;first\n${rows.map(row).join('\n')}\n`,
      ...['lift', 'panel', 'rows.csv', ...columns, ...more],
    );
  };
  const estimate = async (said: Promise<string>) => Number((await said).split(',')[2]);

  it('reads the outcome by the mark: the treated rise by 2.5 and the other by 0.5', async () => {
    expect(await estimate(panel((row) => row.replace(/00;/, ';')))).toBeCloseTo(2, 12);
    expect(await estimate(panel((row) => row, '--decimal-mark', ','))).toBeCloseTo(2, 12);
    expect(await estimate(panel((row) => row.replace(',', '.'), '--decimal-mark', ','))).toBeCloseTo(2000, 9);
    expect(await panel((row) => row)).toMatch(asked);
  });
});

it('a file with commas between its values has points before its decimals, three of them too', async () => {
  const rows = ['a,1,1.500,2', 'a,2,4.000,2', 'b,1,2.500,2', 'b,2,5.000,2', 'c,1,1.000,', 'c,2,1.500,'];
  const columns = ['--unit', 'unit', '--time', 'period', '--outcome', 'y', '--first-treated', 'first'];
  const said = await last(
    `unit,period,y,first\n${rows.join('\n')}\n`,
    'lift',
    'panel',
    'rows.csv',
    ...columns,
  );
  expect(Number(said.split(',')[2])).toBeCloseTo(2, 12);
  const paths = 'path,total_conversions,total_conversion_value\na > b,1,1.250\n';
  expect(await last(paths, 'paths', 'rows.csv', '--models', 'last_touch')).toBe('b,1,1.25');
});

describe('lift trial', () => {
  const trial = async (values: readonly string[], ...more: readonly string[]) => {
    const folder = writeProject({
      'arms.csv': 'user;arm\nu1;off\nu2;off\nu3;on\nu4;on\n',
      'results.csv': `user_id;type;value\nu3;order;${values[0]}\nu1;order;${values[1]}\n`,
    });
    const args = ['--unit', 'user', '--arm', 'arm', '--control', 'off', '--outcomes', 'order.value'];
    const said = await commandIn(folder, ['lift', 'trial', 'arms.csv', 'results.csv', ...args, ...more]);
    const [, row = ''] = said.stdout.split('\n');
    return said.code === 0 ? Number(row.split(',')[5]) : said.stderr;
  };

  it('reads the values of results by the mark: half of the difference, of two people an arm', async () => {
    expect(await trial(['1.250,50', '10,5'])).toBeCloseTo(620, 9);
    expect(await trial(['1250.50', '10.5'])).toBeCloseTo(620, 9);
    expect(await trial(['1.250', '1.050'], '--decimal-mark', ',')).toBeCloseTo(100, 9);
    expect(await trial(['1.250', '1.050'])).toContain('results.csv, line 2, column "value": found "1.250"');
  });
});
