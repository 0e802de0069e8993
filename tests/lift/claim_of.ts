import type { Panel } from '../../src/lift/panel/panel.js';
import type { Claim } from '../../src/lift/readings/claim.js';

/** A claim about a panel of which nothing else is known. */
export const claimOf = (panel: Panel, changes: Partial<Claim> = {}): Claim => ({
  panel,
  estimator: null,
  randomised: null,
  events: null,
  shared_members: 0,
  overlap: 0,
  smallest_useful: null,
  ...changes,
});
