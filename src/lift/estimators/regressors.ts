import { neverTreated } from '../panel/cohorts.js';
import type { CohortSums, Regressor } from './untreated_fit.js';

/** Activity x time: lively units may trend faster; nothing if activity is unknown or the same everywhere. */
export function activityTrend(sums: CohortSums): Regressor[] {
  if (sums.activity === null) return [];
  return [{ of: 'activity', shape: sums.cohorts.adopted.map(() => trend(sums)) }];
}

/** Ever-treated x time: the units that will be treated may already trend faster before. */
export function everTreatedTrend(sums: CohortSums): Regressor {
  const never = neverTreated(sums.cohorts);
  const flat = new Float64Array(sums.cohorts.periods);
  return {
    of: 'every_unit',
    shape: sums.cohorts.adopted.map((_, cohort) => (cohort === never ? flat : trend(sums))),
  };
}

/**
 * Ever-treated x time, and the same times the date of adoption: units that will be treated may already trend faster, and
 * those treated first the fastest.
 */
export function adopterTrends(sums: CohortSums): Regressor[] {
  const { adopted, periods } = sums.cohorts;
  const dates = adopted.slice(0, -1);
  const middle = ((dates[0] ?? 0) + (dates.at(-1) ?? 0)) / 2;
  const byDate = everTreatedTrend(sums).shape.map((path, cohort) =>
    path.map((value) => (value * (adopted[cohort]! - middle)) / periods),
  );
  const order: Regressor = { of: 'every_unit', shape: byDate };
  return dates.length < 2 ? [everTreatedTrend(sums)] : [everTreatedTrend(sums), order];
}

/** Ever-treated x what moved all units: a sale or a season may move the units that will be treated more, or less, than the others. */
export function everTreatedSwings(sums: CohortSums, periods: Float64Array): Regressor {
  const never = neverTreated(sums.cohorts);
  const flat = new Float64Array(periods.length);
  return {
    of: 'every_unit',
    shape: sums.cohorts.adopted.map((_, cohort) => (cohort === never ? flat : periods)),
  };
}

/** A placebo effect in the last `length` periods before adoption, when nothing has happened yet. */
export function placeboBefore({ cohorts }: CohortSums, length: number): Regressor {
  const never = neverTreated(cohorts);
  const shape = cohorts.adopted.map((date, cohort) =>
    Float64Array.from({ length: cohorts.periods }, (_, t) =>
      cohort !== never && t < date && t >= date - length ? 1 : 0,
    ),
  );
  return { of: 'every_unit', shape };
}

/** Time from -1 to 1 over the panel. */
function trend({ cohorts: { periods } }: CohortSums): Float64Array {
  return Float64Array.from({ length: periods }, (_, t) => (2 * t) / (periods - 1) - 1);
}
