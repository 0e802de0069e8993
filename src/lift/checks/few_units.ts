import type { Cell } from '../estimators/aggregate.js';
import { type Cohorts, neverTreated } from '../panel/cohorts.js';

/** Why an estimate has no interval, or a wide one; null if it rests on enough units. */
export type FewUnits =
  | 'one_treated_unit'
  | 'one_control_unit'
  | 'few_treated_units'
  | 'few_control_units'
  | 'few_placebos';

/** The units that an estimate rests on. */
export interface UnitsBehind {
  readonly treated: number;
  readonly controls: number;
}

/** From this many units on each side, an interval is no wider than usual. */
const enough = 5;

/** What the numbers of units mean for an interval. */
export function fewUnits({ treated, controls }: UnitsBehind): FewUnits | null {
  if (treated < 2) return 'one_treated_unit';
  if (controls < 2) return 'one_control_unit';
  if (treated < enough) return 'few_treated_units';
  return controls < enough ? 'few_control_units' : null;
}

/** Whether one side has only a single unit: nothing in the data shows its variance. */
export function isSingle(few: FewUnits | null): boolean {
  return few === 'one_treated_unit' || few === 'one_control_unit';
}

/** The units of the cohorts of cells, and those that such cells can be compared with. */
export function unitsBehind(
  cells: readonly Cell[],
  cohorts: Cohorts,
  isControl: (cohort: number, cell: Cell) => boolean,
): UnitsBehind {
  const treated = new Set(cells.map(({ cohort }) => cohort));
  const controls = new Set(
    cohorts.adopted.flatMap((_, cohort) => (cells.some((cell) => isControl(cohort, cell)) ? [cohort] : [])),
  );
  const unitsOf = (set: ReadonlySet<number>) =>
    [...set].reduce((sum, cohort) => sum + cohorts.units[cohort]!, 0);
  return { treated: unitsOf(treated), controls: unitsOf(controls) };
}

/** Whether a cohort is untreated in the period of another cohort's cell. */
export function isUntreated(cohort: number, { cohort: own, period }: Cell, cohorts: Cohorts): boolean {
  return cohort !== own && (cohort === neverTreated(cohorts) || cohorts.adopted[cohort]! > period);
}
