import type { WeightModel } from './model.js';
import { shares } from './shares.js';

export const positionBased: WeightModel = {
  name: 'position_based',
  summary:
    'Fixed shares to the first and the last touch (40 % each by default), the rest spread over those between.',
  weight: (settings) => shares(settings.position_based.first, settings.position_based.last),
};
