import type { LearnedModel } from './model.js';

export const shapley: LearnedModel = {
  name: 'shapley',
  summary:
    'Every distinct channel of a path counts equally: the Shapley value of the game in which channels earn the conversions of the paths that need no others.',
  channelWeights: (chain) => new Float64Array(chain.channels).fill(1),
};
