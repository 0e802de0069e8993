import { removalEffects } from '../chain/removal.js';
import type { LearnedModel } from './model.js';

export const markov: LearnedModel = {
  name: 'markov',
  summary:
    'Channels are weighted by their removal effect: the share of all conversions that a Markov chain of the journeys loses without them.',
  channelWeights: (chain) => removalEffects(chain).conversions,
};
