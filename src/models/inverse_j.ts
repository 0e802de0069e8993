import type { EndsModel } from './model.js';

export const inverseJ: EndsModel = {
  name: 'inverse_j',
  summary: '60 % to the first touch, 20 % to the last, the rest spread over those between.',
  ends: () => ({ first: 0.6, last: 0.2 }),
};
