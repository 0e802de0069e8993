/** Where gates and verdicts draw their lines; every one can be set under `lift.gates`. */
export interface Thresholds {
  /** error rate of an interval and of a claim, before it is divided by the claims */
  readonly alpha: number;
  /** error rate of the four trend gates together (Holm) */
  readonly trend_alpha: number;
  readonly pre_periods: number;
  readonly treated_groups: number;
  readonly control_groups: number;
  /** controls within the treated groups' range of activity */
  readonly common_support: number;
  /** periods before adoption that the placebo pretends were treated */
  readonly placebo_periods: number;
  /** largest effect the placebo could have missed, as a share of the estimate */
  readonly placebo_share: number;
  /** largest move of the estimate by activity x time, in standard errors */
  readonly activity_shift_se: number;
  /** largest share of the controls' members who are in a treated group too */
  readonly shared_members: number;
  /** largest share of treated groups in which another tactic was launched at the same time */
  readonly overlap: number;
  /** sample-ratio p below which an assignment is not believed to be random */
  readonly sample_ratio_p: number;
  readonly groups_per_arm: number;
}

export const defaultThresholds: Thresholds = {
  alpha: 0.05,
  trend_alpha: 0.1,
  pre_periods: 8,
  treated_groups: 5,
  control_groups: 20,
  common_support: 20,
  placebo_periods: 4,
  placebo_share: 0.5,
  activity_shift_se: 1,
  shared_members: 0.1,
  overlap: 0.5,
  sample_ratio_p: 0.001,
  groups_per_arm: 20,
};
