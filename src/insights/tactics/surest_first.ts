import type { Lift } from '../../report/published.js';

const verdictPlaces: Readonly<Record<Lift['verdict'], number>> = {
  proven_by_holdout: 0,
  likely_caused: 1,
  real_but_smaller_than: 2,
  clear_difference: 3,
  no_effect_bigger_than: 4,
  too_noisy_to_tell: 5,
  counted: 6,
  cannot_be_identified: 7,
};

/** Orders claims, surest first. */
export function surestFirst(a: Pick<Lift, 'verdict'>, b: Pick<Lift, 'verdict'>): number {
  return verdictPlaces[a.verdict] - verdictPlaces[b.verdict];
}
