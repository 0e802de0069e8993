/** Small inputs that were misread once, each with the value that is right: worked out by hand in the case's own description. */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandIn, runIn } from './black_box.js';

const cases = join(import.meta.dirname, '../../shared/cases');
const isHere = existsSync(cases);
if (!isHere) console.warn('tests/cases.test.ts: the folder of cases is not here; skipped.');
const base = mkdtempSync(join(tmpdir(), 'cases-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A copy of one case that may be written into. */
function copyOf(number: string, part = ''): string {
  const name = readdirSync(cases).find((folder) => folder.startsWith(`${number}-`)) ?? number;
  const copy = mkdtempSync(join(base, `${number}-`));
  cpSync(join(cases, name, part), copy, { recursive: true });
  return copy;
}

/** Conversions and value credited to each group; groups without credit are left out. */
async function creditOf(number: string, goal = 'order'): Promise<Record<string, number[]>> {
  const ran = await runIn(copyOf(number));
  expect([ran.code, ran.stderr]).toEqual([0, expect.not.stringContaining('error')]);
  const rows = await ran.rows(
    `SELECT group_id, conversions, value FROM {group_credit} WHERE goal = '${goal}' AND conversions > 0`,
  );
  return Object.fromEntries(rows.map((row) => [row.group_id, [Number(row.conversions), Number(row.value)]]));
}

/** The first number of a column of CSV output. */
function csvNumber(stdout: string, column: string, row = 0): number {
  const [head = '', ...lines] = stdout.trim().split('\n');
  return Number(lines[row]?.split(',')[head.split(',').indexOf(column)]);
}

const panelOptions = (unit: string, time: string, outcome: string, first: string) => [
  ...['--unit', unit, '--time', time, '--outcome', outcome, '--first-treated', first],
];
const trialOptions = ['--unit', 'user_id', '--arm', 'arm', '--control', 'control', '--outcomes', 'purchase'];

describe.skipIf(!isHere)('a case that was once wrong is right now', () => {
  it('01: months without zeros are put in the order of the calendar', async () => {
    const options = [...panelOptions('unit', 'month', 'y', 'first'), '--aggregate', 'simple'];
    const estimates = ['imputation', 'cs'].map(async (estimator) => {
      const said = await commandIn(copyOf('01'), [
        'lift',
        'panel',
        'panel.csv',
        ...options,
        '--estimator',
        estimator,
      ]);
      expect(said.code).toBe(0);
      return csvNumber(said.stdout, 'estimate').toFixed(3);
    });
    expect(await Promise.all(estimates)).toEqual(['3.486', '3.444']);
  });

  it('02: GBK below an ASCII header is not Korean', async () => {
    expect(await creditOf('02')).toMatchObject({ 老客专属: [1, 100], 秒杀群: [1, 50], 同城跑团: [1, 30] });
  });

  it('03: a GBK header is not Big5', async () => {
    const ran = await runIn(copyOf('03'));
    expect([ran.code, ran.stderr]).toEqual([0, expect.not.stringContaining('error')]);
    expect(await ran.rows('SELECT sum(source_total) AS n FROM {reconciliation}')).toEqual([{ n: 12 }]);
  });

  it('04: NULL is nobody', async () => {
    expect(await creditOf('04')).toEqual({ 'g-tea': [1, 100], '(unattributed)': [2, 80] });
  });

  it('05: 202611051000 is a day in 2026, or refused', async () => {
    expect(await creditOf('05')).toMatchObject({
      'g-tea': [2, expect.any(Number)],
      'g-run': [1, expect.any(Number)],
    });
  });

  it('06: closed, unpaid and refunded orders do not land after init', async () => {
    const folder = copyOf('06');
    expect((await commandIn(folder, ['init'])).code).toBe(0);
    const ran = await runIn(folder);
    if (ran.code === 0)
      expect(
        await ran.rows('SELECT DISTINCT source_total, value_source_total FROM {reconciliation}'),
      ).toEqual([{ source_total: 1, value_source_total: 100 }]);
    else expect(ran.stderr).toMatch(/landed_states|states/);
  });

  it('07: lines of an order are not versions of it', async () => {
    const ran = await runIn(copyOf('07'));
    expect(ran.code).toBe(3);
    expect(ran.stderr).toMatch(/1001[\s\S]*on_conflict/);
  });

  it('08: a corrected export is a conflict that must be declared', async () => {
    const ran = await runIn(copyOf('08'));
    if (ran.code === 0)
      expect(await ran.rows("SELECT value FROM {credit} WHERE conversion_id = '1001' LIMIT 1")).toEqual([
        { value: 80 },
      ]);
    else expect([ran.code, ran.stderr]).toEqual([3, expect.stringMatching(/on_conflict/)]);
  });

  it('09: conversions of no goal are said', async () => {
    const ran = await runIn(copyOf('09'));
    expect(ran.code).toBe(0);
    expect(`${ran.stdout}${ran.stderr}`).toMatch(/3 of 4 conversions/);
    expect(`${ran.stdout}${ran.stderr}`).toMatch(/110/);
  });

  it('10: refunds after as_of are said', async () => {
    const ran = await runIn(copyOf('10'));
    expect(ran.code).toBe(0);
    expect(`${ran.stdout}${ran.stderr}`).toMatch(/2 of 3 reversals/);
  });

  it('11: a trial that meets nobody is refused', async () => {
    const refused = await commandIn(copyOf('11'), [
      'lift',
      'trial',
      'trial.csv',
      'conversions.csv',
      ...trialOptions,
    ]);
    expect([refused.code, refused.stdout]).toEqual([3, '']);
    const same = await commandIn(copyOf('11'), [
      ...['lift', 'trial', 'trial.csv', 'conversions-same-ids.csv', ...trialOptions],
    ]);
    expect(csvNumber(same.stdout, 'estimate')).toBeCloseTo(0.05, 10);
  });

  it('12: people count once, however often they were exposed', async () => {
    const [log, once] = await Promise.all(
      ['trial.csv', 'trial-once.csv'].map((file) =>
        commandIn(copyOf('12'), ['lift', 'trial', file, 'conversions.csv', ...trialOptions]),
      ),
    );
    expect(csvNumber(log?.stdout ?? '', 'estimate')).toBeCloseTo(0.05, 10);
    expect(log?.stdout).toBe(once?.stdout);
  });

  it('13: a header line and a total are no groups', async () => {
    const ran = await runIn(copyOf('13'));
    expect(ran.code).toBe(0);
    expect(await ran.rows('SELECT group_id FROM {groups} ORDER BY 1')).toHaveLength(2);
    expect(`${ran.stdout}${ran.stderr}`).toMatch(/repeat|total/i);
  });

  it('14: a treated dummy is no date', async () => {
    const options = [...panelOptions('unit', 'period', 'y', 'treated'), '--estimator', 'imputation'];
    const said = await commandIn(copyOf('14'), [
      'lift',
      'panel',
      'panel.csv',
      ...options,
      '--aggregate',
      'simple',
    ]);
    expect([said.code, said.stdout]).toEqual([3, '']);
    expect(said.stderr).toMatch(/never changes/);
  });

  it('15: orders that are credited by their codes pass', async () => {
    expect((await commandIn(copyOf('15'), ['check'])).code).toBe(0);
    expect(await creditOf('15')).toEqual({ 'g-tea': [1, 100], 'g-run': [1, 50] });
  });

  it('16: a tab behind a time says nothing', async () => {
    const ran = await runIn(copyOf('16'));
    if (ran.code !== 0) expect(ran.stderr).not.toMatch(/clocks/);
    expect(ran.code).toBe(0);
  });

  it('18: ids of 16 digits that all end in 0 are refused', async () => {
    const ran = await runIn(copyOf('18'));
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringMatching(/lost its last digit/)]);
  });

  it('19: 1.250 is not 1.25 without a word', async () => {
    const ran = await runIn(copyOf('19'));
    expect([2, 3]).toContain(ran.code);
    expect(ran.stderr).toMatch(/1\.250|15\.000|2\.000/);
  });

  it('20: blanks around ids are taken off', async () => {
    const ran = await runIn(copyOf('20'));
    expect(ran.code).toBe(0);
    expect(
      await ran.rows(
        "SELECT sum(conversions) AS n, sum(conversions_net) AS net FROM {group_credit} WHERE group_id <> '(unattributed)'",
      ),
    ).toEqual([{ n: 3, net: 2 }]);
    expect(await ran.rows('SELECT * FROM {lost_reversals}')).toEqual([]);
  });

  it('21: codes are taken as people type them', async () => {
    const credit = await creditOf('21');
    expect(credit['(unattributed)']).toBeUndefined();
    expect((credit['g-tea']?.[0] ?? 0) + (credit['g-run']?.[0] ?? 0)).toBe(5);
  });

  it('22: guests land', async () => {
    const credit = await creditOf('22');
    expect(credit['g-tea']).toEqual([2, 150]);
    expect(credit['(unattributed)']).toEqual([1, 30]);
  });

  it('23: a registration and an order of one number are two things', async () => {
    const ran = await runIn(copyOf('23'));
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringMatching(/key/)]);
  });

  it('24: rows of nothing but commas are no rows', async () => {
    expect((await runIn(copyOf('24'))).code).toBe(0);
  });

  it('25: blanks and separators without blanks make no channels', async () => {
    const said = await commandIn(copyOf('25'), ['paths', 'paths.csv', '--models', 'linear,last_touch']);
    expect(said.code).toBe(0);
    expect(
      new Set(
        said.stdout
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => line.split(',')[0]),
      ),
    ).toEqual(new Set(['a', 'b']));
    expect(said.stderr).toMatch(/3/);
  });

  it('26: equal refunds of one file count twice, as the documents say', async () => {
    const credit = await runIn(copyOf('26'));
    expect(credit.code).toBe(0);
    expect(
      await credit.rows("SELECT sum(value_net) AS net FROM {group_credit} WHERE goal = 'order'"),
    ).toEqual([{ net: 160 }]);
  });

  it('27: a person in both arms is left out and counted', async () => {
    const said = await commandIn(copyOf('27'), [
      'lift',
      'trial',
      'trial.csv',
      'conversions.csv',
      ...trialOptions,
    ]);
    expect(said.code).toBe(0);
    expect(said.stderr).toMatch(/1 /);
  });

  it('28: GBK that happens to be valid UTF-8 is read as GBK, or asked about', async () => {
    const ran = await runIn(copyOf('28'));
    if (ran.code === 0)
      expect(await ran.rows('SELECT group_id FROM {groups} ORDER BY group_id')).toEqual([
        { group_id: 'g-run' },
        { group_id: '母婴一群' },
      ]);
    else expect([ran.code, ran.stderr]).toEqual([2, expect.stringMatching(/encoding/)]);
  });

  it('29: one treated unit has no interval', async () => {
    const said = await Promise.all(
      [[], ['--estimator', 'imputation']].map((more) =>
        commandIn(copyOf('29'), [
          ...[
            'lift',
            'panel',
            'panel.csv',
            ...panelOptions('unit', 't', 'y', 'g'),
            '--aggregate',
            'simple',
            ...more,
          ],
        ]),
      ),
    );
    for (const { code, stdout } of said) {
      const [head = '', line = ''] = stdout.trim().split('\n');
      const cells = line.split(',');
      expect(code).toBe(0);
      expect(['se', 'low', 'high'].map((column) => cells[head.split(',').indexOf(column)])).toEqual([
        '',
        '',
        '',
      ]);
    }
  });
});
