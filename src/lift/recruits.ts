import { tQuantile } from '../statistics/student.js';

/** Groups that got a tactic on one date, beside those that never did: results of newcomers, by unit of the panel. */
export interface RecruitCohort {
  /** units that got it on this date */
  readonly treated: readonly number[];
  /** per unit: results of people who came in the periods from that date on, in these periods */
  readonly after: Float64Array;
  /** the same of as many periods right before it */
  readonly before: Float64Array;
}

/** Results of recruits that would not have landed otherwise, with their interval. */
export interface RecruitEffect {
  readonly estimate: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
}

/**
 * What people who came after a tactic began landed beyond what comparable groups make one expect: the change of the results of newcomers, as
 * many periods after the date as before it, less the same change per unit of weight in the groups without the tactic. Variance from one score
 * a unit, n / (n - 1) in each arm; Student's t with Satterthwaite's degrees of freedom. Null with fewer than two units in an arm.
 */
export function recruitEffect(
  cohorts: readonly RecruitCohort[],
  controls: readonly number[],
  weight: Float64Array,
  alpha: number,
): RecruitEffect | null {
  const treated = cohorts.flatMap((cohort) => cohort.treated);
  if (treated.length < 2 || controls.length < 2) return null;
  const weightOf = (units: readonly number[]) => sumOver(units, (unit) => weight[unit]!);
  const [all, compared] = [weightOf(treated), weightOf(controls)];
  const beyond = new Map<number, number>();
  const through = new Map<number, number>(controls.map((unit) => [unit, 0]));
  for (const cohort of cohorts) {
    const change = (unit: number) => cohort.after[unit]! - cohort.before[unit]!;
    const usual = sumOver(controls, change) / compared;
    for (const unit of cohort.treated) beyond.set(unit, change(unit) - usual * weight[unit]!);
    const share = weightOf(cohort.treated) / compared;
    for (const unit of controls) {
      const more = share * (change(unit) - usual * weight[unit]!);
      through.set(unit, through.get(unit)! + more);
    }
  }
  const estimate = sumOver(treated, (unit) => beyond.get(unit)!);
  const own = (unit: number) => beyond.get(unit)! - (estimate / all) * weight[unit]!;
  const [with_it, without] = [
    varianceOf(treated.map(own)),
    varianceOf(controls.map((unit) => through.get(unit)!)),
  ];
  const se = Math.sqrt(with_it + without);
  if (!(se > 0)) return null;
  const df = se ** 4 / (with_it ** 2 / (treated.length - 1) + without ** 2 / (controls.length - 1));
  const half = tQuantile(1 - alpha / 2, df) * se;
  return { estimate, se, low: estimate - half, high: estimate + half };
}

function sumOver(units: readonly number[], value: (unit: number) => number): number {
  return units.reduce((sum, unit) => sum + value(unit), 0);
}

/** Of a sum of scores whose mean is 0. */
function varianceOf(scores: readonly number[]): number {
  return (scores.length / (scores.length - 1)) * scores.reduce((sum, score) => sum + score * score, 0);
}
