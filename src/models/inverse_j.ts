import type { WeightModel } from './model.js';
import { shares } from './shares.js';

export const inverseJ: WeightModel = {
  name: 'inverse_j',
  summary: '60 % to the first touch, 20 % to the last, the rest spread over those between.',
  weight: () => shares(0.6, 0.2),
};
