import type { WeightModel } from './model.js';
import { shares } from './shares.js';

export const jShaped: WeightModel = {
  name: 'j_shaped',
  summary: '20 % to the first touch, 60 % to the last, the rest spread over those between.',
  weight: () => shares(0.2, 0.6),
};
