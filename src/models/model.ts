import type { Chain } from '../chain/chain.js';
import type { AttributionConfig } from '../config/config.js';

export type Model = RuleModel | LearnedModel;

/**
 * A rule model: which touch of a path takes all the credit (`picks`, a condition that holds for exactly one row of every path), how much one
 * touch weighs relative to the others (`weight`, at least 0 and at most 1), or what the ends of the path get (`ends`).
 * Conditions and weights are one portable SQL expression over the columns of attribution.ts, which owns scaling, rounding and conservation.
 */
export type RuleModel = PickModel | WeightModel | EndsModel;

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

export interface EndsModel {
  readonly name: string;
  readonly summary: string;
  readonly ends: (settings: AttributionConfig) => Ends;
}

/** Shares of the first and the last touch of a path, each 0 to 1; the touches between split the rest. Two touches split in the ratio first : last. */
export interface Ends {
  readonly first: number;
  readonly last: number;
}

/** The weight of a model under which every touch counts equally. */
export const evenWeight = '1e0';

/**
 * A learned model: the weight of a channel, found in the Markov chain of all journeys of a goal; one number from 0 upwards per channel.
 * The credit stage shares a channel's weight equally among its touches on a path; if all channels of a path weigh 0, every touch counts equally.
 */
export interface LearnedModel {
  readonly name: string;
  readonly summary: string;
  readonly channelWeights: (chain: Chain) => Float64Array;
}
