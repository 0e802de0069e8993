import { type ArmPart, type OwnerNoise, ownerNoise } from '../checks/owners.js';
import { neverTreated } from '../panel/cohorts.js';
import type { PoissonEffect } from './poisson_effect.js';
import type { CohortSums } from './untreated_fit.js';

/** What owners add to the noise; null: the tactic does not follow them, or nothing is known of them. */
export function noiseOfOwners({ panel, cohorts }: CohortSums, effect: PoissonEffect): OwnerNoise | null {
  const { owner } = panel;
  if (owner === undefined) return null;
  const never = neverTreated(cohorts);
  const parts = Array.from(effect.shares, (share, unit): ArmPart => {
    const arm = cohorts.of_unit[unit] === never ? 0 : 1;
    return { owner: owner[unit]!, arm, share, leverage: share, is_within: false, occasion: 0 };
  });
  return ownerNoise(parts, Math.max(1, effect.landed / effect.expected));
}

/** Unit scores before they were corrected for their leverage. */
export function uncorrected(scores: Float64Array, shares: Float64Array): Float64Array {
  return scores.map((score, unit) => score * Math.sqrt(Math.max(0.05, 1 - shares[unit]!)));
}
