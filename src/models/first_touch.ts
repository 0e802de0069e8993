import type { PickModel } from './model.js';

export const firstTouch: PickModel = {
  name: 'first_touch',
  summary: 'All credit to the oldest touch in the window.',
  picks: () => 'position = 1',
};
