import type { AttributionConfig } from '../config.js';

/**
 * A rule model: which touch of a path takes all the credit (`picks`, a condition that holds for exactly one row of every path),
 * or how much one touch weighs against the others (`weight`, at least 0 and at most 1).
 * Both are one portable SQL expression over the path columns of attribution.ts, which owns scaling, rounding and conservation.
 */
export type RuleModel = PickModel | WeightModel;

export interface PickModel {
  readonly name: string;
  readonly summary: string;
  readonly picks: (settings: AttributionConfig) => string;
}

export interface WeightModel {
  readonly name: string;
  readonly summary: string;
  readonly weight: (settings: AttributionConfig) => string;
}
