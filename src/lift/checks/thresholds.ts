/** The thresholds of checks and verdicts; every one can be set under `lift.gates`. */
export interface Thresholds {
  /** error rate of an interval and of a claim, before it is divided by the number of claims */
  readonly alpha: number;
  readonly pre_periods: number;
  readonly treated_groups: number;
  readonly control_groups: number;
  /** how far the treated groups' mean activity may lie outside that of the others, in standard deviations */
  readonly common_support_sd: number;
  /** periods before adoption that the placebo treats as treated */
  readonly placebo_periods: number;
  /** periods right before adoption that the estimate is repeated without */
  readonly last_periods: number;
  /** smallest useful effect as a share of the usual rate, if `lift.smallest_useful` is not set */
  readonly useful_share: number;
  /** sample-ratio p below which an assignment is not believed to be random */
  readonly sample_ratio_p: number;
  readonly groups_per_arm: number;
}

export const defaultThresholds: Thresholds = {
  alpha: 0.05,
  pre_periods: 8,
  treated_groups: 5,
  control_groups: 10,
  common_support_sd: 1.5,
  placebo_periods: 4,
  last_periods: 2,
  useful_share: 0.2,
  sample_ratio_p: 0.001,
  groups_per_arm: 6,
};
