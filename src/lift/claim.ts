import type { Panel } from './panel.js';

/** Another tactic that began in the same groups at the same time, so that the two cannot be told apart. */
export interface Overlap {
  readonly tactic_id: string;
  /** share of the treated units in which it began within one period of the tactic's own start */
  readonly share: number;
}

/** One tactic and goal, and all that the data tells about them: what estimators, gates and verdict are given. */
export interface Claim {
  readonly tactic_id: string;
  readonly goal: string;
  readonly panel: Panel;
  /** whether groups were drawn by lot: then the units that are never treated are the holdout, and no others are in the panel */
  readonly is_randomised: boolean;
  /** units x periods, 1 where an event of a recurring tactic is; null for a tactic that starts once a unit */
  readonly events: Uint8Array | null;
  /** one a unit: of a unit without the tactic the share of its members at risk who are in a group with it too, else 0 */
  readonly shared: Float64Array;
  /** units that had the tactic before the first period, and are not in the panel */
  readonly already_treated: number;
  /** largest first */
  readonly overlaps: readonly Overlap[];
}
