import { aggregateEffects, groupTimeEffects, scoredEffect } from './callaway_santanna.js';
import { type Claim, type Finding, sharedGates } from './claim.js';
import { treatedCohorts } from './cohorts.js';
import { difference, type Estimate, standardError } from './estimate.js';
import { type Gate, type GateName, holmRejected } from './gates.js';
import { type CellShares, everyTreatedCell, imputedEffect, imputedEstimate } from './imputation.js';
import { type TestedEstimate, tested, twoSidedP } from './interval.js';
import { type Moments, momentsOf } from './moments.js';
import type { Panel } from './panel.js';
import { ratioOfRatios } from './ratio_of_ratios.js';
import { activityTrend, adopterTrends, everTreatedTrend, placeboBefore } from './regressors.js';
import type { Thresholds } from './thresholds.js';
import { twoWayFixedEffects } from './two_way_fixed_effects.js';
import {
  type CohortSums,
  coefficientOf,
  cohortSums,
  fitUntreated,
  type Regressor,
  type UntreatedFit,
  withoutCohort,
} from './untreated_fit.js';

/**
 * A staggered tactic: imputation with activity x time as headline, Callaway and Sant'Anna as second opinion, and every
 * gate. `panel` has its early adopters and its periods without controls left out; alpha is that of one claim among all.
 */
export function readImputation(panel: Panel, claim: Claim, alpha: number, limits: Thresholds): Finding {
  const sums = cohortSums(panel);
  const { cohorts } = sums;
  const control_units = cohorts.units.at(-1) as number;
  const treated_units = panel.unit_ids.length - control_units;
  const df = Math.max(1, Math.min(treated_units, control_units) - 1);
  const { activity, fit } = headlineFit(sums);
  const shares = everyTreatedCell(sums);
  const effect = imputedEffect(fit, shares);
  const headline = tested(effect, df, alpha);
  const context: Context = {
    panel,
    sums,
    moments: momentsOf(panel),
    activity,
    fit,
    withTrend: fitUntreated(sums, [...activity, everTreatedTrend(sums)]),
    withPlacebo: fitUntreated(sums, [...activity, placeboBefore(sums, limits.placebo_periods)]),
    shares,
    effect,
    headline,
    df,
    alpha,
    limits,
  };
  return {
    estimator: 'imputation',
    tested: headline,
    gates: [
      ...trendGates(context),
      trendInterval(context),
      placeboMde(context),
      activityShift(context),
      levelsAndRatios(context),
      leaveOneCohortOut(context),
      ...sharedGates(claim, limits),
      breakdown(context),
    ],
    exposure: exposureOf(sums),
    treated_units,
    control_units,
    two_way_fixed_effects: twoWayFixedEffects(panel)?.estimate ?? null,
  };
}

/** The fit with activity x time, or without it where activity tells nothing. */
function headlineFit(sums: CohortSums): { activity: readonly Regressor[]; fit: UntreatedFit } {
  const activity = activityTrend(sums);
  const fit = activity.length === 0 ? null : fitUntreated(sums, activity);
  return fit === null ? { activity: [], fit: fitUntreated(sums, []) as UntreatedFit } : { activity, fit };
}

interface Context {
  readonly panel: Panel;
  readonly sums: CohortSums;
  readonly moments: Moments;
  readonly activity: readonly Regressor[];
  readonly fit: UntreatedFit;
  /** with ever-treated x time; null where it cannot be told from what is there */
  readonly withTrend: UntreatedFit | null;
  readonly withPlacebo: UntreatedFit | null;
  readonly shares: CellShares;
  readonly effect: Estimate;
  readonly headline: TestedEstimate;
  readonly df: number;
  readonly alpha: number;
  readonly limits: Thresholds;
}

/** Sum of weights over treated cells. */
function exposureOf({ cohorts, power }: CohortSums): number {
  return treatedCohorts(cohorts).reduce(
    (sum, cohort) =>
      sum + (power[cohort]?.[0] ?? 0) * (cohorts.periods - (cohorts.adopted[cohort] as number)),
    0,
  );
}

/** The four tests of what would bend the lines before adoption, or bend them apart; Holm over those that could be asked. */
function trendGates(context: Context): Gate[] {
  const { activity, fit, withTrend, withPlacebo, effect, df, limits } = context;
  const extra = (wider: UntreatedFit | null) =>
    wider === null ? null : coefficientOf(wider, activity.length);
  const found: readonly (readonly [GateName, Estimate | null])[] = [
    ['activity_trend', activity.length === 0 ? null : coefficientOf(fit, 0)],
    ['ever_treated_trend', extra(withTrend)],
    ['placebo', extra(withPlacebo)],
    ['estimators_agree', difference(groupTimeOverall(context), effect)],
  ];
  const asked = found.map(([gate, estimate]) => {
    const se = estimate === null ? 0 : standardError(estimate);
    return estimate === null || !(se > 0)
      ? { gate, statistic: null, p: null }
      : { gate, statistic: estimate.estimate / se, p: twoSidedP(estimate.estimate, se, df) };
  });
  const rejected = holmRejected(
    asked.map(({ gate, p }) => [gate, p] as const),
    limits.trend_alpha,
  );
  return asked.map((one) => ({ ...one, passed: one.p === null ? null : !rejected.has(one.gate) }));
}

function groupTimeOverall({ panel, moments }: Context): Estimate {
  const cells = groupTimeEffects(moments, 'notyet');
  const [overall] = aggregateEffects('simple', cells, moments, panel.period_labels);
  if (overall === undefined) throw new Error('no aggregate of group-time effects');
  return scoredEffect(overall, panel, moments);
}

/** The estimate with ever-treated x time added keeps its sign and its interval stays away from 0. */
function trendInterval({ sums, activity, shares, headline, df, alpha }: Context): Gate {
  const fit = fitUntreated(sums, [...activity, ...adopterTrends(sums)]);
  if (fit === null) return { gate: 'trend_interval', statistic: null, p: null, passed: null };
  const { estimate, se, p } = tested(imputedEffect(fit, shares), df, alpha);
  const passed = Math.sign(estimate) === Math.sign(headline.estimate) && se > 0 && p < alpha;
  return { gate: 'trend_interval', statistic: estimate, p, passed };
}

/** The placebo could have seen an effect half as large as the estimate. */
function placeboMde({ withPlacebo, activity, headline, df, limits }: Context): Gate {
  if (withPlacebo === null) return { gate: 'placebo_mde', statistic: null, p: null, passed: null };
  const { mde } = tested(coefficientOf(withPlacebo, activity.length), df, 0.05);
  const statistic = headline.estimate === 0 ? null : mde / Math.abs(headline.estimate);
  return {
    gate: 'placebo_mde',
    statistic,
    p: null,
    passed: statistic !== null && statistic <= limits.placebo_share,
  };
}

/** How far activity x time moves the estimate, in standard errors. */
function activityShift({ sums, activity, shares, headline, limits }: Context): Gate {
  const plain = activity.length === 0 ? null : fitUntreated(sums, []);
  if (plain === null || !(headline.se > 0))
    return { gate: 'activity_shift', statistic: null, p: null, passed: null };
  const statistic = (headline.estimate - imputedEstimate(plain, shares)) / headline.se;
  return {
    gate: 'activity_shift',
    statistic,
    p: null,
    passed: Math.abs(statistic) < limits.activity_shift_se,
  };
}

/** Growth by the same factor and growth by the same amount tell the same sign, where both are told at all. */
function levelsAndRatios({ panel, sums, headline }: Context): Gate {
  const ratio = ratioOfRatios(panel, sums.cohorts);
  const se = ratio === null ? 0 : standardError(ratio);
  if (ratio === null || !(se > 0))
    return { gate: 'levels_and_ratios', statistic: null, p: null, passed: null };
  const statistic = ratio.estimate / se;
  const isTold = Math.abs(statistic) > 1 && Math.abs(headline.estimate) > headline.se;
  const passed = !isTold || Math.sign(statistic) === Math.sign(headline.estimate);
  return { gate: 'levels_and_ratios', statistic, p: null, passed };
}

/** The estimate nearest to the other sign when one cohort is left out, as a share of the estimate. */
function leaveOneCohortOut({ sums, activity, headline }: Context): Gate {
  const cohorts = treatedCohorts(sums.cohorts);
  const shares = cohorts.flatMap((cohort) => {
    const rest = withoutCohort(sums, cohort);
    const fit = fitUntreated(rest, activity);
    return fit === null || cohorts.length < 2
      ? []
      : [imputedEstimate(fit, everyTreatedCell(rest)) / headline.estimate];
  });
  const statistic = shares.length === 0 ? null : Math.min(...shares);
  return {
    gate: 'leave_one_cohort_out',
    statistic,
    p: null,
    passed: statistic === null ? null : statistic > 0,
  };
}

/**
 * How many times the largest break between neighbouring periods before adoption the trend could break afterwards, in
 * every period, before the interval would reach 0 (the relative magnitudes of Rambachan and Roth 2023, without the
 * noise of the earlier breaks). Printed, no condition.
 */
function breakdown({ panel, moments, sums, shares, headline }: Context): Gate {
  const cells = groupTimeEffects(moments, 'notyet');
  const terms = aggregateEffects('dynamic', cells, moments, panel.period_labels).filter(
    ({ term }) => Number(term) < 0,
  );
  const largest = Math.max(0, ...terms.map(({ estimate }) => Math.abs(estimate)));
  const length = shares.reduce((sum, share, cohort) => {
    const date = sums.cohorts.adopted[cohort] as number;
    return sum + share.reduce((all, value, t) => all + value * (t - date + 1), 0);
  }, 0);
  const distance = Math.max(0, headline.low, -headline.high);
  const statistic = largest > 0 ? distance / (largest * length) : null;
  return { gate: 'breakdown', statistic, p: null, passed: null };
}
