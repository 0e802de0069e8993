import { evenWeight, type WeightModel } from './model.js';

export const linear: WeightModel = {
  name: 'linear',
  summary: 'Every touch counts equally.',
  weight: () => evenWeight,
};
