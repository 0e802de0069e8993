import type { RuleModel } from './model.js';

export const randomTouch: RuleModel = {
  name: 'random_touch',
  summary: 'All credit to one touch drawn at random (by md5, so that a run repeats): the yardstick for the others.',
  weight: () => 'CASE WHEN random_touch_no < touches_so_far AND random_touch_no >= touches_so_far - touches THEN 1e0 ELSE 0e0 END',
};
