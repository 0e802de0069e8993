import { tQuantile } from '../../statistics/student.js';
import { pathBound } from '../checks/bounds.js';
import type { Widening } from '../checks/checks.js';

/** Groups that got a tactic on one date, next to those that never did: results of newcomers, by unit of the panel. */
export interface RecruitCohort {
  /** units that got it on this date */
  readonly treated: readonly number[];
  /** per unit: results of people who joined in the periods from that date on, in these periods */
  readonly after: Float64Array;
  /** the same for as many periods right before it */
  readonly before: Float64Array;
  /** the same for as many periods before those */
  readonly earlier: Float64Array;
  /** weeks in each of the three */
  readonly weeks: number;
}

/** What may be said of recruits: nothing that needs a holdout, and nothing about what would be small. */
export const recruitVerdicts = ['likely_caused', 'clear_difference', 'too_noisy_to_tell'] as const;

/** Results of recruits that would not have landed otherwise, with the interval by noise alone and what the pre-period says about it. */
export interface RecruitEffect {
  readonly estimate: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
  /** how far off it may be, because newcomers were already on a trend: one bound for each end */
  readonly widening: Widening;
  readonly verdict: (typeof recruitVerdicts)[number];
}

/** How much faster newcomers may grow where the tactic goes than elsewhere without being noticed: one standard deviation, per week. */
const likelyGrowth = 0.04;

/**
 * What people who joined after a tactic began landed beyond what comparable groups lead one to expect. The same is computed for the
 * pre-period: what it finds there is the trend newcomers were on, and it widens the interval by the rule for trends (bounds.ts). Null with
 * fewer than two units in an arm, or if nothing varies.
 */
export function recruitEffect(
  cohorts: readonly RecruitCohort[],
  controls: readonly number[],
  weight: Float64Array,
  alpha: number,
): RecruitEffect | null {
  const change = newcomersChange(cohorts, controls, weight);
  if (change === null || !(change.se > 0)) return null;
  const shifted = cohorts.map((one) => ({ ...one, after: one.before, before: one.earlier }));
  const path = newcomersChange(shifted, controls, weight) ?? { estimate: 0, se: 0 };
  const likely = sumOver(cohorts, ({ treated, before, weeks }) =>
    sumOver(treated, (unit) => likelyGrowth * weeks * before[unit]!),
  );
  const widening = {
    below: pathBound(path.estimate, path.se, likely),
    above: pathBound(-path.estimate, path.se, likely),
  };
  const { estimate, se, df } = change;
  const half = tQuantile(1 - alpha / 2, df) * se;
  const [low, high] = [estimate - half, estimate + half];
  const isLeft = (least: number, most: number) => least > 0 || most < 0;
  const isClear = isLeft(low, high) ? 'clear_difference' : 'too_noisy_to_tell';
  const verdict = isLeft(low - widening.below, high + widening.above) ? 'likely_caused' : isClear;
  return { estimate, se, low, high, widening, verdict };
}

/**
 * The change in the results of newcomers, as many periods after each date as before it, less the same change per unit of weight in the groups
 * without the tactic. Variance from one score per unit, n / (n - 1) in each arm; Satterthwaite degrees of freedom.
 */
function newcomersChange(
  cohorts: readonly Pick<RecruitCohort, 'treated' | 'before' | 'after'>[],
  controls: readonly number[],
  weight: Float64Array,
): { readonly estimate: number; readonly se: number; readonly df: number } | null {
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
  const df = se ** 4 / (with_it ** 2 / (treated.length - 1) + without ** 2 / (controls.length - 1));
  return { estimate, se, df };
}

function sumOver<T>(of: readonly T[], value: (one: T) => number): number {
  return of.reduce((sum, one) => sum + value(one), 0);
}

/** For a sum of scores whose mean is 0. */
function varianceOf(scores: readonly number[]): number {
  return (scores.length / (scores.length - 1)) * scores.reduce((sum, score) => sum + score * score, 0);
}
