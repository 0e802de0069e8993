/**
 * What a chain's states lead to, from the counts of the chain: one entry per state.
 * The counts are those of C = diag(visits) (I - Q), so nothing is divided before the elimination.
 */
export interface Absorption {
  /** expected conversions of a journey from this state on: the probability of converting */
  readonly conversions: Float64Array;
  /** expected value of a journey from this state on */
  readonly values: Float64Array;
  /** diagonal of the inverse of C: expected visits to the state starting from itself, divided by all its visits */
  readonly returns: Float64Array;
}

/** What is known about each state during elimination: where it goes when it leaves for good. */
export interface Ends {
  readonly conversions: Float64Array;
  readonly values: Float64Array;
  readonly nulls: Float64Array;
}
