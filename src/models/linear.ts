import type { RuleModel } from './model.js';

export const linear: RuleModel = {
  name: 'linear',
  summary: 'Every touch counts alike.',
  weight: () => '1e0',
};
