import type { PickModel } from './model.js';

export const lastNon: PickModel = {
  name: 'last_non',
  summary:
    'All credit to the latest touch that is not of an excluded kind (last_non.kinds); if every touch is, to the latest.',
  picks: () => '(path_kept = 0 AND position = path_length) OR (is_kept = 1 AND kept_so_far = path_kept)',
};
