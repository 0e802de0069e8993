/** Every gate: what it asks, and how much its failure weighs. */
export const gateKinds = {
  // can an effect be read at all
  outcome_varies: 'identification',
  untreated_comparison: 'identification',
  pre_periods: 'identification',
  treated_groups: 'identification',
  control_groups: 'identification',
  common_support: 'identification',
  qualifying_events: 'identification',
  // was the assignment random
  sample_ratio: 'hard',
  groups_per_arm: 'soft',
  // the four that Holm judges together
  activity_trend: 'soft',
  ever_treated_trend: 'soft',
  placebo: 'soft',
  estimators_agree: 'hard',
  // what else would undo the estimate
  trend_interval: 'hard',
  placebo_mde: 'hard',
  activity_shift: 'soft',
  levels_and_ratios: 'soft',
  leave_one_cohort_out: 'soft',
  spillover: 'hard',
  overlap: 'soft',
  enough_placebos: 'soft',
  claims: 'claims',
  breakdown: 'printed',
} as const;

export type GateName = keyof typeof gateKinds;

/** One gate of one claim. */
export interface Gate {
  readonly gate: GateName;
  /** what was measured, in the gate's own unit; null where it could not be */
  readonly statistic: number | null;
  readonly p: number | null;
  /** null: not a condition, or it could not be asked */
  readonly passed: boolean | null;
}

/** Names of the hypotheses that Holm (1979) rejects at `alpha`; hypotheses without a p are passed over. */
export function holmRejected<Name>(
  hypotheses: readonly (readonly [Name, number | null])[],
  alpha: number,
): Set<Name> {
  const known = hypotheses.filter((one): one is readonly [Name, number] => one[1] !== null);
  const rejected = new Set<Name>();
  const ordered = known.toSorted(([, a], [, b]) => a - b);
  for (const [place, [name, p]] of ordered.entries()) {
    if (p > alpha / (ordered.length - place)) break;
    rejected.add(name);
  }
  return rejected;
}

/** Holm-adjusted p-values, in the given order. */
export function holmAdjusted(ps: readonly number[]): number[] {
  const order = [...ps.keys()].sort((a, b) => (ps[a] as number) - (ps[b] as number));
  const adjusted: number[] = [];
  let largest = 0;
  for (const [place, claim] of order.entries()) {
    largest = Math.min(1, Math.max(largest, (ps.length - place) * (ps[claim] as number)));
    adjusted[claim] = largest;
  }
  return adjusted;
}
