/** A small version of `npm run calibrate`; seeds are fixed, limits are wide enough that only a broken rule crosses them. */
import { expect, test } from 'vitest';
import {
  type CalibrationCase,
  type CalibrationRow,
  calibrate,
  calibrationCases,
} from '../../../src/invented/simulate/calibrate.js';

const repetitions = 40;
const cases = calibrationCases(repetitions);

function row(name: string, groups = 400): CalibrationRow {
  const found = cases.find((one) => one.name === name && one.options.groups === groups) as CalibrationCase;
  return calibrate({ ...found, repetitions }, 500_000);
}

test('a true effect is found, and its interval holds it', { timeout: 120_000 }, () => {
  const base = row('launch, +50 %', 500);
  expect(base.claimed).toBeGreaterThan(0.7);
  expect(base.coverage).toBeGreaterThan(0.85);
  expect(Math.abs(base.bias as number)).toBeLessThan(0.05);
  expect(base.contradictions).toBe(0);
});

test.each([
  'null',
  'multiplicative_season',
  'launch_after_good_week',
  'lively_trend, slope 0.01',
  'lively_trend, slope 0.025',
  'hidden_trend, slope 0.01',
])('nothing is claimed where nothing is: %s', { timeout: 120_000 }, (name) => {
  const found = row(name);
  expect(found.claimed).toBeLessThanOrEqual(0.05);
  expect(found.contradictions).toBe(0);
});

test('random assignment proves an effect, and seldom one that is not there', { timeout: 120_000 }, () => {
  expect(row('holdout, +50 %', 500).verdicts.proven_by_holdout).toBeGreaterThan(0.9);
  expect(row('holdout, no effect', 500).verdicts.proven_by_holdout).toBeLessThan(0.16);
});

test('what only grows from the start of a tactic on is a clear difference, seldom likely', {
  timeout: 120_000,
}, () => {
  const found = row('drift_from_adoption');
  expect(found.claimed).toBeLessThan(0.3);
  expect(found.verdicts.clear_difference).toBeGreaterThan(0.6);
});
