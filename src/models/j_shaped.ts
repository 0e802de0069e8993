import type { EndsModel } from './model.js';

export const jShaped: EndsModel = {
  name: 'j_shaped',
  summary: '20 % to the first touch, 60 % to the last, the rest spread over those between.',
  ends: () => ({ first: 0.2, last: 0.6 }),
};
