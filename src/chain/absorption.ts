/**
 * What a chain's states lead to, from the counts of the chain: one entry a state.
 * The counts are those of C = diag(visits) (I - Q), so nothing is divided before the elimination.
 */
export interface Absorption {
  /** expected conversions of a journey from the state on: the probability to convert */
  readonly conversions: Float64Array;
  /** expected value of a journey from the state on */
  readonly values: Float64Array;
  /** diagonal of the inverse of C: expected visits to the state from itself on, divided by all its visits */
  readonly returns: Float64Array;
}

/** What is known of each state during elimination: where it goes when it leaves for good. */
export interface Ends {
  readonly conversions: Float64Array;
  readonly values: Float64Array;
  readonly nulls: Float64Array;
}
