import type { RuleModel } from './model.js';

export const lastTouch: RuleModel = {
  name: 'last_touch',
  summary: 'All credit to the latest touch before the conversion.',
  weight: () => 'CASE WHEN position = path_length THEN 1e0 ELSE 0e0 END',
};
