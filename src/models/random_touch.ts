import type { PickModel } from './model.js';

export const randomTouch: PickModel = {
  name: 'random_touch',
  summary:
    'All credit to one touch drawn at random (by md5, so that a run is repeatable): the yardstick for the others.',
  picks: () => 'random_touch_no < touches_so_far AND random_touch_no >= touches_so_far - touches',
};
