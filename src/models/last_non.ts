import type { RuleModel } from './model.js';

export const lastNon: RuleModel = {
  name: 'last_non',
  summary: 'All credit to the latest touch that is not of the kinds set aside (last_non.kinds); if every touch is, to the latest.',
  weight: () => 'CASE WHEN path_kept = 0 AND position = path_length THEN 1e0 WHEN is_kept = 1 AND kept_so_far = path_kept THEN 1e0 ELSE 0e0 END',
};
