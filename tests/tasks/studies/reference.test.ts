/** The estimators against the numbers of their authors' own programs; skipped where the reference folder is absent. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { liftPanel } from '../../../src/tasks/studies/panel.js';
import { liftTrial } from '../../../src/tasks/studies/trial.js';

const shared = join(import.meta.dirname, '../../../../shared');
const reference = join(shared, 'reference/lift');
const hasReference = existsSync(reference);
const hasTrial = existsSync(join(shared, 'data/hillstrom'));
if (!hasReference || !hasTrial)
  console.warn('skipped: the folder ../shared with the reference numbers is absent');

type Row = Record<string, string>;

const rowsOf = (lines: readonly string[]): Row[] => parse(lines.join('\n'), { columns: true });
const readRows = (file: string): Row[] =>
  parse(readFileSync(join(reference, file), 'utf8'), { columns: true });

const mpdta = {
  unit: 'countyreal',
  time: 'year',
  outcome: 'lemp',
  firstTreated: 'first.treat',
  estimator: 'cs',
  format: 'csv',
};

const controls = [
  ['never', '~1|nevertreated|dr|varying'],
  ['notyet', '~1|notyettreated|dr|varying'],
] as const;

describe.skipIf(!hasReference)('Callaway and Sant’Anna on mpdta, as R did 2.5.1 has it', () => {
  const file = join(reference, 'mpdta.csv');

  test.each(controls)('all cells, control %s', async (control, scenario) => {
    const wanted = readRows('did_r_reference/here_mpdta_attgt.csv').filter(
      (row) => row.scenario === scenario,
    );
    const { lines, notes } = await liftPanel(file, { ...mpdta, control });
    const found = rowsOf(lines);
    expect(found.map((row) => `${row.group} ${row.time}`)).toEqual(
      wanted.map((row) => `${row.group} ${row.t}`),
    );
    found.forEach((row, place) => {
      expect(Math.abs(Number(row.estimate) - Number(wanted[place]?.att))).toBeLessThan(1e-10);
      expect(Math.abs(Number(row.se) - Number(wanted[place]?.se))).toBeLessThan(1e-10);
    });
    expect(notes.join('\n')).toContain(`pre-trend Wald ${Number(wanted[0]?.W).toFixed(6)} on 5 df`);
  });

  test.each(
    controls.flatMap((one) =>
      (['simple', 'dynamic', 'group', 'calendar'] as const).map((type) => [...one, type] as const),
    ),
  )('control %s: %s aggregate %s', async (control, scenario, type) => {
    const wanted = readRows('did_r_reference/here_mpdta_aggte.csv').filter(
      (row) => row.scenario === scenario && row.type === type,
    );
    const found = rowsOf((await liftPanel(file, { ...mpdta, control, aggregate: type })).lines);
    const overall = found.at(-1);
    expect(overall?.term).toBe('overall');
    expect(Math.abs(Number(overall?.estimate) - Number(wanted[0]?.overall))).toBeLessThan(1e-10);
    expect(Math.abs(Number(overall?.se) - Number(wanted[0]?.overall_se))).toBeLessThan(1e-10);
    const terms = wanted.filter((row) => row.egt !== 'NA');
    expect(found.slice(0, -1).map((row) => row.term)).toEqual(terms.map((row) => row.egt));
    terms.forEach((row, place) => {
      expect(Math.abs(Number(found[place]?.estimate) - Number(row.att_egt))).toBeLessThan(1e-10);
      expect(Math.abs(Number(found[place]?.se) - Number(row.se_egt))).toBeLessThan(1e-10);
    });
  });
});

describe.skipIf(!hasReference)('other estimators', () => {
  test('imputation on df_het, as didimputation has it', async () => {
    const { lines } = await liftPanel(join(reference, 'df_het.csv.gz'), {
      unit: 'unit',
      time: 'year',
      outcome: 'dep_var',
      firstTreated: 'g',
      estimator: 'imputation',
      control: 'never',
      aggregate: 'simple',
      format: 'csv',
    });
    const [overall] = rowsOf(lines);
    expect(Math.abs(Number(overall?.estimate) - 2.262952)).toBeLessThan(1e-6);
    expect(Math.abs(Number(overall?.se) - 0.031397)).toBeLessThan(1e-6);
  });

  test('synthetic difference-in-differences on California, as synthdid has it', async () => {
    const { lines } = await liftPanel(join(reference, 'california_prop99.csv'), {
      unit: 'State',
      time: 'Year',
      outcome: 'PacksPerCapita',
      firstTreated: 'treated',
      estimator: 'sdid',
      control: 'never',
      format: 'csv',
    });
    const rows = rowsOf(lines);
    const at = (type: string, term: string) =>
      Number(rows.find((row) => row.type === type && row.term === term)?.estimate);
    const close = (found: number, wanted: number) => expect(Math.abs(found - wanted)).toBeLessThan(1e-3);
    close(at('sdid', 'overall'), -15.60383);
    close(at('sc', '1989'), -19.61966);
    close(at('did', '1989'), -27.34911);
    close(at('zeta_omega', '1989'), 10.22623);
    close(at('lambda', '1986'), 0.366471);
    close(at('lambda', '1987'), 0.206453);
    close(at('lambda', '1988'), 0.427076);
    close(at('rank_p', 'overall'), 0.0513);
    expect(at('placebos', 'overall')).toBe(38);
  });
});

describe.skipIf(!hasTrial)('a real randomised trial', () => {
  const folder = join(shared, 'data/hillstrom');
  const options = { unit: 'member_id', arm: 'group_id', control: 'g_control', seed: '1', format: 'csv' };
  const wanted: Readonly<Record<string, readonly [number, number]>> = {
    'visit g_mens': [0.0765895637, 0.0033858878],
    'visit g_womens': [0.0452331066, 0.0032344621],
    'purchase g_mens': [0.0068050065, 0.0009208728],
    'purchase g_womens': [0.0031110575, 0.0008226771],
    'purchase.value g_mens': [0.7698271559, 0.1452465602],
    'purchase.value g_womens': [0.4244122159, 0.1303328585],
  };

  test('every arm and outcome, and the sample ratio', { timeout: 60_000 }, async () => {
    const { lines, notes } = await liftTrial(
      join(folder, 'exposures.csv.gz'),
      join(folder, 'conversions.csv'),
      {
        ...options,
        outcomes: 'visit,purchase,purchase.value',
      },
    );
    const rows = rowsOf(lines);
    expect(rows.map((row) => `${row.outcome} ${row.arm}`)).toEqual(Object.keys(wanted));
    for (const row of rows) {
      const [estimate, se] = wanted[`${row.outcome} ${row.arm}`] ?? [];
      expect(Math.abs(Number(row.estimate) - Number(estimate))).toBeLessThan(1e-9);
      expect(Math.abs(Number(row.se) - Number(se))).toBeLessThan(1e-9);
      expect(Number(row.low)).toBeGreaterThan(0);
      expect(Number(row.p)).toBeLessThan(0.05);
    }
    expect(notes.join('\n')).toContain('chi2 0.20253 on 2 df, p 0.90369');
  });

  test('refuses arms as units', async () => {
    const asked = liftTrial(join(folder, 'exposures.csv.gz'), join(folder, 'conversions.csv'), {
      ...options,
      unit: 'group_id',
      outcomes: 'visit',
    });
    await expect(asked).rejects.toThrow('3 units in 3 arms: arms are what is compared, not units');
  });
});
