import type { RuleModel } from './model.js';

export const firstTouch: RuleModel = {
  name: 'first_touch',
  summary: 'All credit to the oldest touch in the window.',
  weight: () => 'CASE WHEN position = 1 THEN 1e0 ELSE 0e0 END',
};
