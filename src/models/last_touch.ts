import type { PickModel } from './model.js';

export const lastTouch: PickModel = {
  name: 'last_touch',
  summary: 'All credit to the latest touch before the conversion.',
  picks: () => 'position = path_length',
};
