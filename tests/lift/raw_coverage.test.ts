/** The interval by noise alone of the headline estimator, where nothing confounds: right where the effect is one factor, wide where it is one amount. */
import { describe, expect, it } from 'vitest';
import { poisson } from '../../src/invented/simulate/draw.js';
import { standardError } from '../../src/lift/estimators/estimate.js';
import { poissonEffect } from '../../src/lift/estimators/poisson_effect.js';
import { fitPoisson } from '../../src/lift/estimators/poisson_fit.js';
import { cohortSums } from '../../src/lift/estimators/untreated_fit.js';
import { stream, unit } from '../../src/statistics/random.js';
import { tQuantile } from '../../src/statistics/student.js';
import { normal } from './world.js';

const [groups, treated, weeks, start] = [60, 24, 26, 13];
const random = stream(20_261_131, 'raw coverage');

/** One draw: levels that differ, a season that multiplies, shocks of a group's week; half as much again, or 2 more in every group. */
function isHeld(planted: 'factor' | 'amount'): {
  readonly held: boolean;
  readonly error: number;
  readonly se: number;
} {
  const first_treated = Int32Array.from({ length: groups }, (_, group) => (group < treated ? start : -1));
  const outcome = new Float64Array(groups * weeks);
  let truth = 0;
  for (let group = 0; group < groups; group += 1) {
    const level = 4 * Math.exp(0.5 * normal(random));
    for (let week = 0; week < weeks; week += 1) {
      const usual = level * (1 + 0.2 * Math.sin(week / 4));
      const added = group < treated && week >= start ? (planted === 'factor' ? usual / 2 : 2) : 0;
      truth += added / (treated * (weeks - start));
      const shocked = (usual + added) * (0.7 + 0.6 * unit(random));
      outcome[group * weeks + week] = poisson(random, shocked);
    }
  }
  const fit = fitPoisson(
    cohortSums({
      unit_ids: Array.from({ length: groups }, (_, group) => `g${group}`),
      period_labels: Array.from({ length: weeks }, (_, week) => `${week}`),
      outcome,
      first_treated,
      weight: new Float64Array(groups).fill(1),
      activity: null,
    }),
    [],
  );
  if (fit === null) throw new Error('nothing to fit');
  const effect = poissonEffect(fit);
  const se = standardError(effect);
  const error = effect.estimate - truth;
  return { held: Math.abs(error) <= tQuantile(0.975, effect.df) * se, error, se };
}

function drawnTimes(draws: number, planted: 'factor' | 'amount') {
  const all = Array.from({ length: draws }, () => isHeld(planted));
  const meanOf = (value: (one: (typeof all)[number]) => number) =>
    all.reduce((sum, one) => sum + value(one), 0) / draws;
  return {
    held: meanOf(({ held }) => (held ? 1 : 0)),
    width: Math.sqrt(meanOf(({ se }) => se * se) / meanOf(({ error }) => error * error)),
  };
}

describe('the raw interval with 60 groups', () => {
  // 95 % has a Monte Carlo error of 1.1 points with 400 draws, a ratio of standard deviations one of 3.5 %
  it('holds an effect that is one factor in 95 of 100, and its error is what it says', () => {
    const { held, width } = drawnTimes(400, 'factor');
    expect(held).toBeGreaterThan(0.92);
    expect(held).toBeLessThan(0.98);
    expect(width).toBeGreaterThan(0.9);
    expect(width).toBeLessThan(1.15);
  });

  it('takes factors that differ between groups for noise: of one amount everywhere it is a fifth too wide or more', () => {
    const { held, width } = drawnTimes(400, 'amount');
    expect(held).toBeGreaterThan(0.96);
    expect(width).toBeGreaterThan(1.15);
  });
});
