import type { EndsModel } from './model.js';

export const positionBased: EndsModel = {
  name: 'position_based',
  summary:
    'Fixed shares to the first and the last touch (40 % each by default), the rest spread over those between.',
  ends: (settings) => settings.position_based,
};
