import { shareCheck } from '../checks/bounds.js';
import { type Check, type CheckName, condition } from '../checks/checks.js';
import type { Increment, PooledPoint } from '../estimators/curve.js';
import type { TacticEvent } from '../estimators/event_stacks.js';
import type { TestedEstimate } from '../estimators/interval.js';
import type { Panel } from '../panel/panel.js';

export const liftEstimators = ['holdout', 'imputation', 'synthetic_did', 'recurring'] as const;

export type LiftEstimator = (typeof liftEstimators)[number];

/** A real random assignment. */
export interface Randomised {
  /** planned units per arm */
  readonly treated: number;
  readonly holdout: number;
  /** period index from which each unit of the panel is observed as assigned; absent: from the first launch */
  readonly since?: Int32Array;
}

/** One question: what did this tactic add to this outcome. */
export interface Claim {
  /** groups x periods; adopters by their first period */
  readonly panel: Panel;
  /** null: chosen from the data */
  readonly estimator: LiftEstimator | null;
  /** planned units per arm of a real random assignment (in the panel: holdout = never treated), or null */
  readonly randomised: Randomised | null;
  /** every time the tactic ran, if it comes and goes; null: it stays once adopted */
  readonly events: readonly TacticEvent[] | null;
  /** share of the members of groups without the tactic who are also in a group with it; null: cannot be observed */
  readonly shared_members: number | null;
  /** share of treated groups in which another tactic started at about the same time (0: none); null: cannot be observed */
  readonly overlap: number | null;
  /** units x periods: 1 where another tactic ran that began within the panel; absent: none did, or nothing is known of others */
  readonly others?: Uint8Array;
  /** units x periods: 1 where an increment is asked for; absent: every treated cell */
  readonly reported?: Uint8Array;
  /** smallest useful effect per unit of weight and period; null: a share of the usual rate */
  readonly smallest_useful: number | null;
}

/** What an estimator found, before a verdict is given. */
export interface Finding {
  readonly estimator: LiftEstimator;
  /** the raw estimate, before any bound widens it; null: not identified, so there is no number at all */
  readonly tested: TestedEstimate | null;
  readonly checks: readonly Check[];
  /** results per unit of weight and period that would have been expected anyway; null if nothing shows it */
  readonly base_rate: number | null;
  /** unit weight x periods over which the estimate counts */
  readonly exposure: number;
  /** effect by periods since the start, shrunk towards its mean; empty if the estimator keeps none */
  readonly curve: readonly PooledPoint[];
  /** results added in the reported cells, by the curve; null: the mean effect times their time */
  readonly increment: Increment | null;
  readonly treated_units: number;
  readonly control_units: number;
  /** the two-way fixed effects coefficient, only as a cautionary contrast */
  readonly two_way_fixed_effects: number | null;
}

/** Facts beyond the panel that every estimator needs: members in both arms, tactics launched together. */
export function sharedChecks(claim: Claim, estimate: number): Check[] {
  return [
    shareCheck('spillover', claim.shared_members, estimate),
    shareCheck('overlap', claim.overlap, estimate),
  ];
}

/** A condition that counts something and requires a minimum. */
export function countCheck(check: CheckName, count: number, least: number): Check {
  return condition(check, count, count >= least);
}
