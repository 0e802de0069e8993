/** Every check: a condition for having a number at all, a size that widens the interval, or a fact that is only printed. */
export const checkKinds = {
  // whether an effect can be read at all
  outcome_varies: 'condition',
  untreated_comparison: 'condition',
  pre_periods: 'condition',
  treated_groups: 'condition',
  control_groups: 'condition',
  common_support: 'condition',
  qualifying_events: 'condition',
  // whether the assignment was random, and whether so few groups can prove anything
  sample_ratio: 'assignment',
  groups_per_arm: 'assignment',
  // how far off the estimate may be, in its own unit
  activity_trend: 'bound',
  ever_treated_trend: 'bound',
  adopter_trend: 'bound',
  placebo: 'bound',
  last_periods: 'bound',
  growth_since: 'bound',
  levels_and_ratios: 'bound',
  common_swings: 'bound',
  types: 'bound',
  leaving: 'bound',
  closures: 'bound',
  owners: 'bound',
  spillover: 'bound',
  overlap: 'bound',
  other_tactics: 'bound',
  // facts printed next to it
  estimators_agree: 'printed',
  leave_one_cohort_out: 'printed',
  enough_placebos: 'printed',
  breakdown: 'printed',
  claims: 'claims',
} as const;

export type CheckName = keyof typeof checkKinds;
export const checkNames = Object.keys(checkKinds) as CheckName[];

/** A check that can be the reason for a verdict; one that is only printed never is. */
export type Doubt = {
  [Name in CheckName]: (typeof checkKinds)[Name] extends 'printed' ? never : Name;
}[CheckName];
export const doubts: readonly Doubt[] = checkNames.filter(isDoubt);

/** Whether a check can be the reason for a verdict. */
export function isDoubt(check: CheckName): check is Doubt {
  return checkKinds[check] !== 'printed';
}

/** One check of one claim. */
export interface Check {
  readonly check: CheckName;
  /** what was measured: for a bound in the estimate's unit, otherwise in the check's own; null if it could not be computed */
  readonly size: number | null;
  /** standard error of the size, if it has one */
  readonly error: number | null;
  /** how far off the estimate may be because of it, in the estimate's unit; null if the check gives no bound */
  readonly bound: number | null;
  /** the bound of the low end, if it differs from that of the high end */
  readonly below?: number;
  readonly above?: number;
  /** for a condition: whether it holds; null: not a condition, or it could not be computed */
  readonly passed: boolean | null;
}

/** A check that could not be computed, for instance because the files hold no messages: no reason for doubt. */
export function notAsked(check: CheckName): Check {
  return { check, size: null, error: null, bound: null, passed: null };
}

/** A condition with the number it counted. */
export function condition(check: CheckName, size: number | null, passed: boolean | null): Check {
  return { check, size, error: null, bound: null, passed };
}

/** A fact that is printed and decides nothing. */
export function printed(check: CheckName, size: number | null, error: number | null = null): Check {
  return { check, size, error, bound: null, passed: null };
}

/** Whether a check was computed. */
export function isAsked({ size }: Check): boolean {
  return size !== null;
}

/** An end of the printed interval. */
export type End = 'below' | 'above';

/** How far a check moves one end of the interval. */
export function boundAt(check: Check, end: End): number {
  return check[end] ?? check.bound ?? 0;
}

/** The check that moves one end of the interval farthest; null if none does. */
export function widestAt(checks: readonly Check[], end: End): Check | null {
  return checks.reduce<Check | null>(
    (widest, one) => (boundAt(one, end) > (widest === null ? 0 : boundAt(widest, end)) ? one : widest),
    null,
  );
}

/** How far the checks move both ends of the interval. */
export interface Widening {
  readonly below: number;
  readonly above: number;
}

export function wideningOf(checks: readonly Check[]): Widening {
  const at = (end: End) => {
    const widest = widestAt(checks, end);
    return widest === null ? 0 : boundAt(widest, end);
  };
  return { below: at('below'), above: at('above') };
}

/** Holm-adjusted p-values, in the given order. */
export function holmAdjusted(ps: readonly number[]): number[] {
  const order = [...ps.keys()].sort((a, b) => ps[a]! - ps[b]!);
  const adjusted: number[] = [];
  let largest = 0;
  for (const [place, claim] of order.entries()) {
    largest = Math.min(1, Math.max(largest, (ps.length - place) * ps[claim]!));
    adjusted[claim] = largest;
  }
  return adjusted;
}
