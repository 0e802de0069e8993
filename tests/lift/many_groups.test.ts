import { expect, it } from 'vitest';
import { identifiedInMany } from '../../src/lift/checks/identified.js';
import { defaultThresholds } from '../../src/lift/checks/thresholds.js';
import { usable } from '../../src/lift/panel/usable.js';
import { remlBetween } from '../../src/statistics/reml.js';

/** More groups a side than a call takes arguments, and so many that time squared in them would not end. */
const each = 200_000;

it('asks whether groups can be compared in a time that follows their number', () => {
  const units = 2 * each;
  const [periods, before] = [3, 2];
  const panel = {
    unit_ids: Array.from({ length: units }, (_, unit) => String(unit)),
    period_labels: ['1', '2', '3'],
    first_treated: Int32Array.from({ length: units }, (_, unit) => (unit < each ? before : -1)),
    weight: new Float64Array(units).fill(1),
    // the treated are three times as lively as the liveliest of the others, of which half are silent
    activity: Float64Array.from({ length: units }, (_, unit) => (unit < each ? 3 : unit % 2)),
    outcome: Float64Array.from({ length: units * periods }, (_, cell) => cell % 2),
  };
  const read = usable(panel, before);
  expect(read.dropped_units).toBe(0);
  const checks = identifiedInMany(panel, read, defaultThresholds);
  const support = checks.find(({ check }) => check === 'common_support');
  // 3 - 1 beyond the range; squares 0 and 1/4 in equal parts
  expect(support?.size).toBeCloseTo(2 / Math.sqrt(0.125), 9);
  expect(support?.passed).toBe(false);
  const late = usable({ ...panel, first_treated: new Int32Array(units).fill(before) }, before);
  expect(late.panel.period_labels).toEqual(['1', '2']);
});

it('pools as many estimates', () => {
  const estimates = Array.from({ length: each }, (_, at) => (at % 2 === 0 ? 1 : -1));
  const { mean, tau2 } = remlBetween(
    estimates,
    estimates.map(() => 0.5),
  );
  expect(mean).toBeCloseTo(0, 12);
  // squares of 1 around the mean, less what chance of 1/2 has
  expect(tau2).toBeCloseTo(0.5, 4);
});
