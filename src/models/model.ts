import type { AttributionConfig } from '../config.js';

/**
 * A rule model: how much one touch weighs against the others on its path.
 * `weight` is one portable SQL expression, at least 0 and at most 1, over the columns of the stage `path`;
 * scaling, rounding and conservation are the business of attribution.ts.
 */
export interface RuleModel {
  readonly name: string;
  readonly summary: string;
  readonly weight: (settings: AttributionConfig) => string;
}
