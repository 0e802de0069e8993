import type { Panel } from './panel.js';

/** The units of a panel by their period of adoption; the never treated form the last cohort, which may be empty. */
export interface Cohorts {
  readonly periods: number;
  /** period of adoption of each cohort, ascending; the number of periods for the never treated */
  readonly adopted: readonly number[];
  /** cohort of each unit */
  readonly of_unit: Int32Array;
  readonly units: readonly number[];
  /** sum of the unit weights */
  readonly weight: readonly number[];
}

/** Sorts the units of a panel into cohorts. */
export function cohortsOf(panel: Panel): Cohorts {
  const periods = panel.period_labels.length;
  const dates = [...new Set(panel.first_treated)].filter((date) => date >= 0).sort((a, b) => a - b);
  const adopted = [...dates, periods];
  const place = new Map(adopted.map((date, cohort) => [date, cohort]));
  const of_unit = panel.first_treated.map((date) => place.get(date < 0 ? periods : date)!);
  const units = adopted.map(() => 0);
  const weight = adopted.map(() => 0);
  of_unit.forEach((cohort, unit) => {
    units[cohort] = units[cohort]! + 1;
    weight[cohort] = weight[cohort]! + panel.weight[unit]!;
  });
  return { periods, adopted, of_unit, units, weight };
}

/** The cohort of the never treated. */
export function neverTreated(cohorts: Cohorts): number {
  return cohorts.adopted.length - 1;
}

/** The cohorts that adopt within the panel. */
export function treatedCohorts(cohorts: Cohorts): number[] {
  return cohorts.adopted.slice(0, -1).map((_, cohort) => cohort);
}
