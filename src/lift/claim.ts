import type { Gate } from './gates.js';
import type { TestedEstimate } from './interval.js';
import type { Panel } from './panel.js';
import type { TacticEvent } from './recurring.js';

export const liftEstimators = ['holdout', 'imputation', 'synthetic_did', 'recurring'] as const;

export type LiftEstimator = (typeof liftEstimators)[number];

/** One question: what did this tactic add to this outcome. */
export interface Claim {
  /** groups x periods; adopters by their first period */
  readonly panel: Panel;
  /** null: chosen from the data */
  readonly estimator: LiftEstimator | null;
  /** planned units an arm of a real random assignment (in the panel: holdout = never treated), or null */
  readonly randomised: { readonly treated: number; readonly holdout: number } | null;
  /** every time the tactic ran, if it comes and goes; null: it stays once adopted */
  readonly events: readonly TacticEvent[] | null;
  /** share of the members of groups without the tactic who are in a group with it too; null: cannot be seen */
  readonly shared_members: number | null;
  /** share of treated groups in which another tactic started at about the same time (0: none); null: cannot be seen */
  readonly overlap: number | null;
  /** smallest useful effect per unit of weight and period, or null */
  readonly smallest_useful: number | null;
}

/** What an estimator found, before it is judged. */
export interface Finding {
  readonly estimator: LiftEstimator;
  /** null: cannot be identified, so that there is no number at all */
  readonly tested: TestedEstimate | null;
  readonly gates: readonly Gate[];
  /** unit weight x periods over which the estimate counts: estimate x exposure = incremental results */
  readonly exposure: number;
  readonly treated_units: number;
  readonly control_units: number;
  /** the two-way fixed effects coefficient, only as a warning contrast */
  readonly two_way_fixed_effects: number | null;
}

/** Facts beside the panel that every estimator asks: members in both arms, tactics launched together. */
export function sharedGates(
  claim: Claim,
  limits: { readonly shared_members: number; readonly overlap: number },
): Gate[] {
  const atMost = (value: number | null, limit: number) => (value === null ? null : value <= limit);
  return [
    {
      gate: 'spillover',
      statistic: claim.shared_members,
      p: null,
      passed: atMost(claim.shared_members, limits.shared_members),
    },
    { gate: 'overlap', statistic: claim.overlap, p: null, passed: atMost(claim.overlap, limits.overlap) },
  ];
}

/** A gate that counts something and asks for at least a number of it. */
export function countGate(gate: Gate['gate'], count: number, least: number): Gate {
  return { gate, statistic: count, p: null, passed: count >= least };
}
