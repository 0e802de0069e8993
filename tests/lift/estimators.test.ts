/** Estimators against brute force: least squares with every dummy written out, and scores against what a unit's weight does. */
import { describe, expect, test } from 'vitest';
import { aggregateTypes } from '../../src/lift/estimators/aggregate.js';
import {
  aggregateEffects,
  controlGroups,
  covariance,
  groupTimeEffects,
  scoredEffect,
} from '../../src/lift/estimators/callaway_santanna.js';
import { type Estimate, standardError } from '../../src/lift/estimators/estimate.js';
import { everyTreatedCell, imputedEffect, imputedEstimate } from '../../src/lift/estimators/imputation.js';
import { momentsOf } from '../../src/lift/estimators/moments.js';
import { ratioOfRatios } from '../../src/lift/estimators/ratio_of_ratios.js';
import {
  activityTrend,
  adopterTrends,
  everTreatedTrend,
  placeboBefore,
} from '../../src/lift/estimators/regressors.js';
import { twoWayFixedEffects } from '../../src/lift/estimators/two_way_fixed_effects.js';
import {
  coefficientOf,
  cohortSums,
  fitUntreated,
  type UntreatedFit,
  withoutCohort,
} from '../../src/lift/estimators/untreated_fit.js';
import { cohortsOf } from '../../src/lift/panel/cohorts.js';
import type { Panel } from '../../src/lift/panel/panel.js';
import { randomPanel, reweighted } from './world.js';

const panel = randomPanel(7, { units: 40, periods: 9, dates: [-1, 4, 5, 7], effect: 1.5 });
const periods = panel.period_labels.length;

/** Least squares by Gauss elimination of the normal equations; rows are [weight, y, ...x]. */
function leastSquares(rows: readonly (readonly number[])[]): number[] {
  const size = (rows[0] as readonly number[]).length - 2;
  const system = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0));
  for (const [w = 0, y = 0, ...x] of rows)
    for (const [a, line] of system.entries()) {
      for (let b = 0; b < size; b += 1)
        line[b] = (line[b] as number) + w * (x[a] as number) * (x[b] as number);
      line[size] = (line[size] as number) + w * (x[a] as number) * y;
    }
  for (let a = 0; a < size; a += 1) {
    const best = [...system.keys()]
      .slice(a)
      .sort((p, q) => Math.abs(system[q]?.[a] ?? 0) - Math.abs(system[p]?.[a] ?? 0))[0] as number;
    [system[a], system[best]] = [system[best] as number[], system[a] as number[]];
    for (const [row, line] of system.entries()) {
      if (row === a) continue;
      const factor = (line[a] as number) / ((system[a] as number[])[a] as number);
      for (let b = a; b <= size; b += 1)
        line[b] = (line[b] as number) - factor * ((system[a] as number[])[b] as number);
    }
  }
  return system.map((line, a) => (line[size] as number) / (line[a] as number));
}

const dummies = (count: number, place: number) =>
  Array.from({ length: count }, (_, one) => (one === place ? 1 : 0));

const isTreated = (i: number, t: number) =>
  (panel.first_treated[i] as number) >= 0 && t >= (panel.first_treated[i] as number);

const cells = panel.unit_ids.flatMap((_, i) => panel.period_labels.map((_label, t) => ({ i, t })));

const at = ({ i, t }: { i: number; t: number }) => panel.outcome[i * periods + t] as number;

test('imputation with activity x time equals least squares with every dummy on the untreated cells', () => {
  const sums = cohortSums(panel);
  const fit = fitUntreated(sums, activityTrend(sums)) as UntreatedFit;
  const found = imputedEffect(fit, everyTreatedCell(sums));
  const x = (i: number, t: number) => (panel.activity?.[i] as number) * t;
  const untreated = cells.filter(({ i, t }) => !isTreated(i, t));
  const columns = ({ i, t }: { i: number; t: number }) => [
    ...dummies(panel.unit_ids.length, i),
    ...dummies(periods, t).slice(1),
    x(i, t),
  ];
  const beta = leastSquares(
    untreated.map((cell) => [panel.weight[cell.i] as number, at(cell), ...columns(cell)]),
  );
  let [sum, total] = [0, 0];
  for (const cell of cells.filter(({ i, t }) => isTreated(i, t))) {
    const fitted = columns(cell).reduce((all, value, place) => all + value * (beta[place] as number), 0);
    sum += (panel.weight[cell.i] as number) * (at(cell) - fitted);
    total += panel.weight[cell.i] as number;
  }
  expect(found.estimate).toBeCloseTo(sum / total, 9);
});

test('two-way fixed effects equal least squares with every dummy', () => {
  const rows = cells.map((cell) => [
    panel.weight[cell.i] as number,
    at(cell),
    isTreated(cell.i, cell.t) ? 1 : 0,
    ...dummies(panel.unit_ids.length, cell.i),
    ...dummies(periods, cell.t).slice(1),
  ]);
  expect(twoWayFixedEffects(panel)?.estimate).toBeCloseTo(leastSquares(rows)[0] as number, 9);
});

test('leaving a cohort out equals a panel without its units', () => {
  const sums = withoutCohort(cohortSums(panel), 1);
  const kept = [...panel.unit_ids.keys()].filter((i) => panel.first_treated[i] !== 5);
  const rest: Panel = {
    ...panel,
    unit_ids: kept.map((i) => panel.unit_ids[i] as string),
    first_treated: Int32Array.from(kept, (i) => panel.first_treated[i] as number),
    weight: Float64Array.from(kept, (i) => panel.weight[i] as number),
    activity: Float64Array.from(kept, (i) => panel.activity?.[i] as number),
    outcome: Float64Array.from(
      kept.flatMap((i) => [...panel.outcome.subarray(i * periods, (i + 1) * periods)]),
    ),
  };
  const other = cohortSums(rest);
  const estimate = (of: typeof sums) =>
    imputedEstimate(fitUntreated(of, activityTrend(of)) as UntreatedFit, everyTreatedCell(of));
  expect(estimate(sums)).toBeCloseTo(estimate(other), 9);
});

/** d estimate / d log weight of every unit: the definition of a score, whatever the formula. */
function checkScores(estimateOf: (panel: Panel) => Estimate): void {
  const { scores } = estimateOf(panel);
  const step = 1e-4;
  panel.unit_ids.forEach((_, place) => {
    const more = estimateOf(reweighted(panel, place, 1 + step)).estimate;
    const less = estimateOf(reweighted(panel, place, 1 - step)).estimate;
    expect(scores[place] as number).toBeCloseTo((more - less) / (2 * step), 6);
  });
}

describe('a score is what a little more weight of the unit does to the estimate', () => {
  const fixed = everyTreatedCell(cohortSums(panel));

  test('imputation, at fixed shares of cells', () =>
    checkScores((one) => {
      const sums = cohortSums(one);
      return imputedEffect(fitUntreated(sums, activityTrend(sums)) as UntreatedFit, fixed);
    }));

  test('imputation with the trends of adopters', () =>
    checkScores((one) => {
      const sums = cohortSums(one);
      return imputedEffect(fitUntreated(sums, adopterTrends(sums)) as UntreatedFit, fixed);
    }));

  test.each([
    ['ever-treated x time', everTreatedTrend],
    ['placebo', (sums: ReturnType<typeof cohortSums>) => placeboBefore(sums, 2)],
  ] as const)('the coefficient of %s', (_, regressor) =>
    checkScores((one) => {
      const sums = cohortSums(one);
      const activity = activityTrend(sums);
      return coefficientOf(
        fitUntreated(sums, [...activity, regressor(sums)]) as UntreatedFit,
        activity.length,
      );
    }),
  );

  test.each(controlGroups.flatMap((control) => aggregateTypes.map((type) => [control, type] as const)))(
    'group-time effects, control %s, every term of %s',
    (control, type) => {
      const terms = (one: Panel) => {
        const moments = momentsOf(one);
        return {
          moments,
          effects: aggregateEffects(type, groupTimeEffects(moments, control), moments, one.period_labels),
        };
      };
      terms(panel).effects.forEach((_, place) => {
        checkScores((one) => {
          const { moments, effects } = terms(one);
          return scoredEffect(effects[place] as (typeof effects)[number], one, moments);
        });
      });
    },
  );

  test('two-way fixed effects', () => checkScores((one) => twoWayFixedEffects(one) as Estimate));
});

test('ratio of ratios: scores within a cohort, and the estimate by hand', () => {
  const positive = { ...panel, outcome: panel.outcome.map((value) => Math.exp(value / 10)) };
  const cohorts = cohortsOf(positive);
  const found = ratioOfRatios(positive, cohorts) as Estimate;
  const mean = (date: number, from: number, to: number) => {
    let [sum, total] = [0, 0];
    positive.unit_ids.forEach((_, i) => {
      if (positive.first_treated[i] !== date) return;
      for (let t = from; t < to; t += 1)
        sum += ((positive.weight[i] as number) * (positive.outcome[i * periods + t] as number)) / (to - from);
      total += positive.weight[i] as number;
    });
    return sum / total;
  };
  let [sum, cellsTreated] = [0, 0];
  for (const [cohort, date] of [4, 5, 7].entries()) {
    const growth = mean(-1, date, periods) / mean(-1, 0, date);
    const weight = (cohorts.weight[cohort] as number) * (periods - date);
    sum += weight * (mean(date, date, periods) - mean(date, 0, date) * growth);
    cellsTreated += weight;
  }
  expect(found.estimate).toBeCloseTo(sum / cellsTreated, 10);
  expect(found.scores.reduce((all, score) => all + score, 0)).toBeCloseTo(0, 10);
});

test('moments give the same standard errors as scores', () => {
  const moments = momentsOf(panel);
  const effects = aggregateEffects(
    'dynamic',
    groupTimeEffects(moments, 'notyet'),
    moments,
    panel.period_labels,
  );
  const matrix = covariance(
    effects.map(({ loading }) => loading),
    moments,
  );
  effects.forEach((effect, place) => {
    const byMoments = Math.sqrt(matrix[place * effects.length + place] as number);
    expect(byMoments).toBeCloseTo(standardError(scoredEffect(effect, panel, moments)), 10);
  });
});
